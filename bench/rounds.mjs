import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { measure } from './measure.mjs';
import { emptyFolder } from './work.mjs';

/** A row whose first run takes longer than this is not measured more than `slowRuns` times. */
export const slowSeconds = 10;
export const slowRuns = 3;

/** What takes longer is ended, and its row says so. */
const timeoutSeconds = 300;

/**
 * One kind of process to measure.
 *
 * @typedef {object} Row
 * @property {string} label
 * @property {string} version
 * @property {boolean} writes true where files must appear in the output folder
 * @property {number} [exitCode] what it ends with, where that is not 0
 * @property {'kept' | 'fresh'} memory whether its working folder is the same in each run, or a new one
 * @property {(output: string, folder: string) => string[]} command
 *   the arguments of node for an empty output folder and the working folder, which it may fill
 */

/**
 * What became of it, over the runs that count.
 *
 * @typedef {object} Result
 * @property {string} label
 * @property {string} version
 * @property {'ok' | 'failed' | 'timeout' | 'nothing written'} outcome
 * @property {number} runs
 * @property {{ median: number, min: number, max: number }} seconds
 * @property {number | undefined} cpuSeconds the median
 * @property {number | undefined} peakMiB the median
 * @property {number} processes the most at one moment
 * @property {number} lingerSeconds the median; see `measure`
 * @property {{ files: number, bytes: number }} output
 */

/**
 * Measures the rows `runs` times, one round after the other and each with every row, so that a slow minute of the machine
 * is everybody's. A round before the first warms the system's file cache and is not counted.
 *
 * @param {string} title for the progress
 * @param {number} runs
 * @param {readonly Row[]} rows
 * @returns {Promise<Result[]>}
 */
export async function measureRows(title, runs, rows) {
  const states = rows.map((row, index) => ({
    row,
    folder: emptyFolder(`${title}-${index}`),
    left: runs,
    all: [],
  }));
  for (let round = 0; round <= runs; round += 1)
    for (const state of states.filter(({ left }) => left >= 0)) {
      const which = round === 0 ? 'warm-up' : `${round} of ${runs}`;
      console.error(`${title}, ${which}: ${state.row.label}`);
      await measureOnce(state, runs);
    }
  return states.map(resultOf);
}

async function measureOnce(state, runs) {
  const { row, folder, all } = state;
  const fresh = (name) => mkdtempSync(path.join(folder, `${name}-`));
  const output = fresh('output');
  const cwd = row.memory === 'kept' ? path.join(folder, 'kept') : fresh('fresh');
  mkdirSync(cwd, { recursive: true });
  const measurement = await measure(row.command(output, cwd), {
    cwd,
    log: path.join(folder, 'log.txt'),
    timeoutSeconds,
    exitCode: row.exitCode,
  });
  const written = contentOf(output);
  if (measurement.outcome === 'ok' && row.writes && written.bytes === 0)
    measurement.outcome = 'nothing written';
  all.push({ ...measurement, written });
  if (measurement.outcome !== 'ok') state.left = 0;
  else if (all.length === 1 && measurement.seconds > slowSeconds)
    state.left = Math.min(runs, slowRuns);
  state.left -= 1;
  rmSync(output, { recursive: true });
  if (row.memory === 'fresh') rmSync(cwd, { recursive: true });
}

/** Without the warm-up, unless that is where it failed. */
function resultOf({ row, all }) {
  const counted = all.length > 1 ? all.slice(1) : all;
  const seconds = counted.map((one) => one.seconds).sort((a, b) => a - b);
  return {
    label: row.label,
    version: row.version,
    outcome: all.at(-1).outcome,
    runs: counted.length,
    seconds: { median: median(seconds), min: seconds[0], max: seconds.at(-1) },
    cpuSeconds: known(counted.map((one) => one.cpuSeconds)),
    peakMiB: known(counted.map((one) => one.peakMiB)),
    processes: Math.max(...counted.map((one) => one.processes)),
    lingerSeconds: median(counted.map((one) => one.lingerSeconds)),
    output: all.at(-1).written,
  };
}

/** The middle value; of an even number of values, the mean of the two in the middle. */
export function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  return (sorted[Math.floor(middle)] + sorted[Math.ceil(middle) - 1]) / 2;
}

/** The median of what was measured everywhere. */
function known(values) {
  return values.includes(undefined) ? undefined : median(values);
}

function contentOf(folder) {
  const sizes = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((one) => one.isFile())
    .map((one) => statSync(path.join(one.parentPath ?? one.path, one.name)).size);
  return { files: sizes.length, bytes: sizes.reduce((sum, one) => sum + one, 0) };
}
