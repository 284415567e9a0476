import { finding, type Finding } from '../base/finding.ts';
import type { ApiModel, EventUnion, Message } from '../model/api.ts';
import type { Literal, ObjectShape, Shape, Tag } from '../model/shape.ts';
import { eventsOf } from '../model/events.ts';
import { indexShapes, mapChildren, objectsOf, type ShapeIndex } from '../model/walk.ts';
import type { Pass } from './pass.ts';

export const inferTags: Pass = {
  name: 'infer-tags',
  ensures:
    'A union whose object members differ in literal fields names those fields in tag; so do the event unions, and each message knows what its tag holds.',
  run: (model, findings) => {
    const index = indexShapes(model);
    const shapes = model.shapes.map((one) => {
      const shape = tagged(one.shape, index);
      return shape === one.shape ? one : { ...one, shape };
    });
    let messages = model.messages;
    const unions: EventUnion[] = [];
    for (const union of model.unions) {
      const own = eventsOf(model, union.flow);
      const tag = eventTag(distinctShapes(own).map((shape) => objectsOf(shape, index)));
      unions.push({ ...union, tag });
      messages = messages.map((message) =>
        message.flow === union.flow ? { ...message, tags: tagsOf(message, tag, index) } : message,
      );
      const tags = eventsOf({ messages, shapes: model.shapes }, union.flow);
      findings.push(
        ...untyped(union, model.messages, own),
        ...untagged(union, tag, tags, model),
        ...duplicates(union, tags),
      );
    }
    return { ...model, shapes, messages, unions };
  },
};

/** The fields that tell the members of a union apart, or undefined. Sets of literals must not overlap. */
export function findTag(members: readonly ObjectShape[]): Tag | undefined {
  if (members.length < 2) return undefined;
  const keys = candidateKeys(members, members.length);
  const single = keys.find((key) => groupsBy(members, key).every((group) => group.length === 1));
  if (single !== undefined) return [single];
  for (const first of keys) {
    const groups = groupsBy(members, first).filter((group) => group.length > 1);
    if (groups.length === 0 || groups.some((group) => group.length === members.length)) continue;
    const second = candidateKeys(members, 0).find(
      (key) =>
        key !== first &&
        groups.every(
          (group) =>
            groupsBy(group, key).length === group.length &&
            group.every((one) => literalsAt(one, key) !== undefined),
        ),
    );
    if (second !== undefined) return [first, second];
  }
  return undefined;
}

function tagged(shape: Shape, index: ShapeIndex): Shape {
  const inner = mapChildren(shape, (child) => tagged(child, index));
  if (inner.kind !== 'union') return inner;
  const tag = findTag(objectsOf(inner, index));
  return tag === undefined ? inner : { ...inner, tag };
}

/**
 * The fields that tell most events apart. A document may hold a few events without them; those stay in the union and
 * are reported.
 */
function eventTag(messages: readonly (readonly ObjectShape[])[]): Tag | undefined {
  const whole = messages.flat();
  const exact = findTag(whole);
  if (exact !== undefined) return exact;
  const score = (key: string): number => {
    const count = new Map<Literal, number>();
    for (const values of messages.map((one) => valuesAt(one, key))) {
      for (const value of values) count.set(value, (count.get(value) ?? 0) + 1);
    }
    return messages.filter((one) => {
      const values = valuesAt(one, key);
      return values.length > 0 && values.every((value) => count.get(value) === 1);
    }).length;
  };
  const scored = candidateKeys(whole, 0).map((key) => ({ key, score: score(key) }));
  const best = scored.reduce((a, b) => (b.score > a.score ? b : a), { key: '', score: 0 });
  return best.score === 0 ? undefined : [best.key];
}

/** Keys that hold literals in at least `count` members, the likeliest first. */
function candidateKeys(members: readonly ObjectShape[], count: number): readonly string[] {
  const holders = new Map<string, { literal: number; required: number }>();
  for (const member of members) {
    for (const field of member.fields) {
      if (literalsOf(field.shape) === undefined) continue;
      const entry = holders.get(field.key) ?? { literal: 0, required: 0 };
      entry.literal += 1;
      if (field.required) entry.required += 1;
      holders.set(field.key, entry);
    }
  }
  const rank = (key: string): number => {
    const known = usual.indexOf(key);
    return known === -1 ? usual.length : known;
  };
  return [...holders]
    .filter(([, entry]) => entry.literal >= count)
    .sort(([a, x], [b, y]) => y.required - x.required || rank(a) - rank(b))
    .map(([key]) => key);
}

/** What tags are usually called, for documents in which several fields would do. */
const usual = ['type', 'event', 'kind', 'name', 'role'];

/** Members that share a value of a key, directly or through others, stand in one group. */
function groupsBy(
  members: readonly ObjectShape[],
  key: string,
): readonly (readonly ObjectShape[])[] {
  const groups: { values: Set<Literal | undefined>; members: ObjectShape[] }[] = [];
  const groupOf = new Map<Literal | undefined, (typeof groups)[number]>();
  for (const member of members) {
    const values = literalsAt(member, key) ?? [undefined];
    const met = [...new Set(values.flatMap((value) => groupOf.get(value) ?? []))];
    const [group = { values: new Set(), members: [] }, ...others] = met;
    if (met.length === 0) groups.push(group);
    for (const other of others) {
      group.members.push(...other.members);
      other.values.forEach((value) => group.values.add(value));
      groups.splice(groups.indexOf(other), 1);
    }
    group.members.push(member);
    values.forEach((value) => group.values.add(value));
    group.values.forEach((value) => groupOf.set(value, group));
  }
  return groups.map((group) => group.members);
}

function literalsAt(object: ObjectShape, key: string): readonly Literal[] | undefined {
  const field = object.fields.find((one) => one.key === key);
  return field === undefined ? undefined : literalsOf(field.shape);
}

function literalsOf(shape: Shape): readonly Literal[] | undefined {
  if (shape.kind === 'literal') return [shape.value];
  return shape.kind === 'enum' && !shape.open ? shape.values : undefined;
}

function valuesAt(objects: readonly ObjectShape[], key: string): readonly Literal[] {
  const values = objects.map((object) => literalsAt(object, key));
  return values.includes(undefined) ? [] : [...new Set(values.flatMap((one) => one ?? []))];
}

/** Every combination of literals that a message's tag fields may hold. */
function tagsOf(message: Message, tag: Tag | undefined, index: ShapeIndex): Message['tags'] {
  if (tag === undefined) return [];
  const combinations = objectsOf(message.shape, index).map((object) =>
    tag.reduce<readonly (readonly Literal[])[] | undefined>(
      (rows, key, position) => {
        const values = literalsAt(object, key);
        // A second tag field stands only where the first leaves several members.
        if (values === undefined) return position === 0 ? undefined : rows;
        return rows?.flatMap((row) => values.map((value) => [...row, value]));
      },
      [[]],
    ),
  );
  if (combinations.includes(undefined)) return [];
  // Several alternatives of one message may share a tag.
  const rows = new Map(combinations.flat().map((row) => [JSON.stringify(row), row ?? []]));
  return [...rows.values()];
}

/** Several messages may have one payload; then they are one event. */
function distinctShapes(messages: readonly Message[]): readonly Shape[] {
  return [...new Map(messages.map(({ shape }) => [JSON.stringify(shape), shape])).values()];
}

function untyped(
  union: EventUnion,
  messages: readonly Message[],
  own: readonly Message[],
): readonly Finding[] {
  const typed = new Set(own);
  return messages
    .filter((message) => message.flow === union.flow && !typed.has(message))
    .map(({ name, origin }) => {
      const text = `the event ${name} may be anything, so it is left out of ${union.name}`;
      return finding('event-untyped', 'warning', origin, text);
    });
}

function untagged(
  union: EventUnion,
  tag: Tag | undefined,
  messages: readonly Message[],
  model: ApiModel,
): readonly Finding[] {
  if (messages.length < 2) return [];
  if (tag === undefined) {
    const text = `no literal field tells the ${String(messages.length)} events of ${union.name} apart`;
    const hint = 'give each event a const, for example in a field called type';
    return [
      finding('tag-missing', 'warning', { file: model.source.file, pointer: '' }, text, hint),
    ];
  }
  return messages
    .filter((message) => message.tags.length === 0)
    .map((message) =>
      finding(
        'tag-missing',
        'warning',
        message.origin,
        `the event ${message.name} has no literal "${tag.join('", "')}" that tells it from the others of ${union.name}`,
      ),
    );
}

function duplicates(union: EventUnion, messages: readonly Message[]): readonly Finding[] {
  const first = new Map<string, Message>();
  return messages.flatMap((message) =>
    message.tags.flatMap((values) => {
      const key = JSON.stringify(values);
      const known = first.get(key);
      if (known === undefined) {
        first.set(key, message);
        return [];
      }
      // The same payload is the same event.
      if (JSON.stringify(known.shape) === JSON.stringify(message.shape)) return [];
      const text = `the event type ${values.map((value) => JSON.stringify(value)).join(', ')} of ${message.name} is already that of ${known.name} in ${union.name}`;
      const hint = 'give one of them a literal of its own, or let both have the same payload';
      return [finding('duplicate-event', 'error', message.origin, text, hint)];
    }),
  );
}
