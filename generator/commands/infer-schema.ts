import { isRecord, own } from '../base/json.ts';
import type { Drift } from '../base/wire-report.ts';

export type Schema = Readonly<Record<string, unknown>>;

export interface InferContext {
  readonly language: 'json-schema' | 'openapi-3.0';
  /** Fields that say what kind of thing an object is: wherever the document declares them, they have one value. */
  readonly tagKeys: ReadonlySet<string>;
}

/**
 * The schema of a value that no document declares, by what was seen of it: the types that its messages had, and its parts as the first of
 * them had them. What one message has, another may lack, so nothing is required.
 */
export function inferSchema(
  { actual, example }: Pick<Drift, 'actual' | 'example'>,
  key: string,
  context: InferContext,
): Schema {
  // Several events can have shown the same types.
  const texts = new Set(actual.map(({ text }) => text));
  const seen = [...texts].filter((text) => jsonTypes.has(text));
  const first = exampleSchema(parsed(example), key, context);
  const own = typeof first['type'] === 'string' ? first['type'] : undefined;
  const others = seen.filter((type) => type !== own && !(type === 'number' && own === 'integer'));
  // Of a field that was never anything but null, nothing is known.
  if (own === undefined) {
    const known = others.filter((type) => type !== 'null');
    return known.length === 0 ? {} : { type: [...known, 'null'] };
  }
  if (others.length === 0) return first;
  const { const: _, enum: __, ...open } = first;
  return { ...open, type: [own, ...others] };
}

const jsonTypes = new Set(['null', 'boolean', 'object', 'array', 'number', 'string', 'integer']);

/** The schema of one value; of null, and of what an example leaves out, nothing can be said. */
function exampleSchema(value: unknown, key: string, context: InferContext): Schema {
  if (value === null || value === undefined || value === cut) return {};
  if (Array.isArray(value)) {
    const all = value.filter((one) => one !== cut);
    const items = unite(all.map((one) => exampleSchema(one, '', context)));
    return Object.keys(items).length === 0 ? { type: 'array' } : { type: 'array', items };
  }
  if (isRecord(value)) return objectSchema(value, context);
  if (typeof value === 'number') return { type: Number.isInteger(value) ? 'integer' : 'number' };
  if (typeof value !== 'string' || !context.tagKeys.has(key) || !isWhole(value)) {
    return { type: typeof value };
  }
  return { type: 'string', ...literalSchema(value, context) };
}

function objectSchema(value: Schema, context: InferContext): Schema {
  const entries = Object.entries(value).filter(([key]) => isWhole(key) && key.length < longestKey);
  const schemas = entries.map(([key, one]) => [key, exampleSchema(one, key, context)] as const);
  // More keys than an example shows are no fields that somebody has thought of, one by one.
  if (Object.hasOwn(value, cut)) {
    const all = unite(schemas.map(([, one]) => one));
    return { type: 'object', ...(Object.keys(all).length > 0 && { additionalProperties: all }) };
  }
  return schemas.length === 0
    ? { type: 'object' }
    : { type: 'object', properties: Object.fromEntries(schemas) };
}

function literalSchema(value: string, { language }: InferContext): Schema {
  return language === 'openapi-3.0' ? { enum: [value] } : { const: value };
}

/** As long as keys can be in an example; such a one may go on. */
const longestKey = 60;

/** Whether an example shows all of a text: nothing cut, nothing masked. */
function isWhole(text: string): boolean {
  return !text.includes(cut) && !text.includes('***');
}

/** A schema of all that several take: objects and lists as one of each, since what one has, another may lack. */
function unite(schemas: readonly Schema[]): Schema {
  const some = schemas.flatMap(alternatives);
  const ofType = (type: string): readonly Schema[] => some.filter((one) => one['type'] === type);
  const [objects, lists] = [ofType('object'), ofType('array')];
  const plain = some.map((one) => String(one['type'])).filter((type) => !isOuter(type));
  const isNull = schemas.some((one) => Object.keys(one).length === 0);
  const types = [...new Set([...plain, ...(isNull ? ['null'] : [])])].filter(
    (type) => type !== 'integer' || !plain.includes('number'),
  );
  const united: readonly Schema[] = [
    ...types.map((type) => ({ type })),
    ...(objects.length === 0 ? [] : [uniteObjects(objects)]),
    ...(lists.length === 0 ? [] : [uniteLists(lists)]),
  ];
  const [first = {}] = united;
  if (some.length === 0) return {};
  if (united.length === 1) return first;
  return united.length === types.length ? { type: types } : { anyOf: united };
}

function isOuter(type: string): boolean {
  return type === 'object' || type === 'array';
}

/** Schemas of one type each. */
function alternatives(schema: Schema): readonly Schema[] {
  const { type, anyOf } = schema;
  if (Array.isArray(anyOf)) return anyOf.filter(isRecord).flatMap(alternatives);
  if (Array.isArray(type)) return type.map((one: unknown) => ({ ...schema, type: one }));
  return type === undefined ? [] : [schema];
}

function uniteObjects(objects: readonly Schema[]): Schema {
  const all = objects.flatMap(({ properties }) => (isRecord(properties) ? [properties] : []));
  const keys = [...new Set(all.flatMap((one) => Object.keys(one)))];
  if (keys.length === 0) return { type: 'object' };
  const properties = keys.map((key) => {
    const schemas = all.flatMap((one) => {
      const schema = own(one, key);
      return isRecord(schema) ? [schema] : [];
    });
    return [key, unite(schemas)] as const;
  });
  return { type: 'object', properties: Object.fromEntries(properties) };
}

function uniteLists(lists: readonly Schema[]): Schema {
  const items = lists.flatMap((one) => (isRecord(one['items']) ? [one['items']] : []));
  return items.length === 0 ? { type: 'array' } : { type: 'array', items: unite(items) };
}

/** What stands for the rest of a long value in an example. */
const cut = '…';

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
