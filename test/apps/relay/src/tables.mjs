/** Which events of the API a browser may see; everything else stays here. */
export const FORWARDED = new Set([
  'session.created', 'session.updated',
  'response.audio.delta', 'response.audio.done',
  'response.audio_transcript.delta', 'response.audio_transcript.done',
  'response.text.delta',
  'response.done', 'error',
]);

/** What a browser may send. */
export const ALLOWED_FROM_BROWSER = ['input_audio_buffer.append', 'conversation.item.create', 'response.create'];

// Short names save bytes on the way to the telephone.
export const SHORT_NAMES = {
  'response.audio.delta': 'a',
  "response.audio_transcript.delta": 't',
  'response.text.delta': 'x',
};
