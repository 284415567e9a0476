import { finding, type Finding, type Origin } from '../base/finding.ts';
import type { ApiModel, Channel, EventUnion, Message } from '../model/api.ts';
import { eventsOf } from '../model/events.ts';
import type { Shape } from '../model/shape.ts';
import { objectsOf, type ShapeIndex } from '../model/walk.ts';
import { findTag } from './find-tag.ts';
import { isSameShape } from './same-shape.ts';

/**
 * What is wrong with the events of a union: those that may be anything, and those that nobody could tell apart where they
 * arrive. On a channel of its own, an event needs no tag.
 */
export function tagFindings(
  union: EventUnion,
  model: ApiModel,
  index: ShapeIndex,
): readonly Finding[] {
  const events = eventsOf(model, union.flow);
  const said = new Map<string, Finding>();
  const conversations = conversationsOf(union, model, events);
  const untold = conversations.filter((one) => isUntold(one, union, index));
  const found = [
    ...(untold.length > few ? [summary(untold)] : untold.map((one) => untoldFinding(one))),
    ...conversations
      .filter((one) => !untold.includes(one))
      .flatMap((one) => [...untagged(one, union), ...duplicates(one, index)]),
  ];
  // An event of several channels is told once.
  for (const one of found) said.set(`${one.rule} ${one.at.file}#${one.at.pointer}`, one);
  return [...untyped(union, model.messages, events), ...said.values()];
}

/** Several messages may have one payload; then they are one event. */
export function distinctShapes(messages: readonly Message[]): readonly Shape[] {
  return [...new Map(messages.map(({ shape }) => [JSON.stringify(shape), shape])).values()];
}

/** Events among which one must know what arrived. */
interface Conversation {
  readonly events: readonly Message[];
  /** As a finding calls it: `ServerEvent`, `channel user/signedup`. */
  readonly name: string;
  readonly origin: Origin;
}

/** Each channel, where there are several, and the whole union otherwise. */
function conversationsOf(
  union: EventUnion,
  { channels, source }: ApiModel,
  events: readonly Message[],
): readonly Conversation[] {
  const whole = { file: source.file, pointer: '' };
  if (channels.length < 2) return [{ events, name: union.name, origin: whole }];
  const byShape = new Map<string, Message[]>();
  for (const event of events) {
    const key = JSON.stringify(event.shape);
    byShape.set(key, [...(byShape.get(key) ?? []), event]);
  }
  // Channels of one address are one connection.
  const places = new Map<string, Channel[]>();
  for (const channel of channels) {
    const place = channel.address ?? channel.name;
    places.set(place, [...(places.get(place) ?? []), channel]);
  }
  return [...places].map(([place, here]) => {
    const own = here.flatMap((one) => one.messages.filter(({ flow }) => flow === union.flow));
    const shapes = new Set(own.map((one) => JSON.stringify(one.shape)));
    const met = [...shapes].flatMap((shape) => byShape.get(shape) ?? []);
    return { events: met, name: `channel ${place}`, origin: here[0]?.origin ?? whole };
  });
}

/** More conversations than these that have the same fault are told of at once. */
const few = 3;

/** True where nothing tells any two events of a conversation apart. */
function isUntold({ events }: Conversation, union: EventUnion, index: ShapeIndex): boolean {
  const shapes = distinctShapes(events);
  if (shapes.length < 2) return false;
  if (union.tag !== undefined && events.some((one) => one.tags.length > 0)) return false;
  return findTag(shapes.flatMap((shape) => objectsOf(shape, index))) === undefined;
}

function untoldFinding({ events, name, origin }: Conversation): Finding {
  const count = distinctShapes(events).length;
  const text = `no literal field tells the ${String(count)} events of ${name} apart`;
  return finding('tag-missing', 'warning', origin, text, untoldHint);
}

function summary(untold: readonly Conversation[]): Finding {
  const [first] = untold;
  const names = untold.slice(0, few).map((one) => one.name.replace('channel ', ''));
  const text = `no literal field tells the events of ${String(untold.length)} channels apart: ${names.join(', ')}, …`;
  const at = first?.origin ?? { file: '', pointer: '' };
  return finding('tag-missing', 'warning', at, text, untoldHint);
}

const untoldHint = 'give each event a const, for example in a field called type';

/** Events without a tag among others that have one. */
function untagged({ events, name }: Conversation, { tag }: EventUnion): readonly Finding[] {
  const without = events.filter((message) => message.tags.length === 0);
  if (distinctShapes(events).length < 2 || tag === undefined) return [];
  // Where none has the tag of the union, another field tells them apart.
  if (without.length === events.length) return [];
  return without.map((message) => {
    const text = `the event ${message.name} has no literal "${tag.join('", "')}" that tells it from the others of ${name}`;
    return finding('tag-missing', 'warning', message.origin, text);
  });
}

/**
 * Events of one tag. It is an error where they are different things and nothing tells them apart: whoever gets one cannot know
 * which. The same payload under two names, or one that another literal tells, does no harm.
 */
function duplicates({ events, name }: Conversation, index: ShapeIndex): readonly Finding[] {
  const first = new Map<string, Message>();
  return events.flatMap((message) =>
    message.tags.flatMap((values) => {
      const key = JSON.stringify(values);
      const known = first.get(key);
      if (known === undefined) {
        first.set(key, message);
        return [];
      }
      // The same payload is the same event.
      if (JSON.stringify(known.shape) === JSON.stringify(message.shape)) return [];
      const isHarmless =
        isSameShape(known.shape, message.shape, index) ||
        findTag([known, message].flatMap((one) => objectsOf(one.shape, index))) !== undefined;
      const text = `the event type ${values.map((value) => JSON.stringify(value)).join(', ')} of ${message.name} is already that of ${known.name} in ${name}, so neither has a guard`;
      const hint = 'give one of them a literal of its own, or let both have the same payload';
      const level = isHarmless ? 'warning' : 'error';
      return [finding('duplicate-event', level, message.origin, text, hint)];
    }),
  );
}

function untyped(
  union: EventUnion,
  messages: readonly Message[],
  own: readonly Message[],
): readonly Finding[] {
  return messages
    .filter((message) => message.flow === union.flow && !own.includes(message))
    .map(({ name, origin }) => {
      const text = `the event ${name} may be anything, so it is left out of ${union.name}`;
      return finding('event-untyped', 'warning', origin, text);
    });
}
