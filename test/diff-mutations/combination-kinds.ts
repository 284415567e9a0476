import { isRecord } from '../../generator/base/json.ts';
import { isObject, pick } from './field-kinds.ts';
import type { MutationKind } from './mutations.ts';
import type { OpenSchema } from './schema-places.ts';

/** What may happen to unions, to what is put together, and to references. */
export const combinationKinds: readonly MutationKind[] = [
  {
    name: 'make union',
    fits: () => true,
    apply: ({ holder, key, schema }, { number, schema: other }) => {
      holder[key] = { [number % 2 === 0 ? 'anyOf' : 'oneOf']: [schema, other] };
    },
  },
  {
    name: 'add member',
    fits: (schema) => unionKey(schema) !== undefined,
    apply: ({ schema }, { number, schema: other, component }) => {
      const added = number % 3 === 0 ? refTo(component) : other;
      setMembers(schema, [...membersOf(schema), added]);
    },
  },
  {
    name: 'remove member',
    fits: (schema) => membersOf(schema).length > 1,
    apply: ({ schema }, { number }) => {
      const members = membersOf(schema);
      setMembers(
        schema,
        members.filter((_, index) => index !== number % members.length),
      );
    },
  },
  {
    name: 'reorder members',
    fits: (schema) => membersOf(schema).length > 1,
    apply: ({ schema }) => {
      setMembers(schema, [...membersOf(schema)].reverse());
    },
  },
  {
    name: 'one of the members',
    fits: (schema) => membersOf(schema).length > 1,
    apply: ({ holder, key, schema }, { number }) => {
      holder[key] = pick(membersOf(schema), number);
    },
  },
  {
    name: 'add part',
    fits: isObject,
    apply: ({ holder, key, schema }, { number, schema: other }) => {
      const part = { type: 'object', properties: { part: other } };
      holder[key] = {
        allOf: [schema, number % 2 === 0 ? part : { ...part, required: ['part'] }],
      };
    },
  },
  {
    name: 'remove part',
    fits: ({ allOf }) => Array.isArray(allOf) && allOf.length > 1,
    apply: ({ schema }, { number }) => {
      const parts = schema['allOf'] as unknown[];
      schema['allOf'] = parts.filter((_, index) => index !== number % parts.length);
    },
  },
  {
    name: 'restrict',
    fits: isObject,
    apply: ({ holder, key, schema }, { schema: other }) => {
      holder[key] = { allOf: [schema, other] };
    },
  },
  {
    name: 'refer elsewhere',
    fits: (schema) => typeof schema['$ref'] === 'string',
    apply: ({ schema }, { component }) => {
      schema['$ref'] = refTo(component).$ref;
    },
  },
  {
    name: 'write out reference',
    fits: (schema) => typeof schema['$ref'] === 'string',
    apply: ({ holder, key, schema }, { components }) => {
      const target = components[String(schema['$ref']).split('/').at(-1) ?? ''];
      if (isRecord(target)) holder[key] = structuredClone(target);
    },
  },
  {
    name: 'give a name',
    fits: (schema) => schema['$ref'] === undefined,
    apply: ({ holder, key, schema }, { number, components }) => {
      if (holder === components) return;
      const name = `Named${String(number)}`;
      components[name] = schema;
      holder[key] = refTo(name);
    },
  },
  {
    name: 'refer back',
    fits: isObject,
    apply: ({ schema }, { number, component }) => {
      const inner =
        number % 2 === 0 ? refTo(component) : { type: 'array', items: refTo(component) };
      schema['properties'] = {
        ...(isRecord(schema['properties']) ? schema['properties'] : {}),
        inner,
      };
    },
  },
];

export function refTo(component: string): { readonly $ref: string } {
  return { $ref: `#/components/schemas/${component.replaceAll('~', '~0').replaceAll('/', '~1')}` };
}

function unionKey(schema: OpenSchema): string | undefined {
  return ['anyOf', 'oneOf'].find((keyword) => Array.isArray(schema[keyword]));
}

function membersOf(schema: OpenSchema): readonly unknown[] {
  const keyword = unionKey(schema);
  return keyword === undefined ? [] : (schema[keyword] as readonly unknown[]);
}

function setMembers(schema: OpenSchema, members: readonly unknown[]): void {
  const keyword = unionKey(schema);
  if (keyword !== undefined) schema[keyword] = members;
}
