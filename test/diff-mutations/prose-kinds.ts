import { isRecord } from '../../generator/base/json.ts';
import { pick } from './field-kinds.ts';
import type { MutationKind } from './mutations.ts';
import type { OpenSchema } from './schema-places.ts';

/** What changes no type of what is received: prose, limits, names and order. A default may spare a sender a field. */
export const proseKinds: readonly MutationKind[] = [
  set('describe', 'description', ['What it is.', 'Something else.', '']),
  set('deprecate', 'deprecated', [true, false]),
  set('give examples', 'examples', [[1], ['a'], []]),
  set('give default', 'default', ['alloy', 1, null, true]),
  set('limit text', 'maxLength', [0, 1, 512]),
  set('limit number', 'maximum', [1, 2.5, 4096]),
  set('limit list', 'maxItems', [10, 20]),
  set('set format', 'format', ['uuid', 'date-time', 'int32']),
  set('set title', 'title', ['Some Title', 'Root']),
  {
    name: 'take prose away',
    fits: (schema) => prose.some((key) => schema[key] !== undefined),
    apply: ({ schema }) => {
      for (const key of prose) Reflect.deleteProperty(schema, key);
    },
  },
  {
    name: 'reorder keys',
    fits: ({ properties }) => isRecord(properties),
    apply: ({ schema }) => {
      schema['properties'] = Object.fromEntries(
        Object.entries(schema['properties'] as OpenSchema).reverse(),
      );
    },
  },
];

const prose = ['description', 'examples', 'default', 'deprecated', 'title'];

function set(name: string, key: string, values: readonly unknown[]): MutationKind {
  return {
    name,
    fits: (schema) => schema['$ref'] === undefined,
    apply: ({ schema }, { number }) => {
      schema[key] = pick(values, number);
    },
  };
}
