/**
 * `npm test`: runs vitest once, so that the last line says how it went. Arguments go to vitest (`npm test -- test/page.test.ts`),
 * except `--update`, which has the expected fences of case pages rewritten; that is for people, so CI refuses it.
 */
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { reportFile, tally } from './tally.mjs';

const given = process.argv.slice(2);
const update = given.includes('--update');
if (update && (process.env.CI ?? '') !== '') {
  console.error('--update rewrites what the tests expect, so it is refused where CI is set.');
  process.exit(2);
}
rmSync(reportFile, { force: true });

const root = path.join(import.meta.dirname, '..');
const { status } = spawnSync(
  process.execPath,
  [
    path.join(root, 'node_modules/vitest/vitest.mjs'),
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${reportFile}`,
    ...given.filter((one) => one !== '--update'),
  ],
  { cwd: root, stdio: 'inherit', env: { ...process.env, UPDATE: update ? '1' : '' } },
);
const { line, success } = tally();
console.log(line);
process.exitCode = status === 0 && success ? 0 : 1;
