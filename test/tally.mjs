/**
 * Says how a test run ended, from vitest's JSON report, as one line: `12 passed, 0 failed, 1 skipped`.
 * As a script, `node test/tally.mjs`, it prints that line and fails where a test failed or none ran.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where `test/run.mjs` has vitest write its report. */
export const reportFile = path.join(import.meta.dirname, '../.cache/tests.json');

/** Reads a report; a run without one, with no test, or with a file that did not load, is not a success. */
export function tally(file = reportFile) {
  let report;
  try {
    report = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return { line: '0 passed, 1 failed, 0 skipped', success: false };
  }
  const passed = report.numPassedTests;
  const skipped = report.numPendingTests + report.numTodoTests;
  const broken = report.testResults.filter(
    (one) =>
      one.status === 'failed' && one.assertionResults.every(({ status }) => status !== 'failed'),
  );
  const failed = report.numFailedTests + broken.length;
  const success = report.success && failed === 0 && passed > 0;
  return { line: `${passed} passed, ${failed} failed, ${skipped} skipped`, success };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { line, success } = tally();
  console.log(line);
  process.exitCode = success ? 0 : 1;
}
