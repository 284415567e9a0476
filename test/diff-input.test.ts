import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { UsageError } from '../generator/base/finding.ts';
import { findInputs, type InputContext } from '../generator/commands/diff-input.ts';
import { defineConfig } from '../generator/commands/config.ts';
import { readSide } from '../generator/commands/read-side.ts';
import { inCaseFolder, type CaseFolder } from './case-folder.ts';

const document = (field: string): string => `asyncapi: 3.0.0
info: { title: Chat, version: '1' }
channels:
  chat: { address: /, messages: { said: { payload: { $ref: 'common/said.yaml#/Said' } } } }
operations:
  hear: { action: receive, channel: { $ref: '#/channels/chat' } }
# ${field}
`;
const common = (field: string): string => `Said:
  type: object
  required: [type]
  properties: { type: { const: said }, ${field}: { type: string } }
`;

const config = defineConfig({
  apis: {
    chat: {
      perspective: 'server',
      exclude: { events: ['internal.*'] },
      overlays: ['o.yaml'],
      versions: [
        { name: 'v1', document: 'spec/chat.yaml' },
        { name: 'next', document: 'spec/next.yaml' },
      ],
    },
    mail: { versions: [{ name: 'v1', document: 'spec/mail.yaml' }] },
  },
});

function contextIn(cwd: string, more: Partial<InputContext> = {}): InputContext {
  return {
    cwd,
    config: () => Promise.resolve({ config, file: path.join(cwd, 'wireshape.config.ts') }),
    options: { events: { received: undefined, sent: undefined }, perspective: undefined },
    settings: {},
    ...more,
  };
}

/** A repository of two commits: the field that the event holds was `old`, and is `young`. */
async function inRepository<T>(work: (folder: CaseFolder) => Promise<T>): Promise<T> {
  return inCaseFolder(async (folder) => {
    const git = (...given: readonly string[]): void => {
      const who = ['-c', 'user.name=a', '-c', 'user.email=a@example.com'];
      execFileSync('git', [...who, '-c', 'commit.gpgsign=false', ...given], { cwd: folder.path });
    };
    const commit = (field: string): void => {
      folder.write(
        new Map([
          ['spec/chat.yaml', document(field)],
          ['spec/common/said.yaml', common(field)],
        ]),
      );
      git('add', '.');
      git('commit', '-qm', field);
    };
    git('init', '-q', '-b', 'main');
    commit('old');
    commit('young');
    folder.write(new Map([['spec/common/said.yaml', common('dirty')]]));
    return work(folder);
  });
}

async function fieldsOf(label: string, cwd: string): Promise<unknown> {
  const [input] = await findInputs([label, label], contextIn(cwd));
  const { model, findings } = await readSide(input, { cwd, allowRefs: [] });
  const shape = model?.shapes.find((one) => one.name === 'Said')?.shape;
  const fields = shape?.kind === 'object' ? shape.fields.map((one) => one.key) : undefined;
  return fields ?? findings.map((one) => `${one.at.file}  ${one.rule}  ${one.message}`);
}

describe('a git revision', () => {
  test('is read with the files that it refers to, wherever one is', async () => {
    await inRepository(async ({ path: cwd }) => {
      const below = path.join(cwd, 'spec');
      expect(await fieldsOf('HEAD~1:spec/chat.yaml', cwd)).toEqual(['type', 'old']);
      expect(await fieldsOf('main:spec/chat.yaml', cwd)).toEqual(['type', 'young']);
      expect(await fieldsOf('spec/chat.yaml', cwd)).toEqual(['type', 'dirty']);
      expect(await fieldsOf('HEAD~1:spec/chat.yaml', below)).toEqual(['type', 'old']);
      expect(await fieldsOf('HEAD~1:./chat.yaml', below)).toEqual(['type', 'old']);
    });
  });

  test('is told in front of the names of its files', async () => {
    await inRepository(async ({ path: cwd }) => {
      const [input] = await findInputs(['HEAD:spec/chat.yaml', 'spec/chat.yaml'], contextIn(cwd));
      const { model } = await readSide(input, { cwd, allowRefs: [] });
      expect(model?.source.file).toBe('HEAD:spec/chat.yaml');
      expect(model?.shapes[0]?.origin.file).toBe('HEAD:spec/common/said.yaml');
    });
  });

  test('without the file has a finding', async () => {
    await inRepository(async ({ path: cwd }) => {
      expect(await fieldsOf('HEAD:spec/none.yaml', cwd)).toEqual([
        'HEAD:spec/none.yaml  file-missing  there is no file HEAD:spec/none.yaml',
      ]);
      expect(await fieldsOf('HEAD:./spec', cwd)).toEqual([
        'HEAD:spec  file-missing  HEAD:spec is a folder, not a file',
      ]);
    });
  });

  test.each(['nowhere', '--help', 'HEAD~7'])('that is none, as %s, is wrong use', async (name) => {
    await inRepository(async ({ path: cwd }) => {
      await expect(fieldsOf(`${name}:spec/chat.yaml`, cwd)).rejects.toThrow(
        `git knows no revision ${name}`,
      );
    });
  });

  test('outside a repository is wrong use', async () => {
    await inCaseFolder(async ({ path: cwd }) => {
      await expect(fieldsOf('HEAD:spec/chat.yaml', cwd)).rejects.toThrow(
        new UsageError('HEAD is asked for as a revision, and this is no git repository'),
      );
    });
  });

  test('takes versions from the config of now', async () => {
    await inRepository(async ({ path: cwd }) => {
      const [input] = await findInputs(['HEAD~1:chat@v1', 'chat@v1'], contextIn(cwd));
      expect(input).toMatchObject({
        label: 'HEAD~1:chat@v1',
        target: { api: 'chat', version: 'v1', document: path.join(cwd, 'spec/chat.yaml') },
      });
      if (input.kind !== 'document') throw new Error('it is a document');
      expect(input.reader.textOf(input.target.document)).toContain('# old');
    });
  });
});

describe('a version of the config', () => {
  const find = async (name: string) =>
    (await findInputs([name, 'chat@v1'], contextIn('/project')))[0];

  test('needs no API where one alone has it', async () => {
    expect(await find('next')).toMatchObject({ target: { api: 'chat', version: 'next' } });
  });

  test.each([
    ['v1', 'several APIs have a version v1', 'known: chat@v1, mail@v1'],
    ['nxt', 'unknown version nxt', 'did you mean next? known: chat@v1, chat@next, mail@v1'],
    [
      'chat@v3',
      'unknown version chat@v3',
      'did you mean chat@v1? known: chat@v1, chat@next, mail@v1',
    ],
    ['zzzzzzzz', 'unknown version zzzzzzzz', 'known: chat@v1, chat@next, mail@v1'],
    ['chat', 'chat is an API, not a version of one', 'known: chat@v1, chat@next'],
  ])('is not %s', async (name, message, hint) => {
    const error: unknown = await find(name).catch((one: unknown) => one);
    expect(error).toBeInstanceOf(UsageError);
    expect(error).toMatchObject({ message, hint });
  });

  test('is nowhere without a config', async () => {
    const context = contextIn('/project', { config: () => Promise.resolve(undefined) });
    await expect(findInputs(['v1', 'v2'], context)).rejects.toThrow(
      'v1 is no file, and there is no wireshape.config.ts here that could name it',
    );
  });

  test('lends its settings to a file beside it, but for overlays', async () => {
    const [, other] = await findInputs(['chat@v1', 'b.yaml'], contextIn('/project'));
    expect(other).toMatchObject({ target: { perspective: 'server', version: '' } });
    if (other.kind !== 'document') throw new Error('it is a document');
    expect(other.target.settings).toEqual({ exclude: { events: ['internal.*'] } });
  });

  test('does not go before what the command line says', async () => {
    const options = { events: { received: 'In', sent: undefined }, perspective: 'client' } as const;
    const context = contextIn('/project', { options, settings: { strict: true } });
    const [first, other] = await findInputs(['chat@v1', 'b.yaml'], context);
    expect(other).toMatchObject({
      target: { perspective: 'client', components: { received: 'In' }, settings: { strict: true } },
    });
    expect(first).toMatchObject({ target: { perspective: 'server', settings: { strict: true } } });
  });
});
