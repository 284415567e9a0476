import { observed, until } from 'judge';
import client from './src/client.js';

const { log, speak, ask, ws } = client.connect('sk-mock');
await until(() => log.modalities !== '' || ws.readyState > 1);
speak([Buffer.alloc(960), Buffer.alloc(960)]);
await until(() => log.done > 0);
ask('And in writing?');
await until(() => log.done > 1);
observed({ ...log, created: log.created > 0 });
