import { execFileSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { deadLinks } from './docs.ts';
import { readFences } from './fences.ts';
import { compileApps } from './mock-realtime/compile-apps.ts';

const root = path.join(import.meta.dirname, '..');
const file = 'docs/guides/openai-realtime-beta-to-ga.md';
const text = readFileSync(path.join(root, file), 'utf8');
const fences = readFences(file, text.split('\n'));
const named = (name: string): readonly string[] =>
  fences.filter((one) => one.language === 'ts' && one.name === name).map((one) => one.text);
const [befores, afters] = [named('before'), named('after')];
const commands = fences
  .filter(({ language }) => language === 'sh')
  .flatMap((one) => one.text.split('\n'));

let folder = '';
beforeAll(() => {
  folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'wireshape guide ')));
  symlinkSync(path.join(root, 'node_modules'), path.join(folder, 'node_modules'));
  for (const [name, texts] of [
    ['code/before', befores],
    ['code/after', afters],
    ['src', befores],
  ] as const) {
    mkdirSync(path.join(folder, name), { recursive: true });
    for (const [index, one] of texts.entries()) {
      writeFileSync(path.join(folder, name, `${index + 1}.ts`), `${one}\n`);
    }
  }
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

test('the guide shows every example before and after, and nothing else', () => {
  const examples = readdirSync(path.join(root, 'spec/openai-realtime/beta-to-ga.examples'));
  expect(befores).toHaveLength(examples.length);
  expect(afters).toHaveLength(examples.length);
  expect(befores.length * 2 + fences.filter(({ language }) => language === 'sh').length).toBe(
    fences.length,
  );
  for (const [index, before] of befores.entries()) expect(afters[index]).not.toBe(before);
});

test('its code compiles, before against the types of the beta, after against those of GA', () => {
  expect(compileApps(path.join(folder, 'code'))).toEqual({
    files: befores.length + afters.length,
    errors: [],
  });
  expect(befores.join('\n')).toMatch(/openai\/resources\/beta\//);
  expect(afters.join('\n')).not.toMatch(/openai\/(?:resources\/)?beta\//);
});

test('the commands that it shows make of what stands before what stands after', () => {
  expect(commands).toHaveLength(3);
  for (const command of commands) {
    const [npx, tool, ...args] = command.replaceAll('"', '').split(' ');
    expect([npx, tool]).toEqual(['npx', 'wireshape']);
    execFileSync(process.execPath, [path.join(root, 'dist/cli.js'), ...args], {
      cwd: folder,
      stdio: 'pipe',
    });
  }
  execFileSync(
    process.execPath,
    [
      path.join(root, 'node_modules/prettier/bin/prettier.cjs'),
      '--write',
      '--no-config',
      '--single-quote',
      '--print-width',
      '100',
      'src',
    ],
    { cwd: folder },
  );
  const made = afters.map((_, index) =>
    readFileSync(path.join(folder, 'src', `${index + 1}.ts`), 'utf8').trimEnd(),
  );
  expect(made).toEqual(afters);
});

test('no example keeps a name of an event that is called otherwise', () => {
  const renamed = [...text.matchAll(/^\| one \w+ +\| `([\w.]+)` +\|/gm)].map(([, name]) => name!);
  expect(renamed.length).toBeGreaterThan(5);
  for (const name of renamed) expect(afters.join('\n')).not.toContain(`'${name}'`);
});

test('its links lead somewhere, within the page too', () => {
  expect(deadLinks(file, text)).toEqual([]);
  const headings = [...text.matchAll(/^#+ (.*)$/gm)].map(([, one]) =>
    one!
      .toLowerCase()
      .replaceAll(/[^\w -]/g, '')
      .replaceAll(' ', '-'),
  );
  const inner = [...text.matchAll(/\]\(#([\w-]+)\)/g)].map(([, one]) => one!);
  expect(inner.length).toBeGreaterThan(5);
  expect(inner.filter((one) => !headings.includes(one))).toEqual([]);
});
