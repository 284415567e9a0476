import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { diff, reportText } from '../generator/index.ts';
import type { DiffReport } from '../generator/report/report.ts';
import { runTool, type Ended } from './run-tool.ts';

/** A chat whose event holds these fields. */
const chat = (...fields: readonly string[]): string => `asyncapi: 3.0.0
info: { title: Chat, version: '1' }
channels:
  chat: { address: /, messages: { said: { payload: { $ref: '#/components/schemas/Said' } } } }
operations:
  hear: { action: receive, channel: { $ref: '#/channels/chat' } }
components:
  schemas:
    Said:
      type: object
      required: [type]
      properties:
        type: { const: said }
${fields.map((one) => `        ${one}: { type: string }\n`).join('')}`;

const root = path.join(import.meta.dirname, '..');
let folder: string;
const write = (file: string, text: string): void => {
  mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
  writeFileSync(path.join(folder, file), text);
};
const read = (file: string): string => readFileSync(path.join(folder, file), 'utf8');
const run = (...given: readonly string[]): Promise<Ended> => runTool(folder, given);
const writeConfig = (more: object = {}): void => {
  const versions = [
    { name: 'v1', document: 'v1.yaml' },
    { name: 'v2', document: 'v2.yaml' },
  ];
  write('wireshape.config.json', JSON.stringify({ apis: { chat: { versions, ...more } } }));
};

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'wireshape-diff-'));
  write('v1.yaml', chat('text', 'mood'));
  write('v2.yaml', chat('text', 'by'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('diff', () => {
  test('tells what changed, and exits with 1 where it breaks somebody', async () => {
    const { code, out, err } = await run('diff', 'v1.yaml', 'v2.yaml');
    expect({ code, err }).toEqual({ code: 1, err: '' });
    expect(out).toMatch(/^v1\.yaml → v2\.yaml\n/);
    expect(out).toContain('the field "mood" is gone from what is received');
    expect(out).toContain('v1.yaml:15:9');
    expect(out).not.toContain('\u001b');
  });

  test('exits with 0 where nobody is broken, or nobody minds', async () => {
    write('v2.yaml', chat('text', 'mood', 'by'));
    expect((await run('diff', 'v1.yaml', 'v2.yaml')).code).toBe(0);
    expect((await run('diff', 'v2.yaml', 'v1.yaml')).code).toBe(1);
    expect((await run('diff', 'v2.yaml', 'v1.yaml', '--fail-on', 'never')).code).toBe(0);
  });

  test('says that nothing changed', async () => {
    const { code, out } = await run('diff', 'v1.yaml', 'v1.yaml', '--fail-on', 'warning');
    expect(code).toBe(0);
    expect(out).toContain('No change.');
  });

  test('takes versions from the config', async () => {
    writeConfig();
    const { code, out } = await run('diff', 'v1', 'chat@v2');
    expect(code).toBe(1);
    expect(out).toMatch(/^v1 → chat@v2\n/);
    const unknown = await run('diff', 'v1', 'v3');
    expect(unknown).toEqual({
      code: 2,
      out: '',
      err: 'error: unknown version v3\n  hint: did you mean v1? known: chat@v1, chat@v2\n',
    });
  });

  test('takes levels, waivers and what fails from the config', async () => {
    const waiver = { rule: 'field-removed', at: 'Said.mood', reason: 'nobody reads it' };
    writeConfig({ diff: { waivers: [waiver] } });
    const waived = await run('diff', 'v1', 'v2');
    expect(waived.code).toBe(0);
    expect(waived.out).toContain('nobody reads it');

    writeConfig({ diff: { waivers: [{ ...waiver, expires: '2020-01-31' }] } });
    const expired = await run('diff', 'v1', 'v2', '--format', 'json');
    expect(expired.code).toBe(1);
    expect((JSON.parse(expired.out) as DiffReport).findings).toMatchObject([
      {
        rule: 'waiver-expired',
        at: { file: 'wireshape.config.json', pointer: '/apis/chat/diff/waivers/0' },
      },
    ]);

    writeConfig({ diff: { rules: { 'field-removed': 'info' } } });
    expect((await run('diff', 'v1', 'v2')).code).toBe(0);
    writeConfig({ diff: { failOn: 'never' } });
    expect((await run('diff', 'v1', 'v2')).code).toBe(0);
    expect((await run('diff', 'v1', 'v2', '--fail-on', 'breaking')).code).toBe(1);
  });

  test('takes a version from a manifest, and says the same', async () => {
    writeConfig();
    expect((await run('generate', '--quick')).code).toBe(0);
    const json = async (...given: readonly string[]): Promise<DiffReport> =>
      JSON.parse((await run('diff', ...given, '--json')).out) as DiffReport;
    const manifest = 'generated/chat/manifest.json';
    const [one, other] = [await json('v1', 'v2'), await json(`${manifest}@v1`, `${manifest}@v2`)];
    expect(other.rows.map(withoutLines)).toEqual(one.rows.map(withoutLines));
    expect(other.before).toEqual({ ...one.before, label: `${manifest}@v1` });

    expect((await run('diff', `${manifest}@v3`, 'v2')).err).toContain('unknown version v3');
    expect((await run('diff', manifest, 'v2')).err).toContain(
      `${manifest} holds several versions: which one?`,
    );
    write(manifest, read(manifest).replaceAll('mood', 'wood'));
    expect(await run('diff', `${manifest}@v1`, 'v2')).toMatchObject({
      code: 2,
      err: expect.stringContaining('was changed since it was generated') as string,
    });
  });

  test('takes a document from a git revision', async () => {
    const git = (...given: readonly string[]): void => {
      const who = ['-c', 'user.name=a', '-c', 'user.email=a@example.com'];
      execFileSync('git', [...who, '-c', 'commit.gpgsign=false', ...given], { cwd: folder });
    };
    git('init', '-q');
    git('add', '.');
    git('commit', '-qm', 'first');
    write('v1.yaml', chat('text'));
    const { code, out } = await run('diff', 'HEAD:v1.yaml', 'v1.yaml');
    expect(code).toBe(1);
    expect(out).toContain('HEAD:v1.yaml:15:9');
    expect((await run('diff', 'HEAD~3:v1.yaml', 'v1.yaml')).code).toBe(2);
    expect(await run('diff', 'HEAD:none.yaml', 'v1.yaml')).toMatchObject({
      code: 1,
      err: expect.stringContaining('there is no file HEAD:none.yaml') as string,
    });
  });

  test('tells what is wrong with a document, at its place, and compares nothing', async () => {
    write('v2.yaml', chat('text').replace('schemas/Said', 'schemas/Sad'));
    const { code, out, err } = await run('diff', 'v1.yaml', 'v2.yaml', '--fail-on', 'never');
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toMatch(/^v2\.yaml:4:54 {2}error {2}ref-dangling {2}/);
  });

  test('says of documents that have nothing in common that they are unrelated', async () => {
    const other = chat('text').replaceAll('Said', 'Lamp').replaceAll('said', 'lit');
    write('lamp.yaml', other.replaceAll('text', 'bulb'));
    const { code, out } = await run('diff', 'v1.yaml', 'lamp.yaml');
    expect(code).toBe(1);
    expect(out).toContain('they are unrelated');
  });

  test('applies overlays to both', async () => {
    const target = "$.components.schemas.Said.properties[?@.type == 'string']";
    const actions = [{ target, remove: true }];
    const overlay = { overlay: '1.0.0', info: { title: 'o', version: '1' }, actions };
    write('o.json', JSON.stringify(overlay));
    const { code, out } = await run('diff', 'v1.yaml', 'v2.yaml', '--overlay', 'o.json');
    expect({ code, out: out.includes('No change.') }).toEqual({ code: 0, out: true });
  });

  test.each([
    [['diff'], 'two versions are compared, not 0'],
    [['diff', 'v1.yaml'], 'two versions are compared, not 1'],
    [['diff', 'v1.yaml', 'v2.yaml', 'v3.yaml'], 'two versions are compared, not 3'],
    [['diff', 'v1', 'v2'], 'v1 is no file, and there is no wireshape.config.ts here'],
    [['diff', 'v1.yaml', 'https://host/v2.yaml'], 'is a URL, and nothing is fetched'],
    [['diff', 'v1.yaml', 'v2.yaml', '--format', 'xml'], 'unknown format xml'],
    [['diff', 'v1.yaml', 'v2.yaml', '--fail-on', 'all'], '--fail-on is breaking, warning, never'],
    [['diff', 'v1.yaml', 'v2.yaml', '--json', '--format', 'html'], 'do not go together'],
    [['diff', 'v1.yaml', 'v2.yaml', '--config', 'x.ts'], 'there is no config file x.ts'],
    [['diff', 'v1.yaml', 'v2.yaml', '-o'], '-o needs a value: -o FILE'],
    [['diff', 'v1.yaml', 'v2.yaml', '-o', 'v1.yaml/x.txt'], 'cannot be written'],
    [['diff', 'v1.yaml@v1', 'v2.yaml'], 'v1.yaml@v1'],
    [['diff', 'HEAD:v1.yaml', 'v2.yaml'], 'this is no git repository'],
    [['rules', 'a', 'b'], 'one rule is told at a time'],
    [['rules', 'field-remvoed'], 'unknown rule field-remvoed'],
  ])('%j is wrong use', async (given, message) => {
    const { code, out, err } = await run(...given);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(message);
  });
});

describe('diff --format', () => {
  test.each([
    ['json', /^\{\n {2}"after"/],
    ['markdown', /^# `v1\.yaml` → `v2\.yaml`\n/],
    ['html', /^<!doctype html>/i],
    ['github', /^::/],
    ['sarif', /^\{[^]*"version": ?"2\.1\.0"/],
  ])('%s', async (format, beginning) => {
    const { code, out, err } = await run('diff', 'v1.yaml', 'v2.yaml', '--format', format);
    expect({ code, err }).toEqual({ code: 1, err: '' });
    expect(out).toMatch(beginning);
    expect(out.endsWith('\n')).toBe(true);
  });

  test.each([
    ['out/changes.html', /^<!doctype html>/i],
    ['changes.md', /^# /],
    ['changes.json', /^\{/],
    ['changes.txt', /^v1\.yaml → /],
    ['changes', /^v1\.yaml → /],
  ])('is told by the name of the file: %s', async (file, beginning) => {
    const { code, out, err } = await run('diff', 'v1.yaml', 'v2.yaml', '-o', file, '--color');
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toContain(`${file} written`);
    expect(read(file)).toMatch(beginning);
    expect(read(file)).not.toContain('\u001b');
  });

  test('a file that is there is written anew', async () => {
    write('changes.md', 'old');
    await run('diff', 'v1.yaml', 'v2.yaml', '-o', 'changes.md');
    expect(read('changes.md')).not.toContain('old\n');
  });

  test('a report that is longer than a pipe holds comes out whole, to a slow reader too', async () => {
    const fields = Array.from({ length: 400 }, (_, index) => `field${index}`);
    write('v1.yaml', chat(...fields));
    const cli = path.join(import.meta.dirname, '../dist/cli.js');
    const child = spawn(process.execPath, [cli, 'diff', 'v1.yaml', 'v2.yaml', '--json'], {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let out = '';
    child.stdout.pause();
    await setTimeout(1500);
    for await (const part of child.stdout) out += String(part);
    expect(out.length).toBeGreaterThan(200_000);
    expect((JSON.parse(out) as DiffReport).rows.length).toBeGreaterThan(400);
  });
});

describe('a first screen', () => {
  const request = {
    before: 'openai-realtime@beta',
    after: 'openai-realtime@ga',
    cwd: root,
    configFile: undefined,
    events: { received: undefined, sent: undefined },
    perspective: undefined,
    settings: {},
    allowRefs: [],
    prove: false,
    failOn: 'never',
    today: '2026-01-01',
  } as const;

  test('of 80 columns and 24 lines tells what a migration costs', async () => {
    const { report } = await diff(request);
    if (report === undefined) throw new Error('nothing was compared');
    const text = await reportText(report, 'text', {
      paint: (_, shown) => shown,
      columns: 80,
      verbose: false,
    });
    const lines = text.split('\n');
    expect(lines.filter((line) => line.length > 80)).toEqual([]);
    const screen = lines.slice(0, 24).join('\n');
    expect(screen).toContain(
      'silent     6 events seem renamed: nothing is received under the old names\n',
    );
    expect(screen).toContain('13 events added to what is received\n');
    expect(screen).toMatch(/^silent {5}session: \d+ fields seem moved under audio, /m);
    expect(screen).toMatch(/^loud {7}now required: 1 new field \(session<realtime>\.type\), /m);
    expect(screen).toMatch(/^silent {5}\d+ fields \(.*\) lost: ignored when sent$/m);
    expect(screen).toMatch(/^ {2}major {2}source: /m);
    expect(screen).toMatch(/^ {2}major {2}wire: /m);
  });

  test('is what the command prints first', async () => {
    const { out, code } = await runTool(root, ['diff', request.before, request.after]);
    expect(code).toBe(1);
    const screen = out.split('\n').slice(0, 24).join('\n');
    expect(screen).toContain('OpenAI Realtime beta → ga; events: 34 → 47 received, 12 → 12 sent');
    expect(screen).toContain('6 events seem renamed');
    expect(screen).toContain('13 events added');
  });
});

describe('rules', () => {
  test('lists all of them', async () => {
    const { code, out } = await run('rules');
    expect(code).toBe(0);
    expect(out).toMatch(/^ {2}tag-missing +warning {2}/m);
    expect(out).toMatch(/^ {2}field-removed +error {4}/m);
  });

  test('says of one what it says to whom', async () => {
    const { out } = await run('rules', 'null-added');
    expect(out).toMatch(/^null-added\n/);
    expect(out).toMatch(/^ +received +sent$/m);
    expect(out).toMatch(/^ {2}wire +info, else silent error +info$/m);
    expect((await run('rules', 'syntax')).out).toContain('error, always');
  });

  test('prints them for programs', async () => {
    const all = JSON.parse((await run('rules', '--json')).out) as Rules;
    expect(all.findings.length).toBeGreaterThan(20);
    expect(all.changes.length).toBeGreaterThan(20);
    const one = JSON.parse((await run('rules', 'deprecated', '--json')).out) as Rules;
    expect(one.findings).toEqual([]);
    expect(one.changes).toMatchObject([{ id: 'deprecated', received: { wire: {} } }]);
  });
});

interface Rules {
  readonly findings: readonly object[];
  readonly changes: readonly object[];
}

/** Nobody knows lines in the documents behind a manifest. */
function withoutLines({ before, after, ...row }: DiffReport['rows'][number]): unknown {
  const plain = (end: typeof before) =>
    end && { ...end, at: { ...end.at, line: undefined, column: undefined } };
  return { ...row, before: plain(before), after: plain(after) };
}
