import type { ApiModel, Flow, Message } from '../model/api.ts';
import type { Side } from '../model/side.ts';
import { findCandidates } from './candidates.ts';
import type { Change, ChangeEnd, Comparison } from './change.ts';
import { Collected } from './collect.ts';
import { docFacts } from './compare-docs.ts';
import { pairEndpoints } from './compare-endpoints.ts';
import {
  eventLabel,
  pairMessages,
  type MessagePair,
  type PairedMessages,
} from './pair-messages.ts';
import type { Place, Slot } from './slot.ts';
import type { Pair } from './spot.ts';
import { compareUnreached } from './compare-unreached.ts';
import { PairWalk } from './walk-pairs.ts';

/** All that differs between two versions of an API, without a judgement. What things are called, and in which order, is no difference. */
export function compareApis(before: ApiModel, after: ApiModel): Comparison {
  const collected = new Collected(before, after);
  const walk = new PairWalk(before, after, collected.add);
  const messages = pairMessages(before, after);
  const endpoints = pairEndpoints(before, after);
  for (const { before: one } of [...messages.pairs, ...endpoints.pairs]) {
    collected.addEvent(one.flow, eventLabel(one));
  }
  addEvents(messages, collected);
  for (const one of endpoints.changes) collected.addChange(one);
  for (const pair of [...messages.pairs, ...messages.moved, ...endpoints.pairs]) {
    compareMessages(pair, walk, collected);
  }
  const named = compareUnreached(before, after, walk);
  const shared = messages.pairs.length + messages.moved.length + named;
  const isEmpty = ({ messages: all, shapes }: ApiModel): boolean =>
    all.length + shapes.length === 0;
  const unrelated = shared === 0 && !isEmpty(before) && !isEmpty(after);
  const changes = collected.changes();
  return { changes, candidates: findCandidates(changes, before, after), unrelated };
}

function sideOf(flow: Flow): Side {
  return flow === 'sent' ? 'write' : 'read';
}

function addEvents({ moved, removed, added }: PairedMessages, collected: Collected): void {
  for (const one of removed) collected.addChange(eventChange('event-removed', one, undefined));
  for (const { before, after } of moved) {
    collected.addChange(eventChange('event-moved', before, after));
  }
  for (const one of added) collected.addChange(eventChange('event-added', undefined, one));
}

function eventChange(
  kind: 'event-added' | 'event-removed' | 'event-moved',
  before: Message | undefined,
  after: Message | undefined,
): Change {
  const messages = [before, after].flatMap((one) => one ?? []);
  const [first] = messages;
  const subject = first === undefined ? '' : eventLabel(first);
  const relation =
    kind === 'event-added' ? 'wider' : kind === 'event-removed' ? 'narrower' : 'other';
  const flows = messages.map(({ flow }) => flow);
  return {
    id: `${kind} ${subject}`,
    kind,
    subject,
    relation,
    sentRelation: relation,
    otherKeys: undefined,
    path: [],
    before: before && eventEnd(before),
    after: after && eventEnd(after),
    flows,
    reaches: messages.map((one) => ({ flow: one.flow, event: eventLabel(one), path: [] })),
  };
}

function eventEnd(message: Message): ChangeEnd {
  const { shape, origin } = message;
  const text = shape.kind === 'ref' ? shape.name : eventLabel(message);
  return { text, required: undefined, origin, shape: undefined };
}

function compareMessages(
  { before, after }: MessagePair,
  walk: PairWalk,
  collected: Collected,
): void {
  const { flow } = after;
  const label = eventLabel(before);
  const lane = { flow, side: sideOf(flow) };
  const slots = [slotOf(before, label), slotOf(after, label)] as const;
  const passed = [walk.resolveBefore(slots[0]).passed, walk.resolveAfter(slots[1]).passed] as const;
  const pair: Pair = {
    before: slots[0],
    after: slots[1],
    lane,
    span: { wide: false, narrow: false },
    holders: [],
    events: [label],
  };
  const facts = docFacts(
    { at: slots[0].at, doc: before.doc, behind: passed[0] },
    { at: slots[1].at, doc: after.doc, behind: passed[1] },
  );
  for (const fact of facts) collected.add({ ...fact, local: [] }, pair);
  walk.start(...slots, lane, label, { before, after });
}

function slotOf({ shape, origin }: Message, label: string): Slot {
  const at: Place = { holder: undefined, label, path: [], origin };
  return { shape, at };
}
