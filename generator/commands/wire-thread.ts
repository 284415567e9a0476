import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { Stretch, StretchResult } from '../wire/stretch.ts';
import type { WireApi } from '../wire/wire-run.ts';
import type { WireAnswer, WireOrder } from './wire-worker.ts';

/** A capture of fewer bytes is checked before another thread has started. */
export const worthThread = 8 * 1024 * 1024;

/** What we need of a worker, in words of our own: who uses this package need not have the types of Node.js. */
export interface StartedThread {
  on(event: 'message', tell: (answer: WireAnswer) => void): unknown;
  on(event: 'error' | 'exit', tell: () => void): unknown;
  postMessage(order: WireOrder): void;
  terminate(): Promise<unknown>;
}

/** Another thread: what it is told it does in that order, and what it leaves undone because it ended is undefined. */
export class WireThread {
  readonly #worker: StartedThread;
  readonly #waiting: ((answer: WireAnswer | undefined) => void)[] = [];
  #isGone = false;

  /** @throws where no thread may be started. */
  constructor(start: () => StartedThread = startWorker) {
    const worker = start();
    this.#worker = worker;
    worker.on('message', (answer) => {
      this.#waiting.shift()?.(answer);
    });
    // A thread that fails ends, and so does one that runs out of memory, or may not be started.
    worker.on('error', () => undefined);
    worker.on('exit', () => {
      this.#isGone = true;
      for (const settle of this.#waiting.splice(0)) settle(undefined);
    });
  }

  get isGone(): boolean {
    return this.#isGone;
  }

  /** How much it has been told that it has not done. */
  get left(): number {
    return this.#waiting.length;
  }

  /** What stretches are to be held against. */
  begin(api: WireApi, version: string): void {
    this.#tell({ kind: 'begin', api: withoutTypes(api), version });
  }

  /** The bytes of a stretch are shared. */
  async check(stretch: Stretch): Promise<StretchResult | undefined> {
    const answer = await this.#ask({ kind: 'check', stretch });
    return answer?.kind === 'checked' ? answer.result : undefined;
  }

  /** SHA-256 of the beginning of a file. */
  async sum(file: string, bytes: number): Promise<string | undefined> {
    const answer = await this.#ask({ kind: 'sum', file, bytes });
    return answer?.kind === 'summed' ? answer.sha256 : undefined;
  }

  async end(): Promise<void> {
    await this.#worker.terminate();
  }

  #ask(order: WireOrder): Promise<WireAnswer | undefined> {
    if (this.#isGone) return Promise.resolve(undefined);
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
      this.#tell(order);
    });
  }

  #tell(order: WireOrder): void {
    this.#worker.postMessage(order);
  }
}

/** Three quarters of a model are types and what is said of them, which messages are not held against. */
function withoutTypes({ api, versions }: WireApi): WireApi {
  const none = { shapes: [], channels: [], operations: [] };
  return {
    api,
    versions: versions.map(({ name, model }) => ({ name, model: { ...model, ...none } })),
  };
}

/** In dist/ the thread has a file of its own; from source it needs somebody who reads TypeScript. */
function startWorker(): Worker {
  const source = import.meta.url.endsWith('.ts');
  const places = source ? ['./wire-worker.ts'] : ['./wire-worker.js', '../wire-worker.js'];
  const files = places.map((place) => fileURLToPath(new URL(place, import.meta.url)));
  const entry = files.find((file) => existsSync(file)) ?? files[0] ?? '';
  const execArgv = source ? ['--import', import.meta.resolve('jiti/register')] : [];
  // What is young there is messages, forgotten at once; more room for them would not make it quicker.
  const resourceLimits = { maxYoungGenerationSizeMb: 6 };
  return new Worker(entry, { execArgv, resourceLimits });
}
