import { finding, type Finding, type Origin } from '../base/finding.ts';
import { isRecord, own } from '../base/json.ts';
import { suggest } from '../base/nearest.ts';
import { nullShape, unknownShape, type ScalarShape, type Shape } from '../model/shape.ts';
import { otherTypes } from './complement.ts';
import { conditionShapes } from './conditions.ts';
import {
  invalidSchema,
  isConstraintOnly,
  limitsOf,
  numberLimits,
  sourceOf,
  stringLimits,
  typeNames,
  type Schema,
} from './keywords.ts';
import type { RefSiblings } from './ref-siblings.ts';
import { childOf, refOrigin, type Node } from './resolve.ts';
import { listShape } from './schema-list.ts';
import { itemsOf, type FollowNode, type ReadShape, type SchemaNode } from './schema-node.ts';
import { objectShape } from './schema-object.ts';
import { namedValues, valuesShape } from './schema-value.ts';
import { unionOf } from './union.ts';

/** What a schema reader needs from the document around it. */
export interface SchemaContext {
  /** The name of the shape that a reference leads to; undefined, with a finding given, where it leads nowhere. */
  readonly nameOf: (ref: string, from: Origin) => string | undefined;
  readonly follow: FollowNode;
  readonly siblings: RefSiblings;
  /** The names of the shapes that dynamic references lead to, where these do not depend on the way to them. */
  readonly dynamicNames: (node: Node) => readonly string[];
  readonly findings: Finding[];
}

/**
 * Reads a JSON Schema (draft 4 to 2020-12 and AsyncAPI's superset) as a shape. What TypeScript cannot say is left out,
 * so that no valid value is refused; references stay references.
 */
export function toShape({ value, at }: Node, context: SchemaContext): Shape {
  if (value === true) return unknownShape;
  if (value === false) return { kind: 'never' };
  if (!isRecord(value)) {
    context.findings.push(invalidSchema(value, at));
    return unknownShape;
  }
  const schema: SchemaNode = { value, at };
  const ref = own(value, '$ref');
  if (ref === undefined && combining.every((keyword) => !Object.hasOwn(value, keyword))) {
    // Most schemas by far, so nothing is gathered for them.
    const shape = baseShape(schema, context, (node) => toShape(node, context));
    return withNull(schema, shape ?? unknownShape);
  }
  if (ref === undefined) return withNull(schema, allOf(conjuncts(schema, context)));
  if (typeof ref !== 'string') {
    const message = 'a reference must be a text';
    context.findings.push(finding('schema-invalid', 'error', refOrigin(at), message));
    return unknownShape;
  }
  const name = context.nameOf(ref, refOrigin(at));
  if (name === undefined) return unknownShape;
  const target: Shape = { kind: 'ref', name };
  const more = context.siblings.count(schema) ? conjuncts(schema, context) : [];
  return withNull(schema, allOf([target, ...more]));
}

/** The keywords that say something beside the type of a value. */
const combining = [
  'allOf',
  'anyOf',
  'oneOf',
  'not',
  'if',
  'dependencies',
  'dependentRequired',
  'dependentSchemas',
  '$dynamicRef',
  '$recursiveRef',
] as const;

/** Each keyword group of a schema is a condition of its own; a value must meet all. */
function conjuncts(schema: SchemaNode, context: SchemaContext): readonly Shape[] {
  const read: ReadShape = (node) => toShape(node, context);
  const base = baseShape(schema, context, read);
  const parts: Shape[] = base === undefined ? [] : [base];
  parts.push(...itemsOf(schema, 'allOf').map(read));
  for (const keyword of ['anyOf', 'oneOf'] as const) {
    const members = itemsOf(schema, keyword);
    if (members.length === 0 || onlyChoose(members, schema)) continue;
    parts.push(unionOf(members.map(read), sourceOf(schema.value, schema.at)));
  }
  const dynamic = context.dynamicNames(schema).map((name): Shape => ({ kind: 'ref', name }));
  return [...parts, ...dynamic, ...conditionShapes(schema, read)];
}

/** Alternatives such as `required: [a]` or `required: [b]` only choose among fields that stand elsewhere. */
function onlyChoose(members: readonly Node[], { value }: SchemaNode): boolean {
  if (!members.every((member) => isConstraintOnly(member.value))) return false;
  return own(value, 'type') === undefined || own(value, 'properties') !== undefined;
}

function allOf(parts: readonly Shape[]): Shape {
  const known = parts.filter((part) => part.kind !== 'unknown');
  const saying = known.filter((part) => !isAnyObject(part));
  const [first = known[0] ?? unknownShape] = saying;
  return saying.length < 2 ? first : { kind: 'all', parts: saying };
}

/** `type: object` and no more, which says nothing beside a part that describes the object. */
function isAnyObject(shape: Shape): boolean {
  return shape.kind === 'map' && shape.value.kind === 'unknown' && shape.limits === undefined;
}

/** OpenAPI 3.0's way to say null; harmless where it means nothing. */
function withNull({ value, at }: SchemaNode, shape: Shape): Shape {
  if (own(value, 'nullable') !== true && own(value, 'x-nullable') !== true) return shape;
  return unionOf([shape, nullShape], sourceOf(value, at));
}

/** The shape that `const`, `enum` or `type` and its keywords describe; undefined where none of them is there. */
function baseShape(schema: SchemaNode, context: SchemaContext, read: ReadShape): Shape | undefined {
  const values = namedValues(schema);
  if (values !== undefined) return valuesShape(values, schema);
  const source = sourceOf(schema.value, schema.at);
  const type = own(schema.value, 'type');
  const types = (Array.isArray(type) ? type : [type]).filter((one) => typeof one === 'string');
  const [only] = types;
  if (only === undefined) return impliedShape(schema, context, read);
  if (types.length === 1) return typedShape(only, schema, context, read);
  return unionOf(
    types.map((one) => typedShape(one, schema, context, read)),
    source,
  );
}

/**
 * What the keywords of a schema without a type say. Who describes keys means an object, as every reader takes it. Who describes
 * items is taken at the letter: a list of these, or whatever is no list.
 */
function impliedShape(
  schema: SchemaNode,
  context: SchemaContext,
  read: ReadShape,
): Shape | undefined {
  const has = (keyword: string): boolean => Object.hasOwn(schema.value, keyword);
  if (objectKeywords.some(has)) return objectShape(schema, read, context.follow);
  if (!listKeywords.some(has)) return undefined;
  return unionOf([listShape(schema, read), ...otherTypes(['array'])], {
    ...sourceOf(schema.value, schema.at),
  });
}

const objectKeywords = [
  'properties',
  'additionalProperties',
  'patternProperties',
  'required',
  'propertyNames',
];
const listKeywords = ['items', 'prefixItems', 'contains'];

function typedShape(
  type: string,
  schema: SchemaNode,
  context: SchemaContext,
  read: ReadShape,
): Shape {
  switch (type) {
    case 'string':
      return openEnumOf(schema) ?? scalar('string', schema.value);
    case 'number':
    case 'integer':
    case 'boolean':
      return scalar(type, schema.value);
    case 'null':
      return nullShape;
    case 'array':
      return listShape(schema, read);
    case 'object':
      return objectShape(schema, read, context.follow);
    default:
      context.findings.push(unknownType(type, childOf(schema, 'type')));
      return unknownShape;
  }
}

function unknownType(type: string, { at }: Node): Finding {
  const message = `there is no type ${JSON.stringify(type)} in JSON Schema; any value is accepted`;
  return finding('schema-type-unknown', 'warning', at, message, suggest(type, typeNames));
}

/** `x-extensible-enum`: known values of a string that may take others. */
function openEnumOf({ value, at }: SchemaNode): Shape | undefined {
  const known = own(value, 'x-extensible-enum');
  if (!Array.isArray(known) || !known.every((one) => typeof one === 'string') || known.length === 0)
    return undefined;
  return unionOf(
    [scalar('string', value), { kind: 'enum', values: known, open: false }],
    sourceOf(value, at),
  );
}

function scalar(type: ScalarShape['scalar'], schema: Schema): ScalarShape {
  const format = own(schema, 'format');
  return {
    kind: 'scalar',
    scalar: type,
    format: typeof format === 'string' ? format : undefined,
    limits: limitsOf(schema, type === 'string' ? stringLimits : numberLimits),
  };
}
