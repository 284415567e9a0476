import type { EventUnion, Message } from '../model/api.ts';
import type { Literal, ObjectShape, Shape, Tag } from '../model/shape.ts';
import { eventsOf } from '../model/events.ts';
import { indexShapes, mapChildren, objectsOf, type ShapeIndex } from '../model/walk.ts';
import { candidateKeys, findTag, literalsAt } from './find-tag.ts';
import type { Pass } from './pass.ts';
import { distinctShapes, tagFindings } from './tag-findings.ts';

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
      const known = { ...model, messages };
      findings.push(...tagFindings({ ...union, tag }, known, index));
    }
    return { ...model, shapes, messages, unions };
  },
};

function tagged(shape: Shape, index: ShapeIndex): Shape {
  const inner = mapChildren(shape, (child) => tagged(child, index));
  if (inner.kind !== 'union') return inner;
  const tag = findTag(objectsOf(inner, index));
  return tag === undefined ? inner : { ...inner, tag };
}

/**
 * The fields that tell most events apart. A document may hold some events without them; those stay in the union, and are
 * reported where one cannot know otherwise what arrived. What tells fewer than half of them is no tag.
 */
function eventTag(messages: readonly (readonly ObjectShape[])[]): Tag | undefined {
  const whole = messages.flat();
  const exact = findTag(whole);
  if (exact !== undefined) return exact;
  const scored = candidateKeys(whole, 0).map((key) => {
    const values = messages.map((one) => JSON.stringify(valuesAt(one, key)));
    const told = new Set(values);
    // Those without a value are told from the others, but it says nothing of which they are.
    const score = told.has('[]') ? told.size - 1 : told.size;
    // A value that all have in common tells nothing; a single event has nothing to be told from.
    return { key, score: told.size < Math.min(messages.length, 2) ? 0 : score };
  });
  const best = scored.reduce((a, b) => (b.score > a.score ? b : a), { key: '', score: 0 });
  return best.score * 2 < Math.max(messages.length, 2) ? undefined : [best.key];
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
