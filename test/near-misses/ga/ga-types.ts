export type ServerEvent =
  | { type: 'response.output_audio.delta'; delta: string }
  | { type: 'response.output_audio_transcript.delta'; delta: string }
  | { type: 'conversation.item.added'; item: { id: string } }
  | { type: 'session.updated'; session: { type: 'realtime'; audio?: { output?: { voice?: string } } } };

export const voiceOf = (event: Extract<ServerEvent, { type: 'session.updated' }>) => event.session.audio?.output?.voice;
