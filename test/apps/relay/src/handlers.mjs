const stats = { audioChunks: 0, words: [], responses: 0, items: 0 };

/** One handler for each event that the relay itself looks at. */
const handlers = {
  ['session.created']: () => {},
  'response.audio.delta'(event) {
    stats.audioChunks += event.delta.length > 0 ? 1 : 0;
  },
  'response.audio_transcript.delta': ({ delta }) => stats.words.push(delta.trim()),
  'response.text.delta': ({ delta }) => stats.words.push(delta.trim()),
  'conversation.item.created': () => { stats.items += 1 },
  'response.done': async (event) => {
    const { response: { output } } = event;
    const parts = output.flatMap((item) => item.content ?? []);
    stats.responses += parts.filter((part) => part.type === 'audio' || part.type === 'text').length;
  },
};

export { handlers, stats };
