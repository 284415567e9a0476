import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { applyOverlays, readOverlays } from '../generator/load/overlay.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'wireshape-overlay-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** What actions make of a document, what they find, and where the parts of the result come from. */
async function overlay(document: unknown, actions: readonly object[]) {
  const text = JSON.stringify({ overlay: '1.0.0', info: { title: 'T', version: '1' }, actions });
  writeFileSync(path.join(folder, 'o.json'), text);
  const read = await readOverlays(['o.json'], folder);
  const source = { file: 'd.yaml', path: '/d.yaml', text: '', value: document };
  const { source: edited, findings, originOf } = applyOverlays(source, read.actions);
  return {
    value: edited.value,
    text: edited.text,
    findings: [...read.findings, ...findings].map(({ rule, at }) => `${rule} ${at.pointer}`),
    origin: (pointer: string): string => {
      const { file, pointer: to } = originOf({ file: 'd.yaml', pointer });
      return `${file}#${to}`;
    },
  };
}

describe('an action', () => {
  test.each<[what: string, before: unknown, action: object, after: unknown]>([
    [
      'merges objects',
      { a: { b: 1 } },
      { target: '$', update: { a: { c: 2 } } },
      { a: { b: 1, c: 2 } },
    ],
    [
      'replaces other values',
      { a: 1, b: { c: 1 } },
      { target: '$', update: { a: 2, b: 3 } },
      { a: 2, b: 3 },
    ],
    ['puts lists together', { a: [1] }, { target: '$', update: { a: [2, 3] } }, { a: [1, 2, 3] }],
    [
      'puts a value into a list',
      { a: [1] },
      { target: '$.a', update: { b: 2 } },
      { a: [1, { b: 2 }] },
    ],
    ['puts null in', { a: 1 }, { target: '$', update: { a: null } }, { a: null }],
    ['removes a key', { a: { b: 1, c: 2 } }, { target: '$.a.b', remove: true }, { a: { c: 2 } }],
    [
      'removes items of a list',
      { a: [1, 2, 3, 4] },
      { target: '$.a[1,2]', remove: true },
      { a: [1, 4] },
    ],
    [
      'removes by a filter',
      { a: [{ n: 1 }, { n: 2 }] },
      { target: '$.a[?@.n == 1]', remove: true },
      { a: [{ n: 2 }] },
    ],
    ['removes what is nested', { a: { a: { a: 1 } } }, { target: '$..a', remove: true }, {}],
    [
      'removes rather than updates',
      { a: {} },
      { target: '$.a', remove: true, update: { b: 1 } },
      {},
    ],
    [
      'finds keys by their letters',
      { 'a.b/{c}': {} },
      { target: "$['a.b/{c}']", update: { d: 1 } },
      { 'a.b/{c}': { d: 1 } },
    ],
    [
      'works at every place',
      { a: [{}, {}] },
      { target: '$.a[*]', update: { b: 1 } },
      { a: [{ b: 1 }, { b: 1 }] },
    ],
  ])('%s', async (_what, before, action, after) => {
    const kept = JSON.stringify(before);
    const { value, text, findings } = await overlay(before, [action]);
    expect(value).toEqual(after);
    expect(JSON.parse(text)).toEqual(after);
    expect(findings).toEqual([]);
    expect(JSON.stringify(before)).toBe(kept);
  });

  test('changes one place of what stands in two', async () => {
    const shared = { type: 'string' };
    const { value } = await overlay({ a: shared, b: shared }, [
      { target: '$.a', update: { format: 'date' } },
    ]);
    expect(value).toEqual({ a: { type: 'string', format: 'date' }, b: { type: 'string' } });
  });

  test('sees what those before it have done', async () => {
    const { value, findings } = await overlay({ a: {} }, [
      { target: '$.a', update: { b: { c: 1 } } },
      { target: '$.a.b', update: { d: 2 } },
      { target: '$.a.b.c', remove: true },
      { target: '$.a.b.c', remove: true },
    ]);
    expect(value).toEqual({ a: { b: { d: 2 } } });
    expect(findings).toEqual(['overlay-no-match /actions/3/target']);
  });

  test('does not change an overlay that is applied to two documents', async () => {
    const actions = [
      { target: '$', update: { list: [] } },
      { target: '$.list', update: 1 },
    ];
    const update = actions[0]?.update;
    await overlay({}, actions);
    expect(update).toEqual({ list: [] });
  });

  test('takes keys that mean something to JavaScript for keys', async () => {
    const document: unknown = JSON.parse('{"__proto__":{"a":1},"constructor":{}}');
    const update: unknown = JSON.parse('{"__proto__":{"b":2},"constructor":{"c":3}}');
    const { value } = await overlay(document, [{ target: '$', update }]);
    expect(JSON.stringify(value)).toBe('{"__proto__":{"a":1,"b":2},"constructor":{"c":3}}');
    expect(({} as { readonly b?: unknown }).b).toBeUndefined();
  });
});

test('what an overlay wrote has its place there, what it moved the place where it was', async () => {
  const { value, origin } = await overlay({ a: { list: [1, 2, 3], x: { y: 1 } } }, [
    { target: '$.a.list[0]', remove: true },
    { target: '$.a', update: { list: [{ z: 4 }], x: { n: { m: 1 } } } },
  ]);
  expect(value).toEqual({ a: { list: [2, 3, { z: 4 }], x: { y: 1, n: { m: 1 } } } });
  expect(
    ['', '/a', '/a/list/0', '/a/list/2/z', '/a/x/y', '/a/x/n/m', '/a/x/none/p'].map(origin),
  ).toEqual([
    'd.yaml#',
    'd.yaml#/a',
    'd.yaml#/a/list/1',
    'o.json#/actions/1/update/list/0/z',
    'd.yaml#/a/x/y',
    'o.json#/actions/1/update/x/n/m',
    'd.yaml#/a/x/none/p',
  ]);
});

test('a document of many levels is searched to its end', async () => {
  let document: unknown = { found: {} };
  for (let level = 0; level < 500; level += 1) document = { a: document };
  const { findings, text } = await overlay(document, [{ target: '$..found', update: { b: 1 } }]);
  expect(findings).toEqual([]);
  expect(JSON.stringify(JSON.parse(text))).toContain('{"found":{"b":1}}');
});
