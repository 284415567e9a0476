import { summaryText } from './finding-text.ts';
import { visible } from './paint.ts';
import type { Run } from './parse.ts';
import { printFindings } from './print-findings.ts';
import { findingReports, levelCounts } from './result-json.ts';
import { count } from './result-text.ts';
import type { MigrateFormat } from './run-migrate.ts';
import type { Screen } from './screen.ts';
import { today } from './today.ts';

/** `wireshape migrate --cover`; gives the exit code. */
export async function runCover(
  { operands, values }: Run,
  format: MigrateFormat,
  { out, err }: Screen,
): Promise<number> {
  const { checkMigrations, findingsText, toolVersion } = await import('../index.ts');
  const { outcome, checks, findings, texts } = await checkMigrations({
    cwd: process.cwd(),
    configFile: values.config,
    apis: operands,
    today: today(),
  });
  const exitCode = outcome === 'clean' ? 0 : 1;
  if (format === 'json') {
    const head = { wireshape: toolVersion, command: 'migrate', mode: 'cover', exitCode };
    const report = {
      ...head,
      ...levelCounts(findings),
      checks,
      findings: findingReports(findings),
    };
    out.print(JSON.stringify(report, undefined, 2));
    return exitCode;
  }
  const shown = findings.filter((one) => values.verbose || one.level !== 'info');
  if (format !== 'text') {
    const text = await findingsText(shown, format);
    if (text !== '') out.print(text.replace(/\n$/, ''));
    return exitCode;
  }
  for (const { api, before, after, file, steps, breaks, byStep, byWaiver, open } of checks) {
    const figures = `${count(breaks, 'break')}: ${byStep} answered by a step, ${byWaiver} waived, ${open} open`;
    out.print(
      visible(`${api} ${before} → ${after}  ${figures}  (${file}, ${count(steps, 'step')})`),
    );
  }
  await printFindings(shown, texts, err);
  const summary = summaryText(findings, findings.length - shown.length, err.paint);
  if (summary !== undefined) err.print(summary);
  return exitCode;
}
