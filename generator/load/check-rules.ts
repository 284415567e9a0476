import { expressionFlags } from '../base/expression.ts';
import { finding, type Finding } from '../base/finding.ts';
import { isRecord, own } from '../base/json.ts';
import type { Check, CheckRules, CheckedKey, JsonType } from '../model/check.ts';
import type { Json } from '../model/shape.ts';
import { accessOf, typeNames, type Schema } from './keywords.ts';
import { childOf, childrenOf, type Node } from './resolve.ts';
import { itemsOf, textsOf, type FollowNode, type SchemaNode } from './schema-node.ts';

/** What a reader of checks needs from the document around it. */
export interface CheckContext {
  /** The name of the check that a reference leads to; undefined where it leads nowhere, of which the loader has told. */
  readonly nameOf: (ref: string, node: Node) => string | undefined;
  /** The name of the check that a schema inside another one has; undefined where it stands for itself. */
  readonly nameAt: (node: Node) => string | undefined;
  /** The names of the checks that the dynamic references of a schema lead to. */
  readonly dynamicNames: (node: Node) => readonly string[];
  /** The same context inside a schema, which may change what dynamic references lead to. */
  readonly within: (node: Node) => CheckContext;
  /** True where what stands beside `$ref` counts. */
  readonly counts: (node: Node) => boolean;
  readonly follow: FollowNode;
  readonly tell: (finding: Finding) => void;
}

type Writable = { -readonly [K in keyof CheckRules]: CheckRules[K] };

/** Reads a schema as a check; one that has a name is referred to by it. */
export function toCheck(node: Node, context: CheckContext): Check {
  const name = context.nameAt(node);
  return name === undefined ? toRules(node, context) : { ref: name };
}

/** Reads a schema of any draft as a check in the terms of 2020-12, whether it has a name or not. */
export function toRules(node: Node, outer: CheckContext): Check {
  const { value, at } = node;
  const context = outer.within(node);
  if (!isRecord(value)) return value !== false;
  const ref = own(value, '$ref');
  const schema: SchemaNode = { value, at };
  if (typeof ref !== 'string') return withNull(value, keywordsOf(schema, context));
  const name = context.nameOf(ref, node);
  const target: CheckRules = name === undefined ? {} : { ref: name };
  const more = context.counts(node) ? keywordsOf(schema, context) : {};
  return withNull(value, { ...more, ...target });
}

/** OpenAPI 3.0's way to say null, taken as the types take it: null is a value, whatever else is said. */
function withNull(schema: Schema, rules: CheckRules): CheckRules {
  if (own(schema, 'nullable') !== true && own(schema, 'x-nullable') !== true) return rules;
  const { type, ...others } = rules;
  const keys = Object.keys(others);
  if (type !== undefined && keys.every((key) => ofOneType.has(key))) {
    return type.includes('null') ? rules : { ...rules, type: [...type, 'null'] };
  }
  return keys.length === 0 && type === undefined ? rules : { anyOf: [rules, { type: ['null'] }] };
}

function keywordsOf(schema: SchemaNode, context: CheckContext): CheckRules {
  const rules: Writable = { ...limitRules(schema.value) };
  addValues(schema.value, rules);
  addItems(schema, rules, context);
  addKeys(schema, rules, context);
  addDependencies(schema, rules, context);
  tellPatterns(schema, context);
  for (const keyword of lists) {
    const members = itemsOf(schema, keyword);
    if (members.length > 0) rules[keyword] = members.map((one) => toCheck(one, context));
  }
  for (const keyword of singles) {
    const child = childOf(schema, keyword);
    if (child.value !== undefined) rules[keyword] = toCheck(child, context);
  }
  const refs = context.dynamicNames(schema).map((ref) => ({ ref }));
  if (refs.length > 0) rules.allOf = [...(rules.allOf ?? []), ...refs];
  return rules;
}

/** Tells of patterns that nothing can be held against. */
function tellPatterns(schema: SchemaNode, { tell }: CheckContext): void {
  const own = childOf(schema, 'pattern');
  const keys = childrenOf(childOf(schema, 'patternProperties'));
  const patterns = [{ key: own.value, at: own.at }, ...keys];
  for (const { key, at } of patterns) {
    if (typeof key !== 'string' || expressionFlags(key) !== undefined) continue;
    const message = `the pattern ${key} is no regular expression, so no value is held against it`;
    tell(finding('pattern-invalid', 'warning', at, message));
  }
}

const lists = ['allOf', 'anyOf', 'oneOf'] as const;
const singles = [
  'contains',
  'propertyNames',
  'not',
  'if',
  'then',
  'else',
  'unevaluatedProperties',
  'unevaluatedItems',
] as const;

function addValues(schema: Schema, rules: Writable): void {
  const type = own(schema, 'type');
  const types = (Array.isArray(type) ? type : [type]).filter((one) => one !== undefined);
  // Of a type that there is none of, the loader has told that any value is accepted.
  if (types.length > 0 && types.every(isJsonType)) rules.type = [...new Set(types)];
  if (Object.hasOwn(schema, 'const')) rules.const = own(schema, 'const') as Json;
  const values = own(schema, 'enum');
  if (Array.isArray(values) && values.length > 0) rules.enum = values as readonly Json[];
}

function isJsonType(type: unknown): type is JsonType {
  return typeNames.some((one) => one === type);
}

/** Rules that null satisfies, being of another type than they are about. */
const ofOneType: ReadonlySet<string> = new Set([
  ...['multipleOf', 'maximum', 'exclusiveMaximum', 'minimum', 'exclusiveMinimum'],
  ...['maxLength', 'minLength', 'pattern', 'format'],
  ...['prefixItems', 'items', 'contains', 'minContains', 'maxContains', 'maxItems', 'minItems'],
  ...['uniqueItems', 'unevaluatedItems'],
  ...['properties', 'patternProperties', 'additionalProperties', 'propertyNames', 'required'],
  ...['dependentRequired', 'dependentSchemas', 'maxProperties', 'minProperties'],
  'unevaluatedProperties',
]);

function limitRules(schema: Schema): CheckRules {
  const rules: Writable = {};
  for (const keyword of numbers) {
    const value = own(schema, keyword);
    if (typeof value === 'number') rules[keyword] = value;
  }
  for (const keyword of texts) {
    const value = own(schema, keyword);
    if (typeof value === 'string') rules[keyword] = value;
  }
  if (own(schema, 'uniqueItems') === true) rules.uniqueItems = true;
  const { exclusive: least, inclusive: leastOf } = bound(schema, 'minimum', 'exclusiveMinimum');
  const { exclusive: most, inclusive: mostOf } = bound(schema, 'maximum', 'exclusiveMaximum');
  if (least !== undefined) rules.exclusiveMinimum = least;
  if (leastOf !== undefined) rules.minimum = leastOf;
  if (most !== undefined) rules.exclusiveMaximum = most;
  if (mostOf !== undefined) rules.maximum = mostOf;
  return rules;
}

const numbers = [
  ...(['multipleOf', 'maxLength', 'minLength', 'minContains', 'maxContains'] as const),
  ...(['maxItems', 'minItems', 'maxProperties', 'minProperties'] as const),
] as const;
const texts = ['pattern', 'format'] as const;

/** Draft 4 and OpenAPI 3.0 say by `true` that the limit itself is out, later drafts by another limit. */
function bound(
  schema: Schema,
  keyword: string,
  exclusiveKeyword: string,
): { readonly exclusive: number | undefined; readonly inclusive: number | undefined } {
  const limit = own(schema, keyword);
  const exclusive = own(schema, exclusiveKeyword);
  const known = typeof limit === 'number' ? limit : undefined;
  if (exclusive === true) return { exclusive: known, inclusive: undefined };
  return { exclusive: typeof exclusive === 'number' ? exclusive : undefined, inclusive: known };
}

/** Draft 4 to 2019-09 write the places of a list as a list of `items`, 2020-12 as `prefixItems`. */
function addItems(schema: SchemaNode, rules: Writable, context: CheckContext): void {
  const late = Array.isArray(own(schema.value, 'prefixItems'));
  const early = !late && Array.isArray(own(schema.value, 'items'));
  if (late || early) {
    const places = itemsOf(schema, late ? 'prefixItems' : 'items');
    if (places.length > 0) rules.prefixItems = places.map((one) => toCheck(one, context));
  }
  const rest = childOf(schema, early ? 'additionalItems' : 'items');
  if (rest.value !== undefined) rules.items = toCheck(rest, context);
}

function addKeys(schema: SchemaNode, rules: Writable, context: CheckContext): void {
  const required = textsOf(schema.value, 'required');
  if (required.length > 0) rules.required = required;
  const given = childOf(schema, 'properties');
  // Where they stand elsewhere (`properties: { $ref }`), the loader puts them in, unless it is a key that is called so.
  const behind = given.value === undefined ? undefined : context.follow(given);
  const properties = behind === undefined ? [] : childrenOf(behind);
  if (properties.length > 0) {
    const needed = new Set(required);
    rules.properties = properties.map((one): CheckedKey => {
      const key = { key: one.key, check: toCheck(one, context), access: accessOf(one.value) };
      return needed.has(one.key) && isPreset(one.value) ? { ...key, spared: true } : key;
    });
  }
  const patterns = childrenOf(childOf(schema, 'patternProperties'));
  if (patterns.length > 0) {
    rules.patternProperties = patterns.map((one) => {
      return { pattern: one.key, check: toCheck(one, context) };
    });
  }
  const others = childOf(schema, 'additionalProperties');
  if (others.value !== undefined) rules.additionalProperties = toCheck(others, context);
}

/** The receiver fills in a default; a literal has no other value, so its default says nothing. */
function isPreset(property: unknown): boolean {
  if (own(property, 'default') === undefined) return false;
  const values = own(property, 'enum');
  const literal =
    own(property, 'const') !== undefined || (Array.isArray(values) && values.length === 1);
  return !literal || own(property, 'nullable') === true;
}

/** `dependencies` up to draft 7 says both what later drafts say by two keywords. */
function addDependencies(schema: SchemaNode, rules: Writable, context: CheckContext): void {
  const required = new Map<string, readonly string[]>();
  const schemas = new Map<string, Check>();
  for (const keyword of ['dependencies', 'dependentRequired', 'dependentSchemas']) {
    for (const one of childrenOf(childOf(schema, keyword))) {
      const { key, value } = one;
      if (typeof value === 'string') required.set(key, [value]);
      else if (Array.isArray(value)) required.set(key, textsOf({ value }, 'value'));
      else if (keyword !== 'dependentRequired') schemas.set(key, toCheck(one, context));
    }
  }
  if (required.size > 0) rules.dependentRequired = Object.fromEntries(required);
  if (schemas.size > 0) rules.dependentSchemas = Object.fromEntries(schemas);
}
