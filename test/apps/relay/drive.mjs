import WebSocket from 'ws';
import { observed, until } from 'judge';
import { relay } from './src/server.mjs';

const { server, stats } = relay(0, 'sk-mock');
await until(() => server.address() !== null);
const browser = new WebSocket(`ws://127.0.0.1:${server.address().port}/`);
const got = {};
browser.on('message', (data) => {
  const { type } = JSON.parse(data);
  const name = type.length === 1 ? type : type.split('.').at(-1);
  got[name] = (got[name] ?? 0) + 1;
});
await until(() => browser.readyState === 1);
browser.send(JSON.stringify({ type: 'session.update', session: {} }));
browser.send(
  JSON.stringify({
    type: 'conversation.item.create',
    item: { type: 'message', role: 'user', content: [{ type: 'input_text', text: 'Hello' }] },
  }),
);
browser.send(JSON.stringify({ type: 'response.create' }));
await until(() => stats.responses > 0 && (got.done ?? 0) > 2);
observed({ got, stats: { ...stats, items: stats.items > 0 } });
