import { WebSocketServer } from 'ws';

/** A protocol of our own between a page and its server; OpenAI is nowhere near. */
const server = new WebSocketServer({ port: 0, path: '/v1/realtime' });
server.on('connection', (socket) => {
  socket.on('message', (raw) => {
    const message = JSON.parse(raw);
    if (message.type === 'text') socket.send(JSON.stringify({ type: 'text', text: message.text }));
    if (message.type === 'audio') socket.send(JSON.stringify({ type: 'audio', voice: message.voice }));
  });
});
