import { observed, until } from 'judge';
import app from './src/main.js';

const { realtime, seen } = app.main();
await until(() => realtime.ws.readyState === 1);
realtime.ask('Ahoy?');
await until(() => seen.audio > 0);
await until(() => seen.done > 0);
realtime.ask('In writing?', { instructions: 'Write.' });
await until(() => seen.done > 1);
observed({ ...seen, items: seen.items > 0 });
