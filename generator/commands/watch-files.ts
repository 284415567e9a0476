import { statSync, type Stats } from 'node:fs';
import path from 'node:path';

/** One round of work: is told which files changed (none in the first round), and says which to watch; both absolute. */
export type Round = (changed: ReadonlySet<string>) => Promise<Iterable<string>>;

export interface WatchOptions {
  /** Ends the watch; a round that is under way is finished first. */
  readonly signal: AbortSignal;
  /** Called after each round, once changes of these files will be noticed. */
  readonly onWaiting: (files: ReadonlySet<string>) => void;
}

/** How long nothing must have happened before a round begins: a save is several writes, a checkout several files. */
const settleMilliseconds = 50;

/**
 * Runs a round, and another one after each change of the files that the last one named, until the signal comes. A file that
 * is not there yet may be named too: its coming is a change.
 */
export async function watchFiles(round: Round, options: WatchOptions): Promise<void> {
  const changes = new Changes();
  const stop = (): void => changes.stop();
  options.signal.addEventListener('abort', stop);
  let watch = await watchNothing();
  try {
    let changed: ReadonlySet<string> = new Set();
    while (!options.signal.aborted) {
      const begun = Date.now();
      const files = new Set(await round(changed));
      if (!sameFiles(files, watch.files)) {
        const last = watch;
        watch = await watchThese(files, changes);
        await last.close();
        // What was written after it was read, but before it was watched, caused no event.
        for (const file of files) if (modifiedSince(file, begun)) changes.add(file);
      }
      options.onWaiting(files);
      changed = await changes.settled();
    }
  } finally {
    options.signal.removeEventListener('abort', stop);
    await watch.close();
  }
}

interface Watch {
  readonly files: ReadonlySet<string>;
  readonly close: () => Promise<void>;
}

function watchNothing(): Promise<Watch> {
  return Promise.resolve({ files: new Set(), close: () => Promise.resolve() });
}

/** Watches the folders of the files: a watch on a file itself ends where an editor puts a new file in its place. */
async function watchThese(files: ReadonlySet<string>, changes: Changes): Promise<Watch> {
  const { watch } = await import('chokidar');
  const folders = [...new Set([...files].map((file) => path.dirname(file)))];
  const watcher = watch(folders, {
    depth: 0,
    ignoreInitial: true,
    ignored: (file: string, stats?: Stats) => stats?.isFile() === true && !files.has(file),
  });
  watcher.on('all', (_event, file) => {
    if (files.has(file)) changes.add(file);
  });
  // A folder that cannot be watched is no reason to end the watch of the others.
  watcher.on('error', () => undefined);
  await new Promise<void>((resolve) => watcher.once('ready', resolve));
  return { files, close: () => watcher.close() };
}

/** Changed files that no round has taken yet. */
class Changes {
  #files = new Set<string>();
  #timer: NodeJS.Timeout | undefined;
  #wake: (() => void) | undefined;
  #stopped = false;

  add(file: string): void {
    this.#files.add(file);
    this.#arm();
  }

  stop(): void {
    this.#stopped = true;
    this.#wake?.();
  }

  /** The files that changed, once there are some and no more come; none where the watch is stopped. */
  async settled(): Promise<ReadonlySet<string>> {
    if (this.#stopped) return new Set();
    await new Promise<void>((resolve) => {
      this.#wake = resolve;
      if (this.#files.size > 0) this.#arm();
    });
    this.#wake = undefined;
    clearTimeout(this.#timer);
    const files = this.#files;
    this.#files = new Set();
    return files;
  }

  #arm(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#wake?.(), settleMilliseconds);
  }
}

function sameFiles(some: ReadonlySet<string>, others: ReadonlySet<string>): boolean {
  return some.size === others.size && [...some].every((file) => others.has(file));
}

function modifiedSince(file: string, time: number): boolean {
  return (statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0) >= time;
}
