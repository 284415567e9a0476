import type { ValidateResult } from '../index.ts';
import { summaryText } from './finding-text.ts';
import { readRequest } from './generate-request.ts';
import type { Paint } from './paint.ts';
import type { Run } from './parse.ts';
import { printFindings, withoutRepeats } from './print-findings.ts';
import { findingReports, levelCounts, shownPath } from './result-json.ts';
import { count } from './result-text.ts';
import type { Screen } from './screen.ts';

/** `wireshape validate`; gives the exit code. */
export async function runValidate(run: Run, screen: Screen): Promise<number> {
  const { toolVersion, validate } = await import('../index.ts');
  const { targets } = await readRequest(run, process.cwd());
  const progress = screen.progress();
  const results = await validate(targets, {
    cwd: process.cwd(),
    allowRefs: run.values['allow-refs'],
    onProgress: (target) => progress.showAtOnce(`validating ${target.document} …`),
  });
  progress.clear();
  const findings = results.flatMap((one) => one.findings);
  const exitCode = levelCounts(findings).errors > 0 ? 1 : 0;
  if (run.values.json) {
    const report = validateReport(results, { exitCode, version: toolVersion });
    screen.out.print(JSON.stringify(report, undefined, 2));
    return exitCode;
  }
  const told = withoutRepeats(findings);
  const shown = told.filter((one) => run.values.verbose || one.level !== 'info');
  await printFindings(shown, new Map(results.flatMap((one) => [...one.texts])), screen.err);
  screen.out.print(...resultLines(results, screen.out.paint));
  const summary = summaryText(told, told.length - shown.length, screen.err.paint);
  if (summary !== undefined) screen.err.print(summary);
  return exitCode;
}

/** A line for each document: its name, whether it will do, how long it took. */
function resultLines(results: readonly ValidateResult[], paint: Paint): readonly string[] {
  const rows = results.map(({ target, findings, milliseconds }) => {
    const { errors, warnings } = levelCounts(findings);
    const verdict = errors > 0 ? count(errors, 'error') : 'no error';
    return {
      document: shownPath(target.document, process.cwd()),
      verdict: warnings === 0 ? verdict : `${verdict}, ${count(warnings, 'warning')}`,
      time: `${(milliseconds / 1000).toFixed(2)} s`,
      failed: errors > 0,
    };
  });
  const document = Math.max(...rows.map((row) => row.document.length));
  const verdict = Math.max(...rows.map((row) => row.verdict.length));
  return rows.map((row) =>
    [
      paint('bold', row.document.padEnd(document)),
      paint(row.failed ? 'red' : 'green', row.verdict.padEnd(verdict)),
      paint('dim', row.time),
    ].join('  '),
  );
}

/** What `validate --json` prints; keys come in this order. */
function validateReport(
  results: readonly ValidateResult[],
  { exitCode, version }: { readonly exitCode: number; readonly version: string },
): object {
  const findings = results.flatMap((one) => one.findings);
  return {
    wireshape: version,
    command: 'validate',
    exitCode,
    ...levelCounts(findings),
    documents: results.map((one) => ({
      api: one.target.api,
      version: one.target.version,
      document: shownPath(one.target.document, process.cwd()),
      findings: findingReports(one.findings),
      milliseconds: Math.round(one.milliseconds),
    })),
  };
}
