import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { UsageError } from '../generator/base/finding.ts';
import { checkMigrations, type CheckMigrationsResult } from '../generator/index.ts';

const document = (keys: string): string => `asyncapi: 3.0.0
info: { title: Chat, version: 1.0.0 }
channels:
  chat: { address: /chat, messages: { post: { payload: { $ref: '#/components/schemas/Post' } } } }
operations:
  talk: { action: send, channel: { $ref: '#/channels/chat' } }
components:
  schemas:
    Post: { type: object, required: [type], properties: { type: { const: post }, ${keys} } }
`;

const map = (steps: string, head = 'from: v1\nto: v2'): string =>
  `format: wireshape-migration/1\napi: chat\n${head}\nsteps:\n${steps}`;
const drop = '  - { drop-field: a, in: Post, lossy: It., why: So., evidence: the log }\n';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'wireshape-maps-'));
  writeFileSync(path.join(folder, 'v1.yaml'), document('a: { type: string }'));
  writeFileSync(path.join(folder, 'v2.yaml'), document('b: { type: string }'));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** The check of a map that stands in a config of two versions; undefined for a file that is not there. */
function check(
  text: string | undefined,
  more: {
    readonly api?: string;
    readonly migrations?: readonly object[];
    readonly diff?: object;
  } = {},
): Promise<CheckMigrationsResult> {
  const file = path.join(folder, 'm.yaml');
  rmSync(file, { force: true });
  if (text !== undefined) writeFileSync(file, text);
  const versions = ['v1', 'v2'].map((name) => ({ name, document: `${name}.yaml` }));
  const { migrations = [{ before: 'v1', after: 'v2', map: 'm.yaml' }], diff = {} } = more;
  const config = { apis: { chat: { versions, migrations, diff } } };
  writeFileSync(path.join(folder, 'wireshape.config.json'), JSON.stringify(config));
  const apis = more.api === undefined ? [] : [more.api];
  return checkMigrations({ cwd: folder, configFile: undefined, apis, today: '2026-01-01' });
}

async function told(...given: Parameters<typeof check>): Promise<readonly string[]> {
  const { outcome, findings } = await check(...given);
  expect(outcome).toBe(findings.some(({ level }) => level === 'error') ? 'failed' : 'clean');
  return findings.map(({ rule, at, message }) =>
    [`${at.file}:${String(at.line)}:${String(at.column)}`, rule, message].join(' '),
  );
}

test('a map that answers everything is clean, with its figures', async () => {
  const { outcome, checks } = await check(map(drop), { api: 'chat' });
  expect(outcome).toBe('clean');
  expect(checks).toEqual([
    {
      api: 'chat',
      before: 'v1',
      after: 'v2',
      file: 'm.yaml',
      steps: 1,
      breaks: 1,
      byStep: 1,
      byWaiver: 0,
      open: 0,
      unasked: [],
    },
  ]);
});

test('a break that nothing answers stands at the steps', async () => {
  expect(await told(map('  []\n'))).toEqual([
    'm.yaml:5:1 migration-uncovered nothing is said of field-removed Post.a: the field "a" is gone from what is sent',
  ]);
});

test('what the config takes for no break needs no answer, and then no waiver either', async () => {
  const diff = { waivers: [{ rule: 'field-removed', at: '*', reason: 'known' }] };
  expect(await told(map('  []\n'), { diff })).toEqual([]);
  const waived = `${map('  []\n')}waivers: [{ change: field-removed Post.a, why: So. }]\n`;
  expect(await told(waived)).toEqual([]);
  expect(await told(waived, { diff })).toEqual([
    'm.yaml:7:13 migration-waiver-unused no change that breaks anybody is called field-removed Post.a',
  ]);
});

test('a map that is not there, is none, or is of others is told', async () => {
  expect(await told(undefined)).toEqual(['m.yaml:1:1 file-missing there is no file m.yaml']);
  expect(await told('steps: [')).toEqual([
    expect.stringMatching(/^m\.yaml:1:9 syntax this is no valid YAML: /),
  ]);
  expect(await told('')).toEqual([expect.stringMatching(/^m\.yaml:1:1 /)]);
  expect(await told(map(drop, 'from: v1\nto: v3'))).toEqual([
    'm.yaml:4:1 migration-invalid the config takes it for the map of chat from v1 to v2',
  ]);
  expect(await told(map(drop.replace('drop-field: a', 'drop-field: c')))).toEqual([
    'm.yaml:6:7 migration-unmatched Post has no c',
    expect.stringContaining('migration-uncovered'),
  ]);
});

test('a config without maps, and an API that it does not have, are wrong use', async () => {
  await expect(check(map(drop), { migrations: [] })).rejects.toThrow(UsageError);
  await expect(check(map(drop), { api: 'chta' })).rejects.toThrow('unknown API chta');
});
