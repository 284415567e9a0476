import { StretchChecker, type Stretch, type StretchResult } from '../wire/stretch.ts';
import type { WireApi } from '../wire/wire-run.ts';
import { worthThread, WireThread } from './wire-thread.ts';

export interface WirePoolOptions {
  /** How many threads there are to be: this one and others. */
  readonly threads: number;
  /** One that has been started already, and may be busy. */
  readonly first?: WireThread | undefined;
  readonly start?: () => WireThread;
}

/** So many stretches wait for a thread, so that it need not wait for one while this thread is busy. */
const mostWaiting = 2;

/** Checks stretches of captures in this thread and in others beside it. */
export class WirePool {
  readonly #options: WirePoolOptions;
  readonly #checker: StretchChecker;
  readonly #begin: (thread: WireThread) => void;
  #all: readonly WireThread[] = [];
  #bytes = 0;
  #mayStart = true;

  constructor(api: WireApi, version: string, options: WirePoolOptions) {
    this.#options = options;
    this.#checker = new StretchChecker(api, version);
    this.#begin = (thread) => {
      thread.begin(api, version);
      this.#all = [...this.#all, thread];
    };
    if (options.first !== undefined && options.threads > 1) this.#begin(options.first);
  }

  get isMessage(): StretchChecker['isMessage'] {
    return this.#checker.isMessage;
  }

  /** How many other threads are there. */
  get others(): number {
    return this.#alive().length;
  }

  /** Leaves a stretch, whose bytes are shared, to a thread that has little to do, or checks it here. */
  check(stretch: Stretch): StretchResult | Promise<StretchResult> {
    this.#bytes += stretch.bytes.length;
    if (this.#bytes > worthThread) this.#startThreads();
    const free = this.#alive().find((one) => one.left < mostWaiting);
    return free === undefined ? this.checkHere(stretch) : this.#checkThere(stretch, free);
  }

  checkHere(stretch: Stretch): StretchResult {
    return this.#checker.check(stretch);
  }

  async end(): Promise<void> {
    const threads = this.#all;
    this.#all = [];
    await Promise.all(threads.map((one) => one.end()));
  }

  /** What a thread left undone is done here. */
  async #checkThere(stretch: Stretch, thread: WireThread): Promise<StretchResult> {
    return (await thread.check(stretch)) ?? this.checkHere(stretch);
  }

  #alive(): readonly WireThread[] {
    return this.#all.filter((one) => !one.isGone);
  }

  #startThreads(): void {
    const { threads, start = () => new WireThread() } = this.#options;
    // Where one ended, another one would.
    if (this.#alive().length < this.#all.length) this.#mayStart = false;
    try {
      while (this.#mayStart && this.#all.length < threads - 1) this.#begin(start());
    } catch {
      // Where no thread may be started, all is done here.
      this.#mayStart = false;
    }
  }
}
