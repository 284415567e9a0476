import { unreachable } from '../base/finding.ts';
import type {
  DiffReport,
  ReportCandidate,
  ReportReach,
  ReportRow,
  ReportSide,
  ReportVerdict,
} from './report.ts';

export type Sort = ReportRow['sort'];

/** What the sorts of rows are called, gravest first. */
export const sorts: readonly {
  readonly sort: Sort;
  readonly title: string;
  readonly meaning: string;
}[] = [
  {
    sort: 'silent',
    title: 'Silent breaks',
    meaning: 'nothing complains, and something stops working',
  },
  { sort: 'loud', title: 'Loud breaks', meaning: 'the compiler or the other end complains' },
  { sort: 'warning', title: 'May break', meaning: 'it depends on what the code makes of it' },
  { sort: 'info', title: 'Harmless', meaning: 'nothing has to be done' },
];

/** What was accepted is told apart. */
export const waivedSection = {
  title: 'Waived',
  meaning: 'known, and accepted for a reason',
} as const;

/** Rows that are about the same event, or about the same named type. */
export interface Group {
  readonly name: string;
  readonly rows: readonly ReportRow[];
}

/** The rows of a sort, without the waived ones, by event or type in the order in which they come first. */
export function groupsOf({ rows }: DiffReport, sort: Sort): readonly Group[] {
  const groups = new Map<string, ReportRow[]>();
  for (const row of rows) {
    if (row.sort !== sort || row.waiver !== undefined) continue;
    const name = groupName(row);
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [row]);
    else group.push(row);
  }
  return [...groups].map(([name, rows]) => ({ name, rows }));
}

/** The event that the place begins with, else the type, else the place itself: that of a channel is no path. */
function groupName({ kind, place, reaches }: ReportRow): string {
  const event = reaches.find((one) => place === one.event || place.startsWith(`${one.event}: `));
  if (event !== undefined) return event.event;
  if (/^(?:event|endpoint|channel|address|parameter|operation)-/.test(kind)) return place;
  return /^([\p{L}_$][\p{L}\p{M}\p{N}_$]*)[.[{<]/u.exec(place)?.[1] ?? place;
}

/** Where a row is inside its group: `session.voice` of `session.update: session.voice`; undefined where it is all of it. */
export function placeInGroup({ place }: ReportRow, group: string): string | undefined {
  const rest = place.slice(group.length).replace(/^(?:: |\.)/, '');
  return rest === '' ? undefined : rest;
}

/** Where a row is found, beyond what its place says already: `session.update: session.voice`, an entry for each event. */
export function reachedFrom({ place, reaches }: ReportRow): readonly string[] {
  const byEvent = new Map<string, ReportReach>();
  for (const one of reaches) if (!byEvent.has(one.event)) byEvent.set(one.event, one);
  const all = [...byEvent.values()].map(({ event, path }) =>
    path === '' ? event : `${event}: ${path}`,
  );
  const [only] = all;
  return all.length === 1 && (only === place || byEvent.has(place)) ? [] : all;
}

/** What speaks for a row and another one being the same thing, told from this one: `renamed to`, `moved from`. */
export interface Guess {
  readonly verb: string;
  readonly other: string;
  readonly evidence: readonly string[];
}

/** What to do; undefined where there is nothing to do, or where it only says again what is guessed. */
export function hintOf({ hint }: ReportRow, guesses: readonly Guess[]): string | undefined {
  return guesses.some(({ other }) => hint?.includes(other)) ? undefined : hint;
}

/** The guesses about each row, by its id, likeliest first. */
export function guessesOf({ candidates }: DiffReport): ReadonlyMap<string, readonly Guess[]> {
  const guesses = new Map<string, Guess[]>();
  const add = (id: string, guess: Guess): void => {
    const known = guesses.get(id);
    if (known === undefined) guesses.set(id, [guess]);
    else known.push(guess);
  };
  for (const one of candidates.toSorted((a, b) => b.score - a.score)) {
    const { from, to, evidence } = one;
    add(one.removed, { verb: `${movement(one)} to`, other: to, evidence });
    add(one.added, { verb: `${movement(one)} from`, other: from, evidence });
  }
  return guesses;
}

function movement({ kind }: ReportCandidate): string {
  switch (kind) {
    case 'event-renamed':
    case 'field-renamed':
      return 'renamed';
    case 'field-moved':
      return 'moved';
  }
  return unreachable(kind);
}

/** `sent and received`; empty for what travels in no event. */
export function flowWords({ flows }: ReportRow): readonly string[] {
  return flows.length === 0 ? [] : [flows.join(' and ')];
}

/** `source breaks loudly, wire may break silently`. */
export function verdictWords({ source, wire }: ReportRow): string {
  return `source ${verdictText(source)}, wire ${verdictText(wire)}`;
}

/** `breaks loudly`, `holds`. */
export function verdictText({ level, effect }: ReportVerdict): string {
  const what = verdictVerbs[level];
  if (level === 'off' || level === 'info' || effect === 'none') return what;
  return `${what} ${effect === 'loud' ? 'loudly' : 'silently'}`;
}

const verdictVerbs: Readonly<Record<ReportVerdict['level'], string>> = {
  error: 'breaks',
  warning: 'may break',
  info: 'holds',
  off: 'is not judged',
};

/** `Chat API 1 → 2`, or both titles where they differ. */
export function titleOf(before: ReportSide, after: ReportSide): string {
  return before.title === after.title
    ? `${before.title} ${before.version} → ${after.version}`
    : `${before.title} ${before.version} → ${after.title} ${after.version}`;
}
