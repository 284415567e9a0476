import { finding, type Finding, type Origin } from '../base/finding.ts';
import { isIdentifier } from '../base/identifier.ts';
import { isRecord, own } from '../base/json.ts';
import { pascalCase } from '../base/names.ts';
import {
  noDoc,
  type Doc,
  type Field,
  type Json,
  type Limits,
  type Source,
} from '../model/shape.ts';

/** A schema that is a mapping. */
export type Schema = Readonly<Record<string, unknown>>;

/** What a schema says in prose. */
export function toDoc(value: unknown): Doc {
  const description = own(value, 'description');
  const said =
    typeof description === 'string' && description.trim() !== '' ? description : undefined;
  const deprecated = own(value, 'deprecated') === true;
  const preset = own(value, 'default') as Json | undefined;
  const examples = examplesOf(value);
  if (said === undefined && !deprecated && preset === undefined && examples.length === 0)
    return noDoc;
  return { description: said, deprecated, default: preset, examples };
}

function examplesOf(value: unknown): readonly Json[] {
  const examples = own(value, 'examples');
  if (Array.isArray(examples)) return examples as readonly Json[];
  const example = own(value, 'example');
  return example === undefined ? noDoc.examples : [example as Json];
}

/** Which way a property travels. */
export function accessOf(property: unknown): Field['access'] {
  if (own(property, 'readOnly') === true) return 'read';
  return own(property, 'writeOnly') === true ? 'write' : 'both';
}

/** True for a schema that only restricts what its neighbours describe, `required: [a]` or `not: …`. */
export function isConstraintOnly(schema: unknown): boolean {
  if (!isRecord(schema)) return false;
  const keys = assertionsOf(schema);
  return keys.length > 0 && keys.every((key) => constraints.has(key));
}

/** True for a schema that says nothing of values: what it holds is prose. */
export function isProseOnly(schema: Schema): boolean {
  return assertionsOf(schema).length === 0;
}

/** The keywords of a schema that say something of values. */
export function assertionsOf(schema: Schema): readonly string[] {
  return Object.keys(schema).filter(
    (key) => !annotations.has(key) && !key.startsWith('x-') && schema[key] !== undefined,
  );
}

/** True where a schema is put together of others, which may know keys and items that it does not name itself. */
export function hasApplicators(schema: Schema): boolean {
  return applicators.some((keyword) => Object.hasOwn(schema, keyword));
}

const applicators = [
  '$ref',
  '$dynamicRef',
  '$recursiveRef',
  'allOf',
  'anyOf',
  'oneOf',
  'not',
  'if',
  'then',
  'else',
  'dependentSchemas',
  'dependencies',
];

const annotations = new Set([
  'description',
  'deprecated',
  'default',
  'example',
  'examples',
  '$comment',
  '$schema',
  '$id',
  'id',
  '$anchor',
  '$dynamicAnchor',
  '$recursiveAnchor',
  '$vocabulary',
  '$defs',
  'definitions',
  'title',
]);
const constraints = new Set([
  'required',
  'not',
  'if',
  'then',
  'else',
  'minProperties',
  'maxProperties',
  'dependencies',
  'dependentRequired',
  'dependentSchemas',
]);

export const stringLimits = ['minLength', 'maxLength', 'pattern'] as const;
export const numberLimits = [
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'multipleOf',
] as const;
export const listLimits = ['minItems', 'maxItems', 'uniqueItems'] as const;
export const mapLimits = ['minProperties', 'maxProperties'] as const;

/** The limits that a schema states by some of its keywords. */
export function limitsOf(schema: Schema, keywords: readonly (keyof Limits)[]): Limits | undefined {
  const limits: Record<string, unknown> = {};
  for (const keyword of keywords) {
    const value = own(schema, keyword);
    const fits =
      keyword === 'pattern'
        ? typeof value === 'string'
        : keyword === 'uniqueItems'
          ? value === true
          : typeof value === 'number';
    if (fits) limits[keyword] = value;
  }
  return Object.keys(limits).length === 0 ? undefined : limits;
}

/** Where a shape comes from, for when it is given a name. */
export function sourceOf(schema: Schema, at: Origin): Source {
  const title = own(schema, 'title');
  return {
    title: typeof title === 'string' && title.trim() !== '' ? title : undefined,
    name: askedName(schema),
    doc: toDoc(schema),
    origin: at,
  };
}

/** The type name that `x-wireshape: { name }` asks for, as far as it can be one. */
export function askedName(schema: unknown): string | undefined {
  const name = own(own(schema, 'x-wireshape'), 'name');
  if (typeof name !== 'string') return undefined;
  return isIdentifier(name) ? name : pascalCase(name) || undefined;
}

/** The types of JSON Schema. */
export const typeNames: readonly string[] = [
  'string',
  'number',
  'integer',
  'boolean',
  'null',
  'array',
  'object',
];

/** The finding for what stands in the place of a schema and is none. */
export function invalidSchema(value: unknown, at: Origin): Finding {
  const kind = value === null ? 'null' : Array.isArray(value) ? 'a list' : `a ${typeof value}`;
  const message = `a schema must be a mapping, true or false, not ${kind}`;
  const hint = typeNames.some((one) => one === value)
    ? `did you mean { type: ${String(value)} }?`
    : undefined;
  return finding('schema-invalid', 'error', at, message, hint);
}
