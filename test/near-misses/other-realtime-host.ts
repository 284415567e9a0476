// A service of our own with a path of the same name.
export const url = 'wss://realtime.example.com/v1/realtime?model=sensors';
export const sessions = 'https://realtime.example.com/v1/realtime/sessions';

export async function open(): Promise<Response> {
  return fetch(sessions, { method: 'POST', body: JSON.stringify({ voice: 'alarm', modalities: ['text', 'audio'] }) });
}
