import type { ApiModel, Flow, Message } from '../model/api.ts';
import type { Doc } from '../model/shape.ts';
import type { Change } from './change.ts';
import { nameWords } from './name-words.ts';
import type { End } from './one-to-one.ts';
import { eventLabel } from './pair-messages.ts';
import { ShapeFeatures, type Features } from './shape-likeness.ts';

/** An event that went or came, with all by which it could be recognised. */
export interface EventSpot extends End {
  readonly change: Change;
  readonly name: string;
  readonly words: readonly string[];
  readonly features: Features;
  /** The keys of its payload, those of the tag left out. */
  readonly keys: readonly string[];
  readonly doc: Doc;
  /** The events before and behind it. */
  readonly between: readonly [string | undefined, string | undefined];
  /** The addresses of its channels, each with how many events travel there the same way. */
  readonly channels: ReadonlyMap<string, number>;
}

/** The events of a flow that went, or that came. */
export function eventSpots(
  changes: readonly Change[],
  kind: 'event-added' | 'event-removed',
  flow: Flow,
  model: ApiModel,
): readonly EventSpot[] {
  const own = changes.filter((one) => one.kind === kind && one.flows.includes(flow));
  if (own.length === 0) return [];
  const messages = model.messages.filter((message) => message.flow === flow);
  const places = new Map(messages.map((message, place) => [keyOf(message), place]));
  const channels = channelsOf(model, flow);
  const features = new ShapeFeatures(model);
  const tag = model.unions.find((union) => union.flow === flow)?.tag ?? [];
  return own.flatMap((change) => {
    const end = kind === 'event-added' ? change.after : change.before;
    const place = end && places.get(`${end.origin.file} ${end.origin.pointer} ${change.subject}`);
    const message = place === undefined ? undefined : messages[place];
    if (place === undefined || message === undefined) return [];
    const [last, next] = [messages[place - 1], messages[place + 1]];
    return {
      change,
      key: change.id,
      above: [],
      name: change.subject,
      words: nameWords(change.subject),
      features: features.of(message.shape, tag),
      keys: features.keysOf(message.shape).filter((key) => !tag.includes(key)),
      doc: message.doc,
      between: [last && eventLabel(last), next && eventLabel(next)],
      channels: channels.get(payloadOf(message)) ?? new Map(),
    };
  });
}

function keyOf(message: Message): string {
  return `${message.origin.file} ${message.origin.pointer} ${eventLabel(message)}`;
}

/** By payload; those without a name of their own are not told apart. */
function channelsOf(model: ApiModel, flow: Flow): ReadonlyMap<string, EventSpot['channels']> {
  const found = new Map<string, Map<string, number>>();
  // The only channel tells no event from another.
  if (model.channels.length < 2) return found;
  for (const { address, messages } of model.channels) {
    const own = messages.filter((one) => one.flow === flow);
    for (const one of address === undefined ? [] : own) {
      const payload = payloadOf(one);
      const known = found.get(payload) ?? new Map<string, number>();
      found.set(payload, known.set(address ?? '', own.length));
    }
  }
  return found;
}

function payloadOf({ shape }: Pick<Message, 'shape'>): string {
  return shape.kind === 'ref' ? shape.name : '';
}
