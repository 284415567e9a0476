import { spawn, spawnSync } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { ProcessTree, seesProcesses } from './process-tree.mjs';

const timer = findTimer();

/** How memory is measured here, for the head of the report. */
export const memoryMethod = [
  ...(timer === undefined ? [] : [`the largest process's peak by ${timer.name}`]),
  ...(seesProcesses
    ? ['the highest sum over all processes at one moment, sampled from /proc']
    : []),
];

/**
 * @typedef {object} Measurement
 * @property {number} seconds from the start to the end of the process itself
 * @property {number | undefined} peakMiB the larger figure of `memoryMethod`
 * @property {number} processes the most that were seen at one moment
 * @property {number} lingerSeconds how long what it started went on after it
 * @property {'ok' | 'failed' | 'timeout'} outcome
 */

/**
 * Runs node with the arguments as a cold process, waits for all that it started, and says what both took. What it
 * prints goes to the file `log`.
 *
 * @param {readonly string[]} args
 * @param {{ cwd: string, env?: Record<string, string>, log: string, timeoutSeconds: number }} options
 * @returns {Promise<Measurement>}
 */
export async function measure(args, options) {
  const tree = new ProcessTree();
  const run = start([process.execPath, ...args], options, tree.marker);
  const timerPid = timer === undefined ? undefined : run.pid;
  let timedOut = false;
  let left = tree.sample(timerPid);
  while (run.seconds === undefined || left > 0) {
    const elapsed = run.elapsed();
    if (elapsed > options.timeoutSeconds) {
      timedOut = true;
      tree.kill();
    }
    // Often at first, when a short process is over soon; seldom later, so as not to be in the way.
    await sleep(Math.min(50, 4 + elapsed * 5));
    const wasEnded = run.seconds !== undefined;
    left = tree.sample(timerPid);
    if (wasEnded && left > 0) run.lingerSeconds = run.elapsed() - run.seconds;
  }
  return {
    seconds: run.seconds,
    peakMiB: peakMiB(tree, options.log),
    processes: tree.most,
    lingerSeconds: run.lingerSeconds,
    outcome: timedOut ? 'timeout' : run.failed ? 'failed' : 'ok',
  };
}

/** Starts the command; the result is filled when it ends. */
function start(command, { cwd, env, log }, marker) {
  const output = openSync(log, 'w');
  const [file, ...args] = [...(timer?.command(log) ?? []), ...command];
  const begin = performance.now();
  const elapsed = () => (performance.now() - begin) / 1000;
  const child = spawn(file, args, {
    cwd,
    env: { ...process.env, ...env, ...marker },
    stdio: ['ignore', output, output],
  });
  closeSync(output);
  const run = { pid: child.pid, elapsed, seconds: undefined, failed: false, lingerSeconds: 0 };
  const end = (failed) => {
    run.seconds = elapsed();
    run.failed = failed;
  };
  child.once('error', () => end(true)).once('exit', (code) => end(code !== 0));
  return run;
}

function peakMiB(tree, log) {
  const peak = Math.max(timer?.peakKiB(log) ?? 0, tree.peakSingleKiB, tree.peakSumKiB);
  return peak === 0 ? undefined : peak / 1024;
}

/** The program that asks the kernel for the peak of the process that it runs; undefined where there is none. */
function findTimer() {
  const file = '/usr/bin/time';
  if (!existsSync(file)) return undefined;
  if (process.platform === 'darwin')
    return {
      name: '`/usr/bin/time -l`',
      command: () => [file, '-l'],
      peakKiB: (log) =>
        Number(/(\d+)\s+maximum resident set size/.exec(readFileSync(log, 'utf8'))?.[1] ?? 0) /
        1024,
    };
  const version = spawnSync(file, ['--version'], { encoding: 'utf8' });
  if (!/GNU/.test(`${version.stdout}${version.stderr}`)) return undefined;
  return {
    name: 'GNU time',
    command: (log) => [file, '--quiet', '-f', '%M', '-o', `${log}.peak`, '--'],
    peakKiB: (log) => Number(readFileSync(`${log}.peak`, 'utf8').trim()),
  };
}
