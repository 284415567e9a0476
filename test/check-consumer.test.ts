import { describe, expect, test } from 'vitest';
import { checkConsumer } from '../generator/pack/check-consumer.ts';

const forms = (stem: string) => ({
  import: { types: `./${stem}.d.ts`, default: `./${stem}.js` },
  require: { types: `./${stem}.d.cts`, default: `./${stem}.cjs` },
});

function packageOf(changes: Readonly<Record<string, string | undefined>>): Map<string, string> {
  const exports = { '.': forms('index'), './more': forms('more'), './data.json': './data.json' };
  const files: Readonly<Record<string, string | undefined>> = {
    'package.json': JSON.stringify({ name: '@acme/x', version: '1.0.0', type: 'module', exports }),
    'data.json': '{}',
    'index.d.ts': "export type { More } from './more.js';\n",
    'index.d.cts': "export type { More } from './more.cjs';\n",
    'more.d.ts': 'export interface More { readonly a: string }\n',
    'more.d.cts': 'export interface More { readonly a: string }\n',
    ...changes,
  };
  return new Map(
    Object.entries(files).flatMap(([file, text]) => (text === undefined ? [] : [[file, text]])),
  );
}

describe('programs that import every path of a package', () => {
  test('compile where it is as it should be', async () => {
    expect(await checkConsumer('@acme/x', packageOf({}))).toEqual([]);
  });

  test.each([
    ['declarations that are not there', { 'more.d.cts': undefined }, "'@acme/x/more'"],
    [
      'an import of what is not there',
      { 'index.d.ts': "export * from './gone.js';\n" },
      './gone.js',
    ],
    ['a mistake inside of declarations', { 'more.d.ts': 'export type More = Less;\n' }, "'Less'"],
    [
      'a form that is of the other kind',
      { 'index.d.cts': "import x = require('./more.js');\nexport = x;\n" },
      'ES',
    ],
  ])('do not for %s', async (_what, changes, told) => {
    const problems = await checkConsumer('@acme/x', packageOf(changes));
    expect(problems.length).toBeGreaterThan(0);
    expect(problems.join('\n')).toContain(told);
  });
});
