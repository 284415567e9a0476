import { WebSocket, WebSocketServer } from 'ws';
import { handlers, stats } from './handlers.mjs';
import { ALLOWED_FROM_BROWSER, FORWARDED, SHORT_NAMES } from './tables.mjs';

const DEFAULT_SESSION = Object.freeze({
  modalities: ['text', 'audio'],
  voice: 'ballad',
  turn_detection: { type: 'server_vad' },
});

export function relay(port, apiKey) {
  const server = new WebSocketServer({ port });

  server.on('connection', (browser) => {
    const backlog = [];
    const upstream = new WebSocket('wss://api.openai.com/v1/realtime?model=gpt-4o-realtime-preview', {
      headers: { Authorization: `Bearer ${apiKey}`, 'OpenAI-Beta': 'realtime=v1' },
    });

    upstream.addEventListener('open', () => {
      upstream.send(JSON.stringify({ type: 'session.update', session: { ...DEFAULT_SESSION, instructions: 'Relay.' } }));
      backlog.splice(0).forEach((text) => upstream.send(text));
    });

    upstream.addEventListener('message', ({ data }) => {
      const event = JSON.parse(data);
      handlers[event.type]?.(event);
      if (!FORWARDED.has(event.type)) return;
      const name = SHORT_NAMES[event.type] ?? event.type;
      browser.send(JSON.stringify({ ...event, type: name }));
    });

    browser.on('message', (raw) => {
      const event = JSON.parse(raw.toString());
      if (!ALLOWED_FROM_BROWSER.includes(event.type)) {
        console.warn(`refused ${event.type}; a browser may only see response.audio.delta and its like`);
        return;
      }
      const text = JSON.stringify(event);
      if (upstream.readyState === WebSocket.OPEN) upstream.send(text);
      else backlog.push(text);
    });
    browser.on('close', () => upstream.close());
  });

  return { server, stats };
}
