const WebSocket = require('ws');

const ws = new WebSocket('wss://api.openai.com/v1/realtime?model=gpt-realtime', {
  headers: { Authorization: `Bearer ${process.env.OPENAI_API_KEY}` },
});
ws.on('open', () => {
  ws.send(
    JSON.stringify({
      type: 'session.update',
      session: { type: 'realtime', audio: { output: { voice: 'cedar' } }, instructions: 'Short.' },
    }),
  );
});
ws.on('message', (data) => {
  const event = JSON.parse(data);
  if (event.type === 'response.output_audio.delta') process.stdout.write('.');
  if (event.type === 'response.output_audio_transcript.done') console.log(event.transcript);
  if (event.type === 'response.done') {
    for (const item of event.response.output)
      for (const part of item.content ?? []) if (part.type === 'output_text') console.log(part.text);
  }
  if (event.type === 'session.updated') console.log(event.session.audio.output.voice);
});
