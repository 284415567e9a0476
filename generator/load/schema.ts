import { finding, type Finding, type Origin } from '../base/finding.ts';
import { suggest } from '../base/nearest.ts';
import { pointerTo } from '../base/pointer.ts';
import {
  nullShape,
  unknownShape,
  type Field,
  type ListShape,
  type ScalarShape,
  type Shape,
} from '../model/shape.ts';
import { isRecord, own } from './document.ts';
import {
  accessOf,
  invalidSchema,
  isConstraintOnly,
  limitsOf,
  listLimits,
  mapLimits,
  numberLimits,
  sourceOf,
  stringLimits,
  toDoc,
  typeNames,
  type Schema,
} from './keywords.ts';
import { refOrigin, type Node } from './resolve.ts';
import { unionOf } from './union.ts';

/** What a schema reader needs from the document around it. */
export interface SchemaContext {
  /** The name of the shape that a reference leads to; undefined, with a finding given, where it leads nowhere. */
  readonly nameOf: (ref: string, from: Origin) => string | undefined;
  readonly findings: Finding[];
}

/**
 * Reads a JSON Schema (draft 4 to 2020-12 and AsyncAPI's superset) as a shape. What TypeScript cannot say is left out,
 * so that no valid value is refused; references stay references.
 */
export function toShape(node: Node, context: SchemaContext): Shape {
  const { value, at } = node;
  if (value === true) return unknownShape;
  if (value === false) return { kind: 'never' };
  if (!isRecord(value)) {
    context.findings.push(invalidSchema(value, at));
    return unknownShape;
  }
  const ref = own(value, '$ref');
  if (ref !== undefined && typeof ref !== 'string') {
    const message = 'a reference must be a text';
    context.findings.push(finding('schema-invalid', 'error', refOrigin(at), message));
    return unknownShape;
  }
  if (ref !== undefined) {
    const name = context.nameOf(ref, refOrigin(at));
    return name === undefined ? unknownShape : withNull(value, { kind: 'ref', name }, at);
  }
  return withNull(value, allOf(conjuncts(value, at, context)), at);
}

/** Each keyword group of a schema is a condition of its own; a value must meet all. */
function conjuncts(schema: Schema, at: Origin, context: SchemaContext): readonly Shape[] {
  const parts: Shape[] = [];
  const base = baseShape(schema, at, context);
  if (base !== undefined) parts.push(base);
  for (const [index, part] of list(schema, 'allOf')) {
    const place = step(at, 'allOf', index);
    // `required: [a]` alone describes an object of which nothing else is known.
    if (isRecord(part) && isConstraintOnly(part)) {
      if (own(part, 'required') !== undefined) parts.push(objectShape(part, place, context));
    } else parts.push(toShape({ value: part, at: place }, context));
  }
  for (const keyword of ['anyOf', 'oneOf'] as const) {
    const members = list(schema, keyword);
    // Alternatives such as `required: [a]` or `required: [b]` only choose among fields that stand elsewhere.
    if (members.length === 0 || members.every(([, member]) => isConstraintOnly(member))) continue;
    const shapes = members.map(([index, member]) =>
      toShape({ value: member, at: step(at, keyword, index) }, context),
    );
    parts.push(unionOf(shapes, sourceOf(schema, at)));
  }
  return parts;
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
function withNull(schema: Schema, shape: Shape, at: Origin): Shape {
  if (own(schema, 'nullable') !== true && own(schema, 'x-nullable') !== true) return shape;
  return unionOf([shape, nullShape], sourceOf(schema, at));
}

/** The shape that `const`, `enum` or `type` and its keywords describe; undefined where none of them is there. */
function baseShape(schema: Schema, at: Origin, context: SchemaContext): Shape | undefined {
  if (Object.hasOwn(schema, 'const')) return literalShape([schema['const']], schema, at);
  const values = own(schema, 'enum');
  if (Array.isArray(values) && values.length > 0) return literalShape(values, schema, at);
  const types = typesOf(schema);
  const [only] = types;
  if (only === undefined) return undefined;
  if (types.length === 1) return typedShape(only, schema, at, context);
  const shapes = types.map((type) => typedShape(type, schema, at, context));
  return unionOf(shapes, sourceOf(schema, at));
}

function literalShape(values: readonly unknown[], schema: Schema, at: Origin): Shape {
  const [only] = values;
  if (values.length === 1 && typeof only === 'string') return { kind: 'literal', value: only };
  const shapes = values.map((value): Shape => {
    if (value === null) return nullShape;
    if (typeof value === 'object') return unknownShape;
    return { kind: 'literal', value: value as string | number | boolean };
  });
  return unionOf(shapes, sourceOf(schema, at));
}

/** The types that a schema names, or that its keywords imply where it names none. */
function typesOf(schema: Schema): readonly string[] {
  const type = own(schema, 'type');
  if (typeof type === 'string') return [type];
  if (Array.isArray(type)) return type.filter((one): one is string => typeof one === 'string');
  if (
    ['properties', 'additionalProperties', 'patternProperties', 'required'].some((key) =>
      Object.hasOwn(schema, key),
    )
  ) {
    return isConstraintOnly(schema) ? [] : ['object'];
  }
  if (['items', 'prefixItems'].some((key) => Object.hasOwn(schema, key))) return ['array'];
  return [];
}

function typedShape(type: string, schema: Schema, at: Origin, context: SchemaContext): Shape {
  switch (type) {
    case 'string':
      return openEnumOf(schema, at) ?? scalar('string', schema);
    case 'number':
    case 'integer':
    case 'boolean':
      return scalar(type, schema);
    case 'null':
      return nullShape;
    case 'array':
      return listShape(schema, at, context);
    case 'object':
      return objectShape(schema, at, context);
    default:
      context.findings.push(
        finding(
          'schema-type-unknown',
          'warning',
          { file: at.file, pointer: pointerTo(at.pointer, 'type') },
          `there is no type ${JSON.stringify(type)} in JSON Schema; any value is accepted`,
          suggest(type, typeNames),
        ),
      );
      return unknownShape;
  }
}

/** `x-extensible-enum`: known values of a string that may take others. */
function openEnumOf(schema: Schema, at: Origin): Shape | undefined {
  const known = own(schema, 'x-extensible-enum');
  if (!Array.isArray(known) || !known.every((one) => typeof one === 'string') || known.length === 0)
    return undefined;
  return unionOf(
    [scalar('string', schema), { kind: 'enum', values: known, open: false }],
    sourceOf(schema, at),
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

function listShape(schema: Schema, at: Origin, context: SchemaContext): Shape {
  const prefix = own(schema, 'prefixItems');
  const items = own(schema, 'items');
  const places = Array.isArray(prefix) ? prefix : Array.isArray(items) ? items : undefined;
  const limits = limitsOf(schema, listLimits);
  if (places === undefined) {
    const item =
      items === undefined
        ? unknownShape
        : toShape({ value: items, at: step(at, 'items') }, context);
    return { kind: 'list', item, limits } satisfies ListShape;
  }
  const keyword = Array.isArray(prefix) ? 'prefixItems' : 'items';
  const restKeyword = keyword === 'prefixItems' ? 'items' : 'additionalItems';
  const rest = own(schema, restKeyword);
  const minItems = limits?.minItems ?? 0;
  return {
    kind: 'tuple',
    items: places.map((place, index) =>
      toShape({ value: place, at: step(at, keyword, index) }, context),
    ),
    required: Math.min(minItems, places.length),
    rest:
      rest === false || (limits?.maxItems ?? Infinity) <= places.length
        ? undefined
        : rest === undefined
          ? unknownShape
          : toShape({ value: rest, at: step(at, restKeyword) }, context),
  };
}

function objectShape(schema: Schema, at: Origin, context: SchemaContext): Shape {
  const fields = fieldsOf(schema, at, context);
  const rest = restOf(schema, at, context);
  const closed = own(schema, 'additionalProperties') === false;
  if (fields.length === 0 && !(closed && rest === undefined)) {
    return { kind: 'map', value: rest ?? unknownShape, limits: limitsOf(schema, mapLimits) };
  }
  return { kind: 'object', fields, rest, source: sourceOf(schema, at) };
}

function fieldsOf(schema: Schema, at: Origin, context: SchemaContext): readonly Field[] {
  const required = own(schema, 'required');
  const names = new Set(
    Array.isArray(required) ? required.filter((one) => typeof one === 'string') : [],
  );
  const fields: Field[] = [];
  const properties = own(schema, 'properties');
  if (isRecord(properties)) {
    for (const key of Object.keys(properties)) {
      const node: Node = { value: own(properties, key), at: step(at, 'properties', key) };
      fields.push({
        key,
        shape: toShape(node, context),
        required: names.delete(key),
        access: accessOf(node.value),
        doc: toDoc(node.value),
        origin: node.at,
      });
    }
  }
  for (const key of names) {
    const origin = step(at, 'required');
    fields.push({
      key,
      shape: unknownShape,
      required: true,
      access: 'both',
      doc: toDoc(undefined),
      origin,
    });
  }
  return fields;
}

/** The shape of the keys that are not named: `additionalProperties` and `patternProperties` together. */
function restOf(schema: Schema, at: Origin, context: SchemaContext): Shape | undefined {
  const shapes: Shape[] = [];
  const additional = own(schema, 'additionalProperties');
  if (additional === true || isRecord(additional)) {
    shapes.push(toShape({ value: additional, at: step(at, 'additionalProperties') }, context));
  }
  const patterns = own(schema, 'patternProperties');
  if (isRecord(patterns)) {
    for (const pattern of Object.keys(patterns)) {
      shapes.push(
        toShape(
          { value: own(patterns, pattern), at: step(at, 'patternProperties', pattern) },
          context,
        ),
      );
    }
  }
  return shapes.length < 2 ? shapes[0] : unionOf(shapes, sourceOf({}, at));
}

function step(at: Origin, ...keys: readonly (string | number)[]): Origin {
  return { file: at.file, pointer: pointerTo(at.pointer, ...keys) };
}

function list(schema: Schema, keyword: string): readonly (readonly [number, unknown])[] {
  const value = own(schema, keyword);
  return Array.isArray(value) ? [...(value as readonly unknown[]).entries()] : [];
}
