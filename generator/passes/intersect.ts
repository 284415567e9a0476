import {
  noDoc,
  type Doc,
  type Field,
  type KeyPattern,
  type Limits,
  type Literal,
  type MapShape,
  type ObjectShape,
  type Shape,
  type UnionShape,
} from '../model/shape.ts';

/** What comes of parts that exclude each other; the very object, so that it is told from what a document forbids in words. */
export const contradiction: Shape = { kind: 'never' };

/**
 * The shape of what is both. Where no simpler shape says it, an intersection of the two.
 *
 * | one | other | both |
 * | --- | --- | --- |
 * | `string` | `'a'` | `'a'` |
 * | `'a' \| 'b' \| null` | `string` | `'a' \| 'b'` |
 * | `{ a?: string }` | `{ a: 'x', b?: number }` | `{ a: 'x', b?: number }` |
 * | `string` | `number` | nothing: the contradiction |
 */
export function intersect(a: Shape, b: Shape): Shape {
  if (a.kind === 'unknown' || b.kind === 'never') return b;
  if (b.kind === 'unknown' || a.kind === 'never') return a;
  if (a === b || JSON.stringify(a) === JSON.stringify(b)) return a;
  if (a.kind === 'union') return intersectUnion(a, b) ?? unsaid(a, b);
  if (b.kind === 'union') return intersectUnion(b, a) ?? unsaid(a, b);
  const [typeA, typeB] = [typeOf(a), typeOf(b)];
  if (typeA === undefined || typeB === undefined) return intersectValues(a, b) ?? unsaid(a, b);
  return typeA === typeB ? (sameType(a, b) ?? unsaid(a, b)) : contradiction;
}

function unsaid(a: Shape, b: Shape): Shape {
  return { kind: 'all', parts: [a, b] };
}

/** The type that all values of a shape have; undefined where there may be several, or nobody knows. */
function typeOf(shape: Shape): string | undefined {
  switch (shape.kind) {
    case 'scalar':
      return shape.scalar === 'integer' ? 'number' : shape.scalar;
    case 'literal':
      return literalType(shape.value);
    case 'enum': {
      const types = new Set(shape.values.map(literalType));
      if (shape.open) types.add('string');
      return types.size === 1 ? [...types][0] : undefined;
    }
    case 'list':
    case 'tuple':
      return 'list';
    case 'map':
    case 'object':
      return 'object';
    case 'union':
    case 'all':
    case 'ref':
    case 'unknown':
    case 'never':
      return undefined;
  }
}

function literalType(value: Literal): string {
  return value === null ? 'null' : typeof value;
}

/** Two unions are multiplied out as long as no more members than these come of it; alternatives of alternatives soon are millions. */
const mostMembers = 500;

function countOf(shape: Shape): number {
  return shape.kind === 'union' ? shape.members.length : 1;
}

/** The members that are left; undefined where for one of them nothing simpler can be said. */
function intersectUnion(union: UnionShape, other: Shape): Shape | undefined {
  if (countOf(other) > 1 && countOf(union) * countOf(other) > mostMembers) return undefined;
  const members: Shape[] = [];
  for (const member of union.members) {
    const both = intersect(member, other);
    if (both.kind === 'all') return undefined;
    if (both.kind === 'union') members.push(...both.members);
    else if (both.kind !== 'never') members.push(both);
  }
  const [first] = members;
  if (first === undefined) return contradiction;
  return members.length === 1 ? first : { ...union, members };
}

/** Two shapes of one type. */
function sameType(a: Shape, b: Shape): Shape | undefined {
  if (a.kind === 'scalar' && b.kind === 'scalar') {
    const narrow = a.scalar === 'integer' ? a : b;
    const limits = mergeLimits(a.limits, b.limits);
    return { ...narrow, format: b.format ?? a.format, limits };
  }
  if (a.kind === 'list' && b.kind === 'list') {
    const limits = mergeLimits(a.limits, b.limits);
    return { kind: 'list', item: intersect(a.item, b.item), limits };
  }
  if (a.kind === 'map' && b.kind === 'map') {
    const limits = mergeLimits(a.limits, b.limits);
    return { kind: 'map', value: intersect(a.value, b.value), limits };
  }
  const objects = [a, b].filter((shape) => shape.kind === 'object');
  const maps = [a, b].filter((shape) => shape.kind === 'map');
  if (objects.length > 0 && objects.length + maps.length === 2) return mergeObjects(objects, maps);
  return intersectValues(a, b);
}

/** What is left of literals that must also be something else; undefined where neither side is made of literals. */
function intersectValues(a: Shape, b: Shape): Shape | undefined {
  if (!isPlain(a) || !isPlain(b)) return undefined;
  const candidates = [...new Set([...valuesOf(a), ...valuesOf(b)])];
  const values = candidates.filter((value) => takes(a, value) && takes(b, value));
  const open = takesAnyString(a) && takesAnyString(b);
  const [only] = values;
  if (only === undefined && !open) return contradiction;
  return values.length === 1 && only !== undefined && !open
    ? { kind: 'literal', value: only }
    : { kind: 'enum', values, open };
}

type PlainShape = Extract<Shape, { readonly kind: 'scalar' | 'literal' | 'enum' }>;

function isPlain(shape: Shape): shape is PlainShape {
  return shape.kind === 'scalar' || shape.kind === 'literal' || shape.kind === 'enum';
}

function valuesOf(shape: PlainShape): readonly Literal[] {
  if (shape.kind === 'scalar') return [];
  return shape.kind === 'literal' ? [shape.value] : shape.values;
}

function takes(shape: PlainShape, value: Literal): boolean {
  if (shape.kind !== 'scalar') {
    return valuesOf(shape).includes(value) || (typeof value === 'string' && takesAnyString(shape));
  }
  if (shape.scalar === 'integer') return Number.isInteger(value);
  return shape.scalar === literalType(value);
}

function takesAnyString(shape: PlainShape): boolean {
  return shape.kind === 'scalar' ? shape.scalar === 'string' : shape.kind === 'enum' && shape.open;
}

function mergeLimits(a: Limits | undefined, b: Limits | undefined): Limits | undefined {
  return a === undefined || b === undefined ? (a ?? b) : { ...a, ...b };
}

/** One object with the fields of all; `maps` say something of every key without a name. */
export function mergeObjects(
  objects: readonly ObjectShape[],
  maps: readonly MapShape[] = [],
): ObjectShape {
  const fields = new Map<string, Field>();
  for (const field of objects.flatMap((object) => object.fields)) {
    const known = fields.get(field.key);
    fields.set(field.key, known === undefined ? field : mergeFields(known, field));
  }
  const last = objects.at(-1);
  if (last === undefined) throw new Error('an intersection of no objects');
  const rests = [
    ...objects.flatMap((object) => object.rest ?? []),
    ...maps.map((map) => map.value),
  ];
  return {
    kind: 'object',
    fields: [...fields.values()],
    patterns: mergePatterns(objects.flatMap((object) => object.patterns)),
    rest: rests.length === 0 ? undefined : rests.reduce(intersect),
    // A map says that it is an object, too.
    implied: maps.length === 0 && objects.every((object) => object.implied),
    source: { ...last.source, doc: firstDoc(objects.map((object) => object.source.doc)) },
  };
}

/** A key that several parts describe must satisfy them all. */
function mergeFields(a: Field, b: Field): Field {
  return {
    ...b,
    shape: intersect(a.shape, b.shape),
    required: a.required || b.required,
    access: a.access === 'both' ? b.access : a.access,
    doc: mergeDocs(a.doc, b.doc),
  };
}

function mergePatterns(patterns: readonly KeyPattern[]): readonly KeyPattern[] {
  const merged = new Map<string, KeyPattern>();
  for (const pattern of patterns) {
    const key = JSON.stringify(pattern.texts);
    const known = merged.get(key);
    const shape = known === undefined ? pattern.shape : intersect(known.shape, pattern.shape);
    merged.set(key, { texts: pattern.texts, shape });
  }
  return [...merged.values()];
}

/** What the second says holds before what the first says. */
function mergeDocs(a: Doc, b: Doc): Doc {
  return {
    description: b.description ?? a.description,
    deprecated: a.deprecated || b.deprecated,
    default: b.default === undefined ? a.default : b.default,
    examples: b.examples.length > 0 ? b.examples : a.examples,
  };
}

function firstDoc(docs: readonly Doc[]): Doc {
  return docs.find((doc) => doc.description !== undefined) ?? docs[0] ?? noDoc;
}
