import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import yaml from 'js-yaml';
import { describe, expect, test } from 'vitest';
import { isRecord } from '../generator/base/json.ts';
import { pointerTo } from '../generator/base/pointer.ts';
import { documentLocator } from '../generator/load/document-places.ts';
import { jsonLocator } from '../generator/load/locate-json.ts';
import { yamlLocator } from '../generator/load/locate-yaml.ts';

const value = {
  asyncapi: '3.0.0',
  'a/b~c': [{ deep: [1, { ümlaut: null }] }, [], {}],
  components: { schemas: { A: { type: ['string', 'null'] }, '': { const: '\n"quoted"' } } },
};

/** The pointers of a value and of all that it holds. */
function pointersIn(one: unknown, at = ''): readonly string[] {
  const inner = Array.isArray(one) ? [...one.entries()] : isRecord(one) ? Object.entries(one) : [];
  return [at, ...inner.flatMap(([key, child]) => pointersIn(child, pointerTo(at, String(key))))];
}

const texts = [undefined, 2, '\t'].map((space) => JSON.stringify(value, undefined, space));

test.each(texts)('the reader of JSON finds what the reader of YAML finds: %j', async (text) => {
  const pointers = [...pointersIn(value), '/components/nowhere/A'];
  const [json, yaml] = [await jsonLocator(text, pointers), await yamlLocator(text)];
  expect(pointers).toHaveLength(19);
  expect(pointers.map((pointer) => json?.(pointer))).toEqual(pointers.map(yaml));
});

test('comments are passed over, and lines may end as they do elsewhere', async () => {
  const pointers = ['/a', '/a/0'];
  const json = await jsonLocator('// first\r\n{\r\n  /* a */ "a": [\r\n    1 ] }', pointers);
  expect(pointers.map((pointer) => json?.(pointer))).toEqual([
    { line: 3, column: 11 },
    { line: 4, column: 5 },
  ]);
});

test.each(['a: 1', '{ a: 1 }', '[1, *a]', ''])('%j is no JSON', async (text) => {
  expect(await jsonLocator(text, ['/a'])).toBeUndefined();
});

describe('the reader of documents finds what the reader that keeps positions finds', () => {
  const spec = path.join(import.meta.dirname, '../spec/openai-realtime');
  const files = (readdirSync(spec, { recursive: true }) as string[]).filter((one) =>
    one.endsWith('.yaml'),
  );

  test.each(files)('in %s', async (file) => {
    await expectSamePlaces(readFileSync(path.join(spec, file), 'utf8'));
  });

  test.each([
    ['flow', 'a: { b, c: [1, { d: 2 }], "e": f }\ng: [[1], []]'],
    ['lists at the indent of their key', 'a:\n- b: 1\n  c: 2\n-\n  d: 3\ne: []'],
    ['long texts', 'a: |\n  b: c\n\n  d\ne: >-\n  f\n  g\nh: "i\n  j"'],
    ['values that are not there', 'a:\nb:\n  c:\n  d: ~\ne:'],
    ['comments', '# a\n---\na: # b\n  # c\n  d: 1 # e\n'],
    ['anchors', 'a: &b\n  c: 1\nd:\n  - *b\n  - { <<: *b, e: 1 }\nf: 2'],
    ['quoted keys', '"a b": 1\n\'c\': 2\n? d\n: 3\n1: 4'],
    ['a tag in front of a mapping', 'a: !!map\n  b: 1\n  c: 2\nd: 3'],
  ])('of %s', async (_what, text) => {
    await expectSamePlaces(text);
  });

  test('and does not try what is no YAML', () => {
    expect(documentLocator('a: [')).toBeUndefined();
  });
});

async function expectSamePlaces(text: string): Promise<void> {
  const pointers = pointersIn(yaml.load(text)).filter((one) => one !== '');
  expect(pointers.length).toBeGreaterThan(1);
  const [one, other] = [documentLocator(text), await yamlLocator(text)];
  const places = pointers.map((pointer) => [pointer, one?.(pointer)]);
  expect(places).toEqual(pointers.map((pointer) => [pointer, other(pointer)]));
}
