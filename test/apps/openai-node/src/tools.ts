import type { SessionUpdateEvent } from 'openai/resources/beta/realtime/realtime';

type Tool = SessionUpdateEvent.Session.Tool;

export const tools: Tool[] = [
  {
    type: 'function',
    name: 'get_weather',
    description: 'The weather of a city, now.',
    parameters: {
      type: 'object',
      properties: { city: { type: 'string' }, text: { type: 'string' } },
      required: ['city'],
    },
  },
];

export function callTool(name: string, args: string): string {
  const { city } = JSON.parse(args) as { city: string };
  return name === 'get_weather' ? `It is sunny in ${city}.` : `There is no tool ${name}.`;
}
