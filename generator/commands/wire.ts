import { availableParallelism } from 'node:os';
import path from 'node:path';
import { finding, hasErrors, UsageError, type Finding } from '../base/finding.ts';
import { toolVersion } from '../base/tool.ts';
import type { WireReport } from '../base/wire-report.ts';
import type { WireShown } from '../report/wire-rows.ts';
import { findCaptures } from './capture-files.ts';
import { checkWith } from './check-captures.ts';
import { baselineText, idsOf, readBaseline } from './wire-baseline.ts';
import { WireAhead } from './wire-ahead.ts';
import { readWireApi } from './wire-api.ts';
import type { WireSuggestion } from './suggest-wire.ts';
import { findWireTargets, type WireTargetChoice } from './wire-targets.ts';

/** What makes a run fail: anything that is found, only one sort of it, or nothing. What cannot be read always does, but for `never`. */
export const wireFailOns = ['any', 'drift', 'order', 'never'] as const;

/** Unless more are asked for: each takes some 40 MiB, and a run is to stay below 200. */
const mostThreads = 2;

export type WireFailOn = (typeof wireFailOns)[number];

export interface WireRequest extends WireTargetChoice {
  /** Files, folders and patterns; `-` is standard input. */
  readonly captures: readonly string[];
  readonly stdin: AsyncIterable<Uint8Array>;
  readonly allowRefs: readonly string[];
  /** How many threads check at the same time; undefined leaves it to the machine. */
  readonly jobs: number | undefined;
  /** The overlay that is to be suggested; undefined where none is. */
  readonly suggest: string | undefined;
  /** A file of findings that are accepted. */
  readonly baseline: string | undefined;
  readonly failOn: WireFailOn | undefined;
}

export interface WireResult {
  /** Undefined where an error left nothing to tell. */
  readonly shown: WireShown | undefined;
  /** About documents, captures and the baseline, located. */
  readonly findings: readonly Finding[];
  /** What was suggested, where that was asked for. */
  readonly suggestion?: WireSuggestion;
  readonly outcome: 'clean' | 'failed';
}

/**
 * Holds captured messages against an API, and says what differs.
 *
 * @throws {UsageError} where it is not said what is to be held against what.
 */
export async function wire(request: WireRequest): Promise<WireResult> {
  const { cwd, allowRefs, captures, stdin, jobs } = request;
  checkJobs(jobs);
  const { targets, version } = await findWireTargets(request);
  const sources = await findCaptures(captures, cwd, stdin);
  const threads = jobs ?? Math.min(availableParallelism(), mostThreads);
  const ahead = threads > 1 ? WireAhead.of(sources) : undefined;
  try {
    const read = await readWireApi(targets, { cwd, allowRefs });
    if (read.value === undefined) {
      return { shown: undefined, findings: read.findings, outcome: 'failed' };
    }
    const api = read.value;
    const checked = await checkWith(sources, { api, version, threads }, ahead);
    const result = judged(checked.report, request, [...read.findings, ...checked.findings]);
    if (request.suggest === undefined) return result;
    const { suggestWire } = await import('./suggest-wire.ts');
    const file = path.resolve(cwd, request.suggest);
    const { report } = checked;
    const suggestion = await suggestWire({
      ...{ file, report, targets, api, captures: sources, cwd, allowRefs },
    });
    return { ...result, suggestion };
  } finally {
    await ahead?.end();
  }
}

/** A report with what the baseline says of it, and whether it fails. */
export function judged(
  report: WireReport,
  request: Pick<WireRequest, 'cwd' | 'baseline' | 'failOn'>,
  given: readonly Finding[],
): WireResult {
  const { baseline, cwd, failOn = 'any' } = request;
  const read = baseline === undefined ? undefined : readBaseline(baseline, cwd, report);
  const findings = [...given, ...(read?.kind === 'failed' ? [read.finding] : [])];
  const accepted = read?.kind === 'read' ? read.accepted : new Set<string>();
  const found = new Set(idsOf(report));
  const stale = [...accepted].filter((one) => !found.has(one)).sort();
  const shown: WireShown = { tool: toolVersion, report, accepted, stale };
  const told = [...findings, ...stale.map((one) => staleFinding(one, baseline ?? ''))];
  const failed = hasErrors(findings) || fails(shown, failOn);
  return { shown, findings: told, outcome: failed ? 'failed' : 'clean' };
}

function staleFinding(id: string, file: string): Finding {
  const message = `it accepts ${id}, which nothing shows any more`;
  const hint = '--write-baseline leaves it out';
  return finding('baseline-stale', 'warning', { file, pointer: '' }, message, hint);
}

function fails({ report, accepted }: WireShown, failOn: WireFailOn): boolean {
  if (failOn === 'never') return false;
  const { drifts, troubles, unreadable } = report;
  const open = (some: Pick<WireReport, 'drifts' | 'troubles'>): boolean =>
    idsOf({ ...report, ...some }).some((one) => !accepted.has(one));
  return (
    unreadable.length > 0 ||
    (failOn !== 'order' && open({ drifts, troubles: [] })) ||
    (failOn !== 'drift' && open({ drifts: [], troubles }))
  );
}

function checkJobs(jobs: number | undefined): void {
  if (jobs === undefined || (Number.isInteger(jobs) && jobs > 0)) return;
  throw new UsageError('--jobs is a whole number above 0');
}

/** What accepts all that a report has found. */
export function baselineOf({ report }: WireShown): string {
  return baselineText(report);
}
