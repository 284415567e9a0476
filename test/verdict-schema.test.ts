import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isRecord, own } from '../generator/base/json.ts';
import { pointerSegments } from '../generator/base/pointer.ts';
import { formatCheck } from '../generator/verdict/formats.ts';
import { compileKeywords } from '../generator/verdict/keywords.ts';
import { accept, fail, type Check } from '../generator/verdict/schema-check.ts';

/** The packages as the official parser finds them: its formats are of an older version than the one that is installed here. */
const ofParser = createRequire(createRequire(import.meta.url).resolve('@asyncapi/parser'));
const addFormats = ofParser('ajv-formats') as (ajv: Ajv) => void;
const { fullFormats } = ofParser('ajv-formats/dist/formats.js') as {
  readonly fullFormats: Readonly<Record<string, unknown>>;
};

/** A check with references inside its own schema, which the documents' own schemas have only through the document. */
function compile(schema: unknown, root = schema): Check {
  if (!isRecord(schema)) {
    return schema === false
      ? (value, trace) => fail(trace, value, { keyword: 'false', limit: false })
      : accept;
  }
  let compiled: Check | undefined;
  return (value, trace) => {
    compiled ??= compileKeywords(schema, {
      compile: (inner) => compile(inner, root),
      follow: (ref) => compile(pointerSegments(ref.slice(1)).reduce(stepInto, root), root),
      behind: (inner) => inner,
    });
    return compiled(value, trace);
  };
}

function stepInto(value: unknown, key: string): unknown {
  return Array.isArray(value) ? (value as readonly unknown[])[Number(key)] : own(value, key);
}

/** The same question to the validator that the parser uses, set up as it is there. */
function askAjv(schema: unknown, values: readonly unknown[]): readonly boolean[] | undefined {
  const ajv = new Ajv({ strict: false, unicodeRegExp: false, logger: false });
  addFormats(ajv);
  try {
    const check = ajv.compile(schema as object);
    return values.map((value) => check(value));
  } catch {
    return undefined;
  }
}

/** Objects as JSON has them; ajv takes those without a prototype for others. */
const objects = { noNullPrototype: true } as const;

const name = fc.constantFrom('a', 'b', 'ab', 'x-1');
const value: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    fc.constantFrom<unknown>(
      null,
      true,
      0,
      1,
      1.5,
      -2,
      '',
      'a',
      'ab',
      '😀',
      '2024-02-30',
      'a@b.cd',
    ),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(name, tie('value'), { ...objects, maxKeys: 3 }),
  ),
})).value;

const types = ['string', 'number', 'integer', 'boolean', 'null', 'object', 'array'] as const;
const size = fc.nat(3);

const schema: fc.Arbitrary<unknown> = fc.letrec((tie) => {
  const inner = tie('schema');
  const keywords = {
    type: fc.oneof(
      fc.constantFrom(...types),
      fc.uniqueArray(fc.constantFrom(...types), { minLength: 1 }),
    ),
    enum: fc.array(value, { minLength: 1, maxLength: 3 }),
    const: value,
    minimum: fc.integer({ min: -2, max: 2 }),
    exclusiveMaximum: fc.integer({ min: -2, max: 2 }),
    multipleOf: fc.constantFrom(1, 0.5, 2),
    minLength: size,
    maxLength: size,
    pattern: fc.constantFrom('a', '^b?$', '.'),
    format: fc.constantFrom('date', 'email', 'unheard-of'),
    items: fc.oneof(inner, fc.array(inner, { minLength: 1, maxLength: 2 })),
    additionalItems: inner,
    minItems: size,
    maxItems: size,
    uniqueItems: fc.boolean(),
    contains: inner,
    minProperties: size,
    maxProperties: size,
    required: fc.uniqueArray(name, { maxLength: 2 }),
    properties: fc.dictionary(name, inner, { ...objects, maxKeys: 3 }),
    patternProperties: fc.dictionary(fc.constantFrom('^a', 'b'), inner, { ...objects, maxKeys: 2 }),
    additionalProperties: inner,
    propertyNames: inner,
    dependencies: fc.dictionary(name, fc.oneof(inner, fc.uniqueArray(name)), {
      ...objects,
      maxKeys: 2,
    }),
    not: inner,
    anyOf: fc.array(inner, { minLength: 1, maxLength: 3 }),
    oneOf: fc.array(inner, { minLength: 1, maxLength: 3 }),
    allOf: fc.array(inner, { minLength: 1, maxLength: 3 }),
    if: inner,
    then: inner,
    else: inner,
  };
  const some = fc
    .uniqueArray(fc.constantFrom(...(Object.keys(keywords) as (keyof typeof keywords)[])), {
      maxLength: 4,
    })
    .chain((picked) =>
      fc.record(Object.fromEntries(picked.map((key) => [key, keywords[key]])), objects),
    );
  return { schema: fc.oneof({ maxDepth: 3, depthSize: 'small' }, fc.boolean(), some) };
}).schema;

test('schemas mean what they mean to the validator of the parser', () => {
  let judged = 0;
  const answers = new Set<boolean>();
  fc.assert(
    fc.property(schema, fc.array(value, { minLength: 8, maxLength: 8 }), (one, values) => {
      const expected = askAjv(one, values);
      if (expected === undefined) return;
      judged += 1;
      expected.forEach((answer) => answers.add(answer));
      const check = compile(one);
      expect(values.map((each) => check(each, undefined))).toEqual(expected);
      // With everything told, the answer is the same, and a no has a reason.
      const told = values.map((each) => {
        const at = { file: '', pointer: '' };
        const trace = { at, path: '', thing: undefined, problems: [] };
        return check(each, trace) && trace.problems.length === 0;
      });
      expect(told).toEqual(expected);
    }),
    { numRuns: 300, seed: 5 },
  );
  expect(judged).toBeGreaterThan(250);
  expect(answers.size).toBe(2);
});

describe('formats', () => {
  const samples = [
    ...['2020-02-29', '2021-02-29', '23:59:60Z', '12:00:00', '2020-01-01T00:00:00', '1 2'],
    ...['2020-01-01t00:00:00.5+01:00', 'P1Y', 'PT1S', 'P1W', 'P', 'https://a.b:80/c?d#e', '//a/b'],
    ...['urn:a:b', 'http://[::1]:80/', 'http://[v1.a]/', '/{+a:3}', 'ftp://1.1.1.1', 'a@b.cd'],
    ...['a-.b', '1.2.3.4', '01.2.3.4', '::', '1::', '1:2:3:4:5:6:7:8', '1:2:3:4:5:6:1.2.3.4'],
    ...['::1.2.3.4', '1:2:3:4:5:6:7::', 'a\\Z', '(', '[\\w-.]', '/a/~0', '/~2', '0#', '1/a'],
    ...['12345678-1234-1234-1234-123456789012', '#/a%20b', 'YQ==', 'YQ=', 'YQ==\nx', 'a"b', ''],
  ];
  const letters = 'af019:/.?#[]@%"\'-+~{}TZPS= \\é\n'.split('');
  /** Each sample with each letter put in or changed at each place. */
  const near = samples.flatMap((sample) =>
    Array.from({ length: sample.length + 1 }, (_, index) => index).flatMap((index) =>
      ['', ...letters].flatMap((letter) => [
        sample.slice(0, index) + letter + sample.slice(index),
        sample.slice(0, index) + letter + sample.slice(index + 1),
      ]),
    ),
  );
  const names = Object.keys(fullFormats);

  test.each(names)('%s', (format) => {
    const ajv = new Ajv({ strict: false, logger: false });
    addFormats(ajv);
    const expected = ajv.compile({ format });
    const check = formatCheck(format);
    const numbers = [0, 1.5, -1, 2 ** 31, 2 ** 31 - 1, -(2 ** 31), -(2 ** 31) - 1, 2 ** 53];
    const differing = [...near, ...numbers, true, null].filter(
      (one) => (check === undefined || check(one)) !== expected(one),
    );
    expect(differing).toEqual([]);
  });
});

const suite = path.join(
  import.meta.dirname,
  '../../shared/corpus/json-schema-test-suite/tests/draft7',
);

interface Group {
  readonly description: string;
  readonly schema: unknown;
  readonly tests: readonly { readonly data: unknown; readonly valid: boolean }[];
}

/** References by address are replaced before a schema gets here. */
const withAddresses = new Set([
  'definitions.json',
  'ref.json',
  'refRemote.json',
  'unknownKeyword.json',
]);

describe.skipIf(!existsSync(suite))('the JSON Schema test suite', () => {
  const files = existsSync(suite)
    ? readdirSync(suite).filter((file) => file.endsWith('.json') && !withAddresses.has(file))
    : [];
  test.each(files)('%s', (file) => {
    const groups = JSON.parse(readFileSync(path.join(suite, file), 'utf8')) as readonly Group[];
    let judged = 0;
    for (const { description, schema: one, tests } of groups) {
      const values = tests.map(({ data }) => data);
      // The parser's validator takes what every object inherits for its keys; we side with the suite.
      const expected = description.includes('Javascript object property names')
        ? tests.map(({ valid }) => valid)
        : askAjv(one, values);
      if (expected === undefined) continue;
      judged += 1;
      const check = compile(one);
      expect(values.map((each) => check(each, undefined))).toEqual(expected);
    }
    expect(judged).toBeGreaterThan(0);
  });
});
