import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { WireReport } from '../generator/base/wire-report.ts';
import { captured } from './wire/captured.ts';

const root = path.join(import.meta.dirname, '..');
const cli = path.join(root, 'dist/cli.js');

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'wireshape-shards-'));
  const [logs, bin] = ['logs', 'bin'].map((one) => path.join(folder, one));
  if (logs === undefined || bin === undefined) throw new Error('two folders');
  for (const one of [logs, bin]) mkdirSync(one);
  // The captured messages over and over, a few of them missing in each capture, so that no two are alike.
  for (let number = 0; number < 30; number += 1) {
    const lines = captured
      .filter((_, at) => at % (number + 2) !== 1)
      .map(({ direction, message }) => JSON.stringify({ direction, message }));
    writeFileSync(path.join(logs, `${String(number)}.ndjson`), lines.join('\n'));
  }
  symlinkSync(cli, path.join(bin, 'wireshape'));
  chmodSync(cli, 0o755);
  if (!hasParallel) {
    writeFileSync(path.join(bin, 'parallel'), standIn);
    chmodSync(path.join(bin, 'parallel'), 0o755);
  }
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const hasParallel = ((): boolean => {
  try {
    return execFileSync('parallel', ['--version'], { encoding: 'utf8' }).startsWith('GNU parallel');
  } catch {
    return false;
  }
})();

/** What GNU parallel does with the options of the recipe, for machines that do not have it. */
const standIn = `#!/usr/bin/env node
const { spawn } = require('node:child_process');
const { readFileSync } = require('node:fs');
const [, , jobsFlag, jobs, sizeFlag, size, ...command] = process.argv;
if (jobsFlag !== '--jobs' || sizeFlag !== '-N') throw new Error('other options: ' + process.argv.join(' '));
const names = readFileSync(0, 'utf8').split('\\n').filter((one) => one !== '');
const lots = [];
while (names.length > 0) lots.push(names.splice(0, Number(size)));
let next = 0;
let failed = 0;
const run = () => {
  if (next >= lots.length) return;
  const [lot, number] = [lots[next], String((next += 1))];
  const given = command.flatMap((one) => (one === '{}' ? lot : [one.replaceAll('{#}', number)]));
  spawn(given[0], given.slice(1), { stdio: 'inherit' }).on('close', (code) => {
    if (code !== 0) process.exitCode = failed += 1;
    run();
  });
};
for (let one = 0; one < Number(jobs); one += 1) run();
`;

/** The recipe as the guide has it, for these captures. */
function recipe(): string {
  const page = readFileSync(path.join(root, 'docs/wire.md'), 'utf8');
  const [, found = ''] = /```text\n(find logs [^`]*)```/.exec(page) ?? [];
  return found
    .replaceAll('npx wireshape', 'wireshape')
    .replace('-N 1000', '-N 4')
    .replace('--version v1', '--document "$DOCUMENT"')
    .replace('merge shard-*.json', 'merge shard-*.json --fail-on never')
    .replace('all.html', 'all.json');
}

function run(command: string): void {
  const env = {
    ...process.env,
    PATH: `${path.join(folder, 'bin')}:${process.env['PATH'] ?? ''}`,
    DOCUMENT: path.join(root, 'spec/openai-realtime/beta.asyncapi.yaml'),
  };
  execFileSync('bash', ['-euo', 'pipefail', '-c', command], { cwd: folder, env, stdio: 'pipe' });
}

test('eight shards, as the guide has GNU parallel check them, are the single run to the byte', () => {
  run(recipe());
  run('wireshape wire logs --document "$DOCUMENT" --fail-on never -o whole.json');
  const [whole = '', merged = ''] = ['whole', 'all'].map((one) =>
    readFileSync(path.join(folder, `${one}.json`), 'utf8'),
  );
  expect(merged).toBe(whole);
  const report = JSON.parse(whole) as WireReport;
  expect(report.captures).toHaveLength(30);
  expect(report.troubles.length).toBeGreaterThan(30);
  const shards = [1, 2, 3, 4, 5, 6, 7, 8].map((number) => {
    const text = readFileSync(path.join(folder, `shard-${String(number)}.json`), 'utf8');
    return (JSON.parse(text) as WireReport).captures.length;
  });
  expect(shards).toEqual([4, 4, 4, 4, 4, 4, 4, 2]);
}, 60_000);
