import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { isRecord, own } from '../base/json.ts';

/** How npm is asked. */
export interface NpmOptions {
  readonly cwd: string;
  /** The URL of the registry; what npm's own settings say where it is undefined. */
  readonly registry: string | undefined;
}

/** What npm answered. */
export interface NpmAnswer {
  readonly ok: boolean;
  /** What it printed as JSON; undefined where it printed none. */
  readonly value: unknown;
  /** Npm's code for what went wrong, `E404`; undefined where it went well, or npm names none. */
  readonly code: string | undefined;
  /** In npm's words, what went wrong. */
  readonly problem: string;
}

/** A registry that answers nothing is given up: a CI waits for hours otherwise. */
const patience = 10 * 60_000;
const mostOutput = 64_000_000;

/**
 * Runs npm's own client, which knows the user's registries, proxies and credentials; none of them is read or told by us. Nothing goes
 * through a shell.
 */
export async function runNpm(
  given: readonly string[],
  { cwd, registry }: NpmOptions,
): Promise<NpmAnswer> {
  const [command, ...before] = npmCommand();
  const args = [
    ...before,
    ...given,
    '--json',
    ...(registry === undefined ? [] : ['--registry', registry]),
  ];
  const { status, out, err } = await run(command, args, cwd);
  const value = parse(out);
  if (status === 0) return { ok: true, value, code: undefined, problem: '' };
  const error = own(value, 'error');
  const code = own(error, 'code') ?? /npm (?:error|ERR!) code (\S+)/.exec(err)?.[1];
  const words = [own(error, 'summary'), own(error, 'detail')].filter(
    (one) => typeof one === 'string' && one !== '',
  );
  return {
    ok: false,
    value,
    code: typeof code === 'string' ? code : undefined,
    problem: withoutSecrets(words.length > 0 ? words.join(' ') : lastWords(err)),
  };
}

interface Ended {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
}

function run(command: string, args: readonly string[], cwd: string): Promise<Ended> {
  return new Promise((resolve) => {
    const child = spawn(command, [...args], {
      cwd,
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: patience,
      windowsHide: true,
    });
    let [out, err] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      out += text;
      if (out.length > mostOutput) child.kill();
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      if (err.length < mostOutput) err += text;
    });
    child.once('error', (error: NodeJS.ErrnoException) => {
      const why = error.code === 'ENOENT' ? 'npm cannot be found' : error.message;
      resolve({ status: null, out: '', err: why });
    });
    child.once('close', (status) => resolve({ status, out, err }));
  });
}

/** What runs npm. On Windows it is a script for a shell, so there its own JavaScript is run. */
function npmCommand(): readonly [command: string, ...args: string[]] {
  if (process.platform !== 'win32') return ['npm'];
  const folders = [
    path.dirname(process.execPath),
    ...(process.env['PATH'] ?? '').split(path.delimiter),
  ];
  const script = folders
    .map((one) => path.join(one, 'node_modules', 'npm', 'bin', 'npm-cli.js'))
    .find((one) => existsSync(one));
  return script === undefined ? ['npm'] : [process.execPath, script];
}

/** Scripts may print before npm does, so that the JSON is what begins with a brace or a bracket. */
function parse(text: string): unknown {
  const start = text.search(/^[[{"]/m);
  if (start === -1) return undefined;
  try {
    const value: unknown = JSON.parse(text.slice(start));
    return isRecord(value) || Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** The last lines that say something. */
function lastWords(text: string): string {
  return text
    .split('\n')
    .map((one) => one.replace(/^npm (?:error|ERR!) ?/, '').trim())
    .filter(
      (one) =>
        one !== '' && !one.startsWith('npm warn') && !one.includes('complete log of this run'),
    )
    .slice(-4)
    .join(' ');
}

/** Npm hides credentials itself; should it once forget, we do. */
function withoutSecrets(text: string): string {
  return text
    .replaceAll(/\bnpm_[A-Za-z0-9]{8,}/g, 'npm_***')
    .replaceAll(/(\/\/)[^/\s@]+@/g, '$1***@')
    .replaceAll(/(_?auth(?:token)?|password|bearer|otp)(["']?\s*[=: ]\s*)\S+/gi, '$1$2***');
}
