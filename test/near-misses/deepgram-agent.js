import WebSocket from 'ws';

const socket = new WebSocket('wss://agent.deepgram.com/v1/agent/converse', ['token', process.env.DEEPGRAM_API_KEY]);

socket.on('open', () => {
  socket.send(
    JSON.stringify({
      type: 'Settings',
      audio: { input: { encoding: 'linear16', sample_rate: 24000 }, output: { encoding: 'mulaw', sample_rate: 8000 } },
      agent: { speak: { provider: { type: 'deepgram', voice: 'aura-2' } }, think: { temperature: 0.7, modalities: ['text', 'audio'] } },
    }),
  );
});
