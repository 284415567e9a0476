import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { WireReport } from '../generator/base/wire-report.ts';
import { runTool, type Ended } from './run-tool.ts';

const root = path.join(import.meta.dirname, '..');

/** A chat whose answers have these fields besides their id, and events of these names besides. */
const chat = (answer: string, more: readonly string[] = []): string => `asyncapi: 3.0.0
info: { title: Chat, version: '1' }
x-lifecycle:
  starts: [welcome]
  things: { answer: { opens: { begun: id }, closes: { ended: id } } }
channels:
  chat:
    address: /
    messages:
${['welcome', 'begun', 'ended', ...more]
  .map((name) => `      ${name}: { payload: { $ref: '#/components/schemas/${name}' } }\n`)
  .join('')}
operations:
  hear: { action: receive, channel: { $ref: '#/channels/chat' } }
components:
  schemas:
    begun: { type: object, required: [type, id], properties: { type: { const: begun }, id: { type: string } } }
    ended: { type: object, required: [type, id], properties: { type: { const: ended }, id: { type: string }, ${answer} } }
${['welcome', ...more]
  .map(
    (name) =>
      `    ${name}: { type: object, required: [type], properties: { type: { const: ${name} } } }\n`,
  )
  .join('')}`;

const fine = ['{"type":"welcome"}', '{"type":"begun","id":"1"}', '{"type":"ended","id":"1"}'];
const stalled = ['{"type":"welcome"}', '{"type":"begun","id":"1"}'];
const drifting = [...fine, '{"type":"ended","id":"1","text":null}'];

let folder: string;
const write = (file: string, text: string | Uint8Array): void => {
  mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
  writeFileSync(path.join(folder, file), text);
};
const read = (file: string): string => readFileSync(path.join(folder, file), 'utf8');
const run = (...given: readonly string[]): Promise<Ended> => runTool(folder, ['wire', ...given]);
const reportOf = ({ out }: Ended): WireReport => JSON.parse(out) as WireReport;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'wireshape-wire-'));
  write('v1.yaml', chat('text: { type: string }'));
  write('v2.yaml', chat("text: { type: [string, 'null'] }", ['moved']));
  const versions = ['v1', 'v2'].map((name) => ({ name, document: `${name}.yaml` }));
  write('wireshape.config.json', JSON.stringify({ apis: { chat: { versions } } }));
  write('fine.ndjson', fine.join('\n'));
  write('stalled.ndjson', stalled.join('\n'));
  write('drifting.ndjson', drifting.join('\n'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('the exit code', () => {
  test.each<[captures: readonly string[], failOn: string | undefined, code: number]>([
    [['fine.ndjson'], undefined, 0],
    [['stalled.ndjson'], undefined, 1],
    [['stalled.ndjson'], 'drift', 0],
    [['stalled.ndjson'], 'order', 1],
    [['drifting.ndjson'], 'drift', 1],
    [['drifting.ndjson', 'stalled.ndjson'], 'never', 0],
    [['broken.ndjson'], 'drift', 1],
    [['broken.ndjson'], 'never', 0],
    [['none.ndjson'], undefined, 1],
  ])('of %j that fails on %s is %d', async (captures, failOn, code) => {
    write('broken.ndjson', `${fine.join('\n')}\n{"type":"begun"`);
    const more = failOn === undefined ? [] : ['--fail-on', failOn];
    expect((await run(...captures, '--version', 'v1', ...more)).code).toBe(code);
  });

  test.each<[given: readonly string[], message: string]>([
    [[], 'no capture is named'],
    [['fine.ndjson', '--version', 'v3'], 'unknown version v3'],
    [['fine.ndjson', '--api', 'other'], 'other'],
    [['fine.ndjson', '--api', 'chat@v1', '--version', 'v2'], '--api says v1, and --version v2'],
    [['fine.ndjson', '--document', 'v1.yaml', '--version', 'v1'], '--version is about the config'],
    [['fine.ndjson', '--fail-on', 'all'], '--fail-on is any, drift, order, never, not all'],
    [['fine.ndjson', '--write-baseline'], '--write-baseline goes with --baseline FILE'],
    [['fine.ndjson', '--jobs', '0'], '--jobs is a whole number above 0'],
    [['fine.ndjson', '--json', '--format', 'html'], '--json and --format html'],
    [['fine.ndjson', '--format', 'xml'], 'xml'],
    [['*.har'], 'no capture is found by *.har'],
    [['merge'], 'no report is named'],
    [['merge', 'a.json', '--version', 'v1'], 'is no option of wire merge'],
  ])('is 2 where the command line cannot work: %j', async (given, message) => {
    const { code, out, err } = await run(...given);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(message);
  });
});

describe('captures', () => {
  test('are files, folders, patterns, packed, and standard input', async () => {
    write('logs/a.ndjson', fine.join('\n'));
    write('logs/deep/b.ndjson.gz', gzipSync(fine.join('\n')));
    write('logs/notes.txt', 'no capture');
    const folders = reportOf(await run('logs', '--version', 'v1', '--json'));
    expect(folders.captures.map(({ name }) => name)).toEqual([
      'logs/a.ndjson',
      'logs/deep/b.ndjson.gz',
    ]);
    const found = reportOf(await run('logs/**/*.gz', '--version', 'v1', '--json'));
    expect(found.captures.map(({ name, messages }) => [name, messages])).toEqual([
      ['logs/deep/b.ndjson.gz', 3],
    ]);
    const cli = path.join(root, 'dist/cli.js');
    const piped = execFileSync(
      process.execPath,
      [cli, 'wire', '-', '--document', 'v1.yaml', '--json'],
      {
        ...{ cwd: folder, input: fine.join('\n'), encoding: 'utf8' },
      },
    );
    expect((JSON.parse(piped) as WireReport).captures).toMatchObject([{ name: '-', messages: 3 }]);
  });
});

describe('the version', () => {
  test('is guessed where nobody says it, and that is said', async () => {
    const guessed = await run('drifting.ndjson');
    expect(guessed.out).toContain('against chat@v2 (guessed, for it fits best)\n');
    expect(reportOf(await run('drifting.ndjson', '--json'))).toMatchObject({
      ...{ version: 'v2', guessed: true },
    });
    const named = await run('drifting.ndjson', '--api', 'chat@v1');
    expect(named.out).toMatch(/^1 capture against chat@v1\n/);
    expect(named.out).toContain('v2  fits 4 of 4');
    expect(named.out).toContain('v1  fits 3 of 4  1 differ');
  });

  test('is not, where there is one', async () => {
    const versions = [{ name: 'v1', document: 'v1.yaml' }];
    write('wireshape.config.json', JSON.stringify({ apis: { chat: { versions } } }));
    expect(reportOf(await run('fine.ndjson', '--json'))).toMatchObject({ guessed: false });
  });

  test('is told to hold events of another', async () => {
    write('moved.ndjson', [...fine, '{"type":"moved"}'].join('\n'));
    const { out } = await run('moved.ndjson', '--version', 'v1');
    expect(out).toContain('1 message of v2: moved');
    expect(out).toContain('1x moved: no such event; it is one of v2');
  });

  test('of OpenAI Realtime: a session of the beta on a GA connection', async () => {
    const captures = 'test/fixtures/wire/*.ndjson';
    const { code, out } = await runTool(root, ['wire', captures, '--api', 'openai-realtime@ga']);
    expect(code).toBe(1);
    expect(out).toContain('beta     fits 73 of 73');
    expect(out).toContain('34 messages of beta: response.text.delta and 1 more');
    const guessed = await runTool(root, ['wire', captures, '--fail-on', 'drift']);
    expect(guessed.out).toMatch(/^4 captures against openai-realtime@beta \(guessed/);
    expect(guessed.code).toBe(0);
  });
});

describe('a baseline', () => {
  const given = ['drifting.ndjson', '--version', 'v1', '--baseline', 'known.json'];

  test('accepts what it was written for, and nothing else', async () => {
    const written = await run(...given, '--write-baseline');
    expect(written.code).toBe(0);
    expect(written.err).toContain('known.json written');
    expect(JSON.parse(read('known.json'))).toMatchObject({
      ...{ format: 'wireshape-wire-baseline/1', api: 'chat', version: 'v1' },
      accepted: ['closed-twice answer 1 drifting.ndjson', 'null-undeclared received ended text'],
    });
    expect((await run(...given)).code).toBe(0);
    const more = await run(...given, 'stalled.ndjson');
    expect(more.code).toBe(1);
    expect(more.out).toContain('2  accepted');
  });

  test('tells what nothing shows any more, which is no failure', async () => {
    await run(...given, '--write-baseline');
    const { code, err } = await run('fine.ndjson', '--version', 'v1', '--baseline', 'known.json');
    expect(code).toBe(0);
    expect(err).toContain('baseline-stale');
    expect(err).toContain('null-undeclared received ended text');
  });

  test.each([
    ['that is not there', undefined, 'there is no such file'],
    ['that is none', '{}', 'this is no baseline'],
    [
      'of another version',
      '{"format":"wireshape-wire-baseline/1","api":"chat","version":"v2"}',
      'it is of chat@v2',
    ],
  ])('%s is a finding', async (_, text, message) => {
    if (text !== undefined) write('known.json', text);
    const { code, err } = await run(...given);
    expect(code).toBe(1);
    expect(err).toContain(message);
  });
});

describe('the report', () => {
  test.each([
    ['wire.json', /^\{/],
    ['wire.html', /^<!doctype html>/i],
    ['wire.md', /^# What a capture says against `chat@v1`/],
    ['wire.sarif', /"version": ?"2\.1\.0"/],
    ['wire.txt', /^1 capture against chat@v1/],
  ])('goes to %s, in the format of its name', async (file, start) => {
    const { code, out, err } = await run('drifting.ndjson', '--version', 'v1', '-o', file);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toContain(`${file} written`);
    expect(read(file)).toMatch(start);
  });

  test('lists what never came where it is asked to', async () => {
    const { out } = await run('fine.ndjson', '--version', 'v2', '--verbose');
    expect(out).toContain('EVENTS THAT NEVER CAME\n  moved\n');
    expect(out).toContain('FIELDS THAT NEVER CAME\n  ended text\n');
  });
});

describe('a suggestion', () => {
  const given = ['drifting.ndjson', '--document', 'v1.yaml', '--fail-on', 'drift'];

  test('is written, and what it leaves is said', async () => {
    const { code, err } = await run(...given, '--suggest', 'found.overlay.yaml');
    expect(code).toBe(1);
    expect(err).toContain('found.overlay.yaml written\nSuggested: 1 change; 0 would be left.');
    expect((await run(...given, '--overlay', 'found.overlay.yaml')).code).toBe(0);
  });

  test('says what it has no answer to, and why', async () => {
    const events = Array.from({ length: 12 }, (_, at) => `{"type":"event.${String(at)}"}`);
    write('odd.ndjson', events.join('\n'));
    const { err } = await run('odd.ndjson', '--document', 'v1.yaml', '--suggest', 'o.yaml');
    expect(err).toContain('Suggested: 0 changes, none for 12 findings; 12 would be left.\n');
    expect(err).toContain('  event-undeclared event.0: what an event means');
    expect(err).toContain('  and 2 more\n');
  });

  test('is not written over one that is applied, which would be lost', async () => {
    await run(...given, '--suggest', 'found.overlay.yaml');
    const before = read('found.overlay.yaml');
    const applied = ['--overlay', 'found.overlay.yaml', '--suggest', 'found.overlay.yaml'];
    write('more.ndjson', '{"type":"ended","id":"1","more":1}');
    const { code, err } = await run(...given, 'more.ndjson', ...applied);
    expect(code).toBe(2);
    expect(err).toContain('--suggest would write over found.overlay.yaml');
    expect(read('found.overlay.yaml')).toBe(before);
    const nothing = await run(...given, ...applied);
    expect(nothing.code).toBe(0);
    expect(nothing.err).toContain('Suggested: 0 changes; 0 would be left.');
  });

  test('that the document has caught up with is told to be no longer needed', async () => {
    await run(...given, '--suggest', 'found.overlay.yaml');
    write('v1.yaml', chat("text: { type: [string, 'null'] }"));
    const { err } = await run(...given, '--overlay', 'found.overlay.yaml');
    expect(err).toContain('overlay-no-effect');
  });
});

describe('merge', () => {
  const shard = async (capture: string, file: string): Promise<void> => {
    const more = ['--version', 'v1', '--fail-on', 'never', '-o', file];
    expect((await run(capture, ...more)).code).toBe(0);
  };

  test('is one run over all captures, to the byte', async () => {
    await shard('drifting.ndjson', 'a.json');
    await shard('stalled.ndjson', 'b.json');
    const captures = ['drifting.ndjson', 'stalled.ndjson'];
    for (const format of ['json', 'html']) {
      const whole = await run(...captures, '--version', 'v1', '--format', format);
      const merged = await run('merge', 'b.json', 'a.json', '--format', format);
      expect(merged).toEqual(whole);
      expect(whole.code).toBe(1);
    }
  });

  test('fails on what one says, and takes a baseline', async () => {
    await shard('drifting.ndjson', 'a.json');
    expect((await run('merge', 'a.json')).code).toBe(1);
    expect((await run('merge', 'a.json', '--fail-on', 'never')).code).toBe(0);
    const known = ['--baseline', 'known.json'];
    expect((await run('merge', 'a.json', ...known, '--write-baseline')).code).toBe(0);
    expect((await run('merge', 'a.json', ...known)).code).toBe(0);
  });

  test('refuses what does not add up, or is no report', async () => {
    await shard('fine.ndjson', 'a.json');
    await run('fine.ndjson', '--version', 'v2', '-o', 'b.json');
    const other = await run('merge', 'a.json', 'b.json');
    expect(other.code).toBe(2);
    expect(other.err).toContain('do not add up');
    write('c.json', '{"format":1}');
    const broken = await run('merge', 'a.json', 'c.json', 'none.json');
    expect(broken.code).toBe(1);
    expect(broken.err).toContain('c.json');
    expect(broken.err).toContain('none.json');
  });
});
