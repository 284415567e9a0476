import { observed, until } from 'judge';
import { call } from './src/call';

const all = [];
for (const options of [
  { persona: 'butler' },
  { persona: 'clerk', byTelephone: true, maxTokens: 300, noisy: true },
]) {
  const { log } = call(options);
  await until(() => log.done > 0);
  all.push(log);
}
observed(all);
