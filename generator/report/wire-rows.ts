import type { Level } from '../base/finding.ts';
import { shortHash } from '../base/short-hash.ts';
import { wireFindingId } from '../base/wire-finding-id.ts';
import { wireRules, type WireRule } from '../base/wire-rules.ts';
import type { CapturePlace, Drift, Trouble, Unreadable, WireReport } from '../base/wire-report.ts';

/** A report of traffic with what somebody has said about its findings: what every format shows. */
export interface WireShown {
  readonly tool: string;
  readonly report: WireReport;
  /** Ids of findings that are known and accepted. */
  readonly accepted: ReadonlySet<string>;
  /** Ids that are accepted and that nothing has any more. */
  readonly stale: readonly string[];
}

/** Something of a report that is told, in whatever format. */
export interface WireRow {
  readonly sort: 'trouble' | 'drift' | 'unreadable';
  readonly level: Level;
  readonly rule: WireRule;
  /** What it stands under: an event, or the kind of thing that did not come to its end. */
  readonly group: string;
  /** Within that: a path, an id; empty where it is the thing itself. */
  readonly place: string;
  readonly message: string;
  readonly count: number;
  readonly at: CapturePlace;
  /** More of it, in lines: `for example` and what was there. */
  readonly details: readonly (readonly [what: string, text: string])[];
  readonly id: string;
  readonly fingerprint: string;
  readonly isAccepted: boolean;
}

/** Troubles first, since they are what breaks a program; then what differs, the most frequent first; then what could not be read. */
export function wireRows({ report, accepted }: WireShown): readonly WireRow[] {
  const drifts = [...report.drifts].sort((a, b) => b.count - a.count);
  return [
    ...report.troubles.map((one) => troubleRow(one, accepted)),
    ...drifts.map((one) => driftRow(one, accepted)),
    ...report.unreadable.map(unreadableRow),
  ];
}

function troubleRow(one: Trouble, accepted: ReadonlySet<string>): WireRow {
  const { rule, lifecycle, id, at, opened, last, message, after } = one;
  return {
    sort: 'trouble',
    level: wireRules[rule].level,
    rule,
    group: lifecycle,
    place: id,
    message,
    count: 1,
    at,
    details: [
      ...(opened === undefined ? [] : [['opened', capturePlaceText(opened)] as const]),
      ...(last === undefined
        ? []
        : [['last of it', `${last.event}, ${capturePlaceText(last.place)}`] as const]),
      ...(after === undefined ? [] : [['after', durationText(after)] as const]),
    ],
    ...idOf(wireFindingId(one), accepted),
  };
}

function driftRow(one: Drift, accepted: ReadonlySet<string>): WireRow {
  const { rule, flow, event, path, expected, actual, count, first, example } = one;
  return {
    sort: 'drift',
    level: wireRules[rule].level,
    rule,
    group: event,
    place: path,
    message: driftText(one),
    count,
    at: first,
    details: [
      ['expected', expected],
      ['found', actual.map((each) => `${each.text} (${String(each.count)})`).join(', ')],
      ['way', flow],
      ...(example === '' ? [] : [['for example', example] as const]),
    ],
    ...idOf(wireFindingId(one), accepted),
  };
}

/** What is otherwise, in a few words. */
/** Of `an event of ga that is sent; it is one of beta` what is news: which way it came, and where else it is known. */
function undeclaredText(expected: string): string {
  const [first = '', ...known] = expected.split('; ');
  const way = / that is (?:sent|received)$/.exec(first)?.[0] ?? '';
  return [`no such event${way}`, ...known].join('; ');
}

function driftText({ rule, expected, actual, keyword }: Drift): string {
  const [first] = actual;
  const more = actual.length - 1;
  const found = `${first?.text ?? ''}${more > 0 ? ` and ${String(more)} more` : ''}`;
  switch (rule) {
    case 'event-undeclared':
      return undeclaredText(expected);
    case 'field-undeclared':
      return `a field that is not declared: ${found}`;
    case 'null-undeclared':
      return `null, where ${expected} is declared`;
    case 'value-undeclared':
      return `${found}, where ${expected} is declared`;
    case 'type-otherwise':
      return `${found}, where ${expected} is declared`;
    case 'required-missing':
      return `missing, and required: ${expected}`;
    case 'limit-broken':
      return `${found}, where ${keyword ?? 'a limit'} says ${expected}`;
  }
}

function unreadableRow({ at, why, message, count }: Unreadable): WireRow {
  const id = `unreadable ${why} ${at.capture}`;
  return {
    sort: 'unreadable',
    level: wireRules.unreadable.level,
    rule: 'unreadable',
    group: at.capture,
    place: '',
    message: `${why}: ${message}`,
    count,
    at,
    details: [],
    ...idOf(id, new Set()),
  };
}

function idOf(
  id: string,
  accepted: ReadonlySet<string>,
): Pick<WireRow, 'id' | 'fingerprint' | 'isAccepted'> {
  return { id, fingerprint: shortHash(id), isAccepted: accepted.has(id) };
}

/** `log.ndjson:12`. */
export function capturePlaceText({ capture, line }: CapturePlace): string {
  return `${capture === '-' ? 'stdin' : capture}:${String(line)}`;
}

function durationText(milliseconds: number): string {
  return milliseconds < 1000
    ? `${String(Math.round(milliseconds))} ms`
    : `${(milliseconds / 1000).toFixed(1)} s`;
}
