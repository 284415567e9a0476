/** A thread that checks stretches of captures: it is sent one after another, and answers each. */
import { parentPort, workerData } from 'node:worker_threads';
import { StretchChecker, type Stretch } from '../wire/stretch.ts';
import type { WireApi } from '../wire/wire-run.ts';

/** What the thread is started with. */
export interface WorkerStart {
  readonly api: WireApi;
  readonly version: string;
}

const { api, version } = workerData as WorkerStart;
const checker = new StretchChecker(api, version);

parentPort?.on('message', (stretch: Stretch) => {
  parentPort?.postMessage(checker.check(stretch));
});
