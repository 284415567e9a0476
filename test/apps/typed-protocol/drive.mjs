import { observed, until } from 'judge';
import { Conversation } from './src/conversation';

const one = new Conversation('sk-mock');
await until(() => one.finished.length > 0);
one.send({ type: 'response.create' });
await until(() => one.finished.length > 1);
observed({ voice: one.voice, counts: one.counts, text: one.text, finished: one.finished, errors: one.errors });
