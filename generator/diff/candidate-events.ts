import type { ApiModel, Flow } from '../model/api.ts';
import type { Candidate, Change } from './change.ts';
import { eventSpots, type EventSpot } from './event-spots.ts';
import { nameWords } from './name-words.ts';
import { NearBy } from './near-by.ts';
import { eventLabel } from './pair-messages.ts';
import { oneToOne, type Pair } from './one-to-one.ts';
import { likenessOf } from './shape-likeness.ts';
import { textLikeness } from './text-likeness.ts';
import { WordWeights } from './word-weights.ts';

/** Events that seem to have got another name. */
export function eventCandidates(
  changes: readonly Change[],
  before: ApiModel,
  after: ApiModel,
): readonly Candidate[] {
  const flows: readonly Flow[] = ['received', 'sent'];
  // What is there in both versions, on another channel or the other way, has kept its name.
  const isLost = missingIn(after);
  const isNew = missingIn(before);
  return flows.flatMap((flow) => {
    const gone = eventSpots(changes, 'event-removed', flow, before).filter(isLost);
    const come = eventSpots(changes, 'event-added', flow, after).filter(isNew);
    if (gone.length === 0 || come.length === 0) return [];
    const all = [before, after].flatMap((model) => labelsOf(model, flow));
    const weights = new WordWeights(all.map(nameWords));
    const isOnly = gone.length === 1 && come.length === 1;
    const near = new NearBy(come, tracesOf);
    const pairs = gone.flatMap((one) =>
      near.of(one).flatMap((other) => pairOf(one, other, weights, isOnly) ?? []),
    );
    return oneToOne(pairs).map((pair) => candidateOf(pair, flow));
  });
}

function tracesOf({ words, keys, channels }: EventSpot): readonly string[] {
  const addresses = [...channels.keys()].map((address) => `on ${address}`);
  return [...words, ...keys.map((key) => `.${key}`), ...addresses];
}

function missingIn(model: ApiModel): (one: EventSpot) => boolean {
  const labels = new Set(model.messages.map(eventLabel));
  return ({ name }) => !labels.has(name);
}

interface EventPair extends Pair {
  readonly before: EventSpot;
  readonly after: EventSpot;
  readonly evidence: readonly string[];
}

/**
 * Names and payloads weigh the same. Payloads of which there is little to compare say little, so a new name with nothing in common needs
 * many fields, and the same few fields need a name that is alike.
 */
function pairOf(
  before: EventSpot,
  after: EventSpot,
  weights: WordWeights,
  isOnly: boolean,
): EventPair | undefined {
  const name = weights.likeness(before.words, after.words);
  const { share, support } = likenessOf(before.features, after.features);
  const payload = share * support;
  const text = textLikeness(before.doc.description, after.doc.description);
  const isInPlace = before.between.some(
    (one, side) => one !== undefined && one === after.between[side],
  );
  const channel = sharedChannel(before, after);
  const score =
    forName * name +
    forChannel * (channel?.share ?? 0) +
    forPayload * payload +
    forText * text +
    (isOnly ? forOnly : 0) +
    (isInPlace ? forPlace : 0);
  const isSure = name >= sureName && new Set(before.words).size > 1;
  if (score < (isSure ? enoughForSure : enough)) return undefined;
  if (name < someName && payload < muchPayload && channel === undefined) return undefined;
  const evidence = [
    fieldsEvidence(before.keys, after.keys),
    ...wordsEvidence(before.words, after.words),
    ...(text > 0 ? [text === 1 ? 'the same description' : 'descriptions that are alike'] : []),
    ...(isOnly ? ['the only events that went and came'] : []),
    ...(channel === undefined ? [] : [`on the channel ${channel.address}`]),
    ...(isInPlace ? ['the same place in order'] : []),
  ];
  return { score: Math.min(1, score), before, after, evidence };
}

/** The channel of both on which the fewest other events are; one that all events share says nothing. */
function sharedChannel(
  before: EventSpot,
  after: EventSpot,
): { readonly address: string; readonly share: number } | undefined {
  const shared = [...before.channels].flatMap(([address, count]) => {
    const other = after.channels.get(address);
    return other === undefined ? [] : [{ address, share: 1 / Math.max(count, other) }];
  });
  return shared.filter((one) => one.share > 0.1).toSorted((a, b) => b.share - a.share)[0];
}

const forChannel = 0.25;
const forName = 0.55;
const forPayload = 0.55;
const forText = 0.1;
const forOnly = 0.1;
const forPlace = 0.05;
const enough = 0.6;
/** Names that are as good as the same need little else. */
const sureName = 0.9;
const enoughForSure = 0.5;
/** Less than the one and less than the other is not looked at, whatever else speaks for it. */
const someName = 0.3;
const muchPayload = 0.7;

function fieldsEvidence(before: readonly string[], after: readonly string[]): string {
  const shared = before.filter((key) => after.includes(key)).length;
  const most = Math.max(before.length, after.length);
  if (most === 0) return 'no fields in either';
  return shared === most
    ? `the same ${counted(most)}`
    : `${String(shared)} of ${counted(most)} the same`;
}

function counted(count: number): string {
  return `${String(count)} ${count === 1 ? 'field' : 'fields'}`;
}

/** What the names have in common, where they have. */
export function wordsEvidence(
  before: readonly string[],
  after: readonly string[],
): readonly string[] {
  const shared = [...new Set(before)].filter((word) => after.includes(word));
  return shared.length === 0 ? [] : [`the words ${shared.join(', ')} in both names`];
}

function candidateOf({ before, after, score, evidence }: EventPair, flow: Flow): Candidate {
  return {
    kind: 'event-renamed',
    removed: before.change.id,
    added: after.change.id,
    flow,
    from: before.name,
    to: after.name,
    score: Math.round(score * 100) / 100,
    evidence,
  };
}

function labelsOf(model: ApiModel, flow: Flow): readonly string[] {
  return model.messages.filter((message) => message.flow === flow).map(eventLabel);
}
