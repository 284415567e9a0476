import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { UsageError } from '../generator/base/finding.ts';
import { checkConfig } from '../generator/commands/check-config.ts';
import { packTargetsOf } from '../generator/commands/pack-targets.ts';
import { compilePackage } from '../generator/pack/compile-package.ts';
import { packageExports } from '../generator/pack/package-exports.ts';
import { isPackageVersion, nameProblem } from '../generator/pack/package-name.ts';
import { quickStart } from '../generator/pack/quick-start.ts';
import type { Draft } from '../generator/render/drafts.ts';
import {
  applyOwnedDrafts,
  compareOwnedDrafts,
  ownedName,
} from '../generator/render/drafts-owned.ts';
import { textsBelow } from './pack/scratch.ts';
import { runTool } from './run-tool.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'wireshape-pack-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function write(files: Readonly<Record<string, string>>): void {
  for (const [file, text] of Object.entries(files)) {
    const place = path.join(folder, file);
    mkdirSync(path.dirname(place), { recursive: true });
    writeFileSync(place, text);
  }
}

describe('npm takes', () => {
  test.each([
    'chat',
    '@acme/chat',
    'chat.io',
    'a',
    '3d',
    '@acme/events',
    `@acme/${'a'.repeat(208)}`,
  ])('the name %s', (name) => {
    expect(nameProblem(name)).toBeUndefined();
  });

  test.each([
    ['Chat', 'small letters'],
    ['@Acme/chat', 'small letters'],
    ['.chat', 'begin with'],
    ['_chat', 'begin with'],
    ['a b', 'of letters'],
    ['châtz', 'of letters'],
    ['a/b', 'of letters'],
    ['@acme', 'of letters'],
    ['@acme/', 'behind it'],
    ['@/chat', 'in front'],
    ['', 'must have a name'],
    ['../x', 'begin with'],
    ['node_modules', 'another one'],
    ['events', 'another one'],
    [`a${'a'.repeat(214)}`, '214'],
  ])('not the name %j', (name, why) => {
    expect(nameProblem(name)).toContain(why);
  });

  test.each([
    ['1.2.3', true],
    ['0.0.0', true],
    ['1.2.3-beta.1', true],
    ['1.2.3-0a.b-c+build.7', true],
    ['1.2', false],
    ['v1.2.3', false],
    ['01.2.3', false],
    ['1.2.3-01', false],
    ['1.2.3-', false],
    ['1.2.3 ', false],
    ['', false],
  ])('the version %j: %j', (version, want) => {
    expect(isPackageVersion(version)).toBe(want);
  });
});

describe('the import paths', () => {
  const forms = (stem: string) => ({
    import: { types: `${stem}.d.ts`, default: `${stem}.js` },
    require: { types: `${stem}.d.cts`, default: `${stem}.cjs` },
  });

  test('are made of the files that are there, whatever they are', () => {
    const sources = [
      'migrate/a-to-b.ts',
      'a/index.ts',
      'a/validators.ts',
      'b/index.ts',
      'b/deep/x.ts',
      'migrate/index.ts',
    ];
    const exports = packageExports(sources, { stable: 'b', versions: ['a', 'b'] });
    expect(Object.keys(exports)).toEqual([
      '.',
      './b',
      './b/deep/x',
      './a',
      './a/validators',
      './migrate',
      './migrate/a-to-b',
      './manifest.json',
      './package.json',
    ]);
    expect(exports['.']).toEqual(forms('./b/index'));
    expect(exports['./b']).toEqual(forms('./b/index'));
    expect(exports['./a/validators']).toEqual(forms('./a/validators'));
    expect(exports['./migrate/a-to-b']).toEqual(forms('./migrate/a-to-b'));
  });

  test('have an index of all versions as their root where there is one', () => {
    const exports = packageExports(['index.ts', 'a/index.ts'], { stable: 'a', versions: ['a'] });
    expect(exports['.']).toEqual(forms('./index'));
  });

  test('are one for each module', () => {
    const clash = (): unknown =>
      packageExports(['a.ts', 'a/index.ts'], { stable: 'a', versions: ['a'] });
    expect(clash).toThrow('two modules would be ./a');
  });
});

describe('the compile step', () => {
  const sources: readonly Draft[] = [
    { path: 'a/types.ts', text: `/** A. */\nexport interface A {\n  /** It. */\n  x: 1;\n}\n` },
    {
      path: 'a/index.ts',
      text: `export type * from './types.js';\nexport const of = (a: import('./types.js').A): 1 => a.x;\n`,
    },
    { path: 'm/n/o.ts', text: `export { of } from '../../a/index.js';\n` },
  ];

  test('makes both forms of each module, which import their own kind', async () => {
    const { files, problems } = await compilePackage(sources);
    expect(problems).toEqual([]);
    const texts = new Map(files.map((one) => [one.path, one.text]));
    expect([...texts.keys()]).toEqual(
      sources
        .flatMap(({ path: file }) => {
          const stem = file.replace(/\.ts$/, '');
          return ['js', 'cjs', 'd.ts', 'd.cts'].flatMap((end) => [
            `${stem}.${end}`,
            `${stem}.${end}.map`,
          ]);
        })
        .toSorted(),
    );
    expect(texts.get('m/n/o.js')).toContain(`from '../../a/index.js'`);
    expect(texts.get('m/n/o.cjs')).toContain(`require("../../a/index.cjs")`);
    expect(texts.get('m/n/o.d.cts')).toContain(`from '../../a/index.cjs'`);
    expect(texts.get('a/index.d.cts')).toContain(`import("./types.cjs").A`);
    expect(texts.get('a/index.d.ts')).toContain(`import("./types.js").A`);
    expect(texts.get('a/types.d.cts')).toContain('/** It. */');
    const map = JSON.parse(texts.get('m/n/o.d.cts.map') ?? '') as { readonly sources: string[] };
    expect(map.sources).toEqual(['../../src/m/n/o.ts']);
  });

  test.each([
    ['import', `import type { L } from '../../link.js';\nexport type M = L;\n`, '../../link.js'],
    ['import', `import type { L } from 'links';\nexport type M = L;\n`, 'links'],
    ['types', `\nexport const a: string = 1;\n`, 'not assignable'],
    ['types', `\nexport const = 1;\n`, 'expected'],
  ])('says what is wrong, and makes nothing: %s', async (kind, text, message) => {
    const { files, problems } = await compilePackage([...sources, { path: 'a/b.ts', text }]);
    expect(files).toEqual([]);
    const [problem] = problems;
    const line = kind === 'import' ? 1 : 2;
    expect(problem).toMatchObject({ kind, file: 'a/b.ts', line });
    expect(problem?.message).toContain(message);
  });
});

describe('the first example of a README', () => {
  const union = { events: 1, read: 'E', write: undefined, parser: undefined };
  const version = { name: 'v', title: 'T', documentVersion: '1', document: 'd', hash: 'h' };
  const of = (received: typeof union, sent = union): string =>
    quickStart('p', { ...version, received, sent, exports: 1 });

  test.each([
    ['nothing to tell events apart by', of(union), `import type { E } from 'p';`],
    ['nothing to send', of(union), 'export type Received = E;'],
    [
      'a tag that is no identifier',
      quickStart('p', {
        ...version,
        exports: 1,
        received: { ...union, parser: { name: 'parseE', tag: 'event-type' } },
        sent: { ...union, write: 'EParam' },
      }),
      `parsed.event['event-type']`,
    ],
  ])('with %s', (_what, text, want) => {
    expect(text).toContain(want);
    expect(text).not.toContain('undefined');
  });
});

describe('a folder of which a list is kept', () => {
  const apply = (...drafts: readonly Draft[]): void =>
    applyOwnedDrafts(folder, compareOwnedDrafts(folder, drafts));
  const changes = (...drafts: readonly Draft[]): readonly string[] =>
    compareOwnedDrafts(folder, drafts).map((one) => `${one.change} ${one.path}`);
  const a = { path: 'x/a.json', text: '1' };
  const b = { path: 'b.cjs', text: '2' };

  test('is brought up to date, and loses what nobody wants any more', () => {
    expect(changes(a, b)).toEqual(['created x/a.json', 'created b.cjs']);
    apply(a, b);
    expect(changes(a, b)).toEqual(['same x/a.json', 'same b.cjs']);
    expect(changes({ ...b, text: '3' })).toEqual(['updated b.cjs', 'deleted x/a.json']);
    apply({ ...b, text: '3' });
    const texts = textsBelow(folder);
    expect([...texts.keys()]).toEqual([ownedName, 'b.cjs']);
    expect(texts.get('b.cjs')).toBe('3');
  });

  test('keeps what somebody else wrote, in and beside the way', () => {
    write({ 'b.cjs': 'mine', 'x/own.txt': 'mine' });
    expect(changes(a, b)).toEqual(['created x/a.json', 'taken b.cjs']);
    apply(a);
    apply();
    expect([...textsBelow(folder).keys()]).toEqual([ownedName, 'b.cjs', 'x/own.txt']);
  });

  test('keeps what somebody changed', () => {
    apply(a, b);
    write({ 'x/a.json': 'mine', 'b.cjs': 'mine' });
    expect(changes({ ...b, text: '3' })).toEqual(['taken b.cjs', 'taken x/a.json']);
  });

  test('keeps a file that is called as the list is', () => {
    write({ [ownedName]: '{}' });
    expect(changes(a)).toEqual([`taken ${ownedName}`]);
  });

  test('is mended after a run that was ended midway', () => {
    apply(a, b);
    const next = [
      { ...b, text: '3' },
      { ...a, text: '3' },
    ];
    const planned = compareOwnedDrafts(folder, next);
    rmSync(path.join(folder, 'x/a.json'));
    write({ 'x/a.json/in-the-way': '' });
    expect(() => applyOwnedDrafts(folder, planned)).toThrow();
    expect(textsBelow(folder).get('b.cjs')).toBe('3');
    rmSync(path.join(folder, 'x/a.json'), { recursive: true });
    expect(changes({ ...b, text: '4' }, a)).toEqual(['updated b.cjs', 'created x/a.json']);
  });
});

describe('packTargetsOf', () => {
  const version = (name: string, preview?: boolean) => ({
    name,
    document: `${name}.yaml`,
    ...(preview === undefined ? {} : { preview }),
  });
  const stableOf = (versions: readonly ReturnType<typeof version>[], stable?: string) =>
    packTargetsOf(
      { apis: { a: { versions, ...(stable === undefined ? {} : { package: { stable } }) } } },
      '/p/c.ts',
      { names: [] },
    )[0]?.stable;

  test('takes the newest version that is no preview as the root', () => {
    expect(stableOf([version('v1'), version('v2')])).toBe('v2');
    expect(stableOf([version('v1'), version('v2', true)])).toBe('v1');
    expect(stableOf([version('v1', true), version('v2', true)])).toBe('v2');
    expect(stableOf([version('v1'), version('v2')], 'v1')).toBe('v1');
  });

  test('gives each package a folder beside the config, or where one wants it', () => {
    const config = { apis: { a: { versions: [version('v')] }, b: { versions: [version('v')] } } };
    const outputs = (packages?: string) =>
      packTargetsOf(config, '/p/c.ts', {
        names: ['b'],
        ...(packages === undefined ? {} : { packages }),
      }).map((one) => one.output);
    expect(outputs()).toEqual([path.resolve('/p/packages/b')]);
    expect(outputs('/q')).toEqual([path.resolve('/q/b')]);
    expect(() => packTargetsOf(config, '/p/c.ts', { names: ['c'] })).toThrow(UsageError);
  });
});

describe('checkConfig refuses', () => {
  const check = (settings: object): unknown =>
    checkConfig(
      { apis: { a: { package: settings, versions: [{ name: 'v1', document: 'a.yaml' }] } } },
      'c.ts',
    );

  test.each([
    [{ name: 'A' }, 'c.ts: apis.a.package.name must be in small letters, unlike "A"'],
    [{ stable: 'v2' }, 'c.ts: apis.a.package.stable is no version of this API: v2'],
    [{ licence: 'MIT' }, 'c.ts: apis.a.package.licence is no key of a config'],
    [{ license: '' }, 'c.ts: apis.a.package.license must be a text, not ""'],
  ])('%j', (settings, message) => {
    expect(() => check(settings)).toThrow(message);
  });

  test('nothing that is right', () => {
    const settings = {
      name: '@a/b',
      stable: 'v1',
      license: 'MIT',
      repository: 'https://x.example',
    };
    expect(() => check(settings)).not.toThrow();
  });
});

const chat = (name: string): string => `asyncapi: 3.0.0
info: { title: Chat, version: 1.0.0 }
channels:
  chat:
    address: /chat
    messages:
      posted:
        payload:
          type: object
          required: [type]
          properties: { type: { const: ${name} }, at: { type: string, format: date-time } }
operations:
  hear: { action: receive, channel: { $ref: '#/channels/chat' } }
`;

describe('the command', () => {
  const config = (more: object = {}, api = 'chat'): string =>
    JSON.stringify({
      apis: { [api]: { versions: [{ name: 'v1', document: 'v1.yaml' }], ...more } },
    });
  const prepare = async (more?: object, api?: string): Promise<void> => {
    write({ 'wireshape.config.json': config(more, api), 'v1.yaml': chat('posted') });
    const { code, err } = await runTool(folder, ['generate', '--quick']);
    expect(err).toBe('');
    expect(code).toBe(0);
  };

  test('packs, says so, and does nothing the second time', async () => {
    await prepare();
    const first = await runTool(folder, ['pack', '--package-version', '1.2.3']);
    expect(first.err).toBe('');
    expect(first.out).toMatch(/^chat 1\.2\.3 {2}packages\/chat {2}\d+ files written/);
    const second = await runTool(folder, ['pack', '--package-version', '1.2.3', '--json']);
    const report = JSON.parse(second.out) as {
      readonly packages: readonly { readonly files: readonly { readonly change: string }[] }[];
    };
    expect(new Set(report.packages[0]?.files.map((one) => one.change))).toEqual(new Set(['same']));
    const manifest = JSON.parse(
      readFileSync(path.join(folder, 'packages/chat/package.json'), 'utf8'),
    ) as object;
    expect(manifest).toMatchObject({ name: 'chat', version: '1.2.3', license: 'UNLICENSED' });
  });

  test('takes the version and the changelog that are committed beside the types', async () => {
    await prepare();
    write({
      'generated/chat/package.json': '{ "type": "module", "version": "0.4.0" }',
      'generated/chat/CHANGELOG.md': '# Changelog\n',
      'generated/chat/notes.md': 'These are ours.\n',
    });
    const { out, err } = await runTool(folder, ['pack']);
    expect(err).toBe('');
    expect(out).toMatch(/^chat 0\.4\.0 /);
    const texts = textsBelow(path.join(folder, 'packages/chat'));
    expect(texts.get('CHANGELOG.md')).toBe('# Changelog\n');
    expect(texts.get('README.md')).toContain('[CHANGELOG.md](CHANGELOG.md)');
    expect(texts.has('notes.md')).toBe(false);
  });

  test('takes up kinds of files that it has never heard of', async () => {
    await prepare();
    // What no emitter of today makes, in a place that no version has: nobody would call it stale.
    const banner = '// Generated by wireshape 9.9.9. Do not edit.';
    write({
      'generated/chat/bridge/v1-to-v2.ts': `${banner}\nexport const carry = (x: 1): 1 => x;\n`,
      'generated/chat/pages/reference.md': '<!-- Generated by wireshape 9.9.9. -->\n\n# Chat\n',
    });
    const { code, err } = await runTool(folder, ['pack']);
    expect([code, err]).toEqual([0, '']);
    const texts = textsBelow(path.join(folder, 'packages/chat'));
    const { exports } = JSON.parse(texts.get('package.json') ?? '') as { readonly exports: object };
    expect(Object.keys(exports)).toContain('./bridge/v1-to-v2');
    expect(texts.get('bridge/v1-to-v2.cjs')).toContain('exports.carry = carry');
    expect(texts.get('README.md')).toContain('[pages/reference.md](pages/reference.md)');
  });

  test.each<
    [
      what: string,
      more: object,
      files: Readonly<Record<string, string>>,
      rule: string,
      text: string,
    ]
  >([
    ['output out of date', {}, { 'v1.yaml': chat('put') }, 'package-stale', 'generated/chat'],
    [
      'output that somebody edited',
      {},
      { 'generated/chat/v1/types.ts': '// Generated by wireshape\nexport type A = 1;\n' },
      'package-stale',
      'generated/chat/v1/types.ts the first',
    ],
    [
      'a document with errors',
      {},
      { 'v1.yaml': 'asyncapi: 3.0.0\n' },
      'asyncapi-schema',
      'v1.yaml',
    ],
    [
      'a licence that is not there',
      { package: { licenseFile: 'COPYING' } },
      {},
      'package-setting',
      'COPYING',
    ],
    [
      'a committed version that is none',
      {},
      { 'generated/chat/package.json': '{ "type": "module", "version": "next" }' },
      'package-setting',
      'next cannot be',
    ],
    [
      'a type from outside',
      { formats: { 'date-time': { import: './day.js', name: 'Day' } } },
      { 'day.ts': 'export type Day = string;\n' },
      'package-import',
      'generated/chat/v1/types.ts:',
    ],
    [
      'a file in the way',
      {},
      { 'packages/chat/README.md': 'mine' },
      'output-taken',
      'packages/chat/README.md',
    ],
    ['a file instead of a folder', {}, { packages: 'mine' }, 'output-taken', 'packages'],
  ])('refuses %s, and writes nothing', async (_what, more, files, rule, text) => {
    await prepare(more);
    write(files);
    const before = textsBelow(folder);
    const { code, out, err } = await runTool(folder, ['pack']);
    expect(err).toContain(`error  ${rule}  `);
    expect(err).toContain(text);
    expect(out).toContain('nothing written');
    expect(code).toBe(1);
    expect(textsBelow(folder)).toEqual(before);
  });

  test('refuses an API of which nothing was generated', async () => {
    write({ 'wireshape.config.json': config(), 'v1.yaml': chat('posted') });
    const { code, err } = await runTool(folder, ['pack']);
    expect(err).toContain('error  package-empty  nothing was generated here yet');
    expect(code).toBe(1);
  });

  test('refuses the name of an API that npm does not take', async () => {
    await prepare({}, 'Chat');
    const { code, err } = await runTool(folder, ['pack']);
    expect(err).toContain('error  package-setting  Chat cannot be the name of a package');
    expect(err).toContain('hint: set apis.Chat.package.name in the config');
    expect(code).toBe(1);
  });

  test.each([
    ['an API that is not there', ['pack', 'caht'], 'unknown API caht'],
    ['a version that is none', ['pack', '--package-version', '1.2'], '1.2 is no version'],
    [
      'a config that is not there',
      ['pack', '--config', 'x.json'],
      'there is no config file x.json',
    ],
  ])('is not to be used with %s', async (_what, given, message) => {
    await prepare();
    const { code, err } = await runTool(folder, given);
    expect(err).toContain(message);
    expect(code).toBe(2);
  });

  test('is not to be used without a config', async () => {
    const { code, err } = await runTool(folder, ['pack']);
    expect(err).toContain('there is no wireshape.config.ts here');
    expect(code).toBe(2);
  });
});
