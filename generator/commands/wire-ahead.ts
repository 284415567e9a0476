import { statSync } from 'node:fs';
import type { CaptureSource } from './capture-source.ts';
import { worthThread, WireThread } from './wire-thread.ts';

/** What a capture was found to be before it was checked. */
export interface KnownSum {
  /** How long the file was. */
  readonly bytes: number;
  /** Undefined where nobody came to it. */
  readonly sha256: Promise<string | undefined>;
}

/** About what is summed up while documents are read; what is more would have to be read from the disk twice. */
const mostBytes = 1536 * 1024 * 1024;

/** A thread that is started while documents are still being read, and sums up captures until there is something to check. */
export class WireAhead {
  readonly thread: WireThread;
  readonly #sums: ReadonlyMap<string, KnownSum>;

  private constructor(thread: WireThread, sums: ReadonlyMap<string, KnownSum>) {
    this.thread = thread;
    this.#sums = sums;
  }

  /** Undefined where it is not worth a thread, or none may be started. */
  static of(
    captures: readonly CaptureSource[],
    start = () => new WireThread(),
  ): WireAhead | undefined {
    const files = captures.flatMap(({ name, from }) =>
      typeof from === 'string' ? [{ name, file: from, bytes: sizeOf(from) }] : [],
    );
    const large = files.filter(({ bytes }) => bytes >= worthThread);
    if (large.length === 0) return undefined;
    try {
      const thread = start();
      let left = mostBytes;
      const sums = large.flatMap(({ name, file, bytes }) => {
        left -= bytes;
        return left < 0 ? [] : [[name, { bytes, sha256: thread.sum(file, bytes) }] as const];
      });
      return new WireAhead(thread, new Map(sums));
    } catch {
      return undefined;
    }
  }

  sumOf(capture: string): KnownSum | undefined {
    return this.#sums.get(capture);
  }

  async end(): Promise<void> {
    await this.thread.end();
  }
}

/** 0 for what is no file. */
function sizeOf(file: string): number {
  try {
    const stat = statSync(file);
    return stat.isFile() ? stat.size : 0;
  } catch {
    return 0;
  }
}
