import type { MutationKind } from './mutations.ts';
import type { OpenSchema } from './schema-places.ts';

/** What may happen to lists and tuples. */
export const listKinds: readonly MutationKind[] = [
  {
    name: 'wrap into list',
    fits: () => true,
    apply: ({ holder, key, schema }) => {
      holder[key] = { type: 'array', items: schema };
    },
  },
  {
    name: 'unwrap list',
    fits: ({ items }) => typeof items === 'object' && !Array.isArray(items),
    apply: ({ holder, key, schema }) => {
      holder[key] = schema['items'];
    },
  },
  {
    name: 'item or list',
    fits: () => true,
    apply: ({ holder, key, schema }) => {
      holder[key] = { anyOf: [schema, { type: 'array', items: structuredClone(schema) }] };
    },
  },
  {
    name: 'change item',
    fits: ({ items }) => items !== undefined && !Array.isArray(items),
    apply: ({ schema }, { schema: item }) => {
      schema['items'] = item;
    },
  },
  {
    name: 'list to tuple',
    fits: isList,
    apply: ({ schema }, { number, schema: other }) => {
      const item = schema['items'] ?? {};
      schema['items'] = [item, other].slice(0, 1 + (number % 2));
      schema['minItems'] = number % 3;
      if (number % 5 === 0) schema['additionalItems'] = false;
    },
  },
  {
    name: 'wrap into tuple',
    fits: () => true,
    apply: ({ holder, key, schema }, { number, schema: other }) => {
      holder[key] = { type: 'array', items: [schema, other], minItems: number % 3 };
      if (number % 5 === 0) holder[key] = { ...(holder[key] as object), additionalItems: false };
    },
  },
  {
    name: 'add place',
    fits: isTuple,
    apply: ({ schema }, { schema: place }) => {
      schema['items'] = [...(schema['items'] as unknown[]), place];
    },
  },
  {
    name: 'remove place',
    fits: isTuple,
    apply: ({ schema }) => {
      schema['items'] = (schema['items'] as unknown[]).slice(0, -1);
    },
  },
  {
    name: 'change what follows places',
    fits: isTuple,
    apply: ({ schema }, { schema: rest }) => {
      schema['additionalItems'] = rest;
    },
  },
  {
    name: 'require places',
    fits: isTuple,
    apply: ({ schema }, { number }) => {
      schema['minItems'] = number % 3;
    },
  },
  {
    name: 'fix length',
    fits: isList,
    apply: ({ schema }, { number }) => {
      schema['minItems'] = 1 + (number % 3);
      schema['maxItems'] = schema['minItems'];
    },
  },
];

function isList(schema: OpenSchema): boolean {
  return schema['type'] === 'array' && !Array.isArray(schema['items']);
}

function isTuple(schema: OpenSchema): boolean {
  return Array.isArray(schema['items']) && schema['items'].length > 0;
}
