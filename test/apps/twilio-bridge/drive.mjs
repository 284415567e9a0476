import WebSocket from 'ws';
import { observed, until } from 'judge';
import { startBridge } from './src/bridge.js';

const logged = new Set();
const server = startBridge({ port: 0, apiKey: 'sk-mock', log: (type) => logged.add(type) });
await until(() => server.address() !== null);
const phone = new WebSocket(`ws://127.0.0.1:${server.address().port}/media`);
const got = { media: 0, mark: 0, clear: 0 };
phone.on('message', (data) => (got[JSON.parse(data).event] += 1));
await until(() => phone.readyState === 1);
phone.send(JSON.stringify({ event: 'start', start: { streamSid: 'MZ1' } }));
await until(() => got.media > 0);
for (const timestamp of [100, 200, 300]) {
  const media = { timestamp, payload: Buffer.alloc(160).toString('base64') };
  phone.send(JSON.stringify({ event: 'media', media }));
}
await until(() => got.clear > 0 && got.media > 3 && got.mark > 3 && logged.size > 8);
observed({ ...got, logged: logged.size });
