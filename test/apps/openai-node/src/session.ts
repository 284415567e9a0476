import type { SessionUpdateEvent } from 'openai/resources/beta/realtime/realtime';
import { tools } from './tools';

/** Who the assistant is, from the first word on. */
export const session: SessionUpdateEvent.Session = {
  // Text comes along with audio anyway.
  modalities: ['text', 'audio'],
  instructions: 'You answer in one sentence, and you like weather.',
  voice: 'verse', // the calmest one
  input_audio_format: 'pcm16',
  output_audio_format: 'pcm16',
  input_audio_transcription: { model: 'whisper-1', language: 'en' },
  turn_detection: {
    type: 'server_vad',
    threshold: 0.6,
    silence_duration_ms: 400,
    create_response: true,
  },
  tools,
  tool_choice: 'auto',
  temperature: 0.7,
  max_response_output_tokens: 1024,
};
