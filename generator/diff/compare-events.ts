import type { Flow, Message } from '../model/api.ts';
import type { Shape } from '../model/shape.ts';
import type { Side } from '../model/side.ts';
import type { Change, ChangeEnd } from './change.ts';
import type { Collected } from './collect.ts';
import { docFacts } from './compare-docs.ts';
import { eventLabel, type MessagePair, type PairedMessages } from './pair-messages.ts';
import type { Place, Slot } from './slot.ts';
import type { Pair } from './spot.ts';
import type { PairWalk } from './walk-pairs.ts';

function sideOf(flow: Flow): Side {
  return flow === 'sent' ? 'write' : 'read';
}

/** Tells the events that came, went or travel the other way. */
export function addEvents({ moved, removed, added }: PairedMessages, collected: Collected): void {
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

/** Compares what is said of an event, its payload and its headers. */
export function compareMessages(
  { before, after }: MessagePair,
  walk: PairWalk,
  collected: Collected,
): void {
  const { flow } = after;
  const label = eventLabel(before);
  const lane = { flow, side: sideOf(flow) };
  const slots = [slotOf(before, label), slotOf(after, label)] as const;
  const pair: Pair = {
    before: slots[0],
    after: slots[1],
    lane,
    span: { wide: false, narrow: false },
    holders: [],
    events: [label],
  };
  const facts = docFacts(
    { at: slots[0].at, doc: before.doc, behind: () => walk.resolveBefore(slots[0]).passed },
    { at: slots[1].at, doc: after.doc, behind: () => walk.resolveAfter(slots[1]).passed },
  );
  for (const fact of facts) collected.add({ ...fact, local: [] }, pair);
  if (!walk.areSame(before.shape, after.shape)) {
    walk.start(...slots, lane, label, { before, after });
  }
  compareHeaders({ before, after }, walk, label);
}

/** Headers are told by an event of their own, for no payload holds them. */
function compareHeaders({ before, after }: MessagePair, walk: PairWalk, label: string): void {
  const { flow } = after;
  const [one, other] = [before.headers, after.headers];
  if (one === undefined && other === undefined) return;
  const event = `${label} (headers)`;
  const lane = { flow, side: 'read' } as const;
  const none: Shape = { kind: 'map', value: { kind: 'unknown' }, limits: undefined };
  const slots = [
    slotOf({ shape: one ?? none, origin: before.origin }, event),
    slotOf({ shape: other ?? none, origin: after.origin }, event),
  ] as const;
  walk.start(...slots, lane, event);
}

function slotOf({ shape, origin }: Pick<Message, 'shape' | 'origin'>, label: string): Slot {
  const at: Place = { holder: undefined, label, path: [], origin };
  return { shape, at };
}
