import { markWords, type Words } from './html-marks.ts';
import type { Markup } from './html-text.ts';
import { badges, evidenceText, shownAs } from './html-words.ts';
import { placeText } from './place-text.ts';
import type { DiffReport, ReportCandidate, ReportReach, ReportRow } from './report.ts';
import { verdictText } from './sections.ts';
import { count } from './shown.ts';

/** What the rows of a report have to know of each other. */
export interface RowContext {
  /** By id, what a link to the row leads to: `#0123456789abcdef`. */
  readonly links: ReadonlyMap<string, string>;
  /** By id of either of its rows. */
  readonly candidates: ReadonlyMap<string, readonly ReportCandidate[]>;
  /** All events that hold a change; filters know them by their index. */
  readonly events: readonly string[];
  readonly words: Words;
}

export function rowContext(report: DiffReport, words: Words): RowContext {
  const candidates = new Map<string, readonly ReportCandidate[]>();
  for (const one of report.candidates) {
    for (const id of [one.removed, one.added])
      candidates.set(id, [...(candidates.get(id) ?? []), one]);
  }
  const reached = report.rows.flatMap(({ reaches }) => reaches.map(({ event }) => event));
  return {
    links: new Map(report.rows.map(({ id, fingerprint }) => [id, `#${fingerprint}`])),
    candidates,
    events: [...new Set(reached)].sort(),
    words,
  };
}

/** The view of templates/report/row.hbs. */
export function rowView(row: ReportRow, context: RowContext) {
  const shown = shownAs(row);
  const candidates = context.candidates.get(row.id) ?? [];
  const { before, after } = row;
  const positions = [
    ...(before === undefined ? [] : [{ label: 'Before', text: placeText(before.at) }]),
    ...(after === undefined ? [] : [{ label: 'After', text: placeText(after.at) }]),
  ];
  return {
    id: row.fingerprint,
    sort: shown,
    sortName: badges[shown],
    place: row.place,
    message: row.message,
    // What is guessed is told with its evidence; the hint would say it once more.
    hint: candidates.length > 0 ? '' : (row.hint ?? ''),
    waiver: row.waiver?.reason ?? '',
    until: row.waiver?.expires === undefined ? '' : ` until ${row.waiver.expires}`,
    rule: row.rule,
    kind: row.kind === row.rule ? '' : row.kind,
    whom: [
      { level: row.source.level, text: `Source ${verdictText(row.source)}` },
      { level: row.wire.level, text: `Wire ${verdictText(row.wire)}` },
    ],
    guesses: candidates.map((one) => guessView(one, row, context)),
    ...endsView(row, context.words),
    summary: summaryText(row),
    positions,
    reaches: reachViews(row.reaches),
    ...factsOf(row, context.events),
  };
}

/** What the filters ask of a row; they read it from its attributes. */
function factsOf(row: ReportRow, events: readonly string[]) {
  const own = eventsOf(row);
  return {
    sourceFacts: `${row.source.level} ${row.source.effect}`,
    wireFacts: `${row.wire.level} ${row.wire.effect}`,
    flows: row.flows.join(' '),
    events: own.map((event) => events.indexOf(event)).join(' '),
    group: groupOf(row, own),
  };
}

function eventsOf({ reaches }: ReportRow): readonly string[] {
  return [...new Set(reaches.map(({ event }) => event))];
}

/**
 * The heading that a row stands under when rows are grouped by event: the event that its place begins with, or the only one that holds
 * it; what several events share stands with its type.
 */
function groupOf({ place }: ReportRow, events: readonly string[]): string {
  if (events.length === 0) return 'In no event';
  const named = events.find((event) => place === event || place.startsWith(`${event}: `));
  const [first, second] = events;
  if (named !== undefined) return named;
  if (first !== undefined && second === undefined) return first;
  const [, shape] = /^([\p{ID_Start}$_][\p{ID_Continue}$]*)(?:$|[.[{<])/u.exec(place) ?? [];
  return shape === undefined ? 'In several events' : `${shape}, in several events`;
}

function summaryText({ reaches, rule }: ReportRow): string {
  if (reaches.length === 0) return rule;
  const events = new Set(reaches.map(({ event }) => event)).size;
  const inEvents = `in ${count(events, 'event')}`;
  return `${rule}, ${reaches.length > events ? `${count(reaches.length, 'place')} ${inEvents}` : inEvents}`;
}

function guessView(candidate: ReportCandidate, { id }: ReportRow, { links }: RowContext) {
  const evidence = evidenceText(candidate.score, candidate.evidence);
  const moved = candidate.kind === 'field-moved';
  if (candidate.removed !== id) {
    const href = links.get(candidate.removed) ?? '';
    return { lead: 'Probably was', name: candidate.from, href, evidence };
  }
  const lead = moved ? 'Probably moved to' : 'Probably renamed to';
  return { lead, name: candidate.to, href: links.get(candidate.added) ?? '', evidence };
}

/** More than this is folded away, so that a list of changes stays a list. */
const longest = { lines: 18, characters: 1400 };

function endsView({ before, after, kind }: ReportRow, words: Words) {
  const texts: { readonly before: string | Markup; readonly after: string | Markup } =
    before !== undefined && after !== undefined
      ? markWords(before.text, after.text, words)
      : { before: before?.text ?? '', after: after?.text ?? '' };
  const given = [before?.text ?? '', after?.text ?? ''];
  const lines = Math.max(...given.map((text) => text.split('\n').length));
  return {
    isProse: kind === 'description-changed',
    isLong:
      lines > longest.lines || Math.max(...given.map((one) => one.length)) > longest.characters,
    lines: String(lines),
    ends: [
      { side: 'before', label: 'Before', isThere: before !== undefined, text: texts.before },
      { side: 'after', label: 'After', isThere: after !== undefined, text: texts.after },
    ],
  };
}

/** One line per event and flow. */
function reachViews(reaches: readonly ReportReach[]) {
  const byEvent = new Map<string, ReportReach[]>();
  for (const reach of reaches) {
    const key = `${reach.flow} ${reach.event}`;
    byEvent.set(key, [...(byEvent.get(key) ?? []), reach]);
  }
  return [...byEvent.values()].map((some) => ({
    flow: some[0]?.flow === 'sent' ? 'Sent' : 'Received',
    event: some[0]?.event ?? '',
    paths: some.filter(({ path }) => path !== '').map(({ path }) => ({ text: path })),
  }));
}
