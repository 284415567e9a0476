import { spawn, type ChildProcess } from 'node:child_process';
import path from 'node:path';

const cli = path.join(import.meta.dirname, '../dist/cli.js');

/** How long the tool may take to react, on a machine that is busy with other tests. */
export const patience = 20_000;

/** How the built tool ended, and what it printed. */
export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs the built tool in a folder, without a terminal. */
export async function runTool(
  cwd: string,
  given: readonly string[],
  env: NodeJS.ProcessEnv = {},
): Promise<Ended> {
  return new RunningTool(cwd, given, env).ended;
}

/** The built tool while it runs. */
export class RunningTool {
  readonly ended: Promise<Ended>;
  readonly #child: ChildProcess;
  #out = '';
  #err = '';
  #onText = (): void => undefined;

  constructor(cwd: string, given: readonly string[], env: NodeJS.ProcessEnv = {}) {
    // The colours of whoever runs the tests are none of the tool's business.
    const surroundings = { ...process.env, NO_COLOR: undefined, FORCE_COLOR: undefined, ...env };
    const child = spawn(process.execPath, [cli, ...given], {
      cwd,
      env: surroundings,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#child = child;
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      this.#out += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      this.#err += text;
      this.#onText();
    });
    this.ended = new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (code) => resolve({ code, out: this.#out, err: this.#err }));
    });
  }

  /** Waits until the text has come on stderr, and forgets everything up to there. */
  async untilSaid(wanted: RegExp): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      const fail = (why: string): void =>
        reject(new Error(`${why} without ${String(wanted)}: ${this.#err}`));
      const timer = setTimeout(fail, patience, `${patience} ms went by`);
      this.#onText = () => {
        if (!wanted.test(this.#err)) return;
        this.#onText = () => undefined;
        clearTimeout(timer);
        resolve();
      };
      this.#onText();
      void this.ended.then(() => fail('it ended'));
    });
    this.#err = '';
  }

  end(signal: NodeJS.Signals): void {
    this.#child.kill(signal);
  }
}
