import type {
  ReportFormat,
  WireFailOn,
  WireMergeRequest,
  WireRequest,
  WireResult,
  WireShown,
  WireSuggestion,
} from '../index.ts';
import { summaryText } from './finding-text.ts';
import { perspectiveOf } from './generate-request.ts';
import { visible } from './paint.ts';
import type { Run } from './parse.ts';
import { printFindings, withoutRepeats } from './print-findings.ts';
import { printReport, reportFormatOf, writeNamed } from './print-report.ts';
import { shownPath } from './result-json.ts';
import type { Screen } from './screen.ts';

/** `wireshape wire` and `wireshape wire merge`; gives the exit code. */
export async function runWire(run: Run, screen: Screen): Promise<number> {
  const format = await reportFormatOf(run);
  const result = run.operands[0] === 'merge' ? await merged(run) : await checked(run, screen);
  await tellFindings(result, run, screen);
  if (result.shown !== undefined) await tell(result.shown, format, run, screen);
  if (result.suggestion !== undefined) tellSuggestion(result.suggestion, screen);
  if (run.values['write-baseline'] && result.shown !== undefined) {
    const { baselineOf } = await import('../index.ts');
    await writeNamed(run.values.baseline ?? '', baselineOf(result.shown), screen);
    return result.findings.some((one) => one.level === 'error') ? 1 : 0;
  }
  return result.outcome === 'clean' ? 0 : 1;
}

async function checked(run: Run, screen: Screen): Promise<WireResult> {
  const { wire } = await import('../index.ts');
  const request = await wireRequest(run);
  const progress = screen.progress();
  progress.show('reading captures …');
  return wire(request).finally(() => {
    progress.clear();
  });
}

async function merged(run: Run): Promise<WireResult> {
  const { mergeWire, UsageError } = await import('../index.ts');
  const { api, against, document, suggest, jobs } = run.values;
  const other = Object.entries({ api, against, document, suggest, jobs }).find(
    ([, value]) => value !== undefined,
  );
  if (other !== undefined) throw new UsageError(`--${other[0]} is no option of wire merge`);
  const request: WireMergeRequest = {
    reports: run.operands.slice(1),
    ...(await judgementOf(run)),
  };
  return mergeWire(request);
}

/**
 * What a command line asks to be held against what.
 *
 * @throws {UsageError} where its options do not go together.
 */
async function wireRequest(run: Run): Promise<WireRequest> {
  const { UsageError } = await import('../index.ts');
  const { operands, values } = run;
  return {
    ...(await judgementOf(run)),
    captures: operands,
    stdin: process.stdin,
    configFile: values.config,
    api: values.api,
    version: values.against,
    document: values.document,
    events: { received: values.received, sent: values.sent },
    perspective: perspectiveOf(values.perspective, UsageError),
    overlays: values.overlay,
    allowRefs: values['allow-refs'],
    jobs: values.jobs === undefined ? undefined : Number(values.jobs),
    suggest: values.suggest,
  };
}

async function judgementOf({
  values,
}: Run): Promise<Pick<WireRequest, 'cwd' | 'baseline' | 'failOn'>> {
  const { UsageError, wireFailOns } = await import('../index.ts');
  const wanted = values['fail-on'];
  const failOn: WireFailOn | undefined = wireFailOns.find((one) => one === wanted);
  if (wanted !== undefined && failOn === undefined) {
    throw new UsageError(`--fail-on is ${wireFailOns.join(', ')}, not ${wanted}`);
  }
  const { baseline } = values;
  const isWritten = values['write-baseline'];
  if (isWritten && baseline === undefined) {
    throw new UsageError('--write-baseline goes with --baseline FILE, which it writes');
  }
  // What is about to be written need not be there.
  return { cwd: process.cwd(), baseline: isWritten ? undefined : baseline, failOn };
}

async function tell(
  shown: WireShown,
  format: ReportFormat,
  run: Run,
  screen: Screen,
): Promise<void> {
  const { wireReportText } = await import('../index.ts');
  await printReport((options) => wireReportText(shown, format, options), format, run, screen);
}

const mostReasons = 10;

/** Which overlays were written, and what they leave. */
function tellSuggestion(
  { overlays, actions, unsuggested, left }: WireSuggestion,
  { err }: Screen,
): void {
  for (const { file } of overlays) {
    err.print(err.paint('dim', visible(`${shownPath(file, process.cwd())} written`)));
  }
  const changes = `${String(actions)} change${actions === 1 ? '' : 's'}`;
  const number = unsuggested.length;
  const without =
    number === 0 ? '' : `, none for ${String(number)} finding${number === 1 ? '' : 's'}`;
  const after = left === undefined ? '' : `; ${String(left)} would be left`;
  err.print(visible(`Suggested: ${changes}${without}${after}.`));
  for (const { drift, why } of unsuggested.slice(0, mostReasons)) {
    const place = [drift.rule, drift.event, drift.path].filter((one) => one !== '').join(' ');
    err.print(err.paint('dim', visible(`  ${place}: ${why}`)));
  }
  if (number > mostReasons) {
    err.print(err.paint('dim', `  and ${String(number - mostReasons)} more`));
  }
}

/** What is to be said of documents, captures and baselines, beside the report. */
async function tellFindings(
  { findings, shown }: WireResult,
  { values }: Run,
  { err }: Screen,
): Promise<void> {
  const told = withoutRepeats(findings);
  const some = told.filter((one) => values.verbose || one.level !== 'info');
  await printFindings(some, new Map(), err);
  const summary = summaryText(told, told.length - some.length, err.paint);
  if (summary !== undefined && shown === undefined) err.print(summary);
}
