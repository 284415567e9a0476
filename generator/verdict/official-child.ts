/**
 * The process that runs the official parser beside other work: it is sent one document with its files, answers with the
 * findings, and ends. It ends without an answer when the process that started it does.
 */
import { Worker } from 'node:worker_threads';
import { judgeOfficially } from './official.ts';

/** What the process is sent. */
export interface Assignment {
  readonly file: string;
  readonly texts: readonly (readonly [file: string, text: string])[];
}

process.once('message', (assignment: Assignment) => {
  void answer(assignment);
});
process.once('disconnect', () => {
  process.kill(process.pid, 'SIGKILL');
});

// While the parser works nothing else in this thread does: another one sees that nobody is waiting any more.
const watch = `const parent = process.ppid;
setInterval(() => { if (process.ppid !== parent) process.kill(process.pid, 'SIGKILL'); }, 500);`;
new Worker(watch, { eval: true }).unref();

async function answer({ file, texts }: Assignment): Promise<void> {
  const known = new Map(texts);
  const findings = await judgeOfficially(file, known.get(file) ?? '', (other) => known.get(other));
  process.send?.(findings, () => {
    process.removeAllListeners('disconnect');
    process.disconnect();
  });
}
