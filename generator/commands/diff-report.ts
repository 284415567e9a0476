import type { Finding, Origin, Place } from '../base/finding.ts';
import { shortHash } from '../base/short-hash.ts';
import { toolVersion } from '../base/tool.ts';
import type { Candidate, Change, ChangeEnd, Comparison } from '../diff/change.ts';
import { audiences, type Audience, type Judgement, type SemverVerdict } from '../diff/judgement.ts';
import { pathText } from '../diff/path.ts';
import type {
  DiffReport,
  ReportCounts,
  ReportEnd,
  ReportProof,
  ReportRow,
  ReportSide,
} from '../report/report.ts';
import { headlinesOf } from './diff-headlines.ts';
import { atHolder } from './diff-items.ts';
import { sortOf, sorts } from './diff-sort.ts';

/** What a report is made of. */
export interface ReportInput {
  readonly comparison: Comparison;
  /** One a change. */
  readonly judgements: readonly Judgement[];
  readonly semver: Readonly<Record<Audience, SemverVerdict>>;
  readonly before: ReportSide;
  readonly after: ReportSide;
  readonly findings: readonly Finding[];
  readonly proof: ReportProof | undefined;
  /** The line and column of an origin, where somebody wants to know them. */
  readonly placeOf: (origin: Origin) => Place;
}

/** The report of a diff. Changes that nobody is to be told of are not in it. */
export function buildReport({ comparison, judgements, ...input }: ReportInput): DiffReport {
  const told = sorted(judgements.filter(isTold));
  const guesses = guessesOf(comparison.candidates);
  return {
    format: 'wireshape-diff/1',
    tool: toolVersion,
    before: input.before,
    after: input.after,
    unrelated: comparison.unrelated,
    semver: input.semver,
    counts: countsOf(told),
    headlines: headlinesOf(told, comparison.candidates),
    rows: told.map((one) => rowOf(one, guesses, input.placeOf)),
    candidates: comparison.candidates.map(({ flow: _flow, ...candidate }) => candidate),
    findings: input.findings,
    proof: input.proof,
  };
}

function isTold({ verdicts }: Judgement): boolean {
  return audiences.some((audience) => verdicts[audience].level !== 'off');
}

function rowOf(
  judgement: Judgement,
  guesses: ReadonlyMap<string, string>,
  placeOf: ReportInput['placeOf'],
): ReportRow {
  const { change, rule, verdicts, message, waiver } = judgement;
  return {
    id: change.id,
    fingerprint: shortHash(change.id),
    rule,
    kind: change.kind,
    sort: sortOf(judgement),
    source: verdicts.source,
    wire: verdicts.wire,
    flows: change.flows,
    place: placeText(change),
    reaches: change.reaches.map((one) => ({ ...one, path: pathText(one.path) })),
    message,
    hint: guesses.get(change.id) ?? judgement.hint,
    before: endOf(change.before, placeOf),
    after: endOf(change.after, placeOf),
    waiver: waiver && { reason: waiver.reason, expires: waiver.expires },
  };
}

function endOf(end: ChangeEnd | undefined, placeOf: ReportInput['placeOf']): ReportEnd | undefined {
  return end && { text: end.text, at: placeOf(end.origin) };
}

/** By change: what went and has probably become something else is not to be given up, but to be called otherwise. */
function guessesOf(candidates: readonly Candidate[]): ReadonlyMap<string, string> {
  const [now, before] = [new Map<string, string[]>(), new Map<string, string[]>()];
  for (const { removed, added, from, to } of candidates) {
    now.set(removed, [...(now.get(removed) ?? []), to]);
    before.set(added, [...(before.get(added) ?? []), from]);
  }
  return new Map([
    ...[...now].map(([id, all]) => [id, `it is probably ${firstOf(all)} now`] as const),
    ...[...before].map(([id, all]) => [id, `it probably is what ${firstOf(all)} was`] as const),
  ]);
}

/** `session.voice`, `session.voice (and 6 more)`. */
function firstOf(texts: readonly string[]): string {
  const [first = '', ...others] = new Set(texts);
  return others.length === 0 ? first : `${first} (and ${others.length} more)`;
}

/** `session.update`, `session.update: session.voice`, or `RealtimeSession.voice` where several events hold it. */
function placeText(change: Change): string {
  const { before, after, path, reaches, subject } = atHolder(change);
  const shape = (before ?? after)?.shape;
  const [first] = reaches;
  const isShared = reaches.some((one) => one.event !== first?.event);
  if (first === undefined || (isShared && shape !== undefined)) {
    return shape === undefined ? subject : [shape, pathText(path)].filter(Boolean).join('.');
  }
  const inside = pathText(first.path);
  if (isShared) return inside === '' ? subject : inside;
  return inside === '' ? first.event : `${first.event}: ${inside}`;
}

function countsOf(judgements: readonly Judgement[]): ReportCounts {
  const counts = { silent: 0, loud: 0, warning: 0, info: 0, waived: 0 };
  for (const one of judgements) counts[one.waiver === undefined ? sortOf(one) : 'waived'] += 1;
  return counts;
}

/**
 * Silent breaks, loud ones, what may break, the rest; what is waived behind them all. Within that, whole events and endpoints first,
 * then what they hold, by event.
 */
function sorted(judgements: readonly Judgement[]): readonly Judgement[] {
  return judgements
    .map((one) => ({ one, weight: 2 * weightOf(one) + partWeight(one), key: placeKey(one) }))
    .toSorted((a, b) => a.weight - b.weight || compareTexts(a.key, b.key))
    .map(({ one }) => one);
}

function weightOf(judgement: Judgement): number {
  return judgement.waiver === undefined ? sorts.indexOf(sortOf(judgement)) : sorts.length;
}

function partWeight({ change: { kind } }: Judgement): number {
  return /^(?:event|endpoint)-/.test(kind) ? 0 : 1;
}

/** Of an event itself before of what it holds. */
function placeKey({ change: { reaches, subject, path, id } }: Judgement): string {
  return [reaches[0]?.event ?? subject, pathText(reaches[0]?.path ?? path), id].join('\n');
}

function compareTexts(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}
