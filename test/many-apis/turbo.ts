import { spawnSync } from 'node:child_process';
import path from 'node:path';

const root = path.join(import.meta.dirname, '../..');

/** What came of a run: which tasks were run, as `api-01#generate`, and which were taken from the cache. */
export interface TurboRun {
  readonly ran: readonly string[];
  readonly cached: readonly string[];
  readonly output: string;
}

/** Turborepo is a program of its own for each platform; there is none for some. */
export function turboVersion(): string | undefined {
  const { status, stdout } = turbo(root, ['--version']);
  return status === 0 ? stdout.trim() : undefined;
}

/** Runs the tasks of a workspace with a local cache alone; throws where one of them fails. */
export function runTasks(folder: string, given: readonly string[], env = {}): TurboRun {
  const { status, stdout, stderr } = turbo(folder, ['run', ...given], env);
  if (status !== 0) throw new Error(`turbo ended with ${String(status)}: ${stdout}${stderr}`);
  const told = (what: string): readonly string[] =>
    [...stdout.matchAll(new RegExp(`^(\\S+):(\\S+): cache ${what}`, 'gm'))]
      .map(([, name = '', task = '']) => `${name}#${task}`)
      .toSorted();
  return { ran: told('(?:miss|bypass)'), cached: told('hit'), output: stdout };
}

/** The hash that each task would have, by `api-01#generate`; nothing is run. */
export function taskHashes(folder: string, task: string): ReadonlyMap<string, string> {
  const { status, stdout, stderr } = turbo(folder, ['run', task, '--dry=json']);
  if (status !== 0) throw new Error(`turbo ended with ${String(status)}: ${stderr}`);
  const { tasks } = JSON.parse(stdout) as {
    readonly tasks: readonly { readonly taskId: string; readonly hash: string }[];
  };
  return new Map(tasks.map(({ taskId, hash }) => [taskId, hash]));
}

function turbo(cwd: string, given: readonly string[], env = {}) {
  return spawnSync(path.join(root, 'node_modules/.bin/turbo'), given, {
    cwd,
    encoding: 'utf8',
    env: { ...process.env, ...quiet, ...env },
  });
}

/** It tells nobody of the run, asks nobody for a newer version, and colours nothing. */
const quiet = {
  TURBO_TELEMETRY_DISABLED: '1',
  DO_NOT_TRACK: '1',
  TURBO_NO_UPDATE_NOTIFIER: '1',
  TURBO_CACHE: 'local:rw',
  NO_COLOR: '1',
  FORCE_COLOR: undefined,
};
