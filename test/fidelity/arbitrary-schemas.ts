import fc, { type Arbitrary } from 'fast-check';

type Schema = boolean | Readonly<Record<string, unknown>>;

const keys = fc.constantFrom('a', 'b', 'x-a', 'x-b', 'long key', 'toString', 'ab');
const expressions = fc.constantFrom('^x-', 'a$', '.*', '^(a|b)$', '^[a-z]+$', 'b', '^x-.*a$', 'a*');
const values = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom('a', 'b', '', 'long key') },
  { weight: 3, arbitrary: fc.constantFrom(0, 1, -1, 2, 3.5, 2 ** 60) },
  { weight: 2, arbitrary: fc.constantFrom(true, false, null) },
);

/** Any JSON value over the same few keys and values as the schemas. */
const { json: jsonValues } = fc.letrec<{ json: unknown }>((tie) => ({
  json: fc.oneof(
    { maxDepth: 2, depthSize: 'small' },
    { weight: 3, arbitrary: values },
    fc.array(tie('json'), { maxLength: 3 }),
    fc.dictionary(keys, tie('json'), { maxKeys: 4 }),
  ),
}));

const types = fc.constantFrom('string', 'number', 'integer', 'boolean', 'null', 'array', 'object');

/** Schemas of draft 7 over all keywords that shape types; objects say that they are, and have a key that must be there. */
const { schema: schemas } = fc.letrec<{ schema: Schema }>((tie) => {
  const inner = tie('schema');
  const optional = <T>(one: Arbitrary<T>): Arbitrary<T | undefined> =>
    fc.oneof({ weight: 3, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: one });
  const record = (fields: Record<string, Arbitrary<unknown>>): Arbitrary<Schema> =>
    fc
      .record(fields)
      .map((one) =>
        Object.fromEntries(Object.entries(one).filter(([, value]) => value !== undefined)),
      );
  const few = (max: number): Arbitrary<Schema[]> =>
    fc.array(inner, { minLength: 1, maxLength: max });
  const mapOf = (key: Arbitrary<string>): Arbitrary<Record<string, Schema>> =>
    fc.dictionary(key, inner, { minKeys: 1, maxKeys: 2 });
  const leaf = fc.oneof(
    types.map((type): Schema => ({ type })),
    fc.uniqueArray(types, { minLength: 1, maxLength: 3 }).map((type): Schema => ({ type })),
    jsonValues.map((value): Schema => ({ const: value })),
    fc.array(jsonValues, { minLength: 1, maxLength: 3 }).map((all): Schema => ({ enum: all })),
    fc.constantFrom<Schema>(true, false, {}, { minimum: 1 }, { type: 'string', minLength: 2 }),
  );
  const list = record({
    type: optional(fc.constant('array')),
    items: fc.oneof(inner, few(3)),
    additionalItems: optional(inner),
    contains: optional(inner),
    minItems: optional(fc.nat(3)),
    maxItems: optional(fc.integer({ min: 1, max: 3 })),
  });
  const object = record({
    type: fc.constant('object'),
    properties: fc.oneof(mapOf(keys), fc.constant(undefined)),
    required: fc.uniqueArray(keys, { minLength: 1, maxLength: 2 }),
    additionalProperties: optional(inner),
    patternProperties: optional(mapOf(expressions)),
    propertyNames: optional(
      fc.constantFrom<Schema>({ pattern: '^x-' }, { enum: ['a', 'b', 'x-a'] }, { maxLength: 2 }),
    ),
    dependencies: optional(
      fc.dictionary(keys, fc.oneof(fc.uniqueArray(keys, { maxLength: 2 }), inner), { maxKeys: 2 }),
    ),
  });
  const choice = record({
    type: optional(fc.constantFrom('string', 'object', ['string', 'null'])),
    allOf: optional(few(2)),
    anyOf: optional(few(2)),
    oneOf: optional(few(2)),
    not: optional(inner),
    if: optional(inner),
    then: optional(inner),
    else: optional(inner),
  });
  return {
    schema: fc.oneof(
      { maxDepth: 2, depthSize: 'small' },
      { weight: 3, arbitrary: leaf },
      { weight: 3, arbitrary: object },
      { weight: 2, arbitrary: list },
      { weight: 3, arbitrary: choice },
      fc.constantFrom<Schema>({ $ref: '#/definitions/one' }, { $ref: '#/definitions/two' }),
    ),
  };
});

/** A schema with definitions that it may refer to, and some values. Between a definition and itself stand an item or a key. */
export const cases: Arbitrary<{ readonly schema: Schema; readonly values: readonly unknown[] }> =
  fc.record({
    schema: fc.tuple(schemas, schemas, schemas).map(([schema, item, value]): Schema => {
      const one = { type: 'array', items: item };
      const two = { type: 'object', required: ['a'], properties: { a: value } };
      return typeof schema === 'boolean' ? schema : { ...schema, definitions: { one, two } };
    }),
    values: fc.array(jsonValues, { minLength: 20, maxLength: 20 }),
  });
