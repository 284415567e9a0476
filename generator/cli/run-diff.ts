import path from 'node:path';
import type { DiffRequest, DiffResult } from '../index.ts';
import { perspectiveOf } from './generate-request.ts';
import { summaryText } from './finding-text.ts';
import type { Run } from './parse.ts';
import { printFindings, withoutRepeats } from './print-findings.ts';
import { printReport, reportFormatOf } from './print-report.ts';
import type { Screen } from './screen.ts';
import { today } from './today.ts';

/** `wireshape diff`; gives the exit code. */
export async function runDiff(run: Run, screen: Screen): Promise<number> {
  const { diff, reportText } = await import('../index.ts');
  const { values } = run;
  const request = await readDiffRequest(run, process.cwd());
  const format = await reportFormatOf(run);
  const progress = screen.progress();
  const doing = values.prove ? 'asking the TypeScript compiler' : 'comparing';
  progress.show(`${request.before} and ${request.after}: ${doing} …`);
  const result = await diff(request).finally(() => {
    progress.clear();
  });
  if (result.report === undefined) return failWith(result, run, screen);
  const { report } = result;
  await printReport((options) => reportText(report, format, options), format, run, screen);
  if (result.outcome === 'clean') return 0;
  if (result.outcome === 'failed') return 1;
  screen.err.print(
    `${screen.err.paint(['bold', 'red'], 'This is a defect of wireshape')}: what the compiler says contradicts its rules.`,
    'Please report it, with the documents that led to it.',
  );
  return 3;
}

/**
 * What a command line asks to be compared.
 *
 * @throws {UsageError} where that is not two things.
 */
async function readDiffRequest({ operands, values }: Run, cwd: string): Promise<DiffRequest> {
  const { UsageError, failOns } = await import('../index.ts');
  const [before, after, ...others] = operands;
  if (before === undefined || after === undefined || others.length > 0) {
    throw new UsageError(
      `two versions are compared, not ${String(operands.length)}`,
      'wireshape diff chat@v1 chat@v2',
    );
  }
  const wanted = values['fail-on'];
  const failOn = failOns.find((one) => one === wanted);
  if (wanted !== undefined && failOn === undefined) {
    throw new UsageError(`--fail-on is ${failOns.join(', ')}, not ${wanted}`);
  }
  return {
    before,
    after,
    cwd,
    configFile: values.config,
    events: { received: values.received, sent: values.sent },
    perspective: perspectiveOf(values.perspective, UsageError),
    settings: {
      overlays: values.overlay.map((file) => path.resolve(cwd, file)),
      ...(values.strict ? { strict: true } : {}),
    },
    allowRefs: values['allow-refs'],
    prove: values.prove,
    failOn,
    today: today(),
  };
}

/** What keeps documents from being compared. */
async function failWith(
  { findings, texts }: DiffResult,
  { values }: Run,
  { err }: Screen,
): Promise<number> {
  const told = withoutRepeats(findings);
  const shown = told.filter((one) => values.verbose || one.level !== 'info');
  await printFindings(shown, texts, err);
  const summary = summaryText(told, told.length - shown.length, err.paint);
  if (summary !== undefined) err.print(summary);
  return 1;
}
