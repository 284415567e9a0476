/*
A session

All that is about audio moves into "audio", by direction; a format becomes an object, and the session says of which type it is.
*/
import type { SessionUpdateEvent } from 'openai/resources/beta/realtime/realtime';

export const update: SessionUpdateEvent = {
  type: 'session.update',
  session: {
    modalities: ['text', 'audio'],
    instructions: 'You answer in one sentence.',
    voice: 'alloy',
    speed: 1.1,
    input_audio_format: 'pcm16',
    output_audio_format: 'g711_ulaw',
    input_audio_noise_reduction: { type: 'near_field' },
    input_audio_transcription: { model: 'whisper-1' },
    turn_detection: { type: 'server_vad', silence_duration_ms: 500 },
    tool_choice: 'auto',
    temperature: 0.8,
    max_response_output_tokens: 1024,
  },
};
