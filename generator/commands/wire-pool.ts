import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { StretchChecker, type Stretch, type StretchResult } from '../wire/stretch.ts';
import type { WireApi } from '../wire/wire-run.ts';
import type { WorkerStart } from './wire-worker.ts';

/** What a thread has been given, in order, and what becomes of it. */
interface Task {
  readonly stretch: Stretch;
  readonly resolve: (result: StretchResult) => void;
  readonly reject: (error: unknown) => void;
}

/** So many stretches wait for a thread, so that it need not wait for one while this thread is busy. */
const mostWaiting = 2;

/** Less than this is checked before another thread has started. */
const worthThreads = 8 << 20;

/** Checks stretches of captures in this thread and in others beside it. */
export class WirePool {
  readonly #startWorker: () => Worker;
  readonly #threads: number;
  readonly #checker: StretchChecker;
  readonly #workers = new Map<Worker, Task[]>();
  #bytes = 0;
  #mayStart = true;

  /** `threads`: this one and others. */
  constructor(
    api: WireApi,
    version: string,
    threads: number,
    start: (data: WorkerStart) => Worker = startWorker,
  ) {
    this.#startWorker = () => start({ api, version });
    this.#threads = threads;
    this.#checker = new StretchChecker(api, version);
  }

  get isMessage(): StretchChecker['isMessage'] {
    return this.#checker.isMessage;
  }

  /** How many other threads are there. */
  get others(): number {
    return this.#workers.size;
  }

  /** Leaves a stretch, whose bytes are shared, to a thread that has little to do, or checks it here. */
  check(stretch: Stretch): StretchResult | Promise<StretchResult> {
    this.#bytes += stretch.bytes.length;
    if (this.#bytes > worthThreads) this.#startWorkers();
    for (const [worker, tasks] of this.#workers) {
      if (tasks.length >= mostWaiting) continue;
      return new Promise((resolve, reject) => {
        tasks.push({ stretch, resolve, reject });
        worker.postMessage(stretch);
      });
    }
    return this.checkHere(stretch);
  }

  checkHere(stretch: Stretch): StretchResult {
    return this.#checker.check(stretch);
  }

  async end(): Promise<void> {
    const workers = [...this.#workers.keys()];
    this.#workers.clear();
    await Promise.all(workers.map((one) => one.terminate()));
  }

  #startWorkers(): void {
    try {
      while (this.#mayStart && this.#workers.size < this.#threads - 1) {
        this.#add(this.#startWorker());
      }
    } catch {
      // Where no thread may be started, all is done here.
      this.#mayStart = false;
    }
  }

  #add(worker: Worker): void {
    const tasks: Task[] = [];
    this.#workers.set(worker, tasks);
    worker.on('message', (result: StretchResult) => {
      tasks.shift()?.resolve(result);
    });
    // A thread that fails ends, and so does one that runs out of memory, or may not be started.
    worker.on('error', () => undefined);
    worker.on('exit', () => {
      this.#ended(worker, tasks);
    });
  }

  /** What a thread left undone is done here. */
  #ended(worker: Worker, tasks: Task[]): void {
    this.#workers.delete(worker);
    this.#mayStart = false;
    for (const { stretch, resolve, reject } of tasks.splice(0)) {
      try {
        resolve(this.checkHere(stretch));
      } catch (error) {
        reject(error);
      }
    }
  }
}

/** In dist/ the thread has a file of its own; from source it needs somebody who reads TypeScript. */
function startWorker(workerData: WorkerStart): Worker {
  const source = import.meta.url.endsWith('.ts');
  const places = source ? ['./wire-worker.ts'] : ['./wire-worker.js', '../wire-worker.js'];
  const files = places.map((place) => fileURLToPath(new URL(place, import.meta.url)));
  const entry = files.find((file) => existsSync(file)) ?? files[0] ?? '';
  const execArgv = source ? ['--import', import.meta.resolve('jiti/register')] : [];
  // What is young there is messages, forgotten at once; more room for them would not make it quicker.
  const resourceLimits = { maxYoungGenerationSizeMb: 6 };
  return new Worker(entry, { workerData, execArgv, resourceLimits });
}
