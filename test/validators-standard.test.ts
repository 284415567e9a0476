import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { StandardSchemaV1 } from '@standard-schema/spec';
import { expect, test } from 'vitest';
import { root } from './output/emit.ts';
import { compileErrors } from './strict-program.ts';
import { documentOf, emitAll } from './validators/emitted.ts';

const document = {
  asyncapi: '3.0.0',
  info: { title: 'Test', version: '1' },
  channels: {
    all: { address: '/', messages: { text: { payload: { $ref: '#/components/schemas/Text' } } } },
  },
  operations: { in: { action: 'receive', channel: { $ref: '#/channels/all' } } },
  components: {
    schemas: {
      Text: {
        type: 'object',
        required: ['type'],
        properties: { type: { const: 'text' }, size: { type: 'integer' } },
      },
    },
  },
};

test('a schema is what Standard Schema says that one is, types and all', async () => {
  const [emitted] = await emitAll([new Map([['document.json', JSON.stringify(document)]])]);
  const spec = 'node_modules/@standard-schema/spec/dist/index.d.ts';
  const use = [
    "import type { StandardSchemaV1 } from './spec.js';",
    "import { textSchema, realtimeServerEventSchema } from './index.js';",
    "import type { Text, RealtimeServerEvent } from './index.js';",
    'type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;',
    'export const text: StandardSchemaV1<Text> = textSchema;',
    'export const all: readonly StandardSchemaV1[] = [textSchema, realtimeServerEventSchema];',
    'export const input: Same<StandardSchemaV1.InferInput<typeof textSchema>, Text> = true;',
    'export const output: Same<StandardSchemaV1.InferOutput<typeof realtimeServerEventSchema>, RealtimeServerEvent> = true;',
    '// @ts-expect-error What comes out is a text, no number.',
    'export const number: StandardSchemaV1<number> = textSchema;',
  ];
  const files = new Map([
    ...(emitted?.files ?? []),
    [
      'spec.ts',
      readFileSync(path.join(root, spec), 'utf8').replace('export {', 'export type {'),
    ] as const,
    ['use.ts', use.join('\n')] as const,
  ]);
  expect(compileErrors(files)).toEqual([]);
});

test('who knows Standard Schema alone gets the value itself, or where something is wrong with it', async () => {
  const [emitted] = await emitAll([new Map([['document.json', JSON.stringify(document)]])]);
  const schema = emitted?.exports['textSchema'] as StandardSchemaV1;
  const placesIn = async (value: unknown): Promise<readonly unknown[]> => {
    const result = await schema['~standard'].validate(value);
    return result.issues === undefined ? [result.value] : result.issues.map((one) => one.path);
  };
  const value = Object.freeze({ type: 'text', size: 1, more: true });
  const [same] = await placesIn(value);
  expect(same).toBe(value);
  expect(await placesIn({ size: 'a' })).toEqual([[], ['size']]);
  expect(schema['~standard']).toMatchObject({ version: 1, vendor: 'wireshape' });
});

test('what alternatives have seen counts where they hold, and kinds of items where they are', async () => {
  const dialect = { $schema: 'https://json-schema.org/draft/2020-12/schema' };
  const integers = { contains: { type: 'integer' } };
  const schemas = [
    { unevaluatedItems: { maxLength: 1 }, anyOf: [true, { items: { type: 'null' }, maxItems: 0 }] },
    { unevaluatedItems: { type: 'string' }, ...integers },
    { unevaluatedItems: false, prefixItems: [true], if: { prefixItems: [true, { const: 1 }] } },
    { unevaluatedItems: false, allOf: [{ prefixItems: [true] }, { items: true, maxItems: 2 }] },
    { unevaluatedProperties: false, if: { required: ['a'], properties: { b: { const: 1 } } } },
    { unevaluatedItems: false, not: { not: { prefixItems: [true] } } },
  ];
  const cases: readonly (readonly (readonly [unknown, boolean])[])[] = [
    [
      [['a'], true],
      [['ab'], false],
      [[], true],
    ],
    [
      [['a', 1], true],
      [['a', 1, 1.5], false],
      [['a'], false],
    ],
    [
      [['a', 1], true],
      [['a', 2], false],
      [['a'], true],
    ],
    [
      [[1, 2], true],
      [[1, 2, 3], false],
    ],
    [
      [{ a: 1, b: 1 }, false],
      [{ b: 1 }, false],
      [{}, true],
    ],
    [
      [[1], false],
      [[], true],
    ],
  ];
  const all = await emitAll(schemas.map((schema) => documentOf({ ...dialect, ...schema })));
  for (const [at, some] of cases.entries()) {
    const validate = all[at]?.validatorOf('T');
    for (const [value, ok] of some)
      expect([schemas[at], value, validate?.(value).ok]).toEqual([schemas[at], value, ok]);
  }
});

test('references follow names and ids within the files of a document', async () => {
  const named = {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: 'https://a.example/root.json',
    type: 'object',
    properties: {
      anchor: { $ref: '#text' },
      id: { $ref: 'https://a.example/other.json' },
      relative: { $ref: 'other.json#/$defs/inner' },
      far: { $ref: 'urn:example:whole' },
      inside: { $ref: 'other.json#text' },
    },
    $defs: {
      text: { $anchor: 'text', type: 'string' },
      other: {
        $id: 'other.json',
        type: 'integer',
        $defs: { inner: { type: 'null' }, text: { $anchor: 'text', type: 'boolean' } },
      },
      urn: { $id: 'urn:example:whole', const: 7 },
      no: { const: { $anchor: 'none', $id: 'https://a.example/none.json' } },
    },
  };
  const dangling = { ...named, properties: { none: { $ref: '#none' } } };
  const all = await emitAll([documentOf(named), documentOf(dangling)]);
  const validate = all[0]?.validatorOf('T');
  expect(validate?.({ anchor: 'a', id: 1, relative: null, far: 7, inside: true })).toMatchObject({
    ok: true,
  });
  const wrong = { anchor: 1, id: 'a', relative: 1, far: 1, inside: 'a' };
  const paths = validate?.(wrong).issues?.map((one) => one.path);
  expect(paths).toEqual(['/anchor', '/id', '/relative', '/far', '/inside']);
  expect(all[1]?.findings).toMatchObject([{ rule: 'ref-dangling', level: 'error' }]);
});

test('a pattern that is none is told where it stands, and nothing is held against it', async () => {
  const schema = {
    type: 'object',
    properties: { a: { type: 'string', pattern: '(' }, b: { pattern: '^\\-$' } },
    patternProperties: { '[': { type: 'string' } },
  };
  const [one] = await emitAll([documentOf(schema)]);
  expect(one?.findings).toMatchObject([
    { rule: 'pattern-invalid', level: 'warning', at: { pointer: '/properties/a/pattern' } },
    { rule: 'pattern-invalid', level: 'warning', at: { pointer: '/patternProperties/[' } },
  ]);
  const paths = one
    ?.validatorOf('T')({ a: 1, b: 'x', '[': 1 })
    .issues?.map(({ path }) => path);
  expect(paths).toEqual(['/a', '/b']);
});
