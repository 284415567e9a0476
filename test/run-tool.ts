import { spawn, type ChildProcess } from 'node:child_process';
import path from 'node:path';

const cli = path.join(import.meta.dirname, '../dist/cli.js');

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
      this.#onText();
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

  /** Waits until the text comes, on stdout or stderr, behind what was waited for before; forgets everything up to there. */
  async until(wanted: RegExp): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      const look = (): void => {
        const found = [this.#out, this.#err].some((text) => wanted.test(text));
        if (!found) return;
        this.#onText = () => undefined;
        resolve();
      };
      this.#onText = look;
      look();
      void this.ended.then(({ out, err }) => {
        reject(new Error(`ended without ${String(wanted)}: ${out}${err}`));
      });
    });
    this.#out = '';
    this.#err = '';
  }

  end(signal: NodeJS.Signals): void {
    this.#child.kill(signal);
  }
}
