export const styles = {
  voice: { color: 'red' },
  modalities: { display: 'none' },
  session: { voice: { fontSize: 12 }, text: { type: 'text' } },
  'response.audio': { margin: 0 },
};
