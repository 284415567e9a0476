import { OpenAIRealtimeWS } from 'openai/realtime/ws';
import type { RealtimeSessionCreateRequest } from 'openai/resources/realtime/realtime';

const session: RealtimeSessionCreateRequest = {
  type: 'realtime',
  output_modalities: ['audio'],
  audio: {
    input: {
      format: { type: 'audio/pcm', rate: 24000 },
      transcription: { model: 'whisper-1' },
      turn_detection: { type: 'server_vad', threshold: 0.5 },
    },
    output: { format: { type: 'audio/pcmu' }, voice: 'marin', speed: 1 },
  },
  max_output_tokens: 'inf',
};

const rt = new OpenAIRealtimeWS({ model: 'gpt-realtime' });
rt.socket.on('open', () => {
  rt.send({ type: 'session.update', session });
  rt.send({ type: 'response.create', response: { output_modalities: ['text'] } });
});
rt.on('response.output_audio.delta', ({ delta }) => delta.length);
rt.on('response.output_text.delta', ({ delta }) => delta.length);
rt.on('conversation.item.added', ({ item }) => item.type);
rt.on('conversation.item.done', ({ item }) => item.type);
