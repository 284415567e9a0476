import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { configNames } from '../generator/commands/load-config.ts';
import { versions } from './facts/tables.ts';

const root = path.join(import.meta.dirname, '..');
const library = pathToFileURL(path.join(root, 'dist/index.js')).href;

const config = {
  output: 'out',
  apis: { chat: { versions: [{ name: 'v1', document: 'a.yaml' }] } },
};
const json = JSON.stringify(config);
const typed = `
import { defineConfig, type Config } from 'wireshape';
const config: Config = defineConfig(${json});
export default config;
`;
const plain = `
import { defineConfig } from 'wireshape';
export default defineConfig(${json});
`;
const texts = { ts: typed, mts: typed, js: plain, mjs: plain, json };

let folder: string;
const write = (name: string, text: string): void => writeFileSync(path.join(folder, name), text);
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'wireshape-config-'));
  write('package.json', '{ "type": "module" }');
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** Runs a program with the built library: how a module is loaded is for Node.js to say, and the test runner has its own way. */
function run(program: string): unknown {
  const text = `
    import { writeFileSync } from 'node:fs';
    import { loadConfig } from ${JSON.stringify(library)};
    const load = (file, cwd = ${JSON.stringify(folder)}) =>
      loadConfig(cwd, file).then(
        (value) => value ?? 'none',
        ({ name, message }) => ({ name, message }),
      );
    console.log(JSON.stringify(${program}));
  `;
  const given = ['--input-type=module', '--eval', text];
  return JSON.parse(execFileSync(process.execPath, given, { cwd: folder, encoding: 'utf8' }));
}

describe('loadConfig', () => {
  test.each(Object.entries(texts))(
    'loads %s, whether wireshape is installed beside it or not',
    (extension, text) => {
      const name = `wireshape.config.${extension}`;
      expect(configNames).toContain(name);
      write(name, text);
      const loaded = { config, file: path.join(folder, name) };
      expect(run('await load()')).toEqual(loaded);
      mkdirSync(path.join(folder, 'node_modules'));
      symlinkSync(root, path.join(folder, 'node_modules/wireshape'));
      expect(run('await load()')).toEqual(loaded);
    },
  );

  test('loads TypeScript that is more than JavaScript with types', () => {
    write(
      'a.mts',
      `enum Version { One = 'v1' }\nexport default ${json.replace('"v1"', 'Version.One')};`,
    );
    expect(run('await load("a.mts")')).toMatchObject({ config });
  });

  test('finds none in an empty folder, and prefers TypeScript', () => {
    expect(run('await load()')).toBe('none');
    write('wireshape.config.json', '{');
    write('wireshape.config.ts', typed);
    const file = path.join(folder, 'wireshape.config.ts');
    expect(run('await load()')).toMatchObject({ file });
  });

  test.each(['json', 'mjs', 'mts'] as const)('reads %s afresh each time', (extension) => {
    const name = JSON.stringify(`a.${extension}`);
    write(`a.${extension}`, texts[extension]);
    const changed = JSON.stringify(texts[extension].replace('"out"', '"elsewhere"'));
    const program = `[await load(${name}), writeFileSync(${name}, ${changed}), await load(${name})]`;
    expect(run(program)).toMatchObject([
      { config: { output: 'out' } },
      null,
      { config: { output: 'elsewhere' } },
    ]);
  });

  test('takes a path relative to the folder, or absolute', () => {
    write('other.json', json);
    const file = path.join(folder, 'other.json');
    expect(run('await load("other.json")')).toEqual({ config, file });
    expect(run(`await load(${JSON.stringify(file)}, "/")`)).toEqual({ config, file });
  });

  test.each([
    ['b.json', '', 'there is no config file a.json'],
    ['a.json', '{', 'a.json cannot be loaded: '],
    ['a.mts', 'export default {', 'a.mts cannot be loaded: '],
    ['a.mts', 'throw new Error("oops")', 'a.mts cannot be loaded: oops'],
    ['a.mjs', 'throw new Error("oops")', 'a.mjs cannot be loaded: oops'],
    ['a.mjs', 'throw "oops"', 'a.mjs cannot be loaded: oops'],
    ['a.mjs', 'import "nonsense-package"', 'a.mjs cannot be loaded: '],
    ['a.mts', 'import "nonsense-package"', 'a.mts cannot be loaded: '],
    ['a.mts', 'export const config = {}', 'a.mts has no default export'],
    ['a.mjs', 'export const config = {}', 'a.mjs has no default export'],
    ['a.mts', 'export default {}', 'a.mts: apis is missing'],
    ['a.mjs', 'export default {}', 'a.mjs: apis is missing'],
    ['a.yaml', 'apis: {}', 'a.yaml is no config file'],
  ])('refuses %s that holds %s', (name, text, message) => {
    write(name, text);
    const asked = name.startsWith('b') ? 'a.json' : name;
    expect(run(`await load(${JSON.stringify(asked)})`)).toEqual({
      name: 'UsageError',
      message: expect.stringContaining(message) as string,
    });
  });
});

test('the config of this repository is one', () => {
  const program = `await load(undefined, ${JSON.stringify(root)})`;
  expect(run(program)).toMatchObject({
    config: { apis: { 'openai-realtime': { versions: versions.map((name) => ({ name })) } } },
  });
});
