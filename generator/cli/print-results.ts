import type { ApiResult, FileChange, TargetResult } from '../index.ts';
import type { OptionValues } from './args.ts';
import { summaryText } from './finding-text.ts';
import { visible } from './paint.ts';
import { printFindings, withoutRepeats } from './print-findings.ts';
import { generateReport } from './result-json.ts';
import { count, resultLines } from './result-text.ts';
import type { Channel, Screen } from './screen.ts';

/** What was generated: versions, and what stands beside them. */
export interface Generated {
  readonly targets: readonly TargetResult[];
  readonly apis: readonly ApiResult[];
}

/** Prints what came of it: results on stdout, findings on stderr. Gives the exit code. */
export async function printResults(
  generated: Generated,
  values: OptionValues,
  screen: Screen,
): Promise<number> {
  const { targetName, toolVersion } = await import('../index.ts');
  const { targets, apis } = generated;
  const results = [...targets, ...apis];
  const mode = values.check ? 'check' : 'write';
  const exitCode = exitCodeOf(results, values);
  if (values.json) {
    const context = { cwd: process.cwd(), mode, exitCode, version: toolVersion } as const;
    const report = generateReport(generated, context);
    screen.out.print(JSON.stringify(report, undefined, values.watch ? undefined : 2));
    return exitCode;
  }
  const findings = withoutRepeats(results.flatMap((one) => one.findings));
  const shown = findings.filter((one) => values.verbose || one.level !== 'info');
  const texts = new Map(targets.flatMap((one) => [...one.texts]));
  await printFindings(shown, texts, screen.err);
  const named = [
    ...targets.map((result) => ({ name: targetName(result.target), result })),
    ...apis.map((result) => ({ name: result.target.api, result })),
  ];
  screen.out.print(...resultLines(named, mode, screen.out.paint));
  if (values.check) await printDifferences(results, screen);
  const summary = summaryText(findings, findings.length - shown.length, screen.err.paint);
  if (summary !== undefined) screen.err.print(summary);
  return exitCode;
}

type Result = TargetResult | ApiResult;

function exitCodeOf(results: readonly Result[], { check }: OptionValues): number {
  const findings = results.flatMap((one) => one.findings);
  // What the self-check finds is no fault of the document.
  if (findings.some(({ rule }) => rule === 'self-check')) return 3;
  const failed = findings.some(({ level }) => level === 'error');
  return failed || (check && differences(results).length > 0) ? 1 : 0;
}

/** More lines of a difference than this are counted, not shown. */
const mostLines = 40;

async function printDifferences(results: readonly Result[], screen: Screen): Promise<void> {
  const { diffFile } = await import('../index.ts');
  const { print, paint } = screen.out;
  const changed = differences(results);
  for (const one of changed) {
    const lines = await diffFile(one);
    const rest = lines.length - mostLines;
    print(
      `\n${paint('bold', visible(one.file))}  ${one.change === 'updated' ? 'differs' : `would be ${one.change}`}`,
      ...lines.slice(0, mostLines).map((line) => `  ${paintDiffLine(visible(line), paint)}`),
      ...(rest > 0 ? [paint('dim', `  … and ${count(rest, 'more line')}`)] : []),
    );
  }
  if (changed.length === 0) return;
  const what = `${count(changed.length, 'file')} out of date`;
  screen.err.print(
    `\n${what}; the same command without --check writes ${changed.length === 1 ? 'it' : 'them'}`,
  );
}

function differences(results: readonly Result[]): readonly FileChange[] {
  return results.flatMap((one) => one.files).filter((one) => one.change !== 'same');
}

/** A line of a unified diff, by what happens to it. */
export function paintDiffLine(line: string, paint: Channel['paint']): string {
  if (line.startsWith('+')) return paint('green', line);
  if (line.startsWith('-')) return paint('red', line);
  return line.startsWith('@@') ? paint('cyan', line) : line;
}
