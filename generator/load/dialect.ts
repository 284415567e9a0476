import { own } from '../base/json.ts';

/** A draft of JSON Schema, as far as a document says which one it speaks. */
export type Dialect = 'draft-04' | 'draft-06' | 'draft-07' | '2019-09' | '2020-12';

/** The dialect that an address names (`$schema`, `jsonSchemaDialect`); undefined for one that we do not know. */
export function dialectOf(address: unknown): Dialect | undefined {
  if (typeof address !== 'string') return undefined;
  const name = /^https?:\/\/json-schema\.org\/(draft[-/][\d-]+)\/(?:hyper-)?schema#?$/.exec(
    address,
  );
  return named(name?.[1]?.replace('/', '-'));
}

/** The dialect that a media type names: `application/schema+json;version=draft-07`. */
export function dialectOfFormat(mediaType: unknown): Dialect | undefined {
  if (typeof mediaType !== 'string' || !/^application\/schema\b/i.test(mediaType.trim())) return;
  return named(/;\s*version="?([\w-]+)/i.exec(mediaType)?.[1]?.toLowerCase());
}

function named(version: string | undefined): Dialect | undefined {
  return versions.get(version?.replace(/^draft-(?=\d{4})/, '') ?? '');
}

const versions: ReadonlyMap<string, Dialect> = new Map([
  ['draft-04', 'draft-04'],
  ['draft-05', 'draft-04'],
  ['draft-06', 'draft-06'],
  ['draft-07', 'draft-07'],
  ['2019-09', '2019-09'],
  ['2020-12', '2020-12'],
]);

/** True for dialects in which keywords beside `$ref` count. */
export function readsSiblings(dialect: Dialect): boolean {
  return dialect === '2019-09' || dialect === '2020-12';
}

/** True for a keyword that other dialects have, and this one does not. */
export function isForeign(keyword: string, dialect: Dialect): boolean {
  const since = firstIn.get(keyword);
  if (since !== undefined) return order.indexOf(dialect) < order.indexOf(since);
  return keyword === 'additionalItems' && dialect === '2020-12';
}

const order: readonly Dialect[] = ['draft-04', 'draft-06', 'draft-07', '2019-09', '2020-12'];

/** The first dialect that has a keyword, for those that came after draft 7; what that one has, ajv reads in earlier ones, too. */
const firstIn: ReadonlyMap<string, Dialect> = new Map([
  ...[
    ...['dependentRequired', 'dependentSchemas', 'minContains', 'maxContains'],
    ...['unevaluatedProperties', 'unevaluatedItems', '$recursiveRef', '$dynamicRef'],
  ].map((one) => [one, '2019-09'] as const),
  ['prefixItems', '2020-12'],
]);

/** What a value is: a schema, schemas by names, or a part of a document that may hold schemas anywhere. */
export type Part = 'schema' | 'named' | 'document';

/** A part of a file, and the dialect of the schemas in it, where anything says which. */
export interface PartIn {
  readonly part: Part;
  readonly dialect: Dialect | undefined;
}

/** What a file is as a whole: one that is no document of an API may be a schema. */
export function wholeFile(value: unknown): PartIn {
  const dialect =
    own(value, 'openapi') === undefined ? undefined : dialectOf(own(value, 'jsonSchemaDialect'));
  return { part: 'document', dialect };
}

/** The same part, with what a value says of its own dialect. */
export function atValue(value: unknown, { part, dialect }: PartIn): PartIn {
  if (part === 'named') return { part, dialect };
  const isDocument = own(value, 'asyncapi') !== undefined || own(value, 'openapi') !== undefined;
  const told = isDocument ? undefined : dialectOf(own(value, '$schema'));
  return told === undefined ? { part, dialect } : { part: 'schema', dialect: told };
}

/** What a value holds under a key, or as an item; undefined where that is no schema and holds none. */
export function partUnder(value: unknown, key: string, outer: PartIn): PartIn | undefined {
  const { part, dialect } = outer;
  if (Array.isArray(value)) return outer;
  if (part === 'named') return { part: 'schema', dialect };
  // AsyncAPI names the language of a payload beside it.
  const format = key === 'schema' || key === 'payload' ? own(value, 'schemaFormat') : undefined;
  if (format !== undefined) return { part: 'schema', dialect: dialectOfFormat(format) ?? dialect };
  if (single.has(key)) return { part: 'schema', dialect };
  if (byName.has(key)) return { part: 'named', dialect };
  if (part === 'schema' || values.has(key)) return undefined;
  return key === 'schemas' ? { part: 'named', dialect } : outer;
}

/** The keywords of schemas that hold schemas; other keywords hold none, whatever it looks like. */
const single: ReadonlySet<string> = new Set([
  ...['items', 'prefixItems', 'additionalItems', 'unevaluatedItems', 'contains', 'propertyNames'],
  ...['additionalProperties', 'unevaluatedProperties', 'allOf', 'anyOf', 'oneOf', 'not'],
  ...['if', 'then', 'else'],
]);
const byName: ReadonlySet<string> = new Set([
  ...['properties', 'patternProperties', 'definitions', '$defs', 'dependencies'],
  'dependentSchemas',
]);

/** Keys that hold what people gave as values, which may look like anything. */
const values: ReadonlySet<string> = new Set(['const', 'enum', 'default', 'example', 'examples']);
