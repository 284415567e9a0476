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
 * @property {number | undefined} cpuSeconds of all its processes, which a busy machine changes less
 * @property {number} processes the most that were seen at one moment
 * @property {number} lingerSeconds how long what it started went on after it
 * @property {'ok' | 'failed' | 'timeout'} outcome
 */

/**
 * Runs node with the arguments as a cold process, waits for all that it started, and says what both took. What it
 * prints goes to the file `log`.
 *
 * @param {readonly string[]} args
 * @param {{ cwd: string, env?: Record<string, string>, log: string, timeoutSeconds: number, exitCode?: number }} options
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
    ...kernelFigures(tree, options.log),
    processes: tree.most,
    lingerSeconds: run.lingerSeconds,
    outcome: timedOut ? 'timeout' : run.failed ? 'failed' : 'ok',
  };
}

/** Starts the command; the result is filled when it ends. */
function start(command, { cwd, env, log, exitCode = 0 }, marker) {
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
  child.once('error', () => end(true)).once('exit', (code) => end(code !== exitCode));
  return run;
}

function kernelFigures(tree, log) {
  const told = timer?.figures(log);
  const peakKiB = Math.max(told?.peakKiB ?? 0, tree.peakSingleKiB, tree.peakSumKiB);
  return {
    cpuSeconds: told?.cpuSeconds,
    peakMiB: peakKiB === 0 ? undefined : peakKiB / 1024,
  };
}

/** The program that asks the kernel what a process took; undefined where there is none. */
function findTimer() {
  const file = '/usr/bin/time';
  if (!existsSync(file)) return undefined;
  if (process.platform === 'darwin') return bsdTime(file);
  const version = spawnSync(file, ['--version'], { encoding: 'utf8' });
  return /GNU/.test(`${version.stdout}${version.stderr}`) ? gnuTime(file) : undefined;
}

function gnuTime(file) {
  return {
    name: 'GNU time',
    command: (log) => [file, '--quiet', '-f', '%M %U %S', '-o', `${log}.time`, '--'],
    figures: (log) => {
      const [peakKiB, user, system] = readFileSync(`${log}.time`, 'utf8').split(' ').map(Number);
      return { peakKiB, cpuSeconds: user + system };
    },
  };
}

/** Writes below what the process itself prints. */
function bsdTime(file) {
  return {
    name: '`/usr/bin/time -l`',
    command: () => [file, '-l'],
    figures: (log) => {
      const told = readFileSync(log, 'utf8');
      const number = (pattern) => Number(pattern.exec(told)?.[1] ?? NaN);
      return {
        peakKiB: number(/(\d+)\s+maximum resident set size/) / 1024 || 0,
        cpuSeconds: number(/([\d.]+) user/) + number(/([\d.]+) sys/),
      };
    },
  };
}
