import { observed, until } from 'judge';
import { Assistant } from './src/assistant';

const assistant = new Assistant();
const { heard } = assistant;
assistant.start('Is it sunny in Paris?');
await until(() => heard.transcript !== '');
assistant.remember('It was sunny yesterday, too.');
assistant.summarise();
await until(() => heard.usedTokens > 60);
observed({ ...heard, items: [...new Set(heard.items)].sort() });
