const socket = new WebSocket('wss://api.hume.ai/v0/evi/chat?api_key=key');
socket.onopen = () =>
  socket.send(JSON.stringify({ type: 'session_settings', voice: 'ITO', audio: { encoding: 'linear16', format: 'pcm16' } }));
socket.onmessage = ({ data }) => {
  const event = JSON.parse(data);
  if (event.type === 'audio_output') play(event.data);
  if (event.type === 'error') console.error(event.code);
};
