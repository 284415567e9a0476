import fc, { type Arbitrary } from 'fast-check';
import { keys, strings } from '../arbitrary-shapes.ts';

/** What would run, were it let out of the literal, comment or name that it is put into; no name of ours is `pwned`. */
const payloads: readonly string[] = [
  '*/ pwned(); /*',
  '*/}; pwned(); export interface X {/**',
  "'; pwned(); '",
  '"; pwned(); "',
  '`; pwned(); `',
  '${pwned()}',
  '`${pwned()}`',
  '\\',
  "\\'; pwned(); //",
  "\n'; pwned(); //",
  '\u2028pwned();\u2029',
  '// pwned()',
  '<!-- pwned() -->',
  '{{pwned}}',
  '{{{pwned}}} {{> banner}}',
  '@see pwned',
  '{@link pwned}',
  '/// <reference path="pwned" />',
  "import('pwned')",
  "'] = pwned(); //",
  '}; pwned();',
  'x: any; pwned',
  'any',
  'eval',
  'constructor',
  'prototype',
  'then',
  '../../pwned',
  '/etc/pwned',
  'C:\\pwned',
  'a/{b}/${pwned()}/`{c}`',
  '{`}{\\}{${}}',
  '',
  ' ',
];

/** Text from a document that means harm. */
export const hostile: Arbitrary<string> = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom(...payloads) },
  { weight: 2, arbitrary: strings },
  {
    weight: 1,
    arbitrary: fc.tuple(fc.constantFrom(...payloads), strings).map((two) => two.join('')),
  },
);

/** Keys of a document's mappings. */
const hostileKeys: Arbitrary<string> = fc.oneof(
  { weight: 3, arbitrary: hostile },
  { weight: 3, arbitrary: fc.stringMatching(/^[a-z][a-zA-Z]{0,8}$/) },
  { weight: 1, arbitrary: keys },
);

/** A mapping over hostile keys; JSON.parse keeps `__proto__` a key like others. */
function mapping<T>(value: Arbitrary<T>, max: number): Arbitrary<Readonly<Record<string, T>>> {
  return fc.array(fc.tuple(hostileKeys, value), { minLength: 1, maxLength: max }).map((entries) => {
    const lines = entries.map(([key, one]) => `${JSON.stringify(key)}:${JSON.stringify(one)}`);
    return JSON.parse(`{${lines.join(',')}}`) as Readonly<Record<string, T>>;
  });
}

const json: Arbitrary<unknown> = fc.oneof(
  hostile,
  fc.integer(),
  fc.constantFrom(null, true, -0.5, 1e30),
  fc.dictionary(fc.constantFrom('a', '__proto__', '*/'), hostile, { maxKeys: 2 }),
  fc.array(hostile, { maxLength: 3 }),
);

const prose = {
  title: hostile,
  description: hostile,
  default: json,
  examples: fc.array(json, { maxLength: 2 }),
  deprecated: fc.boolean(),
};

const { schema: schemas } = fc.letrec<{ schema: object }>((tie) => {
  const inner = tie('schema');
  const said = fc.record(prose, { requiredKeys: [] });
  const kinds: readonly Arbitrary<object>[] = [
    fc.record(
      { type: fc.constant('string'), format: hostile, pattern: hostile, maxLength: fc.nat() },
      { requiredKeys: ['type'] },
    ),
    fc.record({ type: fc.constantFrom('integer', 'boolean', 'null', 'number') }),
    fc.record({ const: fc.oneof(hostile, fc.integer(), fc.constant(null)) }),
    fc.record({ enum: fc.array(fc.oneof(hostile, fc.integer()), { minLength: 1, maxLength: 4 }) }),
    fc.record({ type: fc.constant('array'), items: inner }),
    fc.record({ type: fc.constant('object'), additionalProperties: inner }),
    fc.record({ type: fc.constant('object'), patternProperties: mapping(inner, 2) }),
    fc.record({ oneOf: fc.array(inner, { minLength: 1, maxLength: 3 }) }),
    fc.record({ allOf: fc.array(inner, { minLength: 1, maxLength: 3 }) }),
    mapping(inner, 4).map((properties) => ({
      type: 'object',
      properties,
      required: Object.keys(properties).slice(0, 2),
    })),
  ];
  return {
    schema: fc
      .tuple(fc.oneof({ maxDepth: 4, depthSize: 'small' }, ...kinds), said)
      .map(([kind, words]) => ({ ...words, ...kind })),
  };
});

/** An event: most have a tag, for guards and parsers to be made. */
const payload: Arbitrary<object> = fc.oneof(
  schemas,
  fc.tuple(hostile, mapping(schemas, 3), hostileKeys).map(([tag, properties, key]) => ({
    type: 'object',
    required: ['type'],
    properties: { ...properties, type: { const: tag }, [key]: { enum: [tag] } },
  })),
);

const message = fc.record(
  { name: hostile, title: hostile, summary: hostile, description: hostile, payload },
  { requiredKeys: ['payload'] },
);

const info = fc.record({ title: hostile, version: hostile, description: hostile });

const asyncApi2: Arbitrary<object> = fc.record({
  asyncapi: fc.constant('2.6.0'),
  info,
  channels: mapping(
    fc.record(
      {
        description: hostile,
        publish: fc.record({ operationId: hostile, message }, { requiredKeys: ['message'] }),
        subscribe: fc.record({
          operationId: hostile,
          message: fc.record({ oneOf: fc.array(message, { minLength: 1, maxLength: 3 }) }),
        }),
      },
      { requiredKeys: [] },
    ),
    3,
  ),
  components: fc.record({ schemas: mapping(schemas, 3) }),
});

const asyncApi3: Arbitrary<object> = fc
  .tuple(
    info,
    mapping(
      fc.record(
        {
          address: hostile,
          description: hostile,
          parameters: mapping(fc.record({ enum: fc.array(hostile), description: hostile }), 2),
          messages: mapping(message, 4),
        },
        { requiredKeys: ['messages'] },
      ),
      3,
    ),
    fc.array(fc.tuple(hostileKeys, hostile, fc.constantFrom('send', 'receive'))),
    mapping(schemas, 3),
  )
  .map(([about, channels, operations, components]) => {
    const places = Object.keys(channels).map((key) => ({ $ref: `#/channels/${pointer(key)}` }));
    const entries = operations.map(([key, summary, action], index) => {
      const channel = places[index % places.length];
      const reply = { channel: places[(index + 1) % places.length] };
      return `${JSON.stringify(key)}:${JSON.stringify({ action, channel, summary, reply })}`;
    });
    return {
      asyncapi: '3.0.0',
      info: about,
      channels,
      operations: JSON.parse(`{${entries.join(',')}}`) as object,
      components: { schemas: components },
    };
  });

const openApi: Arbitrary<object> = fc
  .tuple(info, mapping(payload, 3), mapping(schemas, 3))
  .map(([about, webhooks, components]) => ({
    openapi: '3.1.0',
    info: about,
    webhooks: JSON.parse(
      `{${Object.entries(webhooks)
        .map(([key, schema]) => {
          const content = { 'application/json': { schema } };
          return `${JSON.stringify(key)}:${JSON.stringify({ post: { requestBody: { content } } })}`;
        })
        .join(',')}}`,
    ) as object,
    components: { schemas: components },
  }));

/** Documents whose every text means harm. */
export const documents: Arbitrary<object> = fc.oneof(asyncApi3, asyncApi2, openApi);

function pointer(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1').replaceAll('%', '%25');
}
