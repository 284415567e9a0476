import { isRecord } from '../../generator/base/json.ts';
import type { Material, MutationKind } from './mutations.ts';
import type { OpenSchema } from './schema-places.ts';

/** What may happen to the keys of an object. */
export const fieldKinds: readonly MutationKind[] = [
  {
    name: 'add optional field',
    fits: isObject,
    apply: ({ schema }, { number, schema: added }) => {
      fieldsOf(schema)[newKey(number)] = added;
    },
  },
  {
    name: 'add required field',
    fits: isObject,
    apply: ({ schema }, { number, schema: added }) => {
      fieldsOf(schema)[newKey(number)] = added;
      require(schema, newKey(number));
    },
  },
  {
    name: 'remove field',
    fits: hasFields,
    apply: ({ schema }, { number }) => {
      const key = pick(Object.keys(fieldsOf(schema)), number);
      Reflect.deleteProperty(fieldsOf(schema), key);
      spare(schema, key);
    },
  },
  {
    name: 'rename field',
    fits: hasFields,
    apply: ({ schema }, { number }) => {
      const fields = fieldsOf(schema);
      const key = pick(Object.keys(fields), number);
      const added = `${key}_renamed`;
      schema['properties'] = Object.fromEntries(
        Object.entries(fields).map(([one, value]) => [one === key ? added : one, value]),
      );
      if (requiredOf(schema).includes(key)) {
        spare(schema, key);
        require(schema, added);
      }
    },
  },
  {
    name: 'require field',
    fits: (schema) => optionalKeys(schema).length > 0,
    apply: ({ schema }, { number }) => {
      require(schema, pick(optionalKeys(schema), number));
    },
  },
  {
    name: 'make field optional',
    fits: (schema) => hasFields(schema) && requiredOf(schema).length > 0,
    apply: ({ schema }, { number }) => {
      spare(schema, pick(requiredOf(schema), number));
    },
  },
  {
    name: 'require unknown key',
    fits: isObject,
    apply: ({ schema }, { number }) => {
      require(schema, newKey(number));
    },
  },
  {
    name: 'make field read-only',
    fits: hasFields,
    apply: ({ schema }, material) => setAccess(schema, material, { readOnly: true }),
  },
  {
    name: 'make field write-only',
    fits: hasFields,
    apply: ({ schema }, material) => setAccess(schema, material, { writeOnly: true }),
  },
  {
    name: 'move field',
    fits: (schema) => Object.values(fieldsOf(schema)).some(isObjectSchema),
    apply: ({ schema }, { number }) => {
      const fields = fieldsOf(schema);
      const into = pick(
        Object.keys(fields).filter((key) => isObjectSchema(fields[key])),
        number,
      );
      const key = pick(Object.keys(fields), number >> 3);
      if (key === into) return;
      fieldsOf(fields[into] as OpenSchema)[key] = fields[key];
      Reflect.deleteProperty(fields, key);
      spare(schema, key);
    },
  },
  {
    name: 'close object',
    fits: (schema) => isObject(schema) && schema['additionalProperties'] !== false,
    apply: ({ schema }) => {
      schema['additionalProperties'] = false;
    },
  },
  {
    name: 'open object',
    fits: (schema) => schema['additionalProperties'] !== undefined,
    apply: ({ schema }, { number }) => {
      if (number % 2 === 0) Reflect.deleteProperty(schema, 'additionalProperties');
      else schema['additionalProperties'] = true;
    },
  },
  {
    name: 'type other keys',
    fits: isObject,
    apply: ({ schema }, { schema: value }) => {
      schema['additionalProperties'] = value;
    },
  },
  {
    name: 'object to map',
    fits: hasFields,
    apply: ({ schema }, { schema: value }) => {
      Reflect.deleteProperty(schema, 'properties');
      Reflect.deleteProperty(schema, 'required');
      schema['additionalProperties'] = value;
    },
  },
  {
    name: 'add pattern of keys',
    fits: isObject,
    apply: ({ schema }, { number, schema: value }) => {
      const known = isRecord(schema['patternProperties']) ? schema['patternProperties'] : {};
      schema['patternProperties'] = { ...known, [pick(patterns, number)]: value };
    },
  },
  {
    name: 'remove patterns of keys',
    fits: (schema) => schema['patternProperties'] !== undefined,
    apply: ({ schema }) => {
      Reflect.deleteProperty(schema, 'patternProperties');
    },
  },
];

const patterns = ['^x-', '_id$', '^a', '^x-.*-id$', '.*'];

export function isObject(schema: OpenSchema): boolean {
  return schema['type'] === 'object' || isRecord(schema['properties']);
}

function isObjectSchema(value: unknown): boolean {
  return isRecord(value) && isRecord(value['properties']);
}

function hasFields(schema: OpenSchema): boolean {
  return Object.keys(isRecord(schema['properties']) ? schema['properties'] : {}).length > 0;
}

/** The fields of a schema, to be changed; where it has none yet, a list of them is made. */
function fieldsOf(schema: OpenSchema): OpenSchema {
  if (!isRecord(schema['properties'])) {
    if (schema['type'] !== 'object') return {};
    schema['properties'] = {};
  }
  return schema['properties'] as OpenSchema;
}

function requiredOf(schema: OpenSchema): readonly string[] {
  const { required } = schema;
  return Array.isArray(required) ? required.filter((one) => typeof one === 'string') : [];
}

function optionalKeys(schema: OpenSchema): readonly string[] {
  if (!hasFields(schema)) return [];
  const required = requiredOf(schema);
  return Object.keys(fieldsOf(schema)).filter((key) => !required.includes(key));
}

function require(schema: OpenSchema, key: string): void {
  schema['required'] = [...new Set([...requiredOf(schema), key])];
}

function spare(schema: OpenSchema, key: string): void {
  if (schema['required'] === undefined) return;
  schema['required'] = requiredOf(schema).filter((one) => one !== key);
}

function setAccess(schema: OpenSchema, { number }: Material, access: OpenSchema): void {
  const fields = fieldsOf(schema);
  const key = pick(Object.keys(fields), number);
  const field = fields[key];
  if (!isRecord(field)) return;
  // Beside a reference a keyword may count for nothing.
  fields[key] = '$ref' in field ? { allOf: [field], ...access } : { ...field, ...access };
}

function newKey(number: number): string {
  return pick(['added', 'voice', 'x-added', 'some_id', 'type', 'toString', 'a b'], number);
}

export function pick<T>(from: readonly T[], number: number): T {
  const picked = from[number % from.length];
  if (picked === undefined) throw new Error('there is nothing to pick from');
  return picked;
}
