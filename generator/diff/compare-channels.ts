import type { Origin } from '../base/finding.ts';
import type { ApiModel, Channel, Flow, Operation, Parameter, Reply } from '../model/api.ts';
import type { Doc, Shape } from '../model/shape.ts';
import type { Change, ChangeEnd, ChangeKind } from './change.ts';
import { docFacts } from './compare-docs.ts';
import { fits, type Fact } from './fact.ts';
import { addressPattern, pairChannels, type ChannelPair } from './pair-channels.ts';
import { eventLabel, type PairedMessages } from './pair-messages.ts';
import type { Place } from './slot.ts';
import type { Pair } from './spot.ts';
import { generation } from './turn-round.ts';
import type { PairWalk } from './walk-pairs.ts';

/** Compares where messages travel, and what an application does there. */
export function compareChannels(
  before: ApiModel,
  after: ApiModel,
  messages: PairedMessages,
  walk: PairWalk,
): readonly Change[] {
  const comparing = new Comparing(before, after, messages, walk);
  comparing.channels();
  comparing.operations();
  return comparing.changes;
}

class Comparing {
  readonly changes: Change[] = [];
  readonly #before: ApiModel;
  readonly #after: ApiModel;
  readonly #walk: PairWalk;
  /** What the channels after are called before. */
  readonly #names = new Map<string, string>();
  readonly #labels: Readonly<Record<'before' | 'after', Labels>>;

  constructor(before: ApiModel, after: ApiModel, messages: PairedMessages, walk: PairWalk) {
    this.#before = before;
    this.#after = after;
    this.#walk = walk;
    this.#labels = labelsOf(messages);
  }

  channels(): void {
    const { pairs, removed, added } = pairChannels(this.#before.channels, this.#after.channels);
    for (const one of removed)
      this.#tell('channel-removed', one.name, channelEnd(one), undefined, flowsOf(one));
    for (const one of added)
      this.#tell('channel-added', one.name, undefined, channelEnd(one), flowsOf(one));
    for (const pair of pairs) {
      this.#names.set(pair.after.name, pair.before.name);
      this.#channel(pair);
    }
  }

  #channel({ before, after }: ChannelPair): void {
    const flows = [...new Set([...flowsOf(before), ...flowsOf(after)])];
    if (isMoved(before, after)) {
      this.#tell('address-changed', before.name, channelEnd(before), channelEnd(after), flows);
    }
    this.#docs(before.name, before, after);
    const others = new Map(after.parameters.map((one) => [one.name, one]));
    for (const one of before.parameters) {
      const other = others.get(one.name);
      others.delete(one.name);
      const name = `${before.name} ${one.name}`;
      if (other === undefined)
        this.#tell('parameter-removed', name, parameterEnd(one), undefined, flows);
      else this.#parameter(before.name, one, other);
    }
    for (const one of others.values()) {
      this.#tell(
        'parameter-added',
        `${before.name} ${one.name}`,
        undefined,
        parameterEnd(one),
        flows,
      );
    }
  }

  #parameter(channel: string, before: Parameter, after: Parameter): void {
    const label = `${channel} ${before.name}`;
    this.#docs(label, before, after);
    const slots = [
      { shape: before.shape, at: placeAt(label, before.origin) },
      { shape: after.shape, at: placeAt(label, after.origin) },
    ] as const;
    this.#walk.start(...slots, { flow: undefined, side: 'read' });
  }

  operations(): void {
    const others = new Map(this.#after.operations.map((one) => [one.name, one]));
    for (const one of this.#before.operations) {
      const other = others.get(one.name);
      others.delete(one.name);
      if (other !== undefined) this.#operation(one, other);
      else if (!isNameless(one, this.#after, this.#before, one.channel)) {
        this.#tell('operation-removed', one.name, this.#end(one, 'before'), undefined, [one.flow]);
      }
    }
    for (const one of others.values()) {
      const channel = this.#names.get(one.channel) ?? one.channel;
      if (isNameless(one, this.#before, this.#after, channel)) continue;
      this.#tell('operation-added', one.name, undefined, this.#end(one, 'after'), [one.flow]);
    }
  }

  #operation(before: Operation, after: Operation): void {
    const ends = [this.#end(before, 'before'), this.#end(after, 'after')] as const;
    const flows = [...new Set([before.flow, after.flow])];
    if (ends[0].text !== ends[1].text) this.#tell('operation-changed', before.name, ...ends, flows);
    this.#docs(before.name, before, after);
  }

  /** `send on chat: said, left`, as far as both versions have the messages: of others is told where they came or went. */
  #end(operation: Operation, version: 'before' | 'after'): ChangeEnd {
    const { flow, channel, reply, origin } = operation;
    const action = flow === 'sent' ? 'send' : 'receive';
    const texts = [
      `${action} on ${this.#channelText(channel, version)}${this.#listed(operation.messages, flow, version)}`,
    ];
    if (reply !== undefined)
      texts.push(this.#replyText(reply, flow === 'sent' ? 'received' : 'sent', version));
    return { text: texts.join('; '), required: undefined, origin, shape: undefined };
  }

  #replyText({ channel, messages }: Reply, flow: Flow, version: 'before' | 'after'): string {
    const at = channel === undefined ? '' : ` on ${this.#channelText(channel, version)}`;
    return `reply${at}${this.#listed(messages, flow, version)}`;
  }

  #channelText(name: string, version: 'before' | 'after'): string {
    return version === 'before' ? name : (this.#names.get(name) ?? name);
  }

  #listed(shapes: readonly Shape[], flow: Flow, version: 'before' | 'after'): string {
    const labels = shapes.flatMap((shape) =>
      shape.kind === 'ref' ? (this.#labels[version].get(`${flow} ${shape.name}`) ?? []) : [],
    );
    const known = [...new Set(labels)].sort();
    return known.length === 0 ? '' : `: ${known.join(', ')}`;
  }

  #docs(label: string, before: Described, after: Described): void {
    const at = placeAt(label, before.origin);
    const facts = docFacts(
      { at, doc: before.doc, behind: () => [] },
      { at: placeAt(label, after.origin), doc: after.doc, behind: () => [] },
    );
    const pair = pairAt(at);
    for (const fact of facts) this.#walk.record({ ...fact, local: [] } satisfies Fact, pair);
  }

  #tell(
    kind: ChangeKind,
    subject: string,
    before: ChangeEnd | undefined,
    after: ChangeEnd | undefined,
    flows: readonly Flow[],
  ): void {
    const id = `${kind} ${subject}`;
    const relations = { relation: 'same', sentRelation: 'same', otherKeys: undefined } as const;
    this.changes.push({
      id,
      kind,
      subject,
      ...relations,
      path: [],
      before,
      after,
      flows,
      reaches: [],
    });
  }
}

interface Described {
  readonly doc: Doc;
  readonly origin: Origin;
}

/** What the messages of both versions are called before, by flow and payload. */
type Labels = ReadonlyMap<string, readonly string[]>;

function labelsOf({ pairs }: PairedMessages): Readonly<Record<'before' | 'after', Labels>> {
  const gather = (version: 'before' | 'after'): Labels => {
    const found = new Map<string, string[]>();
    for (const pair of pairs) {
      const { shape, flow } = pair[version];
      const key = `${flow} ${shape.kind === 'ref' ? shape.name : ''}`;
      found.set(key, [...(found.get(key) ?? []), eventLabel(pair.before)]);
    }
    return found;
  };
  return { before: gather('before'), after: gather('after') };
}

/**
 * True for an operation that the other version has without a name: AsyncAPI 2.x may leave it out, and its conversion to 3.x makes one up.
 */
function isNameless(
  operation: Operation,
  other: ApiModel,
  own: ApiModel,
  channel: string,
): boolean {
  if (generation(other.source.format) === generation(own.source.format)) return false;
  return other.channels.some(
    ({ name, address, messages }) =>
      (name === channel || address === channel) &&
      messages.some(({ flow }) => flow === operation.flow),
  );
}

/**
 * True where the addresses differ by more than what parameters are called, which is told of the parameters. An address that only one
 * version knows is another one where code has to call the channel otherwise.
 */
function isMoved(before: Channel, after: Channel): boolean {
  if (before.address === undefined || after.address === undefined)
    return before.name !== after.name;
  return addressPattern(before.address) !== addressPattern(after.address);
}

function flowsOf({ messages }: Channel): readonly Flow[] {
  return [...new Set(messages.map(({ flow }) => flow))];
}

function channelEnd({ name, address, origin }: Channel): ChangeEnd {
  return { text: address ?? name, required: undefined, origin, shape: undefined };
}

function parameterEnd({ name, origin }: Parameter): ChangeEnd {
  return { text: name, required: undefined, origin, shape: undefined };
}

function placeAt(label: string, origin: Origin): Place {
  return { holder: undefined, label, path: [], origin };
}

function pairAt(at: Place): Pair {
  const slot = { shape: { kind: 'unknown' }, at } as const;
  const lane = { flow: undefined, side: 'read' } as const;
  return { before: slot, after: slot, lane, span: fits, holders: [], events: [] };
}
