export const update = {
  type: 'session.update',
  session: {
    type: 'transcription',
    audio: {
      input: {
        format: { type: 'audio/pcmu' },
        noise_reduction: { type: 'near_field' },
        transcription: { model: 'gpt-4o-transcribe', language: 'de' },
        turn_detection: { type: 'server_vad', silence_duration_ms: 500 },
      },
    },
  },
} as const;
