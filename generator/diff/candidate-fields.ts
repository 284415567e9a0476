import type { ApiModel } from '../model/api.ts';
import { wordsEvidence } from './candidate-events.ts';
import type { Candidate, Change } from './change.ts';
import { FieldScale } from './field-scale.ts';
import { fieldSpots, holderOf, pathWords, type FieldSpot } from './field-spots.ts';
import { nameWords } from './name-words.ts';
import { NearBy } from './near-by.ts';
import { oneToOne, type Pair } from './one-to-one.ts';
import { pathText, type Path, type Step } from './path.ts';
import { textLikeness } from './text-likeness.ts';

/** Fields that seem to have got another name, or to be somewhere else in the same event. */
export function fieldCandidates(
  changes: readonly Change[],
  before: ApiModel,
  after: ApiModel,
): readonly Candidate[] {
  const kinds = new Set(changes.map(({ kind }) => kind));
  if (!kinds.has('field-removed') || !kinds.has('field-added')) return [];
  const gone = fieldSpots(changes, 'field-removed', before);
  const come = fieldSpots(changes, 'field-added', after);
  if (gone.size === 0 || come.size === 0) return [];
  const scale = new FieldScale(before, after, gone, come);
  const found = new Map<string, Candidate>();
  const done = new Set<string>();
  for (const [event, lost] of gone) {
    const gained = come.get(event) ?? [];
    // Events that hold the same are one question.
    const question = [...lost, ...gained].map((one) => `${one.change.id} ${one.key}`).join('\n');
    if (gained.length === 0 || done.has(question)) continue;
    done.add(question);
    for (const pair of oneToOne(ofOneMember(pairsOf(lost, gained, scale)))) {
      const one = candidateOf(pair);
      const within = [pair.before, pair.after].map((end) => end.within.join('.'));
      const key = [one.removed, one.added, ...within].join('\n');
      if ((found.get(key)?.score ?? 0) < one.score) found.set(key, one);
    }
  }
  return [...found.values()];
}

interface FieldPair extends Pair {
  readonly before: FieldSpot;
  readonly after: FieldSpot;
  readonly evidence: readonly string[];
}

function pairsOf(
  lost: readonly FieldSpot[],
  gained: readonly FieldSpot[],
  scale: FieldScale,
): readonly FieldPair[] {
  const near = new NearBy(gained, wordsAt);
  const [lostIn, gainedIn] = [countByHolder(lost), countByHolder(gained)];
  return lost.flatMap((one) => {
    const holder = holderOf(one);
    const isOnly = lostIn.get(holder) === 1 && gainedIn.get(holder) === 1;
    return near.of(one).flatMap((other) => {
      // What is inside of two things that went and came is told by the two.
      if (one.within.length > 0 && other.within.length > 0) return [];
      return pairOf(one, other, scale, isOnly && holderOf(other) === holder) ?? [];
    });
  });
}

/** Of several objects that a field may hold, all that moved went into one, or came out of one: the one for which most speaks. */
function ofOneMember(pairs: readonly FieldPair[]): readonly FieldPair[] {
  const ends = ['before', 'after'] as const;
  return ends.reduce<readonly FieldPair[]>((left, end) => {
    const votes = new Map<string, Map<number, number>>();
    for (const { [end]: spot, score } of left) {
      const known = votes.get(spot.change.id) ?? new Map<number, number>();
      votes.set(spot.change.id, known);
      for (const place of spot.among) known.set(place, (known.get(place) ?? 0) + score);
    }
    return left.filter(({ [end]: spot }) => {
      const own = [...(votes.get(spot.change.id) ?? [])];
      const best = Math.max(...own.map(([, vote]) => vote));
      return (
        spot.within.length === 0 ||
        own.some(([place, vote]) => vote === best && spot.among.has(place))
      );
    });
  }, pairs);
}

function wordsAt(spot: FieldSpot): readonly string[] {
  return [...nameWords(spot.field.key), `in ${holderOf(spot)}`];
}

function countByHolder(spots: readonly FieldSpot[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const one of spots) counts.set(holderOf(one), (counts.get(holderOf(one)) ?? 0) + 1);
  return counts;
}

function pairOf(
  before: FieldSpot,
  after: FieldSpot,
  scale: FieldScale,
  isOnly: boolean,
): FieldPair | undefined {
  const ways = waysApart(before.path, after.path);
  if (ways === undefined) return undefined;
  const [from, to] = ways.map(pathWords) as [readonly string[], readonly string[]];
  const isSameKey = before.field.key === after.field.key;
  const own = nameWords(before.field.key);
  const name = Math.max(
    scale.weights.likeness(from, to),
    isSameKey ? forKey + (1 - forKey) * scale.weights.ofAll(own) : 0,
  );
  const { share, support } = scale.types(before.field.shape, after.field.shape);
  const text = textLikeness(before.field.doc.description, after.field.doc.description);
  const others = holderOf(before) === holderOf(after) ? scale.times(before, after) - 1 : 0;
  const score =
    forName * name +
    forType * share * support +
    forText * text +
    (isOnly ? forOnly + forOnlyType * share * support : 0) +
    Math.min(mostForOthers, forOther * Math.max(0, others));
  if (score < enough || (share < someType && name < sureName)) return undefined;
  const evidence = [
    ...(isSameKey ? [`the same key ${before.field.key}`] : wordsEvidence(from, to)),
    ...(share > 0.99 ? ['the same type'] : share >= 0.4 ? ['types that are alike'] : []),
    ...(text > 0 ? [text === 1 ? 'the same description' : 'descriptions that are alike'] : []),
    ...(isOnly ? ['the only fields of their object that went and came'] : []),
    ...(others > 0
      ? [`the same in ${String(others)} more ${others === 1 ? 'object' : 'objects'}`]
      : []),
  ];
  return { score: Math.min(1, score), before, after, evidence };
}

const forKey = 0.3;
const forName = 0.6;
const forType = 0.4;
const forText = 0.15;
const forOnly = 0.1;
const forOnlyType = 0.2;
const forOther = 0.05;
const mostForOthers = 0.3;
const enough = 0.5;
/** Types that have nothing in common need a name that leaves no doubt: `input_audio_format`, `audio.input.format`. */
const someType = 0.2;
const sureName = 0.9;

/**
 * What is left of two paths behind what they have in common; undefined where one leads through a list or a member of a union that the
 * other does not, for a value cannot go there.
 */
function waysApart(before: Path, after: Path): readonly [Path, Path] | undefined {
  let shared = 0;
  const most = Math.min(before.length, after.length) - 1;
  while (shared < most && isSame(before[shared], after[shared])) shared += 1;
  const ways = [before.slice(shared), after.slice(shared)] as const;
  const isPlain = ways.every((way) => way.every((step) => step.kind === 'field'));
  return isPlain ? ways : undefined;
}

function isSame(one: Step | undefined, other: Step | undefined): boolean {
  return one !== undefined && other !== undefined && pathText([one]) === pathText([other]);
}

function candidateOf({ before, after, score, evidence }: FieldPair): Candidate {
  const { flows } = before.change;
  return {
    kind: holderOf(before) === holderOf(after) ? 'field-renamed' : 'field-moved',
    removed: before.change.id,
    added: after.change.id,
    flow: flows.length === 1 ? flows[0] : undefined,
    from: pathText(before.path),
    to: pathText(after.path),
    score: Math.round(score * 100) / 100,
    evidence,
  };
}
