import { isRecord, own } from '../base/json.ts';
import { nullShape, type Field, type Shape, type Source } from '../model/shape.ts';
import { noDoc } from '../model/shape.ts';
import { sourceOf } from './keywords.ts';
import { childOf, type Node } from './resolve.ts';
import type { SchemaNode } from './schema-node.ts';
import { unionOf } from './union.ts';

/** The shape of `const`, or of the values of an `enum`: any JSON value. */
export function valuesShape(values: readonly Node[], schema: SchemaNode): Shape {
  const source = sourceOf(schema.value, schema.at);
  const [only] = values;
  if (values.length === 1 && only !== undefined) return valueShape(only, source);
  return unionOf(
    values.map((value) => valueShape(value, { ...source, ...unnamed, origin: value.at })),
    source,
  );
}

const unnamed = { title: undefined, name: undefined, doc: noDoc };

function valueShape(node: Node, source: Source): Shape {
  const { value } = node;
  const inner = (key: string | number): Shape => {
    const child = childOf(node, key);
    return valueShape(child, { ...source, ...unnamed, origin: child.at });
  };
  if (value === null) return nullShape;
  if (Array.isArray(value)) {
    const items = value.map((_, index) => inner(index));
    return { kind: 'tuple', items, required: items.length, rest: undefined };
  }
  if (isRecord(value)) {
    const fields = Object.keys(value).map((key): Field => {
      const { at } = childOf(node, key);
      return { key, shape: inner(key), required: true, access: 'both', doc: noDoc, origin: at };
    });
    return { kind: 'object', fields, patterns: [], rest: undefined, implied: false, source };
  }
  // Beyond what a double holds exactly, no literal is sure to be the number on the wire.
  if (typeof value === 'number' && Number.isInteger(value) && !Number.isSafeInteger(value)) {
    return { kind: 'scalar', scalar: 'number', format: undefined, limits: undefined };
  }
  return { kind: 'literal', value: value as string | number | boolean };
}

/** The values that `const` or `enum` names; undefined where there is neither. */
export function namedValues(schema: SchemaNode): readonly Node[] | undefined {
  if (Object.hasOwn(schema.value, 'const')) return [childOf(schema, 'const')];
  const values = own(schema.value, 'enum');
  if (!Array.isArray(values) || values.length === 0) return undefined;
  const list = childOf(schema, 'enum');
  return values.map((_, index) => childOf(list, index));
}
