import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { runTool, type Ended } from './run-tool.ts';

let folder: string;
const write = (file: string, text: string): void => {
  mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
  writeFileSync(path.join(folder, file), text);
};
const read = (file: string): string => readFileSync(path.join(folder, file), 'utf8');
const run = (...given: readonly string[]): Promise<Ended> => runTool(folder, given);

const document = `
asyncapi: 3.0.0
info: { title: Chat, version: 1.0.0 }
channels:
  chat: { address: /, messages: { said: { payload: { properties: { type: { const: said } } } } } }
operations:
  hear: { action: receive, channel: { $ref: '#/channels/chat' } }
`;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'wireshape-init-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('init', () => {
  test('writes a config for the documents that it finds, and a script', async () => {
    write('spec/chat.v1.asyncapi.yaml', document);
    write('spec/chat.v2.asyncapi.yaml', document);
    write('asyncapi.yml', document);
    write('other.yaml', 'a: 1');
    write('node_modules/x/asyncapi.yaml', document);
    write(
      'package.json',
      '{\n\t"name": "x",\n\t"files": ["a", "b"],\n\t"scripts": {\n\t\t"test": "t"\n\t}\n}\n',
    );
    const { code, out, err } = await run('init');
    expect({ code, out }).toEqual({
      code: 0,
      out: 'wireshape.config.ts  written\npackage.json  has the script generate:events\n',
    });
    expect(err).toBe('next: npm install --save-dev wireshape\nthen: npm run generate:events\n');
    expect(read('package.json')).toBe(
      '{\n\t"name": "x",\n\t"files": ["a", "b"],\n\t"scripts": {\n\t\t"test": "t",\n\t\t"generate:events": "wireshape generate"\n\t}\n}\n',
    );
    expect(read('wireshape.config.ts')).toBe(`import { defineConfig } from 'wireshape';

export default defineConfig({
  output: 'src/generated',
  apis: {
    events: {
      versions: [
        { name: 'v1', document: 'asyncapi.yml' },
      ],
    },
    chat: {
      versions: [
        { name: 'v1', document: 'spec/chat.v1.asyncapi.yaml' },
        { name: 'v2', document: 'spec/chat.v2.asyncapi.yaml' },
      ],
    },
  },
});
`);
    const generated = await run('generate', '--quick');
    expect(generated.err).toBe('');
    expect(generated.code).toBe(0);
    expect(readdirSync(path.join(folder, 'src/generated/chat'))).toEqual([
      'changes',
      'manifest.json',
      'v1',
      'v2',
    ]);
  });

  test('takes what it is told', async () => {
    write('my "chat".yaml', document);
    write('package.json', '{"devDependencies":{"wireshape":"1"}}');
    const options = ['--json-config', '--name', 'talk', '-o', 'out', '--script', 'types', '--yes'];
    const { code, err } = await run('init', './my "chat".yaml', ...options);
    expect({ code, err }).toEqual({ code: 0, err: 'then: npm run types\n' });
    expect(JSON.parse(read('wireshape.config.json'))).toEqual({
      $schema: './node_modules/wireshape/wireshape.config.schema.json',
      output: 'out',
      apis: { talk: { versions: [{ name: 'v1', document: './my "chat".yaml' }] } },
    });
    expect(JSON.parse(read('package.json'))).toEqual({
      devDependencies: { wireshape: '1' },
      scripts: { types: 'wireshape generate' },
    });
    expect((await run('generate', '--quick')).code).toBe(0);
  });

  test('finds a document that is called anything, where none is called asyncapi', async () => {
    write('my.yaml', `# A chat\n---${document}`);
    write('old/chat.json', '{\n  "asyncapi": "2.6.0"\n}\n');
    write('package.json', '{\n  "dependencies": {\n    "asyncapi": "2.6.0"\n  }\n}\n');
    write('about.yaml', 'about:\n  asyncapi: 3.0.0\n  text: asyncapi: 3.0.0\n');
    expect((await run('init', '--json-config')).code).toBe(0);
    const { apis } = JSON.parse(read('wireshape.config.json')) as { readonly apis: object };
    expect(Object.keys(apis)).toEqual(['my', 'chat']);
  });

  test('leaves a script that is there as it is, and does without package.json', async () => {
    write('chat.yaml', document);
    write('package.json', '{ "scripts": { "generate:events": "mine" } }\n');
    expect((await run('init', 'chat.yaml')).out).toContain(
      'package.json  has the script generate:events already\n',
    );
    expect(read('package.json')).toBe('{ "scripts": { "generate:events": "mine" } }\n');
    rmSync(path.join(folder, 'package.json'));
    rmSync(path.join(folder, 'wireshape.config.ts'));
    const { out, err } = await run('init', 'chat.yaml');
    expect(out).toContain('package.json  is not there\n');
    expect(err).toContain('then: npx wireshape generate\n');
  });

  test.each<[what: string, files: Readonly<Record<string, string>>, given: string[], says: string]>(
    [
      [
        'a config',
        { 'wireshape.config.mjs': '//', 'a.yaml': '' },
        ['a.yaml'],
        'there is a wireshape.config.mjs already',
      ],
      ['no document', {}, [], 'there is no AsyncAPI document here'],
      ['a document that is not there', {}, ['a.yaml'], 'there is no document a.yaml'],
      [
        'a name that is no folder',
        { 'a.yaml': '' },
        ['a.yaml', '--name', '../a'],
        '../a can be no name of an API',
      ],
      [
        'one name twice',
        { 'a/c.yaml': '', 'b/C.yaml': '' },
        ['a/c.yaml', 'b/C.yaml', '--name', 'c'],
        'two documents would be c v1',
      ],
    ],
  )('refuses %s, and touches nothing', async (_what, files, given, says) => {
    for (const [file, text] of Object.entries(files)) write(file, text);
    write('package.json', '{}');
    const { code, out, err } = await run('init', ...given);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(`error: ${says}`);
    expect(read('package.json')).toBe('{}');
    const configs = readdirSync(folder).filter((one) => one.startsWith('wireshape.config'));
    expect(configs).toEqual(Object.keys(files).filter((one) => one.startsWith('wireshape.config')));
  });

  test('writes no config where package.json is broken', async () => {
    write('a.yaml', document);
    write('package.json', '{ "scripts": ');
    const { code, err } = await run('init', 'a.yaml');
    expect(code).toBe(2);
    expect(err).toContain('package.json is no JSON');
    expect(readdirSync(folder).sort()).toEqual(['a.yaml', 'package.json']);
  });
});
