import fc, { type Arbitrary } from 'fast-check';
import { documentOf, literal, object, type Schema } from '../output/document.ts';

/** The document of a version before and of one after, with as many events as there are pairs. */
export interface Versions {
  readonly before: object;
  readonly after: object;
  readonly events: readonly string[];
}

const literals = fc.constantFrom('a', 'b', 'c', 1, 2, true, false, null);
const shared = ['S0', 'S1', 'S2', 'S3'];
const refs = fc.constantFrom(...shared.map((name) => `#/components/schemas/${name}`));

const leaf: Arbitrary<Schema> = fc.oneof(
  fc.constantFrom<Schema>(
    { type: 'string' },
    { type: 'number' },
    { type: 'integer' },
    { type: 'boolean' },
    { type: ['string', 'null'] },
    {},
  ),
  literals.map(literal),
  fc.uniqueArray(literals, { minLength: 2, maxLength: 4 }).map((values) => ({ enum: values })),
  fc.constantFrom('b', 'c').map((more) => ({ anyOf: [{ type: 'string' }, { enum: ['a', more] }] })),
  refs.map((target) => ({ $ref: target })),
);

/** A field's schema, with what may be said of the field. */
function fieldOf(schema: Arbitrary<Schema>): Arbitrary<Schema> {
  const said = fc.constantFrom(
    {},
    {},
    {},
    { readOnly: true },
    { writeOnly: true },
    { default: 'a' },
  );
  return fc.tuple(schema, said).map(([one, more]) => {
    return typeof one === 'object' && !Object.hasOwn(one, '$ref') ? { ...one, ...more } : one;
  });
}

function objectOf(schema: Arbitrary<Schema>, tag?: string): Arbitrary<Schema> {
  const keys = fc.uniqueArray(fc.constantFrom('k', 'l', 'm', 'x-a', 'toString', 'length'), {
    minLength: tag === undefined ? 1 : 0,
    maxLength: 3,
  });
  const others = fc.constantFrom<'unsaid' | 'refused' | 'typed'>(
    'unsaid',
    'unsaid',
    'unsaid',
    'refused',
    'typed',
  );
  const more = fc.record({
    others,
    rest: schema,
    spelt: fc.option(schema, { freq: 10 }),
    type: fc.nat(12),
  });
  const fields = fc.array(fc.tuple(fieldOf(schema), fc.boolean()), { minLength: 3, maxLength: 3 });
  return fc.tuple(keys, fields, more).map(([names, held, { others: rule, rest, spelt, type }]) => {
    const told = names.map((key, place) => [key, held[place]?.[0] ?? {}] as const);
    const required = names.filter((_, place) => held[place]?.[1] === true);
    return {
      ...(type === 0 ? {} : { type: 'object' }),
      properties: {
        ...(tag === undefined ? {} : { type: literal(tag) }),
        ...Object.fromEntries(told),
      },
      ...(tag === undefined && required.length === 0
        ? {}
        : { required: tag === undefined ? required : ['type', ...required] }),
      ...(rule === 'unsaid' ? {} : { additionalProperties: rule === 'refused' ? false : rest }),
      ...(spelt === null ? {} : { patternProperties: { '^x-': spelt } }),
    };
  });
}

/** Schemas of most kinds inside each other, to a depth of about three. */
const { schema } = fc.letrec<{ schema: Schema }>((tie) => {
  const inner = tie('schema');
  return {
    schema: fc.oneof(
      { maxDepth: 3, depthSize: 'small' },
      { weight: 3, arbitrary: leaf },
      inner.map((items) => ({ type: 'array', items })),
      inner.map((value) => ({ type: 'object', additionalProperties: value })),
      fc.tuple(inner, inner, fc.nat(2), fc.boolean()).map(([one, two, least, open]) => {
        return { type: 'array', items: [one, two], minItems: least, additionalItems: open };
      }),
      { weight: 3, arbitrary: objectOf(inner) },
      {
        weight: 2,
        arbitrary: fc.tuple(objectOf(inner, 'p'), objectOf(inner, 'q')).map((anyOf) => ({ anyOf })),
      },
      fc.tuple(inner, inner).map((anyOf) => ({ anyOf })),
    ),
  };
});

/** A change to a schema somewhere inside; the schema as it is where the change means nothing there. */
const changes: Arbitrary<(one: Schema) => Schema> = fc.oneof(
  leaf.map((other) => () => other),
  fc.constant((one: Schema) => ({ anyOf: [one, { type: 'null' }] })),
  literals.map(
    (value) => (one: Schema) => edit(one, 'enum', (values) => [...new Set([...values, value])]),
  ),
  fc.constant((one: Schema) =>
    edit(one, 'enum', (values) => values.slice(0, Math.max(1, values.length - 1))),
  ),
  leaf.map((member) => (one: Schema) => edit(one, 'anyOf', (members) => [...members, member])),
  fc
    .nat(2)
    .map(
      (place) => (one: Schema) =>
        edit(one, 'anyOf', (members) =>
          members.length < 2
            ? members
            : members.filter((_, index) => index !== place % members.length),
        ),
    ),
  fc.tuple(fc.constantFrom('k', 'l', 'm'), leaf).map(
    ([key, field]) =>
      (one: Schema) =>
        withField(one, key, field),
  ),
  fc.constantFrom('k', 'l', 'm').map((key) => (one: Schema) => withRequired(one, key)),
);

function edit(
  one: Schema,
  keyword: string,
  change: (list: readonly unknown[]) => readonly unknown[],
): Schema {
  const list = typeof one === 'object' ? one[keyword] : undefined;
  return typeof one === 'object' && Array.isArray(list) ? { ...one, [keyword]: change(list) } : one;
}

function withField(one: Schema, key: string, field: Schema): Schema {
  if (typeof one !== 'object' || one['properties'] === undefined) return one;
  const { [key]: known, ...others } = one['properties'] as Readonly<Record<string, Schema>>;
  if (known === undefined) return { ...one, properties: { ...others, [key]: field } };
  const required = requiredOf(one).filter((name) => name !== key);
  return {
    ...one,
    properties: others,
    ...(required.length > 0 ? { required } : { required: undefined }),
  };
}

function withRequired(one: Schema, key: string): Schema {
  if (typeof one !== 'object' || one['properties'] === undefined) return one;
  if (!Object.hasOwn(one['properties'] as object, key)) return one;
  const names = requiredOf(one);
  const required = names.includes(key) ? names.filter((name) => name !== key) : [...names, key];
  return { ...one, required: required.length === 0 ? undefined : required };
}

function requiredOf(one: Readonly<Record<string, unknown>>): readonly string[] {
  return Array.isArray(one['required']) ? (one['required'] as string[]) : [];
}

/** A schema with a change made where a number leads to. */
function changeInside(one: Schema, place: number, change: (one: Schema) => Schema): Schema {
  let countdown = place % countOf(one);
  const visit = (node: unknown): unknown => {
    if (Array.isArray(node)) return node.map(visit);
    if (typeof node !== 'object' || node === null) return node;
    const isHere = isSchema(node) && countdown === 0;
    if (isSchema(node)) countdown -= 1;
    if (isHere) return change(node as Schema);
    return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, visit(value)]));
  };
  return visit(one) as Schema;
}

const keywords = ['type', 'const', 'enum', 'anyOf', '$ref', 'properties'];

function isSchema(node: object): boolean {
  return keywords.some((keyword) => Object.hasOwn(node, keyword) && !isProperty(node, keyword));
}

/** `type` may be a property that is called so. */
function isProperty(node: object, keyword: string): boolean {
  const value = (node as Readonly<Record<string, unknown>>)[keyword];
  return keyword === 'type' && typeof value === 'object' && !Array.isArray(value);
}

function countOf(one: Schema): number {
  let count = 0;
  JSON.stringify(one, (_, node: unknown) => {
    if (typeof node === 'object' && node !== null && !Array.isArray(node) && isSchema(node))
      count += 1;
    return node;
  });
  return Math.max(1, count);
}

const pairs = fc
  .tuple(schema, fc.nat(40), changes, fc.nat(9), schema)
  .map(([before, place, change, chance, other]) => {
    return { before, after: chance === 0 ? other : changeInside(before, place, change) };
  });

/** Two versions of an API: so many events with a payload each, half of them sent, over four schemas that they share. */
export function versionsOf(count: number): Arbitrary<Versions> {
  const list = fc.array(pairs, { minLength: count, maxLength: count });
  const bases = fc.array(
    fc.oneof(
      pairs,
      schema.map((one) => ({ before: one, after: one })),
    ),
    {
      minLength: shared.length,
      maxLength: shared.length,
    },
  );
  return fc.tuple(list, bases).map(([events, common]) => {
    const names = events.map((_, index) => `E${String(index)}`);
    const half = Math.floor(count / 2);
    const version = (which: 'before' | 'after'): object => {
      const own = events.map((pair, index) => {
        return [
          names[index] ?? '',
          object({ type: literal(`e${String(index)}`), v: pair[which] }),
        ] as const;
      });
      const base = common.map((pair, index) => [shared[index] ?? '', held(pair[which])] as const);
      const schemas: Record<string, Schema> = Object.fromEntries([...base, ...own]);
      return documentOf(schemas, names.slice(0, half), names.slice(half));
    };
    return { before: version('before'), after: version('after'), events: names };
  });
}

/** In a key, so that no schema that others share is one of its own alternatives. */
function held(one: Schema): Schema {
  return object({ held: one }, []);
}
