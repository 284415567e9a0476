import WebSocket from 'ws';

const ws = new WebSocket('wss://api.elevenlabs.io/v1/convai/conversation?agent_id=abc');
ws.on('open', () => {
  ws.send(
    JSON.stringify({
      type: 'conversation_initiation_client_data',
      conversation_config_override: { agent: { language: 'en' }, tts: { voice_id: 'alloy', voice: 'rachel' } },
      session: { voice: 'rachel', input_audio_format: 'pcm_16000', output_audio_format: 'ulaw_8000' },
    }),
  );
});
ws.on('message', (data) => {
  const event = JSON.parse(String(data));
  if (event.type === 'audio') console.log(event.audio_event.audio_base_64);
  if (event.type === 'agent_response') console.log(event.text);
});
