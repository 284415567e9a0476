import { unreachable, type Origin } from '../base/finding.ts';
import { isRecord, own } from '../base/json.ts';
import { pointerTo } from '../base/pointer.ts';
import {
  longDoc,
  longOrigin,
  shortDoc,
  shortOrigin,
  type NameOf,
  type Short,
} from './short-doc.ts';
import {
  noDoc,
  type Access,
  type Field,
  type KeyPattern,
  type Limits,
  type Literal,
  type ObjectShape,
  type ScalarShape,
  type Shape,
  type Tag,
} from './shape.ts';

/**
 * A shape as JSON that is short and can be read: what is usual is left out.
 *
 * | shape | short |
 * | --- | --- |
 * | a string | `"string"` |
 * | a ref to `Item` | `"#Item"` |
 * | an object | `{ "fields": [["id", "string"], ["note", "string", { "optional": true }]] }` |
 * | others | `{ "list": … }`, `{ "enum": [1, 2] }`, `{ "union": [ … ] }` … |
 *
 * `at` is the place of what holds the shape; a key below it is expected under `properties`. `nameOf` says what a file is called in the
 * text.
 */
export function shortShape(shape: Shape, at: Origin, nameOf: NameOf): unknown {
  const inner = (child: Shape): unknown => shortShape(child, at, nameOf);
  const maybe = (child: Shape | undefined): unknown => child && inner(child);
  switch (shape.kind) {
    case 'scalar':
      return shortScalar(shape);
    case 'literal':
      return { const: shape.value };
    case 'enum':
      return { enum: shape.values, open: shape.open ? true : undefined };
    case 'list':
      return { list: inner(shape.item), limits: shape.limits };
    case 'tuple': {
      const { items, required, rest } = shape;
      return { tuple: items.map(inner), required, rest: maybe(rest) };
    }
    case 'map':
      return { map: inner(shape.value), limits: shape.limits };
    case 'object':
      return shortObject(shape, at, nameOf);
    case 'union':
      return { union: shape.members.map(inner), tag: shape.tag };
    case 'all':
      return { all: shape.parts.map(inner) };
    case 'ref':
      return shape.of === undefined
        ? `#${shape.name}`
        : { ref: shape.name, of: shortScalar(shape.of) };
    case 'unknown':
    case 'never':
      return shape.kind;
    default:
      return unreachable(shape);
  }
}

function shortScalar({ scalar, format, limits, type }: ScalarShape): unknown {
  const isPlain = format === undefined && limits === undefined && type === undefined;
  return isPlain ? scalar : { scalar, format, limits, type };
}

function shortObject(
  { fields, patterns, rest, implied }: ObjectShape,
  at: Origin,
  nameOf: NameOf,
): Short {
  return {
    fields: fields.map((field) => shortField(field, at, nameOf)),
    patterns:
      patterns.length === 0
        ? undefined
        : patterns.map(({ texts, shape }) => ({ texts, of: shortShape(shape, at, nameOf) })),
    rest: rest && shortShape(rest, at, nameOf),
    implied: implied ? true : undefined,
  };
}

function shortField(
  { key, shape, required, access, doc, origin }: Field,
  at: Origin,
  nameOf: NameOf,
): unknown {
  const more = {
    optional: required ? undefined : true,
    access: access === 'both' ? undefined : access,
    ...shortDoc(doc),
    at: shortOrigin(origin, keyOf(at, key), nameOf),
  };
  const isPlain = Object.values(more).every((one) => one === undefined);
  return [key, shortShape(shape, origin, nameOf), ...(isPlain ? [] : [more])];
}

/** The shape that was written short; `nameOf` says what a file is called here. */
export function longShape(short: unknown, at: Origin, nameOf: NameOf): Shape {
  if (typeof short === 'string') return longText(short);
  const inner = (child: unknown): Shape => longShape(child, at, nameOf);
  const get = (key: string): unknown => own(short, key);
  const rest = get('rest') === undefined ? undefined : inner(get('rest'));
  const limits = get('limits') as Limits | undefined;
  if (get('scalar') !== undefined) return longScalar(short);
  if (get('const') !== undefined) return { kind: 'literal', value: get('const') as Literal };
  if (get('enum') !== undefined)
    return { kind: 'enum', values: listIn(short, 'enum') as Literal[], open: get('open') === true };
  if (get('list') !== undefined) return { kind: 'list', item: inner(get('list')), limits };
  if (get('tuple') !== undefined) {
    const required = get('required') as number;
    return { kind: 'tuple', items: listIn(short, 'tuple').map(inner), required, rest };
  }
  if (get('map') !== undefined) return { kind: 'map', value: inner(get('map')), limits };
  if (get('union') !== undefined) {
    const members = listIn(short, 'union').map(inner);
    return { kind: 'union', members, tag: get('tag') as Tag | undefined, source: sourceAt(at) };
  }
  if (get('all') !== undefined) return { kind: 'all', parts: listIn(short, 'all').map(inner) };
  if (get('ref') !== undefined)
    return { kind: 'ref', name: get('ref') as string, of: longScalar(get('of')) };
  return {
    kind: 'object',
    fields: listIn(short, 'fields').map((one) => longField(one, at, nameOf)),
    patterns: listIn(short, 'patterns').map((one): KeyPattern => ({
      texts: listIn(one, 'texts') as string[],
      shape: inner(own(one, 'of')),
    })),
    rest,
    implied: get('implied') === true,
    source: sourceAt(at),
  };
}

function longText(short: string): Shape {
  if (short.startsWith('#')) return { kind: 'ref', name: short.slice(1) };
  return short === 'unknown' || short === 'never' ? { kind: short } : longScalar(short);
}

function longScalar(short: unknown): ScalarShape {
  const { scalar, format, limits, type } = (isRecord(short) ? short : { scalar: short }) as Partial<
    Omit<ScalarShape, 'kind' | 'scalar'>
  > &
    Pick<ScalarShape, 'scalar'>;
  return { kind: 'scalar', scalar, format, limits, ...(type && { type }) };
}

function longField(short: unknown, at: Origin, nameOf: NameOf): Field {
  const [key, shape, more] = short as readonly [string, unknown, unknown];
  const origin = longOrigin(own(more, 'at'), keyOf(at, key), nameOf);
  return {
    key,
    shape: longShape(shape, origin, nameOf),
    required: own(more, 'optional') !== true,
    access: (own(more, 'access') as Access | undefined) ?? 'both',
    doc: longDoc(more),
    origin,
  };
}

function keyOf({ file, pointer }: Origin, key: string): Origin {
  return { file, pointer: pointerTo(pointer, 'properties', key) };
}

/** What shapes are named by is of no use once they have their names. */
function sourceAt(origin: Origin): ObjectShape['source'] {
  return { title: undefined, name: undefined, doc: noDoc, origin };
}

function listIn(value: unknown, key: string): readonly unknown[] {
  const list = own(value, key);
  return Array.isArray(list) ? list : [];
}
