import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { UsageError } from '../generator/base/finding.ts';
import { apiTargetsOf } from '../generator/commands/api-targets.ts';
import { checkConfig } from '../generator/commands/check-config.ts';
import { defineConfig, targetsOf, type Config } from '../generator/commands/config.ts';
import { documentTargets } from '../generator/commands/document-targets.ts';

const config = defineConfig({
  output: 'out',
  apis: {
    chat: {
      unions: { received: 'ChatEvent' },
      versions: [
        { name: 'v1', document: 'spec/v1.yaml' },
        { name: 'v2', document: 'spec/v2.json', events: { received: 'Heard', sent: 'Said' } },
      ],
    },
    mail: { versions: [{ name: '2026-01', document: '/spec/mail.yaml' }] },
  },
});
const file = '/project/wireshape.config.ts';

/** What an action says to somebody who used it in a wrong way. */
function usageErrorOf(action: () => unknown): { readonly message: string; readonly hint: string } {
  try {
    action();
  } catch (error) {
    if (error instanceof UsageError) return { message: error.message, hint: error.hint ?? '' };
    throw error;
  }
  throw new Error('nothing was wrong');
}

describe('targetsOf', () => {
  test('gives each version its document, its folder and its names', () => {
    expect(targetsOf(config, file, [])).toEqual([
      {
        api: 'chat',
        version: 'v1',
        document: path.resolve('/project/spec/v1.yaml'),
        output: path.resolve('/project/out/chat/v1'),
        unionNames: { received: 'ChatEvent', sent: 'ClientEvent' },
        components: { received: undefined, sent: undefined },
        perspective: 'client',
      },
      {
        api: 'chat',
        version: 'v2',
        document: path.resolve('/project/spec/v2.json'),
        output: path.resolve('/project/out/chat/v2'),
        unionNames: { received: 'ChatEvent', sent: 'ClientEvent' },
        components: { received: 'Heard', sent: 'Said' },
        perspective: 'client',
      },
      {
        api: 'mail',
        version: '2026-01',
        document: path.resolve('/spec/mail.yaml'),
        output: path.resolve('/project/out/mail/2026-01'),
        unionNames: { received: 'ServerEvent', sent: 'ClientEvent' },
        components: { received: undefined, sent: undefined },
        perspective: 'client',
      },
    ]);
  });

  test.each([
    [['mail'], ['mail/2026-01']],
    [['chat@v2'], ['chat/v2']],
    [
      ['mail', 'chat'],
      ['chat/v1', 'chat/v2', 'mail/2026-01'],
    ],
    [
      ['chat', 'chat@v1'],
      ['chat/v1', 'chat/v2'],
    ],
  ])('picks out %j, in the order of the config', (names, want) => {
    const targets = targetsOf(config, file, names);
    expect(targets.map(({ api, version }) => `${api}/${version}`)).toEqual(want);
  });

  test.each([
    ['caht', 'unknown API caht', 'did you mean chat?'],
    ['phone', 'unknown API phone', 'known: chat, mail'],
    ['constructor', 'unknown API constructor', 'known: chat, mail'],
    ['chat@v3', 'unknown version chat@v3', 'did you mean chat@v1?'],
    ['chat@', 'unknown version chat@', 'known: chat@v1, chat@v2'],
    ['chat@v1@v2', 'unknown version chat@v1@v2', 'did you mean chat@v1?'],
  ])('refuses %s', (name, message, hint) => {
    expect(usageErrorOf(() => targetsOf(config, file, [name]))).toEqual({ message, hint });
  });

  test('a version of a package is imported from it, any other from its index', () => {
    const versions = [{ name: 'v1', document: 'a.yaml' }];
    const apis = {
      plain: { versions },
      named: { versions, package: { name: '@acme/chat' } },
      unnamed: { versions, package: {} },
    };
    const paths = targetsOf({ apis }, file, []).map((one) => one.importPath);
    expect(paths).toEqual([undefined, '@acme/chat/v1', 'unnamed/v1']);
  });

  test('writes to generated/ where no output is named', () => {
    const { apis } = config;
    const [first] = targetsOf({ apis }, file, []);
    expect(first!.output).toBe(path.resolve('/project/generated/chat/v1'));
  });
});

describe('apiTargetsOf', () => {
  const v = (name: string) => ({ name, document: `${name}.yaml` });
  test('pairs each version with the next one, and merges what is said of changes', () => {
    const waiver = { rule: 'field-removed', at: '*', reason: 'nobody reads it' };
    const versions = [v('v1'), v('v2'), v('v3')];
    const apis = { chat: { versions, diff: { rules: { deprecated: 'off' }, waivers: [waiver] } } };
    const diff = { rules: { deprecated: 'error' }, failOn: 'never' } as const;
    expect(apiTargetsOf(defineConfig({ apis, diff } as Config), file)).toEqual([
      {
        api: 'chat',
        output: path.resolve('/project/generated/chat'),
        folder: path.resolve('/project'),
        versions: ['v1', 'v2', 'v3'],
        changes: [
          { before: 'v1', after: 'v2' },
          { before: 'v2', after: 'v3' },
        ],
        diff: { rules: { deprecated: 'off' }, waivers: [waiver], failOn: 'never' },
      },
    ]);
  });

  test('pairs those that are named', () => {
    const changes = [{ before: 'v1', after: 'v3' }];
    const apis = { chat: { versions: [v('v1'), v('v2'), v('v3')], changes } };
    expect(apiTargetsOf({ apis }, file)[0]?.changes).toEqual(changes);
  });
});

describe('checkConfig', () => {
  const version = { name: 'v1', document: 'a.yaml' };
  const withApi = (api: unknown): unknown => ({ apis: { chat: api } });
  const withVersion = (one: unknown): unknown => withApi({ versions: [version, one] });

  test('takes what is right as it is', () => {
    expect(checkConfig(config, 'c.json')).toBe(config);
  });

  test.each<[name: string, value: unknown, message: string, hint?: string]>([
    ['no object', 7, 'the config must be an object, not 7'],
    ['a function', () => config, 'the config must be an object, not a function'],
    ['no APIs', {}, 'apis is missing'],
    ['empty APIs', { apis: {} }, 'apis names no API'],
    ['a list of APIs', { apis: [] }, 'apis must be an object, not a list'],
    [
      'a misspelt key',
      { ...config, ouput: 'x' },
      'ouput is no key of a config',
      'did you mean output?',
    ],
    [
      'a strange key',
      { ...config, xyz: 1 },
      'xyz is no key of a config',
      'known: $schema, output, apis, diff, allowRefs, overlays, names, include, exclude, formats, templates, rules, strict, reference, validators',
    ],
    ['a wrong output', { ...config, output: 1 }, 'output must be a text, not 1'],
    ['an empty output', { ...config, output: ' ' }, 'output must be a text, not " "'],
    ['an API of null', withApi(null), 'apis.chat must be an object, not null'],
    ['no versions', withApi({}), 'apis.chat.versions is missing'],
    ['empty versions', withApi({ versions: [] }), 'apis.chat.versions holds no version'],
    [
      'versions by name',
      withApi({ versions: {} }),
      'apis.chat.versions must be a list, not an object',
    ],
    [
      'a version that is a text',
      withVersion('v2'),
      'apis.chat.versions[1] must be an object, not "v2"',
    ],
    ['no name', withVersion({ document: 'b' }), 'apis.chat.versions[1].name is missing'],
    ['no document', withVersion({ name: 'b' }), 'apis.chat.versions[1].document is missing'],
    [
      'a misspelt document',
      withVersion({ name: 'b', documnet: 'b' }),
      'apis.chat.versions[1].documnet is no key of a config',
      'did you mean document?',
    ],
    [
      'wrong events',
      withVersion({ ...version, events: { sent: 1 } }),
      'apis.chat.versions[1].events.sent must be a text, not 1',
    ],
    [
      'a version twice',
      withVersion({ ...version, name: 'V1' }),
      'apis.chat.versions[1].name is there twice: V1',
    ],
    [
      'a path for a name',
      withVersion({ ...version, name: '../x' }),
      'apis.chat.versions[1].name must be a name that a folder can have, not "../x"',
      'letters, digits, ".", "_" and "-", with a letter or a digit in front',
    ],
    [
      'a union that is no type',
      withApi({ unions: { sent: 'my event' }, versions: [version] }),
      'apis.chat.unions.sent must be a name that a TypeScript type can have, not "my event"',
    ],
    [
      'unions of one name',
      withApi({ unions: { sent: 'serverEvent' }, versions: [version] }),
      'apis.chat.unions must differ in more than the case of letters',
    ],
    [
      'a misspelt flow',
      withApi({ unions: { recieved: 'X' }, versions: [version] }),
      'apis.chat.unions.recieved is no key of a config',
      'did you mean received?',
    ],
    [
      'a version that is called as what stands beside it',
      withVersion({ ...version, name: 'Changes' }),
      'apis.chat.versions[1].name must be another name: Changes holds what is written for all versions',
    ],
    [
      'changes of a version that is not there',
      withApi({ versions: [version], changes: [{ before: 'v1', after: 'v3' }] }),
      'apis.chat.changes[0].after is no version of this API: v3',
      'did you mean v1?',
    ],
    [
      'changes of a version and itself',
      withApi({ versions: [version], changes: [{ before: 'v1', after: 'v1' }] }),
      'apis.chat.changes[0] compares v1 with itself',
    ],
    [
      'a rule about changes that is none',
      { ...config, diff: { rules: { 'field-remvoed': 'off' } } },
      'diff.rules.field-remvoed names no rule about changes: field-remvoed',
      'did you mean field-removed?',
    ],
    [
      'a rule about changes among those about findings',
      { ...config, rules: { 'field-removed': 'off' } },
      'rules.field-removed is about changes between versions',
      'its level stands under diff.rules',
    ],
    [
      'a level for nobody',
      { ...config, diff: { rules: { 'field-removed': { wires: 'off' } } } },
      'diff.rules.field-removed.wires is no key of a config',
      'did you mean wire?',
    ],
    [
      'a waiver without a reason',
      withApi({
        versions: [version],
        diff: { waivers: [{ rule: 'field-removed', at: 'Message.text' }] },
      }),
      'apis.chat.diff.waivers[0].reason is missing',
    ],
    [
      'a waiver until a day that there is not',
      {
        ...config,
        diff: {
          waivers: [{ rule: 'field-removed', at: '*', reason: 'known', expires: '2026-02-30' }],
        },
      },
      'diff.waivers[0].expires must be a day as "2026-12-31", not "2026-02-30"',
    ],
    [
      'a way to fail that is none',
      { ...config, diff: { failOn: 'always' } },
      'diff.failOn must be breaking, warning, never, not "always"',
    ],
  ])('refuses %s', (_name, value, message, hint = '') => {
    expect(usageErrorOf(() => checkConfig(value, 'c.json'))).toEqual({
      message: `c.json: ${message}`,
      hint,
    });
  });

  test.each(['', '.', '..', 'a/b', 'a\\b', 'a..b', '-a', '_a', 'a.', 'a b', 'a@b', '__proto__'])(
    'refuses an API called %j',
    (name) => {
      const apis = Object.fromEntries([[name, { versions: [version] }]]);
      expect(usageErrorOf(() => checkConfig({ apis }, 'c.json')).message).toContain('folder');
    },
  );
});

describe('documentTargets', () => {
  const options = { output: 'out', events: { received: undefined, sent: undefined } };

  test('names the API as the file is named', () => {
    expect(documentTargets(['spec/chat.v2.asyncapi.yaml'], options)).toEqual([
      {
        api: 'chat.v2',
        version: '',
        document: 'spec/chat.v2.asyncapi.yaml',
        output: 'out',
        unionNames: { received: 'ServerEvent', sent: 'ClientEvent' },
        components: { received: undefined, sent: undefined },
        perspective: 'client',
      },
    ]);
  });

  test('gives each of several documents a folder of its own', () => {
    const targets = documentTargets(['a/x.json', 'b/y.YML', './z'], options);
    expect(targets.map(({ api, output }) => `${api} ${output}`)).toEqual([
      `x ${path.join('out', 'x')}`,
      `y ${path.join('out', 'y')}`,
      `z ${path.join('out', 'z')}`,
    ]);
  });

  test('takes the component for the name of the union, as a type is named', () => {
    const events = { received: 'chat.server-event', sent: 'ChatClientEvent' };
    const [target] = documentTargets(['a.yaml'], { output: 'out', events });
    expect(target).toMatchObject({
      unionNames: { received: 'ChatServerEvent', sent: 'ChatClientEvent' },
      components: events,
    });
  });

  test.each([
    [['a/x.yaml', 'b/X.json'], {}, 'a/x.yaml and b/X.json would both be written to out/X'],
    [['x.yaml'], { received: '---' }, '"---" can be no name of a type'],
    [['x.yaml'], { received: 'clientEvent' }, 'both unions of events would be called ClientEvent'],
  ])('refuses %j with %j', (documents, events, message) => {
    const given = { output: 'out', events: { ...options.events, ...events } };
    expect(usageErrorOf(() => documentTargets(documents, given)).message).toBe(message);
  });
});
