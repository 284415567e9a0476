import type { Candidate } from '../diff/change.ts';
import type { Judgement } from '../diff/judgement.ts';
import type { Headline } from '../report/report.ts';
import { plainItem, shownItems } from './diff-items.ts';
import { gravestSort, sortOf } from './diff-sort.ts';
import { counted } from './diff-topics.ts';

type ById = ReadonlyMap<string, Judgement>;

/** A candidate, and how it is told: those of one place are one line. */
interface Told {
  /** What holds both ends, `session`; empty for events. */
  readonly place: string;
  readonly noun: 'event' | 'field';
  /** `moved under audio`. */
  readonly way: string;
  /** Of an event, which way it travels; empty for fields. */
  readonly flow: string;
  /** `voice → audio.output.voice`. */
  readonly item: string;
  readonly candidate: Candidate;
}

/** Renames and moves: of events by their flow, of fields by what holds them. Most first, events before fields. */
export function moveHeadlines(candidates: readonly Candidate[], byId: ById): readonly Headline[] {
  const told = candidates.map((one) => tell(one, byId));
  const lines = groupsOf(told, ({ noun, place, flow }) => (noun === 'event' ? flow : `: ${place}`));
  return lines
    .map((group) => headline(group, byId))
    .toSorted(
      (one, other) => Number(other.isOfEvents) - Number(one.isOfEvents) || other.count - one.count,
    )
    .map((one) => one.told);
}

interface Counted {
  readonly told: Headline;
  readonly count: number;
  readonly isOfEvents: boolean;
}

/** `session: 7 fields seem moved under audio, 2 renamed: old ones ignored`. */
function headline(group: readonly Told[], byId: ById): Counted {
  const gone = group.flatMap(({ candidate }) => byId.get(candidate.removed) ?? []);
  const ways = groupsOf(group, ({ way }) => way)
    .map((part) => ({ part, count: new Set(part.map(({ item }) => item)).size }))
    .toSorted((one, other) => other.count - one.count);
  const sorted = ways.flatMap(({ part }) => part);
  const { count, items, more } = shownItems(sorted.map(({ item }) => plainItem(item)));
  const { place = '', noun = 'field' } = sorted[0] ?? {};
  const what = ways.map((one, index) => {
    const seems = one.count === 1 ? 'seems' : 'seem';
    const number = index === 0 ? `${counted(one.count, noun)} ${seems}` : String(one.count);
    return `${number} ${one.part[0]?.way ?? ''}`;
  });
  const isOfEvents = noun === 'event';
  const text = `${place === '' ? '' : `${place}: `}${what.join(', ')}: ${lossOf(gone, isOfEvents, count)}`;
  return { told: { sort: gravestSort(gone.map(sortOf)), text, items, more }, count, isOfEvents };
}

function groupsOf<T>(all: readonly T[], keyOf: (one: T) => string): readonly (readonly T[])[] {
  const groups = new Map<string, T[]>();
  for (const one of all) {
    const group = groups.get(keyOf(one));
    if (group === undefined) groups.set(keyOf(one), [one]);
    else group.push(one);
  }
  return [...groups.values()];
}

function tell(candidate: Candidate, byId: ById): Told {
  const { kind, from, to, removed } = candidate;
  const change = byId.get(removed)?.change;
  if (kind === 'event-renamed') {
    const flow = change?.flows.join(' and ') ?? '';
    return { place: '', noun: 'event', way: 'renamed', flow, item: `${from} → ${to}`, candidate };
  }
  const [before, after] = [stepsOf(from), stepsOf(to)];
  const shared = sharedSteps(before, after);
  const [lost, found] = [before.slice(shared), after.slice(shared)];
  return {
    place: textOf(before.slice(0, shared)) || (change?.reaches[0]?.event ?? ''),
    noun: 'field',
    way: wayOf(lost, found),
    flow: '',
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
function lossOf(gone: readonly Judgement[], isOfEvents: boolean, count: number): string {
  const effects = gone.flatMap(({ byFlow }) => [
    ...(byFlow.received === undefined ? [] : ['missing']),
    ...(byFlow.sent === undefined
      ? []
      : [byFlow.sent.wire.effect === 'loud' ? 'refused' : 'ignored']),
  ]);
  const isReceived = effects.includes('missing');
  if (isOfEvents) {
    const [name, is] = count === 1 ? ['name', 'is'] : ['names', 'are'];
    return isReceived
      ? `nothing is received under the old ${name}`
      : `the old ${name} ${is} refused`;
  }
  const ways = ['ignored', 'refused', 'missing'].filter((one) => effects.includes(one));
  const [way = 'gone', ...others] = ways;
  return `old ${count === 1 ? 'one' : 'ones'} ${others.length > 0 ? 'lost' : way}`;
}

/**
 * Keys and items of a path's text, each a step: `a.b[]` is `a`, `.b`, `[]`. Members of unions are left out: what was one shape may have
 * become a member.
 */
function stepsOf(path: string): readonly string[] {
  const steps = path.match(/\["(?:[^"\\]|\\.)*"\]|\[\d*\]|\{\}|<[^>]*>|\.?[^.[{<]+/gu) ?? [path];
  return steps.filter((step) => !step.startsWith('<'));
}

function sharedSteps(one: readonly string[], other: readonly string[]): number {
  const most = Math.min(one.length, other.length) - 1;
  const differs = one.findIndex((step, index) => index >= most || step !== other[index]);
  return differs === -1 ? 0 : differs;
}

function textOf(steps: readonly string[]): string {
  return steps.join('').replace(/^\./u, '');
}
