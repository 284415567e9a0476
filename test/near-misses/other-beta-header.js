// Another vendor's header of nearly the same name.
export const headers = {
  'anthropic-beta': 'tools-2024-04-04',
  'X-OpenAI-Beta': 'realtime=v1',
};
