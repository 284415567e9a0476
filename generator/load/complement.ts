import { isRecord, own } from '../base/json.ts';
import { noDoc, nullShape, unknownShape, type Field, type Shape } from '../model/shape.ts';
import { assertionsOf, sourceOf, type Schema } from './keywords.ts';
import { childOf, childrenOf, type Node } from './resolve.ts';
import { itemsOf, textsOf, type ReadShape, type SchemaNode } from './schema-node.ts';
import { namedValues } from './schema-value.ts';
import { unionOf } from './union.ts';

/** More alternatives than these say less than they cost to read. */
const mostAlternatives = 4;

/**
 * What a value may be that does not satisfy a schema; `unknown` where TypeScript has no words for it.
 *
 * | schema | what is left |
 * | --- | --- |
 * | `{}` | nothing |
 * | `{ type: 'null' }` | `string`, numbers, booleans, lists, objects |
 * | `{ required: [a] }` | an object without `a` |
 * | `{ properties: { a: { type: 'string' } } }` | an object with an `a` that is no string |
 */
export function complementOf(node: Node, read: ReadShape): Shape {
  const { value, at } = node;
  if (value === true) return { kind: 'never' };
  if (!isRecord(value)) return unknownShape;
  const schema: SchemaNode = { value, at };
  const keywords = assertionsOf(value);
  const [keyword = ''] = keywords;
  if (keywords.length === 0) return { kind: 'never' };
  if (keywords.length === 2 && own(value, 'type') === 'object') {
    const other = keywords.find((one) => one !== 'type') ?? '';
    return describesKeys(other, value)
      ? unionOf([...otherTypes(['object']), outside(schema, other, read)], sourceOf({}, at))
      : unknownShape;
  }
  if (keywords.length > 1) return unknownShape;
  if (describesKeys(keyword, value)) return outside(schema, keyword, read);
  switch (keyword) {
    case 'type':
      return unionOf(otherTypes([own(value, 'type')].flat()), sourceOf({}, at));
    case 'const':
    case 'enum':
      return withoutNull(schema);
    case 'not':
      return read(childOf(schema, 'not'));
    case 'anyOf': {
      const parts = itemsOf(schema, 'anyOf').map((member) => complementOf(member, read));
      return { kind: 'all', parts };
    }
    default:
      return unknownShape;
  }
}

function describesKeys(keyword: string, schema: Schema): boolean {
  if (keyword === 'required') return textsOf(schema, 'required').length > 0;
  return keyword === 'properties' && isRecord(own(schema, 'properties'));
}

/** Objects that lack a key, or hold under one what it must not be. */
function outside(schema: SchemaNode, keyword: string, read: ReadShape): Shape {
  const { at } = childOf(schema, keyword);
  const members =
    keyword === 'required'
      ? textsOf(schema.value, 'required').map((key) => fieldOf(key, { kind: 'never' }, false, at))
      : childrenOf(childOf(schema, keyword)).map((property) =>
          fieldOf(property.key, complementOf(property, read), true, property.at),
        );
  if (members.length > mostAlternatives) return unknownShape;
  const sayable = members.filter(({ shape, required }) => !required || shape.kind !== 'never');
  if (sayable.some(({ shape }) => shape.kind === 'unknown')) return unknownShape;
  const shapes = sayable.map((field): Shape => {
    const title = field.required ? undefined : `without ${field.key}`;
    const source = sourceOf({ title }, schema.at);
    const rest = { patterns: [], rest: undefined, implied: true, source };
    return { kind: 'object', fields: [field], ...rest };
  });
  return unionOf(shapes, sourceOf({}, schema.at));
}

function fieldOf(key: string, shape: Shape, required: boolean, origin: Node['at']): Field {
  return { key, shape, required, access: 'both', doc: noDoc, origin };
}

/** All types but some. An integer is a number, and what is left of numbers without integers has no name. */
export function otherTypes(types: readonly unknown[]): readonly Shape[] {
  const left = everyType.filter(([name]) => !types.includes(name)).map(([, shape]) => shape);
  return left.length === everyType.length ? [unknownShape] : left;
}

function scalar(name: 'string' | 'number' | 'boolean'): Shape {
  return { kind: 'scalar', scalar: name, format: undefined, limits: undefined };
}

const everyType: readonly (readonly [string, Shape])[] = [
  ['string', scalar('string')],
  ['number', scalar('number')],
  ['boolean', scalar('boolean')],
  ['array', { kind: 'list', item: unknownShape, limits: undefined }],
  ['object', { kind: 'map', value: unknownShape, limits: undefined }],
  ['null', nullShape],
];

/** What is not one of some values: null alone can be taken out of what is left. */
function withoutNull(schema: SchemaNode): Shape {
  const values = namedValues(schema)?.map(({ value }) => value) ?? [];
  if (!values.includes(null)) return unknownShape;
  return unionOf(otherTypes(['null']), sourceOf({}, schema.at));
}
