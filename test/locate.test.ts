import { expect, test } from 'vitest';
import { isRecord } from '../generator/base/json.ts';
import { pointerTo } from '../generator/base/pointer.ts';
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
  const [json, yaml] = [await jsonLocator(text), await yamlLocator(text)];
  const pointers = [...pointersIn(value), '/components/nowhere/A'];
  expect(pointers).toHaveLength(19);
  expect(pointers.map((pointer) => json?.(pointer))).toEqual(pointers.map(yaml));
});

test('comments are passed over, and lines may end as they do elsewhere', async () => {
  const json = await jsonLocator('// first\r\n{\r\n  /* a */ "a": [\r\n    1 ] }');
  expect(['/a', '/a/0'].map((pointer) => json?.(pointer))).toEqual([
    { line: 3, column: 11 },
    { line: 4, column: 5 },
  ]);
});

test.each(['a: 1', '{ a: 1 }', '[1, *a]', ''])('%j is no JSON', async (text) => {
  expect(await jsonLocator(text)).toBeUndefined();
});
