import WebSocket from 'ws';

// A service of others that took over the protocol as it was in the beta, header and all.
const socket = new WebSocket('wss://dashscope.aliyuncs.com/api-ws/v1/realtime?model=qwen-omni', {
  headers: { Authorization: `Bearer ${process.env.QWEN_KEY}`, 'OpenAI-Beta': 'realtime=v1' },
});
socket.on('open', () => {
  const session = { modalities: ['text', 'audio'], voice: 'Cherry', input_audio_format: 'pcm16' };
  socket.send(JSON.stringify({ type: 'session.update', session }));
});
socket.on('message', (data) => {
  const event = JSON.parse(data);
  if (event.type === 'response.audio.delta') process.stdout.write(event.delta, 'base64');
});
