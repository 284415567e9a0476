import { unreachable } from '../base/finding.ts';
import type { EnumShape, Literal, ObjectShape, Shape, TupleShape } from '../model/shape.ts';
import { isSpeltLike, matchesSpelling } from '../model/key-spelling.ts';
import { isOnSide, isSpared, type Side } from '../model/side.ts';
import {
  keywordNode,
  nameNode,
  otherStrings,
  type FieldNode,
  type ObjectNode,
  type PatternNode,
  type TypeNode,
} from '../render/type-node.ts';
import { scalarType } from './scalar-type.ts';
import { intersectionOf, unionOf } from './simplify-type.ts';

/** How the types of one file speak of what they do not spell out. */
export interface TypeStyle {
  /** The exported name of a shape on the side that is being written. */
  readonly nameOf: (ref: string) => string;
  /**
   * How a dictionary is written. An alias that leads to itself through one needs the index signature `{ [key: string]: T }`:
   * TypeScript resolves the arguments of `Record` too early for it.
   */
  readonly dictionary: 'record' | 'index-signature';
}

/**
 * The TypeScript type of a shape.
 *
 * | shape | read | write |
 * | --- | --- | --- |
 * | open enum | `'alloy' \\| (string & {})` | the same |
 * | list of a union | `(A \\| B)[]` | `readonly (A \\| B)[]` |
 * | integer or 'inf' or null | `number \\| 'inf' \\| null` | the same |
 * | any JSON value | `unknown` | the same |
 */
export function typeText(shape: Shape, side: Side, style: TypeStyle): TypeNode {
  switch (shape.kind) {
    case 'scalar':
      return scalarType(shape);
    case 'literal':
      return literal(shape.value);
    case 'enum':
      return unionOf(enumMembers(shape));
    case 'list':
      return { kind: 'list', item: typeText(shape.item, side, style), access: accessOn(side) };
    case 'tuple':
      return tuple(shape, side, style);
    case 'map':
      return dictionary(typeText(shape.value, side, style), style);
    case 'object':
      return objectType(shape, side, style);
    case 'union':
      return unionOf(shape.members.map((member) => typeText(member, side, style)));
    case 'all':
      return intersectionOf(shape.parts.map((part) => typeText(part, side, style)));
    case 'ref':
      return nameNode(style.nameOf(shape.name));
    case 'unknown':
    case 'never':
      return keywordNode(shape.kind);
    default:
      return unreachable(shape);
  }
}

/** The fields of an object that stand on one side; what the receiver fills in by a default may be left out when sent. */
export function fieldNodes(shape: ObjectShape, side: Side, style: TypeStyle): readonly FieldNode[] {
  return shape.fields
    .filter((field) => isOnSide(field, side))
    .map((field) => {
      const optional = !field.required || (side === 'write' && isSpared(field));
      const type = typeText(field.shape, side, style);
      return { key: field.key, optional, type: optional ? besideInherited(field.key, type) : type };
    });
}

/** An object that lacks such a key still has one, from `Object.prototype`, and TypeScript knows it. */
function besideInherited(key: string, type: TypeNode): TypeNode {
  if (!inherited.has(key)) return type;
  return unionOf([type, { kind: 'lookup', object: nameNode('Object'), key: literal(key) }]);
}

const inherited = new Set([
  'constructor',
  'hasOwnProperty',
  'isPrototypeOf',
  'propertyIsEnumerable',
  'toLocaleString',
  'toString',
  'valueOf',
]);

/** An object type as it will be written: its fields, keys that are told by how they are spelt, and all others. */
export function objectNode(shape: ObjectShape, side: Side, style: TypeStyle): ObjectNode {
  const fields = fieldNodes(shape, side, style);
  const patterns = patternNodes(shape, fields, side, style);
  return {
    kind: 'object',
    fields,
    patterns,
    index: indexNode(shape, fields, patterns, side, style),
  };
}

/**
 * The document does not even say that it is an object, so no key need be one of these; without `object` beside them TypeScript would
 * demand one.
 */
export function isLoose(shape: ObjectShape, { fields, patterns = [], index }: ObjectNode): boolean {
  const told = patterns.length > 0 || index !== undefined || shape.rest?.kind === 'never';
  return shape.implied && !told && fields.length > 0 && fields.every(({ optional }) => optional);
}

/** Keys by how they are spelt, each wide enough for those that are spelt so too, as TypeScript demands. */
function patternNodes(
  shape: ObjectShape,
  fields: readonly FieldNode[],
  side: Side,
  style: TypeStyle,
): readonly PatternNode[] {
  const own = shape.patterns.map(({ texts, shape: inner }) => {
    return { texts, type: typeText(inner, side, style) };
  });
  return own.map(({ texts, type }) => {
    const narrower = own.filter((one) => isSpeltLike(texts, one.texts)).map((one) => one.type);
    const named = fields.filter(({ key }) => matchesSpelling(texts, key));
    return { texts, type: unionOf([type, ...narrower, ...typesOf(named)]) };
  });
}

/** The type of an object's other keys, wide enough for all that are told of; undefined where none are told of. */
function indexNode(
  { rest }: ObjectShape,
  fields: readonly FieldNode[],
  patterns: readonly PatternNode[],
  side: Side,
  style: TypeStyle,
): TypeNode | undefined {
  if (rest === undefined || rest.kind === 'never') return undefined;
  const types = patterns.map(({ type }) => type);
  return unionOf([typeText(rest, side, style), ...typesOf(fields), ...types]);
}

function typesOf(fields: readonly FieldNode[]): readonly TypeNode[] {
  const absent = fields.some(({ optional }) => optional) ? [keywordNode('undefined')] : [];
  return [...fields.map(({ type }) => type), ...absent];
}

function objectType(shape: ObjectShape, side: Side, style: TypeStyle): TypeNode {
  const node = objectNode(shape, side, style);
  if (isLoose(shape, node)) return intersectionOf([node, keywordNode('object')]);
  if (node.fields.length + (node.patterns ?? []).length > 0) return node;
  // No fields and no other keys: only `{}` will do.
  return dictionary(typeText(shape.rest ?? { kind: 'never' }, side, style), style);
}

function dictionary(value: TypeNode, style: TypeStyle): TypeNode {
  return style.dictionary === 'record'
    ? nameNode('Record', keywordNode('string'), value)
    : { kind: 'object', fields: [], index: value };
}

function tuple(shape: TupleShape, side: Side, style: TypeStyle): TypeNode {
  const access = accessOn(side);
  const rest = shape.rest === undefined ? undefined : typeText(shape.rest, side, style);
  if (shape.items.length === 0 && rest !== undefined) return { kind: 'list', item: rest, access };
  const items = shape.items.map((item) => typeText(item, side, style));
  return { kind: 'tuple', items, required: shape.required, rest, access };
}

/** What is sent is only read by whoever takes it, so that `as const` values and frozen lists may be sent too. */
function accessOn(side: Side): 'mutable' | 'readonly' {
  return side === 'write' ? 'readonly' : 'mutable';
}

function enumMembers({ values, open }: EnumShape): readonly TypeNode[] {
  return open ? [...values.map(literal), otherStrings] : values.map(literal);
}

/** YAML has numbers that no literal type names. */
function literal(value: Literal): TypeNode {
  if (value === null) return keywordNode('null');
  if (typeof value === 'number' && !Number.isFinite(value)) return keywordNode('number');
  return { kind: 'literal', value };
}
