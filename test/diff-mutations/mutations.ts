import fc from 'fast-check';
import type { Payload } from './bundle.ts';
import { combinationKinds } from './combination-kinds.ts';
import { fieldKinds } from './field-kinds.ts';
import { listKinds } from './list-kinds.ts';
import { proseKinds } from './prose-kinds.ts';
import { schemaPlaces, type OpenSchema, type SchemaPlace } from './schema-places.ts';
import { valueKinds } from './value-kinds.ts';

/** A kind of change that somebody may make to a schema. */
export interface MutationKind {
  readonly name: string;
  readonly fits: (schema: OpenSchema) => boolean;
  /** Changes the schema in place, or what stands in its place. */
  readonly apply: (place: SchemaPlace, material: Material) => void;
}

/** What a change is made with; the same numbers give the same. */
export interface Material {
  readonly number: number;
  /** A schema from a list of plain ones, or a copy of one of the document. */
  readonly schema: unknown;
  /** The name of one of the components, for a `$ref`. */
  readonly component: string;
  readonly components: Record<string, unknown>;
}

export const kinds: readonly MutationKind[] = [
  ...fieldKinds,
  ...valueKinds,
  ...listKinds,
  ...combinationKinds,
  ...proseKinds,
];

/** One random change: of which kind, at which of the places that it fits, and with what. */
export interface Mutation {
  readonly kind: number;
  readonly place: number;
  readonly number: number;
}

/** A pair of versions: a message of a real document, and the same after some changes; or the other way round. */
export interface MutationCase {
  readonly base: number;
  /** Made to both versions, so that they have what few documents have: tuples, patterns of keys, circles. */
  readonly prepared: readonly Mutation[];
  readonly mutations: readonly Mutation[];
  readonly backwards: boolean;
}

export function mutationCases(bases: number): fc.Arbitrary<MutationCase> {
  return fc.record({
    base: fc.nat(bases - 1),
    prepared: fc.array(fc.oneof(mutation, preparation), { maxLength: 2 }),
    mutations: fc.oneof(
      { weight: 3, arbitrary: fc.array(mutation, { minLength: 1, maxLength: 1 }) },
      { weight: 2, arbitrary: fc.array(mutation, { minLength: 2, maxLength: 3 }) },
    ),
    backwards: fc.boolean(),
  });
}

// Without a bias to small numbers: no kind is simpler than another.
const mutation = mutationOf(fc.noBias(fc.nat(kinds.length - 1)));

/** Changes that make what other kinds need and few documents have. */
const preparation = mutationOf(
  fc.constantFrom(
    ...[
      'wrap into tuple',
      'list to tuple',
      'add pattern of keys',
      'type other keys',
      'restrict',
    ].map((name) => kinds.findIndex((kind) => kind.name === name)),
  ),
);

function mutationOf(kind: fc.Arbitrary<number>): fc.Arbitrary<Mutation> {
  return fc.record({ kind, place: fc.noBias(fc.nat(9999)), number: fc.noBias(fc.nat(9999)) });
}

/** The payload after changes, and which of them found a place. */
export function mutate(
  base: Payload,
  mutations: readonly Mutation[],
): { readonly payload: Payload; readonly applied: readonly string[] } {
  const schemas = structuredClone(base.schemas) as Record<string, unknown>;
  const applied: string[] = [];
  for (const { kind, place, number } of mutations) {
    const { name, fits, apply } = kinds[kind]!;
    const all = schemaPlaces(schemas);
    const fitting = all.filter(({ schema }) => fits(schema));
    const found = fitting[place % fitting.length];
    if (found === undefined) continue;
    const names = Object.keys(schemas);
    apply(found, {
      number,
      schema: structuredClone(schemaFor(number, all)),
      component: names[number % names.length]!,
      components: schemas,
    });
    applied.push(name);
  }
  return { payload: { name: base.name, schemas: schemas as Payload['schemas'] }, applied };
}

/** A quarter of them comes from the document itself. */
function schemaFor(number: number, places: readonly SchemaPlace[]): unknown {
  return number % 4 === 0
    ? places[number % places.length]?.schema
    : palette[number % palette.length];
}

const palette: readonly unknown[] = [
  ...['string', 'number', 'integer', 'boolean', 'null', 'object', 'array'].map((type) => ({
    type,
  })),
  { type: ['string', 'null'] },
  { type: ['number', 'boolean'] },
  { const: 'added' },
  { const: null },
  { const: 1 },
  { type: 'string', enum: ['alloy', 'ash', 'coral'] },
  { enum: ['low', 'high', 1, null] },
  { enum: [true] },
  { anyOf: [{ type: 'string' }, { enum: ['auto', 'none'] }] },
  { anyOf: [{ type: 'integer' }, { const: 'inf' }] },
  { type: 'array', items: { type: 'string' } },
  { type: 'array', items: [{ type: 'string' }, { type: 'number' }], minItems: 1 },
  { type: 'object', additionalProperties: { type: 'string' } },
  { type: 'object', additionalProperties: false },
  { type: 'object', properties: { type: { const: 'added' }, text: { type: 'string' } } },
  {
    type: 'object',
    required: ['type', 'id'],
    properties: { type: { const: 'text' }, id: { type: 'string' } },
  },
  { properties: { mode: { enum: ['one', 'two'] } } },
  true,
  false,
  {},
];
