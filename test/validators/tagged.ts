import { isRecord } from '../../generator/base/json.ts';

type Schema = Readonly<Record<string, unknown>>;
export type Schemas = Readonly<Record<string, unknown>>;

/** How schemas are made ready for the judge. */
interface Reading {
  readonly schemas: Schemas;
  /** What is sent: without fields that are only read, and with no need of those that the receiver fills in. */
  readonly side: 'read' | 'write';
}

/**
 * The same schemas as chains of conditions wherever literals tell the members of a union apart, so that the judge too holds a value
 * against the one member that it claims to be. A tag that is missing is told of the object, one that nobody knows of itself.
 */
export function taggedSchemas(schemas: Schemas, side: Reading['side']): Schemas {
  const reading = { schemas, side };
  return Object.fromEntries(
    Object.entries(schemas).map(([name, schema]) => [name, rewritten(schema, reading)]),
  );
}

function rewritten(given: unknown, reading: Reading): unknown {
  if (!isRecord(given)) return given;
  const schema = onSide(given, reading.side);
  const inner = Object.fromEntries(
    Object.entries(schema).map(([keyword, value]) => [keyword, within(keyword, value, reading)]),
  );
  for (const keyword of ['oneOf', 'anyOf'] as const) {
    const members = schema[keyword];
    if (!Array.isArray(members)) continue;
    const told = choice(members, keyword, reading);
    if (told === undefined) continue;
    const { [keyword]: _, ...others } = inner;
    return { ...others, allOf: [...(Array.isArray(others['allOf']) ? others['allOf'] : []), told] };
  }
  return inner;
}

function within(keyword: string, value: unknown, reading: Reading): unknown {
  if (keyword === 'const' || keyword === 'enum' || keyword === 'default' || keyword === 'examples')
    return value;
  if (Array.isArray(value)) {
    return ['allOf', 'anyOf', 'oneOf'].includes(keyword)
      ? value.map((one) => rewritten(one, reading))
      : value;
  }
  if (keyword === 'properties' || keyword === 'patternProperties') {
    const entries = Object.entries(isRecord(value) ? value : {});
    return Object.fromEntries(entries.map(([key, one]) => [key, rewritten(one, reading)]));
  }
  return rewritten(value, reading);
}

function onSide(schema: Schema, side: Reading['side']): Schema {
  const { properties, required } = schema;
  if (!isRecord(properties)) return schema;
  const away = Object.keys(properties).filter((key) => {
    const property = properties[key];
    if (!isRecord(property)) return false;
    return property[side === 'write' ? 'readOnly' : 'writeOnly'] === true;
  });
  const spared = Object.keys(properties).filter((key) => {
    const property = properties[key];
    if (side === 'read' || !isRecord(property) || property['default'] === undefined) return false;
    const values = property['enum'];
    return !('const' in property) && !(Array.isArray(values) && values.length === 1);
  });
  const kept = Object.fromEntries(
    Object.entries(properties).filter(([key]) => !away.includes(key)),
  );
  const needed = (Array.isArray(required) ? required : []).filter(
    (key) => !away.includes(String(key)) && !spared.includes(String(key)),
  );
  return {
    ...schema,
    properties: kept,
    ...(needed.length === 0 ? { required: [] } : { required: needed }),
  };
}

/** The union as conditions; undefined where no literals tell its members apart. */
function choice(members: readonly unknown[], keyword: string, reading: Reading): unknown {
  const objects = members.filter((one) => isObject(one, reading.schemas));
  const others = members.filter((one) => !objects.includes(one));
  if (objects.length < 2 || others.some((one) => !isScalar(one, reading.schemas))) return undefined;
  const told = byKey(objects, ['type', 'role'], reading);
  if (told === undefined) return undefined;
  const rest = others.length === 0 ? { type: 'object' } : { [keyword]: others };
  return { if: { type: 'object' }, then: told, else: rest };
}

function byKey(members: readonly unknown[], keys: readonly string[], reading: Reading): unknown {
  const [key, ...more] = keys;
  if (key === undefined) return undefined;
  const groups = new Map<
    string,
    { readonly values: readonly unknown[]; readonly members: unknown[] }
  >();
  for (const member of members) {
    const values = literals(member, key, reading.schemas);
    if (values === undefined) return undefined;
    const id = JSON.stringify(values);
    const group = groups.get(id) ?? { values, members: [] };
    group.members.push(member);
    groups.set(id, group);
  }
  const all = [...groups.values()].flatMap((group) => group.values);
  if (new Set(all).size < all.length || (groups.size === 1 && more.length === 0)) return undefined;
  const branches: unknown[] = [];
  for (const { values, members: group } of groups.values()) {
    const [only] = group;
    const then = group.length === 1 ? rewritten(only, reading) : byKey(group, more, reading);
    if (then === undefined) return undefined;
    branches.push({ if: { required: [key], properties: { [key]: { enum: values } } }, then });
  }
  return { required: [key], properties: { [key]: { enum: all } }, allOf: branches };
}

function resolve(schema: unknown, schemas: Schemas): unknown {
  if (!isRecord(schema) || typeof schema['$ref'] !== 'string') return schema;
  return resolve(schemas[schema['$ref'].split('/').at(-1) ?? ''], schemas);
}

/** The literals of a key that a schema asks for; undefined where it may be missing or anything. */
function literals(given: unknown, key: string, schemas: Schemas): readonly unknown[] | undefined {
  const schema = resolve(given, schemas);
  if (!isRecord(schema)) return undefined;
  const parts = [schema, ...listOf(schema, 'allOf').map((one) => resolve(one, schemas))].filter(
    isRecord,
  );
  const required = parts.some((one) => listOf(one, 'required').includes(key));
  const found = parts.map((one) => {
    const { properties } = one;
    const property = isRecord(properties) ? resolve(properties[key], schemas) : undefined;
    if (!isRecord(property)) return undefined;
    return 'const' in property ? [property['const']] : property['enum'];
  });
  const values = found.find(Array.isArray);
  if (values !== undefined) return required ? values : undefined;
  // A member that is a union itself has the literals of its members.
  const inner = [...listOf(schema, 'oneOf'), ...listOf(schema, 'anyOf')];
  if (inner.length === 0) return undefined;
  const each = inner.map((one) => literals(one, key, schemas));
  return each.includes(undefined) ? undefined : [...new Set(each.flatMap((one) => one ?? []))];
}

function listOf(schema: Schema, keyword: string): readonly unknown[] {
  const value = schema[keyword];
  return Array.isArray(value) ? value : [];
}

function isObject(given: unknown, schemas: Schemas): boolean {
  const schema = resolve(given, schemas);
  if (!isRecord(schema)) return false;
  if (schema['type'] !== undefined) return schema['type'] === 'object';
  const inner = ['allOf', 'oneOf', 'anyOf'].flatMap((keyword) => listOf(schema, keyword));
  return inner.some((one) => isObject(one, schemas));
}

function isScalar(given: unknown, schemas: Schemas): boolean {
  const schema = resolve(given, schemas);
  if (!isRecord(schema)) return false;
  const type = schema['type'];
  return typeof type === 'string' ? type !== 'object' : 'const' in schema || 'enum' in schema;
}

/**
 * The same schemas, which refuse the fields that they do not describe: each twice, as what is said of a value as a whole, and as a part
 * of that, beside others. It is the whole that asks for what no part has described.
 */
export function strictSchemas(schemas: Schemas): Schemas {
  const parts = Object.entries(schemas).map(([name, one]) => [
    `${name}.part`,
    strict(one, schemas, 'part'),
  ]);
  const wholes = Object.entries(schemas).map(([name, one]) => [
    name,
    strict(one, schemas, 'whole'),
  ]);
  const loose = Object.entries(schemas).map(([name, one]) => [
    `${name}.loose`,
    renamed(one, '.loose'),
  ]);
  const all: readonly (readonly unknown[])[] = [...parts, ...wholes, ...loose];
  return Object.fromEntries(all.map(([name, one]) => [String(name), one]));
}

function renamed(value: unknown, suffix: string): unknown {
  if (Array.isArray(value)) return value.map((one) => renamed(one, suffix));
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => {
      return [key, key === '$ref' && typeof one === 'string' ? one + suffix : renamed(one, suffix)];
    }),
  );
}

const beside = ['allOf', 'anyOf', 'oneOf', 'if', 'then', 'else'];

function strict(given: unknown, schemas: Schemas, mode: 'whole' | 'part'): unknown {
  if (!isRecord(given)) return given;
  const inner: Record<string, unknown> = {};
  for (const [keyword, value] of Object.entries(given)) {
    if (keyword === '$ref') inner[keyword] = `${String(value)}.part`;
    else if (keyword === 'not') inner[keyword] = renamed(value, '.loose');
    else if (keyword === 'oneOf') {
      // Which one it is is decided leniently.
      inner[keyword] = renamed(value, '.loose');
      const also = { anyOf: listOf(given, 'oneOf').map((one) => strict(one, schemas, 'part')) };
      inner['allOf'] = [...(Array.isArray(inner['allOf']) ? inner['allOf'] : []), also];
    } else if (keyword === 'allOf') {
      const parts = listOf(given, 'allOf').map((one) => strict(one, schemas, 'part'));
      inner['allOf'] = [...(Array.isArray(inner['allOf']) ? inner['allOf'] : []), ...parts];
    } else if (Array.isArray(value) && beside.includes(keyword)) {
      inner[keyword] = value.map((one: unknown) => strict(one, schemas, 'part'));
    } else if (beside.includes(keyword)) inner[keyword] = strict(value, schemas, 'part');
    else if (keyword === 'properties' && isRecord(value)) {
      const entries = Object.entries(value).map(([key, one]) => [
        key,
        strict(one, schemas, 'whole'),
      ]);
      inner[keyword] = Object.fromEntries(entries);
    } else if (keyword === 'items' || keyword === 'additionalProperties') {
      inner[keyword] = strict(value, schemas, 'whole');
    } else inner[keyword] = value;
  }
  const asks = mode === 'whole' && given['additionalProperties'] === undefined;
  return asks && describes(given, schemas) ? { ...inner, unevaluatedProperties: false } : inner;
}

/** True for a schema that names keys, itself or by what stands beside it. */
function describes(given: unknown, schemas: Schemas): boolean {
  const schema = resolve(given, schemas);
  if (!isRecord(schema)) return false;
  if (schema !== given && describes(schema, schemas)) return true;
  if (schema['properties'] !== undefined) return true;
  return beside.some((keyword) => {
    const value = schema[keyword];
    return (Array.isArray(value) ? value : [value]).some((one) => describes(one, schemas));
  });
}
