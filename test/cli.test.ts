import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { toolVersion } from '../generator/base/tool.ts';
import { optionsOf } from '../generator/cli/args.ts';
import { commands, type CommandName } from '../generator/cli/commands.ts';
import { patience, RunningTool, runTool, type Ended } from './run-tool.ts';

const document = `
asyncapi: 3.0.0
info: { title: Chat, version: 1.0.0 }
channels:
  chat:
    address: /
    messages:
      said: { $ref: 'messages.yaml#/said' }
operations:
  hear:
    action: receive
    channel: { $ref: '#/channels/chat' }
    messages: [{ $ref: '#/channels/chat/messages/said' }]
`;
const messages = `
said:
  name: said
  payload:
    type: object
    required: [type, text]
    properties:
      type: { const: said }
      text: { type: string, description: What was said. }
`;
const config = { apis: { chat: { versions: [{ name: 'v1', document: 'chat.yaml' }] } } };

let folder: string;
const write = (file: string, text: string): void => {
  mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
  writeFileSync(path.join(folder, file), text);
};
const read = (file: string): string => readFileSync(path.join(folder, file), 'utf8');
const run = (...given: readonly string[]): Promise<Ended> => runTool(folder, given);

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'wireshape-cli-'));
  write('chat.yaml', document);
  write('messages.yaml', messages);
  write('wireshape.config.json', JSON.stringify(config));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('help and version', () => {
  test('--help goes to stdout, with every command', async () => {
    const { code, out, err } = await run('--help');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toContain('generate [document...]');
    expect(out).toContain('Exit codes:');
  });

  test.each(Object.keys(commands) as CommandName[])(
    '%s --help has its options, and no line is too long',
    async (name) => {
      const { code, out } = await run(name, '--help', '--nonsense');
      expect(code).toBe(0);
      for (const [option] of optionsOf(name))
        expect(out).toMatch(new RegExp(`--(?:\\[no-\\])?${option}\\b`));
      expect(out.split('\n').filter((line) => line.length > 100)).toEqual([]);
    },
  );

  test.each([['--version'], ['-V']])('%s is the version alone', async (given) => {
    expect(await run(given)).toEqual({ code: 0, out: `${toolVersion}\n`, err: '' });
  });

  test('without arguments, the help goes to stderr', async () => {
    const { code, out, err } = await run();
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain('Usage:');
  });
});

describe('wrong use exits with 2, says why, and writes nothing:', () => {
  test.each<[given: string, message: string, hint: string]>([
    ['gnerate', 'unknown command gnerate', 'did you mean generate?'],
    ['generate --ouput x', 'unknown option --ouput', 'did you mean --output?'],
    ['generate -check', 'unknown option -check', 'did you mean --check?'],
    ['generate -x', 'unknown option -x', 'known: --output, --check,'],
    ['generate --no-check', 'unknown option --no-check', 'known: '],
    ['generate chat.yaml -o', '-o needs a value: -o DIR', ''],
    ['generate chat.yaml -o --check', '-o needs a value: -o DIR', ''],
    ['generate --check=yes', '--check takes no value', ''],
    ['generate --check --watch', '--check and --watch do not go together', ''],
    ['generate https://example.com/a.yaml -o out', 'is a URL, and nothing is fetched', 'a copy'],
    ['rules feild-added', 'unknown rule feild-added', 'did you mean field-added?'],
    ['rules nonsense', 'unknown rule nonsense', 'wireshape rules lists them all'],
    ['generate chat.yaml', 'where should the types of chat.yaml go?', '-o src/events'],
    ['generate chat.yaml chat -o out', 'chat asks for a config', './chat'],
    ['generate chat.yaml --config wireshape.config.json -o out', '--config asks for a config', ''],
    ['generate a/chat.yaml b/chat.yml -o out', 'would both be written to out/chat', ''],
    ['generate chat.yaml -o out --sent 1+1=2 --received _1_1_2', 'would be called', ''],
    ['generate --received Events', '--received goes with a document', 'unions.received'],
    ['generate caht', 'unknown API caht', 'did you mean chat?'],
    ['generate chat@v2', 'unknown version chat@v2', 'did you mean chat@v1?'],
    ['generate --config other.ts', 'there is no config file other.ts', ''],
    ['--json', 'no command is given', 'wireshape --help'],
  ])('%s', async (given, message, hint) => {
    const { code, out, err } = await run(...given.split(' '));
    expect(err).toMatch(/^error: /);
    expect(err).toContain(message);
    expect(err).toContain(hint);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(existsSync(path.join(folder, 'out'))).toBe(false);
    expect(existsSync(path.join(folder, 'generated'))).toBe(false);
  });

  test('neither a config nor a document', async () => {
    rmSync(path.join(folder, 'wireshape.config.json'));
    const { code, err } = await run('generate');
    expect(err).toContain('there is no wireshape.config.ts here, and no document is named');
    expect(code).toBe(2);
  });
});

describe('generate', () => {
  test('writes what the config names, and the second time nothing', async () => {
    const first = await run('generate', '--quick');
    expect(first.err).toBe('');
    expect(first.out).toMatch(
      /^chat@v1 {2}1 received, 0 sent, \d+ types? {2}(\d+) files? written \(of \1\) {2}\d+\.\d\d s\nchat {5}1 version +1 file written \(of 1\) {3}\d+\.\d\d s\n$/,
    );
    expect(first.code).toBe(0);
    expect(existsSync(path.join(folder, 'generated/chat/v1/index.ts'))).toBe(true);
    expect(existsSync(path.join(folder, 'generated/chat/manifest.json'))).toBe(true);

    const second = await run('generate', 'chat@v1', '--quick');
    expect(second.out).toMatch(/ files? up to date /);
    expect(second.code).toBe(0);
  });

  test('writes the document that it is given to the folder that it is given', async () => {
    const { code, out } = await run('generate', './chat.yaml', '-o', 'src/events', '--quick');
    expect(out).toMatch(/^chat {2}1 received/);
    expect(code).toBe(0);
    expect(existsSync(path.join(folder, 'src/events/index.ts'))).toBe(true);
    expect(existsSync(path.join(folder, 'generated'))).toBe(false);
  });

  test('puts -o in the place of the output that the config names', async () => {
    const { code } = await run('generate', '-o', 'elsewhere', '--quick');
    expect(code).toBe(0);
    expect(existsSync(path.join(folder, 'elsewhere/chat/v1/index.ts'))).toBe(true);
    expect(existsSync(path.join(folder, 'generated'))).toBe(false);
  });

  test('calls the unions as it is told', async () => {
    const given = ['chat.yaml', '-o', 'out', '--quick', '--received', 'ChatEvent'];
    const { code } = await run('generate', ...given);
    expect(code).toBe(0);
    expect(read('out/unions.ts')).toMatch(/export type ChatEvent\b/);
  });

  test('exits with 1 for a document that is not there, and goes on with the others', async () => {
    const { code, out, err } = await run(
      ...['generate', 'none.yaml', 'chat.yaml', '-o', 'out', '--quick'],
    );
    expect(err).toMatch(
      /^none\.yaml(?::1:1)? {2}error {2}file-missing {2}there is no file none\.yaml\n/,
    );
    expect(err).toMatch(/\n1 error\n$/);
    expect(out).toMatch(/^none {2}failed: 1 error +nothing written {2}.* s\nchat {2}1 received/);
    expect(code).toBe(1);
    expect(existsSync(path.join(folder, 'out/chat/index.ts'))).toBe(true);
    expect(existsSync(path.join(folder, 'out/none'))).toBe(false);
  });

  test('leaves the old output as it is where the document is broken', async () => {
    await run('generate', '--quick');
    const before = read('generated/chat/v1/types.ts');
    write('chat.yaml', 'asyncapi: [');
    const { code, err } = await run('generate', '--quick');
    expect(err).toMatch(/^chat\.yaml:\d+:\d+ {2}error {2}syntax {2}/);
    expect(code).toBe(1);
    expect(read('generated/chat/v1/types.ts')).toBe(before);
  });
});

describe('generate --check', () => {
  test('exits with 1 where files are missing, with 0 once they are there, and writes nothing', async () => {
    const missing = await run('generate', '--check', '--quick');
    expect(missing.out).toMatch(/ (\d+) files? differ(?:s)? \(of \1\) /);
    expect(missing.out).toContain('\ngenerated/chat/v1/index.ts  would be created\n  new file, ');
    expect(missing.code).toBe(1);
    expect(existsSync(path.join(folder, 'generated'))).toBe(false);

    await run('generate', '--quick');
    const current = await run('generate', '--check', '--quick');
    expect(current.out).toMatch(/ up to date /);
    expect(current.err).toBe('');
    expect(current.code).toBe(0);
  });

  test('shows how a file differs', async () => {
    await run('generate', '--quick');
    write('messages.yaml', messages.replace('What was said.', 'The words.'));
    const { code, out, err } = await run('generate', '--check', '--quick');
    expect(out).toContain('\ngenerated/chat/v1/types.ts  differs\n  @@ -');
    expect(out).toMatch(/\n {2}-.*What was said\..*\n {2}\+.*The words\./);
    expect(err).toContain('out of date');
    expect(code).toBe(1);
    expect(read('generated/chat/v1/types.ts')).toContain('What was said.');
  });
});

describe('generate --json', () => {
  test('prints one document, its keys in a fixed order, without the texts of files', async () => {
    const { code, out, err } = await run('generate', '--json', '--quick');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const report = JSON.parse(out) as Report;
    expect(Object.keys(report)).toEqual([
      'wireshape',
      'command',
      'mode',
      'exitCode',
      'errors',
      'warnings',
      'notes',
      'targets',
      'apis',
    ]);
    expect(report).toMatchObject({
      wireshape: toolVersion,
      command: 'generate',
      mode: 'write',
      exitCode: 0,
      errors: 0,
      targets: [
        {
          api: 'chat',
          version: 'v1',
          document: 'chat.yaml',
          output: 'generated/chat/v1',
          counts: { received: 1, sent: 0 },
          milliseconds: expect.any(Number) as number,
        },
      ],
      apis: [
        {
          api: 'chat',
          output: 'generated/chat',
          counts: { versions: 1, pages: 0 },
          files: [{ file: 'generated/chat/manifest.json', change: 'created' }],
          findings: [],
          milliseconds: expect.any(Number) as number,
        },
      ],
    });
    const [target] = report.targets;
    expect(Object.keys(target!)).toEqual([
      'api',
      'version',
      'document',
      'output',
      'counts',
      'files',
      'findings',
      'milliseconds',
    ]);
    expect(target!.files).toContainEqual({ file: 'generated/chat/v1/index.ts', change: 'created' });
  });

  test('tells findings in full', async () => {
    write('chat.yaml', document.replace('#/said', '#/nobody'));
    const { code, out, err } = await run('generate', '--json', '--check', '--quick');
    expect({ code, err }).toEqual({ code: 1, err: '' });
    const report = JSON.parse(out) as Report;
    expect(report).toMatchObject({
      mode: 'check',
      exitCode: 1,
      targets: [{ counts: null, files: [] }],
    });
    expect(report.errors).toBeGreaterThan(0);
    const [found] = report.targets[0]!.findings;
    expect(Object.keys(found!)).toEqual([
      'file',
      'line',
      'column',
      'pointer',
      'rule',
      'level',
      'message',
      'hint',
    ]);
    expect(found).toMatchObject({ file: 'chat.yaml', line: 8, level: 'error' });
  });
});

interface Report {
  readonly errors: number;
  readonly targets: readonly {
    readonly files: readonly unknown[];
    readonly findings: readonly object[];
  }[];
}

describe('colours', () => {
  const escape = '\u001b[';

  test('are off where there is no terminal, and on request on', async () => {
    const given = ['generate', 'none.yaml', '-o', 'out', '--quick'];
    const plain = await runTool(folder, given);
    expect(plain.out + plain.err).not.toContain(escape);
    for (const coloured of [
      await runTool(folder, [...given, '--color']),
      await runTool(folder, given, { FORCE_COLOR: '1' }),
    ]) {
      expect(coloured.out).toContain(escape);
      expect(coloured.err).toContain(escape);
    }
    const both = await runTool(folder, [...given, '--no-color'], { FORCE_COLOR: '1' });
    expect(both.out + both.err).not.toContain(escape);
  });
});

describe('generate --watch', () => {
  let tool: RunningTool;
  beforeEach(() => {
    tool = new RunningTool(folder, ['generate', '--watch', '--quick']);
  });
  afterEach(() => {
    tool.end('SIGKILL');
  });

  const types = 'generated/chat/v1/types.ts';
  const untilHolds = (file: string, text: string): Promise<void> =>
    vi.waitFor(() => expect(read(file)).toContain(text), { timeout: patience });

  test.each(['SIGINT', 'SIGTERM'] as const)('generates after changes until %s', async (signal) => {
    await tool.untilSaid(/watching 3 files/);
    expect(read(types)).toContain('What was said.');

    write('messages.yaml', messages.replace('What was said.', 'The words.'));
    await untilHolds(types, 'The words.');

    write('messages.yaml', 'said: [');
    await tool.untilSaid(/messages\.yaml:\d+:\d+ {2}error {2}/);
    expect(read(types)).toContain('The words.');

    write('more.yaml', 'text: { type: string, description: From afar. }');
    write('messages.yaml', messages.replace(/text: \{.*\}/, "text: { $ref: 'more.yaml#/text' }"));
    await tool.untilSaid(/watching 4 files/);
    write('more.yaml', 'text: { type: number }');
    await untilHolds(types, 'number');

    tool.end(signal);
    expect((await tool.ended).code).toBe(0);
  });

  test('notices changes of the config', async () => {
    await tool.untilSaid(/watching 3 files/);
    write('wireshape.config.json', '{');
    await tool.untilSaid(/error: wireshape\.config\.json cannot be loaded/);
    const versions = [{ name: 'v2', document: 'chat.yaml' }];
    write('wireshape.config.json', JSON.stringify({ apis: { chat: { versions } } }));
    await untilHolds('generated/chat/v2/types.ts', 'What was said.');
    tool.end('SIGINT');
    expect((await tool.ended).code).toBe(0);
  });
});
