/*
A client over a bare socket

The header goes, and so do the old names of events. Code that keeps them connects, hears nothing and is told of no error.
*/
import WebSocket from 'ws';

export function listen(apiKey: string, play: (audio: string) => void): WebSocket {
  const socket = new WebSocket('wss://api.openai.com/v1/realtime?model=gpt-realtime', {
    headers: { Authorization: `Bearer ${apiKey}`, 'OpenAI-Beta': 'realtime=v1' },
  });
  socket.on('open', () => {
    socket.send(JSON.stringify({ type: 'response.create', response: { modalities: ['text'] } }));
  });
  socket.on('message', (data) => {
    const event = JSON.parse(String(data));
    switch (event.type) {
      case 'session.updated':
        console.log('speaks as', event.session.voice);
        break;
      case 'response.audio.delta':
        play(event.delta);
        break;
      case 'response.audio_transcript.delta':
      case 'response.text.delta':
        console.log(event.delta);
        break;
    }
  });
  return socket;
}
