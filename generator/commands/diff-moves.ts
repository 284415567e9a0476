import type { Candidate } from '../diff/change.ts';
import type { Judgement } from '../diff/judgement.ts';
import type { Headline } from '../report/report.ts';
import { plainItem, shownItems } from './diff-items.ts';
import { gravestSort, sortOf } from './diff-sort.ts';
import { counted } from './diff-topics.ts';

type ById = ReadonlyMap<string, Judgement>;

/** A candidate, and how it is told: those of one text are one line. */
interface Told {
  /** What the line is about, with `#` for the number: `session: # moved under audio`. */
  readonly line: string;
  readonly noun: 'event' | 'field';
  /** `voice → audio.output.voice`. */
  readonly item: string;
  readonly candidate: Candidate;
}

/** Renames and moves: of events by their flow, of fields by what holds them and where they went. Most first, events before fields. */
export function moveHeadlines(candidates: readonly Candidate[], byId: ById): readonly Headline[] {
  const lines = new Map<string, Told[]>();
  for (const candidate of candidates) {
    const told = tell(candidate, byId);
    const group = lines.get(told.line);
    if (group === undefined) lines.set(told.line, [told]);
    else group.push(told);
  }
  return [...lines]
    .map(([line, group]) => headline(line, group, byId))
    .toSorted(
      (one, other) => Number(other.isOfEvents) - Number(one.isOfEvents) || other.count - one.count,
    )
    .map(({ told }) => told);
}

interface Counted {
  readonly told: Headline;
  readonly count: number;
  readonly isOfEvents: boolean;
}

function headline(line: string, group: readonly Told[], byId: ById): Counted {
  const gone = group.flatMap(({ candidate }) => byId.get(candidate.removed) ?? []);
  const { count, items, more } = shownItems(group.map(({ item }) => plainItem(item)));
  const isOfEvents = group.some((one) => one.noun === 'event');
  const number = counted(count, isOfEvents ? 'event' : 'field');
  const what = `${line.replace('#', () => number)}, as it seems: ${lossOf(gone, isOfEvents)}`;
  return {
    told: { sort: gravestSort(gone.map(sortOf)), text: what, items, more },
    count,
    isOfEvents,
  };
}

function tell(candidate: Candidate, byId: ById): Told {
  const { kind, from, to, removed } = candidate;
  if (kind === 'event-renamed') {
    const flow = byId.get(removed)?.change.flows.join(' and ') ?? '';
    return { line: `# renamed (${flow})`, noun: 'event', item: `${from} → ${to}`, candidate };
  }
  const [before, after] = [stepsOf(from), stepsOf(to)];
  const shared = sharedSteps(before, after);
  const [lost, found] = [before.slice(shared), after.slice(shared)];
  const holder =
    textOf(before.slice(0, shared)) || (byId.get(removed)?.change.reaches[0]?.event ?? '');
  return {
    line: `${holder === '' ? '' : `${holder}: `}# ${wayOf(lost, found)}`,
    noun: 'field',
    item: `${textOf(lost)} → ${textOf(found)}`,
    candidate,
  };
}

/** Where something went, as seen from what holds both places. */
function wayOf(lost: readonly string[], found: readonly string[]): string {
  if (found.length > 1) return `moved under ${textOf(found.slice(0, 1))}`;
  return lost.length > 1 ? `moved out of ${textOf(lost.slice(0, 1))}` : 'renamed';
}

/** What becomes of whoever goes on with the old names. */
function lossOf(gone: readonly Judgement[], isOfEvents: boolean): string {
  const effects = gone.flatMap(({ byFlow }) => [
    ...(byFlow.received === undefined ? [] : ['missing']),
    ...(byFlow.sent === undefined
      ? []
      : [byFlow.sent.wire.effect === 'loud' ? 'refused' : 'ignored']),
  ]);
  const isReceived = effects.includes('missing');
  if (isOfEvents) {
    return isReceived ? 'nothing is received under the old names' : 'the old names are refused';
  }
  const ways = ['ignored', 'refused', 'missing'].filter((one) => effects.includes(one));
  return `the old ones are ${ways.join(' or ') || 'gone'}`;
}

/** Keys, items and members of a path's text, each a step: `a.b[]<x>` is `a`, `.b`, `[]`, `<x>`. */
function stepsOf(path: string): readonly string[] {
  return path.match(/\["(?:[^"\\]|\\.)*"\]|\[\d*\]|\{\}|<[^>]*>|\.?[^.[{<]+/gu) ?? [path];
}

function sharedSteps(one: readonly string[], other: readonly string[]): number {
  const most = Math.min(one.length, other.length) - 1;
  const differs = one.findIndex((step, index) => index >= most || step !== other[index]);
  return differs === -1 ? 0 : differs;
}

function textOf(steps: readonly string[]): string {
  return steps.join('').replace(/^\./u, '');
}
