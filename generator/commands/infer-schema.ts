import { isRecord, own } from '../base/json.ts';
import type { Drift } from '../base/wire-report.ts';

export type Schema = Readonly<Record<string, unknown>>;

/**
 * The schema of a value that no document declares, by what was seen of it: the types that its messages had, and its parts as the first of
 * them had them. What one message has, another may lack, so nothing is required.
 */
export function inferSchema({ actual, example }: Pick<Drift, 'actual' | 'example'>): Schema {
  const seen = actual.map(({ text }) => text).filter((text) => jsonTypes.has(text));
  const first = exampleSchema(parsed(example));
  const own = typeof first['type'] === 'string' ? first['type'] : undefined;
  const others = seen.filter((type) => type !== own && !(type === 'number' && own === 'integer'));
  // Of a field that was never anything but null, nothing is known.
  if (own === undefined) {
    const known = others.filter((type) => type !== 'null');
    return known.length === 0 ? {} : { type: [...known, 'null'] };
  }
  return others.length === 0 ? first : { ...first, type: [own, ...others] };
}

const jsonTypes = new Set(['null', 'boolean', 'object', 'array', 'number', 'string', 'integer']);

/** The schema of one value; of null, nothing can be said. */
export function exampleSchema(value: unknown): Schema {
  if (value === null || value === undefined) return {};
  if (Array.isArray(value)) {
    const items = unite(value.filter((one) => one !== cut).map(exampleSchema));
    return Object.keys(items).length === 0 ? { type: 'array' } : { type: 'array', items };
  }
  if (isRecord(value)) {
    const entries = Object.entries(value).filter(([key]) => key !== cut);
    const properties = entries.map(([key, one]) => [key, exampleSchema(one)] as const);
    return properties.length === 0
      ? { type: 'object' }
      : { type: 'object', properties: Object.fromEntries(properties) };
  }
  if (typeof value === 'number') return { type: Number.isInteger(value) ? 'integer' : 'number' };
  return { type: typeof value };
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
