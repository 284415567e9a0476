import type { ApiModel, Channel, Flow, Message } from '../model/api.ts';
import type { Literal, Tag } from '../model/shape.ts';
import { indexShapes, objectsOf } from '../model/walk.ts';
import { valuesAt } from './members.ts';
import { pairChannels } from './pair-channels.ts';

/** An event of one version and what it is in the other. */
export interface MessagePair {
  readonly before: Message;
  readonly after: Message;
}

export interface PairedMessages {
  /** Of the same flow, unless the event travels the other way now. */
  readonly pairs: readonly MessagePair[];
  readonly moved: readonly MessagePair[];
  readonly removed: readonly Message[];
  readonly added: readonly Message[];
}

/**
 * Pairs events by what their tags hold, or else because they are alone on their channel, or else by the document's names for them, or else
 * because they are the only ones left.
 */
export function pairMessages(before: ApiModel, after: ApiModel): PairedMessages {
  const pairing = new Pairing(new Rows(before, after), before.messages, after.messages);
  pairing.pair(tagKeys, 'same');
  for (const pair of aloneOnChannels(before, after)) pairing.untagged(pair);
  pairing.pair((message) => [`name ${message.name}`], 'same');
  for (const flow of ['sent', 'received'] as const) pairing.theOnlyOnes(flow);
  const moved = pairing.pair(tagKeys, 'other');
  const named = pairing.pair((message) => [`name ${message.name}`], 'other');
  return pairing.result([...moved, ...named]);
}

/** How an event is called: by the literals of its tag, or else as the document calls it. */
export function eventLabel({ tags, name }: Pick<Message, 'tags' | 'name'>): string {
  const [first] = tags;
  return first === undefined || first.length === 0 ? name : first.map(String).join(' ');
}

/** Where a channel has one event in both versions, that is the event of the channel, whatever it is called. */
function aloneOnChannels(before: ApiModel, after: ApiModel): readonly MessagePair[] {
  const byPayload = [byFlowAndPayload(before), byFlowAndPayload(after)] as const;
  const { pairs } = pairChannels(before.channels, after.channels);
  return pairs.flatMap((channels) =>
    (['sent', 'received'] as const).flatMap((flow) => {
      const one = theOnly(channels.before, flow, byPayload[0]);
      const other = theOnly(channels.after, flow, byPayload[1]);
      return one === undefined || other === undefined ? [] : [{ before: one, after: other }];
    }),
  );
}

type ByPayload = ReadonlyMap<string, readonly Message[]>;

function byFlowAndPayload({ messages }: ApiModel): ByPayload {
  const found = new Map<string, Message[]>();
  for (const one of messages) {
    const key = payloadKey(one);
    const known = found.get(key);
    if (known === undefined) found.set(key, [one]);
    else known.push(one);
  }
  return found;
}

function theOnly({ messages }: Channel, flow: Flow, known: ByPayload): Message | undefined {
  const [travel, ...more] = messages.filter((one) => one.flow === flow);
  if (travel === undefined || more.length > 0) return undefined;
  // Two events with one payload are not told apart here.
  const [message, ...others] = known.get(payloadKey(travel)) ?? [];
  return others.length > 0 ? undefined : message;
}

function payloadKey({ flow, shape }: Pick<Message, 'flow' | 'shape'>): string {
  return `${flow} ${shape.kind === 'ref' ? shape.name : ''}`;
}

type Keys = (message: Message, rows: Rows) => readonly string[];

const tagKeys: Keys = (message, rows) => {
  const whole = rows.of(message);
  const each = whole.map((row) => `tag ${JSON.stringify(row)}`);
  return each.length > 1 ? [`tags ${each.toSorted().join(' ')}`, ...each] : each;
};

/** The literals of messages' tags; a version with a single event has no tag, and is asked for that of the other. */
class Rows {
  readonly #rows = new Map<Message, Message['tags']>();
  readonly #before: ApiModel;
  readonly #after: ApiModel;

  constructor(before: ApiModel, after: ApiModel) {
    this.#before = before;
    this.#after = after;
    for (const [model, other] of [
      [before, after],
      [after, before],
    ] as const) {
      for (const message of model.messages) {
        const tag =
          tagOf(model, message.flow) === undefined ? tagOf(other, message.flow) : undefined;
        const rows = message.tags.length > 0 ? message.tags : rowsAt(model, message, tag);
        this.#rows.set(message, rows);
      }
    }
  }

  of(message: Message): Message['tags'] {
    return this.#rows.get(message) ?? [];
  }

  /** True for two events of the same tag field with nothing in common there. */
  contradict(before: Message, after: Message): boolean {
    const [one, other] = [this.of(before), this.of(after)];
    if (one.length === 0 || other.length === 0) return false;
    const tags = [tagOf(this.#before, before.flow), tagOf(this.#after, after.flow)];
    if (tags[0] !== undefined && tags[1] !== undefined && tags[0][0] !== tags[1][0]) return false;
    return !one.some((row) => other.some((more) => row[0] === more[0]));
  }
}

function tagOf(model: ApiModel, flow: Flow): Tag | undefined {
  return model.unions.find((union) => union.flow === flow)?.tag;
}

function rowsAt(
  model: ApiModel,
  message: Message,
  tag: Tag | undefined,
): readonly (readonly Literal[])[] {
  const [key] = tag ?? [];
  if (key === undefined) return [];
  const values = objectsOf(message.shape, indexShapes(model)).map((object) =>
    valuesAt(object, key),
  );
  return values.includes(undefined)
    ? []
    : values.flatMap((one) => (one ?? []).map((value) => [value]));
}

class Pairing {
  readonly #rows: Rows;
  readonly #before: readonly Message[];
  readonly #after: readonly Message[];
  readonly #taken = new Map<Message, Message>();
  readonly #given = new Set<Message>();

  constructor(rows: Rows, before: readonly Message[], after: readonly Message[]) {
    this.#rows = rows;
    this.#before = before;
    this.#after = after;
  }

  /** Pairs what has a key in common; of several, the one that is called the same. */
  pair(keysOf: Keys, way: 'same' | 'other'): readonly MessagePair[] {
    const holders = new Map<string, Message[]>();
    for (const one of this.#after) {
      if (this.#given.has(one)) continue;
      for (const key of keysOf(one, this.#rows)) {
        const known = holders.get(`${one.flow} ${key}`);
        if (known === undefined) holders.set(`${one.flow} ${key}`, [one]);
        else known.push(one);
      }
    }
    const pairs: MessagePair[] = [];
    for (const one of this.#before) {
      if (this.#taken.has(one)) continue;
      const flow = (one.flow === 'sent') === (way === 'same') ? 'sent' : 'received';
      for (const key of keysOf(one, this.#rows)) {
        const free = (holders.get(`${flow} ${key}`) ?? []).filter(
          (other) => !this.#given.has(other) && !this.#rows.contradict(one, other),
        );
        const found = free.find(({ name }) => name === one.name) ?? free[0];
        if (found === undefined) continue;
        pairs.push({ before: one, after: found });
        this.#take(one, found);
        break;
      }
    }
    return pairs;
  }

  /** Pairs events without a tag, if neither is paired. */
  untagged({ before, after }: MessagePair): void {
    const isLeft = !this.#taken.has(before) && !this.#given.has(after);
    const tags = [before, after].flatMap((one) => this.#rows.of(one));
    if (isLeft && tags.length === 0) this.#take(before, after);
  }

  /** Events without a tag, of which each version has one that is not paired. */
  theOnlyOnes(flow: Flow): void {
    const isLeft = (message: Message): boolean =>
      message.flow === flow && this.#rows.of(message).length === 0;
    const [one, ...more] = this.#before.filter(
      (message) => isLeft(message) && !this.#taken.has(message),
    );
    const [other, ...others] = this.#after.filter(
      (message) => isLeft(message) && !this.#given.has(message),
    );
    if (one === undefined || other === undefined || more.length + others.length > 0) return;
    this.#take(one, other);
  }

  result(moved: readonly MessagePair[]): PairedMessages {
    const isMoved = new Set(moved.map(({ before }) => before));
    const pairs = this.#before.flatMap((before) => {
      const after = this.#taken.get(before);
      return after === undefined || isMoved.has(before) ? [] : [{ before, after }];
    });
    return {
      pairs,
      moved,
      removed: this.#before.filter((one) => !this.#taken.has(one)),
      added: this.#after.filter((one) => !this.#given.has(one)),
    };
  }

  #take(before: Message, after: Message): void {
    this.#taken.set(before, after);
    this.#given.add(after);
  }
}
