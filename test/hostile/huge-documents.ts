/** Schemas by name, `A0` the first. */
type Schemas = Readonly<Record<string, unknown>>;

/** A document of one event, whose payload is the schema `A0`. */
function documentOf(schemas: Schemas, channels: object = oneChannel): object {
  return {
    asyncapi: '3.0.0',
    info: { title: 'Huge', version: '1' },
    channels,
    components: { schemas },
  };
}

const oneChannel = {
  c: { address: '/', messages: { m: { payload: { $ref: '#/components/schemas/A0' } } } },
};

function row<T>(count: number, make: (index: number) => T): readonly T[] {
  return Array.from({ length: count }, (_, index) => make(index));
}

/** So many schemas, each made of the next one. */
function chain(make: (next: object) => unknown): object {
  const schemas = row(10_000, (index) => {
    const next = { $ref: `#/components/schemas/A${String(index + 1)}` };
    return [`A${String(index)}`, index === 9_999 ? { type: 'string' } : make(next)] as const;
  });
  return documentOf(Object.fromEntries(schemas));
}

function event(type: unknown, more: object = {}): object {
  return { type: 'object', required: ['type'], properties: { type, ...more } };
}

function channelOf(messages: readonly object[]): object {
  const named = messages.map((payload, index) => [`m${String(index)}`, { payload }] as const);
  return { c: { address: '/', messages: Object.fromEntries(named) } };
}

const text = { type: 'string' };

/** Documents that are made to bring a reader down; what each of them comes to: types, or the rule that refuses it. */
export const hugeDocuments: readonly (readonly [name: string, make: () => object, end: string])[] =
  [
    ['references to references', () => chain((next) => next), 'types'],
    ['references with siblings', () => chain((next) => ({ ...next, description: 'x' })), 'types'],
    [
      'properties',
      () => chain((next) => ({ type: 'object', properties: { next } })),
      'nesting-too-deep',
    ],
    ['lists', () => chain((items) => ({ type: 'array', items })), 'nesting-too-deep'],
    [
      'alternatives',
      () => chain((next) => ({ anyOf: [next, { type: 'null' }] })),
      'nesting-too-deep',
    ],
    [
      'extensions',
      () => chain((next) => ({ allOf: [next, { type: 'object', properties: { a: text } }] })),
      'too-large',
    ],
    [
      'intersections of unions',
      () => {
        const union = (key: number): object => ({
          oneOf: row(6, (value) => ({
            type: 'object',
            properties: { [`k${String(key)}`]: { const: value } },
          })),
        });
        return documentOf({ A0: { allOf: row(12, union) } });
      },
      'types',
    ],
    [
      'a union of 5,000',
      () =>
        documentOf({ A0: { oneOf: row(5_000, (index) => event({ const: index }, { a: text })) } }),
      'types',
    ],
    [
      'a union of 5,000 that nothing tells apart',
      () =>
        documentOf({
          A0: { oneOf: row(5_000, (index) => event(text, { [`k${String(index)}`]: text })) },
        }),
      'types',
    ],
    [
      '5,000 events, half of them loose',
      () =>
        documentOf(
          {},
          channelOf(
            row(5_000, (index) => event(index % 2 === 0 ? text : { const: String(index) })),
          ),
        ),
      'types',
    ],
    [
      '100,000 values',
      () => documentOf({ A0: { enum: row(100_000, (index) => `v${String(index)}`) } }),
      'types',
    ],
    [
      'a comment of 100,000 items',
      () => documentOf({ A0: { ...text, description: '- a\n'.repeat(100_000) } }),
      'types',
    ],
  ];
