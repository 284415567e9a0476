import { isRecord } from '../../generator/base/json.ts';
import { pick } from './field-kinds.ts';
import type { MutationKind } from './mutations.ts';
import type { OpenSchema } from './schema-places.ts';

/** What may happen to the values of a scalar, a literal or an enum, and to null. */
export const valueKinds: readonly MutationKind[] = [
  {
    name: 'add null',
    fits: (schema) => !takesNull(schema),
    apply: ({ holder, key, schema }, { number }) => {
      const { type, enum: values } = schema;
      if (typeof type === 'string' && number % 3 > 0) {
        schema['type'] = [type, 'null'];
        if (Array.isArray(values)) schema['enum'] = [...(values as unknown[]), null];
      } else holder[key] = { anyOf: [schema, { type: 'null' }] };
    },
  },
  {
    name: 'remove null',
    fits: takesNull,
    apply: ({ schema }) => {
      const { type, enum: values } = schema;
      if (Array.isArray(type)) schema['type'] = type.filter((one) => one !== 'null');
      if (Array.isArray(values)) schema['enum'] = values.filter((one) => one !== null);
      for (const keyword of ['anyOf', 'oneOf']) {
        const members = schema[keyword];
        if (Array.isArray(members)) schema[keyword] = members.filter((one) => !isNullSchema(one));
      }
    },
  },
  {
    name: 'add value',
    fits: (schema) => valuesOf(schema).length > 0,
    apply: ({ schema }, { number }) => {
      const type = typeof valuesOf(schema)[0];
      const added = type === 'number' ? number + 1000 : `value-${String(number % 3)}`;
      schema['enum'] = [...new Set([...valuesOf(schema), added])];
    },
  },
  {
    name: 'remove value',
    fits: (schema) => valuesOf(schema).length > 1,
    apply: ({ schema }, { number }) => {
      const values = valuesOf(schema);
      schema['enum'] = values.filter((_, index) => index !== number % values.length);
    },
  },
  {
    name: 'open values',
    fits: (schema) => valuesOf(schema).length > 0,
    apply: ({ holder, key, schema }, { number }) => {
      if (number % 2 === 0) holder[key] = { anyOf: [{ type: 'string' }, schema] };
      else {
        schema['x-extensible-enum'] = schema['enum'];
        Reflect.deleteProperty(schema, 'enum');
        schema['type'] = 'string';
      }
    },
  },
  {
    name: 'close values',
    fits: (schema) => openValues(schema) !== undefined,
    apply: ({ holder, key, schema }) => {
      holder[key] = openValues(schema);
    },
  },
  {
    name: 'string to enum',
    fits: (schema) => schema['type'] === 'string' && schema['enum'] === undefined,
    apply: ({ schema }, { number }) => {
      schema['enum'] = ['one', 'two', 'three'].slice(number % 3);
    },
  },
  {
    name: 'enum to string',
    fits: (schema) => valuesOf(schema).length > 0,
    apply: ({ schema }) => {
      Reflect.deleteProperty(schema, 'enum');
      schema['type'] = 'string';
    },
  },
  {
    name: 'change literal',
    fits: (schema) => schema['const'] !== undefined,
    apply: ({ schema }, { number }) => {
      schema['const'] = pick(['other', 'done', 2, false, null], number);
      Reflect.deleteProperty(schema, 'type');
    },
  },
  {
    name: 'literal to values',
    fits: (schema) => schema['const'] !== undefined,
    apply: ({ schema }) => {
      schema['enum'] = [schema['const'], 'another'];
      Reflect.deleteProperty(schema, 'const');
    },
  },
  {
    name: 'swap type',
    fits: (schema) => typeof schema['type'] === 'string' && schema['type'] !== 'object',
    apply: ({ holder, key }, { number }) => {
      holder[key] = { type: pick(['string', 'number', 'integer', 'boolean', 'object'], number) };
    },
  },
  {
    name: 'integer to number and back',
    fits: ({ type }) => type === 'integer' || type === 'number',
    apply: ({ schema }) => {
      schema['type'] = schema['type'] === 'integer' ? 'number' : 'integer';
    },
  },
  {
    name: 'add type',
    fits: (schema) => typeof schema['type'] === 'string' && schema['enum'] === undefined,
    apply: ({ schema }, { number }) => {
      const added = pick(['string', 'number', 'boolean', 'object', 'array'], number);
      schema['type'] = [...new Set([schema['type'], added])];
    },
  },
  {
    name: 'replace schema',
    fits: () => true,
    apply: ({ holder, key }, { schema }) => {
      holder[key] = schema;
    },
  },
  {
    name: 'any value',
    fits: () => true,
    apply: ({ holder, key }) => {
      holder[key] = {};
    },
  },
];

function valuesOf(schema: OpenSchema): readonly unknown[] {
  return Array.isArray(schema['enum']) ? (schema['enum'] as unknown[]) : [];
}

function takesNull(schema: OpenSchema): boolean {
  const { type, anyOf, oneOf } = schema;
  const members: readonly unknown[] = [anyOf, oneOf].flat();
  return (
    (Array.isArray(type) && type.includes('null')) ||
    valuesOf(schema).includes(null) ||
    members.some(isNullSchema)
  );
}

function isNullSchema(schema: unknown): boolean {
  return isRecord(schema) && schema['type'] === 'null';
}

/** The known values of an open enum that is written as a choice. */
function openValues(schema: OpenSchema): unknown {
  const { anyOf } = schema;
  if (!Array.isArray(anyOf)) return undefined;
  const strings = anyOf.some((one) => isRecord(one) && one['type'] === 'string' && !one['enum']);
  return strings ? anyOf.find((one) => isRecord(one) && Array.isArray(one['enum'])) : undefined;
}
