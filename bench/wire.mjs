/**
 * Measures `wireshape wire` on a large capture beside a loop that does nothing but parse it: `npm run bench:wire [-- --write]`.
 *
 * The capture is made of the sessions in test/fixtures/wire, in the system's folder for such files, and deleted afterwards. MEGABYTES in
 * the environment is how large it is, 1000 by default; RUNS how often each row is measured, 5 by default. The rows take turns.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { writeReport } from './report.mjs';
import { measureRows } from './rounds.mjs';
import { writeCapture } from './wire-capture.mjs';
import { removeWork, root } from './work.mjs';

const runs = Number(process.env.RUNS ?? 5);
const megabytes = Number(process.env.MEGABYTES ?? 1000);
const folder = mkdtempSync(path.join(os.tmpdir(), 'wireshape-bench-'));
const file = path.join(folder, 'capture.ndjson');
const loadBefore = os.loadavg()[0];
try {
  const bytes = writeCapture(file, megabytes * 1e6);
  const rows = await measureRows('wire', runs, [
    row('JSON.parse of each line', [path.join(root, 'bench/runners/json-loop.mjs'), file]),
    row('wireshape wire --jobs 1', wireWith(1)),
    row('wireshape wire --jobs 2', wireWith(2)),
  ]);
  const text = reportText(rows, bytes);
  console.log(text);
  if (process.argv.includes('--write')) await writeReport(text, 'wire');
  removeWork();
} finally {
  rmSync(folder, { recursive: true });
}

function row(label, args) {
  const version = process.versions.node;
  return { label, version, memory: 'kept', writes: false, command: () => args };
}

function wireWith(jobs) {
  const config = path.join(root, 'wireshape.config.ts');
  return [
    ...[path.join(root, 'dist/cli.js'), 'wire', file, '--config', config],
    ...['--api', 'openai-realtime', '--against', 'beta', '--fail-on', 'never'],
    ...['--jobs', String(jobs)],
  ];
}

function reportText(rows, bytes) {
  const [loop, one] = rows;
  const speed = ({ seconds }) => bytes / seconds.median;
  const loads = [loadBefore, os.loadavg()[0]].map((load) => load.toFixed(1)).join(' and ');
  return [
    `${(bytes / 1e9).toFixed(2)} GB, node ${process.versions.node}, ${os.cpus().length} processors, load ${loads} before and after.`,
    '',
    '| | wall s | min … max | cpu s | peak MiB | MB/s | of the loop | of one thread | runs |',
    '| :-- | --: | --: | --: | --: | --: | --: | --: | --: |',
    ...rows.map((each) => {
      const { label, seconds, cpuSeconds, peakMiB, outcome } = each;
      const cells = [
        outcome === 'ok' ? label : `${label} (${outcome})`,
        seconds.median.toFixed(2),
        `${seconds.min.toFixed(2)} … ${seconds.max.toFixed(2)}`,
        cpuSeconds?.toFixed(2) ?? '',
        peakMiB?.toFixed(0) ?? '',
        (speed(each) / 1e6).toFixed(0),
        `${((100 * speed(each)) / speed(loop)).toFixed(0)} %`,
        `${(speed(each) / speed(one)).toFixed(2)}`,
        each.runs,
      ];
      return `| ${cells.join(' | ')} |`;
    }),
  ].join('\n');
}
