import { canonicalJson, isRecord } from '../base/json.ts';
import { literalsOf } from './schema-spots.ts';
import type { Schema } from './infer-schema.ts';

/** What a schema is to admit besides what it admits already. */
export interface Admitted {
  readonly isNull: boolean;
  /** Schemas of values of other types. */
  readonly schemas: readonly Schema[];
  readonly values: readonly unknown[];
}

/** What makes a schema admit more: keys that are taken away first, and what is then put in. */
export interface SchemaChange {
  readonly removed: readonly string[];
  readonly update: Schema;
}

/** Keys that say nothing of what a value may be. */
const annotations = new Set([
  ...['title', 'description', 'default', 'examples', 'example', 'deprecated', 'readOnly'],
  ...['writeOnly', 'externalDocs', '$comment', 'discriminator'],
]);

/** The smallest change that lets a schema admit more; `language` is that of OpenAPI 3.0 where null is no type. */
export function changeSchema(
  schema: Schema,
  { isNull, schemas, values }: Admitted,
  language: 'json-schema' | 'openapi-3.0',
): SchemaChange {
  const listed = literalsOf(schema);
  if (listed !== undefined && schemas.length === 0 && (!isNull || values.length > 0)) {
    return withValues(schema, listed, isNull ? [...values, null] : values);
  }
  const nullable = isNull && language === 'openapi-3.0';
  const missing = flag(nullable && schema['nullable'] !== true);
  const more = [...schemas, ...(isNull && !nullable ? [{ type: 'null' }] : [])];
  const types = plainTypes(more);
  if (types !== undefined && isOpenType(schema)) {
    return { removed: [], update: { ...typeUpdate(schema['type'], types), ...missing } };
  }
  const constraints = Object.entries(schema).filter(
    ([key]) => !annotations.has(key) && !key.startsWith('x-'),
  );
  // What takes anything needs no more.
  if (constraints.length === 0) return { removed: [], update: {} };
  for (const key of ['anyOf', 'oneOf']) {
    const members = schema[key];
    if (!Array.isArray(members)) continue;
    const added = without(more, members);
    return { removed: [], update: { ...(added.length === 0 ? {} : { [key]: added }), ...missing } };
  }
  if (more.length === 0 && !('$ref' in schema)) return { removed: [], update: missing };
  const key = more.length === 0 ? 'allOf' : 'anyOf';
  return {
    removed: constraints.map(([name]) => name),
    update: { [key]: [unwrapped(Object.fromEntries(constraints)), ...more], ...flag(nullable) },
  };
}

/** The schemas but for those that are there: of several alternatives that are meant, one may admit a value that another one does not. */
function without(schemas: readonly Schema[], there: readonly unknown[]): readonly Schema[] {
  const known = new Set(there.map(canonicalJson));
  return schemas.filter((one) => !known.has(canonicalJson(one)));
}

function flag(nullable: boolean): Schema {
  return nullable ? { nullable: true } : {};
}

function withValues(
  schema: Schema,
  listed: readonly unknown[],
  values: readonly unknown[],
): SchemaChange {
  const added = values.filter((one) => !listed.includes(one));
  if (added.length === 0) return { removed: [], update: {} };
  return 'const' in schema
    ? { removed: ['const'], update: { enum: [...listed, ...added] } }
    : { removed: [], update: { enum: added } };
}

/** A schema whose own type says what it admits, so that one more type does. */
function isOpenType(schema: Schema): boolean {
  const others = ['const', 'enum', '$ref', 'allOf', 'anyOf', 'oneOf', 'not', 'if'];
  return schema['type'] !== undefined && others.every((key) => !(key in schema));
}

function plainTypes(schemas: readonly Schema[]): readonly string[] | undefined {
  const types = schemas.flatMap((one) => {
    const { type } = one;
    return Object.keys(one).length === 1 && typeof type === 'string' ? [type] : [];
  });
  return types.length === schemas.length && types.length > 0 ? types : undefined;
}

/** A list is put together with what is there, anything else takes its place. */
function typeUpdate(type: unknown, all: readonly string[]): Schema {
  const known: readonly unknown[] = Array.isArray(type) ? (type as readonly unknown[]) : [type];
  const more = [...new Set(all)].filter((one) => !known.includes(one));
  if (more.length === 0) return {};
  if (Array.isArray(type)) return { type: more };
  // Every integer is a number.
  if (type === 'integer' && more.includes('number')) {
    const others = more.filter((one) => one !== 'number');
    return { type: others.length === 0 ? 'number' : ['number', ...others] };
  }
  return { type: [type, ...more] };
}

function unwrapped(schema: Schema): Schema {
  const { allOf } = schema;
  const [only]: readonly unknown[] = Array.isArray(allOf) ? (allOf as readonly unknown[]) : [];
  const isAlone = Object.keys(schema).length === 1 && Array.isArray(allOf) && allOf.length === 1;
  return isAlone && isRecord(only) ? only : schema;
}
