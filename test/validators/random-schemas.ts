import fc from 'fast-check';
import type { Draft } from './judge.ts';

/** Lists are told by their kinds of items or by their places: where both are, the judge goes wrong. */
interface Dialect {
  readonly draft: Draft;
  readonly lists: 'kinds' | 'places';
}

type Schema = boolean | Readonly<Record<string, unknown>>;

/** What a schema of a draft may hold beside what all drafts have in common. */
const dialects: Readonly<Record<Draft, string>> = {
  draft6: 'http://json-schema.org/draft-06/schema#',
  draft7: 'http://json-schema.org/draft-07/schema#',
  'draft2019-09': 'https://json-schema.org/draft/2019-09/schema',
  'draft2020-12': 'https://json-schema.org/draft/2020-12/schema',
};

/** Keys that are few, so that schemas and values meet; some that objects inherit, some that pointers escape. */
const key = fc.constantFrom('a', 'b', 'c', 'a/b', 'm~n', '__proto', 'length', 'é');

const text = fc.constantFrom('', 'a', 'b', 'ab', 'abc', 'é', '𝒳', '𝒳𝒳', '2024-02-30', '1', 'a b');

const number = fc.oneof(
  fc.integer({ min: -3, max: 6 }),
  fc.constantFrom(0.1, 0.3, 0.5, 1.5, -0, 1e9, 2 ** 31, 1e-7),
);

/** Any JSON, small. */
export const value: fc.Arbitrary<unknown> = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom<unknown>(null, true, false),
    number,
    text,
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(key, tie('value'), { maxKeys: 4, noNullPrototype: true }),
  ),
})).value;

/** Schemas of a draft, which may hold each other by name as far as that has an end. */
export function schemasOf(draft: Draft, lists: 'kinds' | 'places'): fc.Arbitrary<Schema> {
  const names = [0, 1, 2] as const;
  const inner = names.map((at) => schema({ draft, lists }, 2, at));
  const keyword = draft.startsWith('draft20') ? '$defs' : 'definitions';
  const $schema = dialects[draft];
  return fc.tuple(keywords({ draft, lists }, 3, -1), ...inner).map(([root, ...defs]) => ({
    ...root,
    $schema,
    [keyword]: Object.fromEntries(defs.map((one, at) => [`D${String(at)}`, one])),
  }));
}

/** `level` is the place of the definition that the schema stands beside the value of; -1 of the whole. */
function schema(dialect: Dialect, depth: number, level: number): fc.Arbitrary<Schema> {
  const id = `${dialect.draft} ${dialect.lists} ${String(depth)} ${String(level)}`;
  const known = made.get(id);
  if (known !== undefined) return known;
  const arbitrary: fc.Arbitrary<Schema> = fc.oneof(
    { weight: 1, arbitrary: fc.boolean() },
    { weight: 12, arbitrary: depth <= 0 ? simple() : keywords(dialect, depth, level) },
  );
  made.set(id, arbitrary);
  return arbitrary;
}

const made = new Map<string, fc.Arbitrary<Schema>>();

const typeNames = ['null', 'boolean', 'object', 'array', 'number', 'string', 'integer'];

function simple(): fc.Arbitrary<Schema> {
  return fc.oneof(
    fc.record({ type: fc.constantFrom(...typeNames) }),
    fc.record({
      type: fc.uniqueArray(fc.constantFrom(...typeNames), { minLength: 1, maxLength: 3 }),
    }),
    fc.record({ const: value }),
    fc.record({
      enum: fc.uniqueArray(value, { minLength: 1, maxLength: 8, selector: JSON.stringify }),
    }),
    fc.record({ minimum: number }),
    fc.record({ exclusiveMaximum: number, type: fc.constant('number') }),
    fc.record({ multipleOf: fc.constantFrom(1, 2, 0.1, 0.5, 1e-7) }),
    fc.record({ minLength: fc.nat(2), maxLength: fc.nat(2) }),
    fc.record({ pattern }),
    fc.record({ format: fc.constantFrom('date', 'uuid', 'unknown-to-all') }),
    fc.record({ required: fc.uniqueArray(key, { maxLength: 2 }) }),
  );
}

const pattern = fc.constantFrom('^a', 'b$', '^.$', '^\\p{L}+$', '[^a]', '\\d', '^(a|b)*$');

function keywords(
  dialect: Dialect,
  depth: number,
  level: number,
): fc.Arbitrary<Readonly<Record<string, unknown>>> {
  const { draft, lists } = dialect;
  const late = draft.startsWith('draft20');
  const child = schema(dialect, depth - 1, -1);
  const beside = schema(dialect, depth - 1, level);
  const list = fc.array(beside, { minLength: 1, maxLength: 3 });
  const root = late ? '$defs' : 'definitions';
  // A reference beside the value leads further down, so that none leads back to itself.
  const refs = [0, 1, 2].filter((at) => at > level).map((at) => `#/${root}/D${String(at)}`);
  const count = fc.nat(3);
  const patterns = fc.dictionary(pattern, child, { maxKeys: 2, noNullPrototype: true });
  const rare: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
    properties: fc.dictionary(key, child, { maxKeys: 3, noNullPrototype: true }),
    additionalProperties: child,
    propertyNames: beside,
    required: fc.uniqueArray(key, { maxLength: 2 }),
    minProperties: count,
    maxProperties: count,
    minItems: count,
    maxItems: count,
    uniqueItems: fc.boolean(),
    allOf: list,
    anyOf: list,
    oneOf: list,
    not: beside,
    // What conditions and patterns have seen beside something that does not hold, the judge does not forget.
    ...(late && lists === 'places'
      ? {}
      : { if: beside, then: beside, else: beside, patternProperties: patterns }),
    ...(refs.length === 0 ? {} : { $ref: fc.constantFrom(...refs) }),
    ...(lists === 'kinds' ? { contains: child, items: child } : placesOf(draft, child)),
    ...(late
      ? {
          dependentRequired: fc.dictionary(key, fc.uniqueArray(key, { maxLength: 2 }), {
            maxKeys: 2,
            noNullPrototype: true,
          }),
          dependentSchemas: fc.dictionary(key, beside, { maxKeys: 2, noNullPrototype: true }),
          ...(lists === 'kinds'
            ? { minContains: count, maxContains: count }
            : { unevaluatedProperties: child }),
        }
      : {
          dependencies: fc.dictionary(
            key,
            fc.oneof(beside, fc.uniqueArray(key, { maxLength: 2 })),
            { maxKeys: 2, noNullPrototype: true },
          ),
        }),
  };
  const some = fc.uniqueArray(fc.constantFrom(...Object.keys(rare)), { maxLength: 4 });
  return some.chain((chosen) => {
    const entries = chosen.map((one) => [one, rare[one] ?? fc.constant(true)] as const);
    const record = fc.record(Object.fromEntries(entries));
    const both = fc.tuple(simple(), record).map(([a, b]) => Object.assign({}, a, b));
    return fc
      .oneof(record, both)
      .map((made) => (late ? judgeable(made) : judgeable(untyped(made))));
  });
}

/** Early drafts do not read what stands beside a reference, and the judge does read `type`. */
function untyped(given: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  if (given['$ref'] === undefined) return given;
  return Object.fromEntries(Object.entries(given).filter(([keyword]) => keyword !== 'type'));
}

/** Whether an empty list holds a kind of item, the judge now and then says as of the list before. */
function judgeable(given: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const { contains, minItems } = given;
  return contains === undefined || Number(minItems) > 0 ? given : { ...given, minItems: 1 };
}

function placesOf(
  draft: Draft,
  child: fc.Arbitrary<Schema>,
): Readonly<Record<string, fc.Arbitrary<unknown>>> {
  const places = fc.array(child, { minLength: 1, maxLength: 3 });
  return draft === 'draft2020-12'
    ? { prefixItems: places, items: child }
    : { items: fc.oneof(child, places), additionalItems: child };
}
