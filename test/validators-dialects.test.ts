import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { expect, test } from 'vitest';
import { isRecord } from '../generator/base/json.ts';
import { root } from './output/emit.ts';
import { compileErrors } from './strict-program.ts';
import { documentOf, emitAll, type Emitted } from './validators/emitted.ts';
import { createAjv, judgeOf } from './validators/judge.ts';
import { groupsIn } from './validators/suite.ts';

const draft4 = 'http://json-schema.org/draft-04/schema#';
const draft7 = 'http://json-schema.org/draft-07/schema#';
const draft2019 = 'https://json-schema.org/draft/2019-09/schema';
const draft2020 = 'https://json-schema.org/draft/2020-12/schema';

type Values = readonly unknown[];

/** A document whose payload is a schema in a format, with another schema in a file beside it. */
function withFormat(schemaFormat: string, schema: object): ReadonlyMap<string, string> {
  const payload = { schemaFormat, schema };
  const document = {
    asyncapi: '3.0.0',
    info: { title: 'Test', version: '1' },
    channels: { all: { address: '/', messages: { T: { payload } } } },
    operations: { in: { action: 'receive', channel: { $ref: '#/channels/all' } } },
  };
  const other = { type: 'object', dependentRequired: { a: ['b'] } };
  return new Map([
    ['document.json', JSON.stringify(document)],
    ['other.json', JSON.stringify(other)],
  ]);
}

function openApi(version: string, T: object, more: object = {}): ReadonlyMap<string, string> {
  const schema = { $ref: '#/components/schemas/T' };
  const requestBody = { content: { 'application/json': { schema } } };
  const told = { t: { post: { requestBody, responses: { 200: { description: 'Fine.' } } } } };
  const webhooks = version.startsWith('3.0') ? { 'x-webhooks': told } : { webhooks: told };
  const info = { title: 'Test', version: '1' };
  const Base = { type: 'string', maxLength: 3 };
  const components = { schemas: { T, Base } };
  const document = { openapi: version, info, paths: {}, ...webhooks, components, ...more };
  return new Map([['document.json', JSON.stringify(document)]]);
}

const dependent = { type: 'object', dependentRequired: { a: ['b'] } };
const longBase = { $ref: '#/components/schemas/Base', minLength: 2 };

/** What is read in which dialect: a document, values that are right, values that are wrong, and the keywords that are told to say nothing. */
const cases: readonly (readonly [
  string,
  ReadonlyMap<string, string>,
  { readonly right: Values; readonly wrong: Values; readonly foreign?: readonly string[] },
])[] = [
  ['no draft: keywords of all', documentOf(dependent), { right: [{ b: 1 }], wrong: [{ a: 1 }] }],
  [
    'draft 7 in $schema',
    documentOf({ $schema: draft7, ...dependent }),
    { right: [{ a: 1 }], wrong: [1], foreign: ['/dependentRequired'] },
  ],
  [
    '2019-09 in $schema',
    documentOf({ $schema: draft2019, ...dependent, prefixItems: [{ type: 'string' }] }),
    { right: [{ b: 1 }], wrong: [{ a: 1 }], foreign: ['/prefixItems'] },
  ],
  [
    'draft 7 inside 2020-12',
    documentOf({
      $schema: draft2020,
      properties: { old: { $schema: draft7, ...dependent }, late: dependent },
    }),
    {
      right: [{ old: { a: 1 } }],
      wrong: [{ late: { a: 1 } }],
      foreign: ['/properties/old/dependentRequired'],
    },
  ],
  [
    'draft 7 as the format of a payload',
    withFormat('application/schema+json;version=draft-07', dependent),
    {
      right: [{ a: 1 }],
      wrong: [1],
      foreign: ['/channels/all/messages/T/payload/schema/dependentRequired'],
    },
  ],
  [
    'draft 7 as the format of a payload in another file',
    withFormat('application/schema+json;version=draft-07', { $ref: './other.json' }),
    { right: [{ a: 1 }], wrong: [1], foreign: ['/dependentRequired'] },
  ],
  [
    '2019-09 as the format of a payload',
    withFormat('application/schema+json;version=2019-09', dependent),
    { right: [{ b: 1 }], wrong: [{ a: 1 }] },
  ],
  [
    'a keyword that is called as one, and a value that looks like a schema',
    documentOf({
      $schema: draft7,
      properties: { prefixItems: { type: 'string' }, v: { const: { minContains: 1 } } },
    }),
    {
      right: [{ prefixItems: 'a', v: { minContains: 1 } }],
      wrong: [{ prefixItems: 1 }, { v: {} }],
    },
  ],
  [
    'OpenAPI 3.1, which is 2020-12',
    openApi('3.1.0', longBase),
    { right: ['ab'], wrong: ['a', 'abcd'] },
  ],
  [
    'OpenAPI 3.1 in draft 7',
    openApi(
      '3.1.0',
      { type: 'array', items: longBase, prefixItems: [{ type: 'number' }] },
      { jsonSchemaDialect: draft7 },
    ),
    { right: [['a']], wrong: [[1], ['abcd']], foreign: ['/components/schemas/T/prefixItems'] },
  ],
  [
    'OpenAPI 3.0: limits that are out, and null',
    openApi('3.0.3', { type: 'number', minimum: 0, exclusiveMinimum: true, nullable: true }),
    { right: [1, null], wrong: [0, '1'] },
  ],
  [
    'draft 4: id, and limits that are out',
    documentOf({
      $schema: draft4,
      id: 'http://example.com/root.json',
      definitions: { a: { id: 'in/', definitions: { b: { id: 'b.json', type: 'string' } } } },
      properties: {
        x: { $ref: 'in/b.json' },
        id: { type: 'string' },
        n: { minimum: 2, exclusiveMinimum: true },
      },
    }),
    { right: [{ x: 'a', id: 'b', n: 3 }], wrong: [{ x: 1 }, { id: 1 }, { n: 2 }] },
  ],
  [
    'a pointer inside a schema with an $id, of which the file has another one',
    documentOf({
      definitions: {
        v: { type: 'string' },
        in: {
          $id: 'http://example.com/in',
          definitions: { v: { type: 'number' } },
          properties: { a: { $ref: '#/definitions/v' } },
        },
      },
      properties: { x: { $ref: 'http://example.com/in' }, y: { $ref: '#/definitions/v' } },
    }),
    { right: [{ x: { a: 1 }, y: 's' }], wrong: [{ x: { a: 's' } }, { y: 1 }] },
  ],
];

test.each(cases)('%s', async (_name, document, { right, wrong, foreign = [] }) => {
  const emitted = await emitOne(document);
  const told = emitted.findings.filter((one) => one.rule === 'keyword-foreign');
  expect(told.map((one) => one.at.pointer).sort()).toEqual([...foreign].sort());
  // AsyncAPI's own schema wants what draft 7 has, whatever a schema names.
  const others = emitted.findings.filter(
    (one) => one.rule !== 'asyncapi-aside' && one.level !== 'info',
  );
  expect(others.filter((one) => !told.includes(one))).toEqual([]);
  expect(right.filter((value) => !emitted.validatorOf('T')(value).ok)).toEqual([]);
  expect(wrong.filter((value) => emitted.validatorOf('T')(value).ok)).toEqual([]);
});

async function emitOne(document: ReadonlyMap<string, string>): Promise<Emitted> {
  const [emitted] = await emitAll([document]);
  if (emitted === undefined) throw new Error('nothing was generated');
  return emitted;
}

test('types go by the `$id` around a pointer as validators do', async () => {
  const inside = {
    $id: 'http://example.com/in',
    type: 'object',
    properties: { a: { $ref: '#/definitions/v' } },
    definitions: { v: { type: 'number' } },
  };
  const emitted = await emitOne(
    documentOf({
      type: 'object',
      properties: { y: { $ref: '#/definitions/v' }, x: { $ref: 'http://example.com/in' } },
      definitions: { v: { type: 'string' }, in: inside },
    }),
  );
  const value = `import type { T } from './types.js';\nexport const t: T = { x: { a: 1 }, y: 's' };\n`;
  expect(compileErrors(new Map([...emitted.files, ['value.ts', value]]))).toEqual([]);
  expect(emitted.validatorOf('T')({ x: { a: 1 }, y: 's' }).ok).toBe(true);
});

/** A list whose items the schema around it names, and one that names them itself. */
const generic = {
  $schema: draft2020,
  $id: 'https://example.com/root',
  properties: {
    texts: { $ref: 'texts' },
    numbers: { $ref: 'numbers' },
    any: { $ref: 'list' },
  },
  $defs: {
    texts: {
      $id: 'texts',
      $ref: 'list',
      $defs: { item: { $dynamicAnchor: 'item', type: 'string' } },
    },
    numbers: {
      $id: 'numbers',
      $ref: 'list',
      $defs: { item: { $dynamicAnchor: 'item', type: 'number' } },
    },
    list: {
      $id: 'list',
      type: 'array',
      items: { $dynamicRef: '#item' },
      $defs: { item: { $dynamicAnchor: 'item' } },
    },
  },
};

test('a dynamic reference leads to what the way to it names, and types leave that open', async () => {
  const emitted = await emitOne(documentOf(generic));
  const validate = emitted.validatorOf('T');
  expect(validate({ texts: ['a'], numbers: [1], any: [1, 'a'] }).ok).toBe(true);
  const { issues = [] } = validate({ texts: ['a', 1], numbers: [1, 'a'], any: [null] });
  expect(issues.map((one) => one.path).sort()).toEqual(['/numbers/1', '/texts/1']);
  expect(emitted.files.get('types.ts')).toContain('unknown[]');
  expect(compileErrors(emitted.files)).toEqual([]);
});

test('a tree that leads back to itself dynamically has a type that does', async () => {
  const tree = {
    $schema: draft2019,
    $recursiveAnchor: true,
    type: 'object',
    required: ['children'],
    properties: { children: { type: 'array', items: { $recursiveRef: '#' } } },
  };
  const emitted = await emitOne(documentOf(tree));
  expect(emitted.files.get('types.ts')).toContain('children: T[];');
  const { issues = [] } = emitted.validatorOf('T')({ children: [{ children: [] }, {}] });
  expect(issues.map((one) => one.path)).toEqual(['/children/1']);
});

const { resolve } = createRequire(import.meta.url);

/** The schema of schemas of a draft in one file, as ajv has it. */
function metaSchema(name: string): object {
  const folder = path.dirname(resolve(`ajv/dist/refs/json-schema-${name}/schema.json`));
  const read = (file: string): object => JSON.parse(readFileSync(file, 'utf8')) as object;
  const parts = readdirSync(path.join(folder, 'meta')).map((file) => [
    file,
    read(path.join(folder, 'meta', file)),
  ]);
  return { ...read(path.join(folder, 'schema.json')), $defs: Object.fromEntries(parts) };
}

test.each([
  ['draft2019-09', draft2019],
  ['draft2020-12', draft2020],
] as const)('the schema of schemas of %s judges schemas as the judge does', async (draft, $id) => {
  const emitted = await emitOne(documentOf(metaSchema(draft.slice('draft'.length))));
  const validate = emitted.validatorOf('T');
  const judge = judgeOf({ $ref: $id }, createAjv(draft));
  const folder = path.join(root, 'test/fixtures/json-schema-test-suite', draft);
  const counts = { right: 0, wrong: 0 };
  for (const { schema } of groupsIn(folder)) {
    for (const value of [schema, ...spoilt(schema)]) {
      const { ok, issues = [] } = validate(value);
      const judged = judge(value);
      const paths = [...new Set(issues.filter((one) => one.rule !== 'if').map((one) => one.path))];
      const about = JSON.stringify(value);
      expect([about, ok, paths.sort()]).toEqual([about, judged.ok, [...judged.paths].sort()]);
      counts[ok ? 'right' : 'wrong'] += 1;
    }
  }
  expect(Math.min(counts.right, counts.wrong)).toBeGreaterThan(100);
});

/** The schema, of which one keyword holds what it may not. */
function spoilt(schema: unknown): Values {
  if (!isRecord(schema)) return [];
  return Object.keys(schema).flatMap((key) =>
    [12, { type: 'x' }, [{ minLength: -1 }]].map((wrong) => ({ ...schema, [key]: wrong })),
  );
}
