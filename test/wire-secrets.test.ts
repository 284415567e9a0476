import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { wire } from '../generator/commands/wire.ts';
import { baselineText } from '../generator/commands/wire-baseline.ts';
import { renderWire, reportFormats } from '../generator/report/render-report.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'wireshape-secrets-'));
  const of = (type: string, properties: object): object => ({
    payload: {
      type: 'object',
      required: ['type'],
      properties: { type: { const: type }, ...properties },
    },
  });
  const messages = {
    start: of('start', {}),
    made: of('made', {
      id: { type: 'string' },
      client_secret: { type: 'object', properties: { value: { type: 'integer' }, expires_at: {} } },
      kind: { enum: ['a', 'b'] },
      text: { type: 'string', maxLength: 3 },
      tools: {
        type: 'array',
        items: { type: 'object', additionalProperties: { type: 'integer' } },
      },
      count: { type: 'integer' },
    }),
    word: of('word', { id: { type: 'string' }, text: { type: 'string' } }),
    gone: of('gone', { id: { type: 'string' }, text: { type: 'string' } }),
  };
  const starts = ['start'];
  const things = {
    thing: {
      opens: { made: 'id' },
      continues: { word: 'id' },
      closes: { gone: 'id' },
      joins: [{ pieces: { word: 'text' }, whole: { gone: 'text' } }],
    },
  };
  const document = {
    ...{ asyncapi: '3.0.0', info: { title: 'T', version: '1' }, 'x-lifecycle': { starts, things } },
    channels: { c: { messages } },
    operations: { hear: { action: 'receive', channel: { $ref: '#/channels/c' } } },
  };
  writeFileSync(path.join(folder, 'd.json'), JSON.stringify(document));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

async function* nothing(): AsyncGenerator<Uint8Array> {
  // Standard input is empty.
}

/** All that a run over these lines shows or writes: the report in every format, a suggestion, a baseline. */
async function allToldOf(lines: readonly string[]): Promise<string> {
  writeFileSync(path.join(folder, 'c.ndjson'), lines.join('\n'));
  const result = await wire({
    ...{ cwd: folder, configFile: undefined, api: undefined, version: undefined },
    ...{ document: 'd.json', events: { received: undefined, sent: undefined }, overlays: [] },
    ...{ captures: ['c.ndjson'], stdin: nothing(), allowRefs: [], jobs: 1, baseline: undefined },
    ...{ failOn: undefined, perspective: undefined, suggest: 'found.overlay.yaml' },
  });
  const { shown, findings, suggestion } = result;
  if (shown === undefined) throw new Error(JSON.stringify(findings));
  const options = { paint: (_style: unknown, text: string) => text, columns: 80, verbose: true };
  const reports = await Promise.all(reportFormats.map((one) => renderWire(one, shown, options)));
  const files = readdirSync(folder).filter((one) => one.endsWith('.overlay.yaml'));
  const texts = files.map((one) => readFileSync(path.join(folder, one), 'utf8'));
  for (const one of files) rmSync(path.join(folder, one));
  const left = JSON.stringify([findings, suggestion]);
  return [...reports, ...texts, baselineText(shown.report), left].join('\n');
}

const key = 'AbCdEf0123456789GhIjKl';
const secrets = [
  `sk-${key}`,
  `sk-proj-${key}_x-y`,
  `ek_${key}`,
  `Bearer ${key}`,
  `eyJhbGciOiJIUzI1NiJ9.${key}.${key}`,
];

/** Where a secret may stand in a message, and what then is told of it. */
const places: Readonly<Record<string, (secret: string) => object>> = {
  'an undeclared field': (secret) => ({ type: 'made', extra: secret }),
  'a value of another type': (secret) => ({ type: 'made', count: secret }),
  'a value that is not listed': (secret) => ({ type: 'made', kind: secret }),
  'a text that is too long': (secret) => ({ type: 'made', text: secret }),
  'the midst of a text': (secret) => ({ type: 'made', count: `The key is ${secret}, keep it.` }),
  'a key': (secret) => ({ type: 'made', [secret]: 1 }),
  'a key inside': (secret) => ({ type: 'made', extra: { [secret]: { [secret]: 1 } } }),
  'a list': (secret) => ({ type: 'made', count: [secret, [secret]] }),
  'the name of an event': (secret) => ({ type: secret }),
  'the id of what never ends': (secret) => ({ type: 'made', id: secret }),
  'the id of what never began': (secret) => ({ type: 'gone', id: secret }),
};

describe.each(Object.entries(places))('a key in %s', (_, messageOf) => {
  test.each(secrets)('is masked: %s', async (secret) => {
    const told = await allToldOf(['{"type":"start"}', JSON.stringify(messageOf(secret))]);
    expect(told).toContain('***');
    expect(told).not.toContain(key);
    expect(told).not.toContain(key.slice(0, 12));
  });
});

describe('what stands under a name that says that it is secret', () => {
  const plain = 'correct horse battery staple';

  test.each<readonly [string, object]>([
    ['client_secret.value', { client_secret: { value: plain, expires_at: 1 } }],
    ['client_secret', { client_secret: plain }],
    ['client_secret, deeper', { extra: { client_secret: { inner: [{ value: plain }] } } }],
    ['a header', { extra: { headers: { Authorization: plain, 'X-Api-Key': plain } } }],
    ['a token', { extra: { access_token: plain, apiToken: plain } }],
  ])('is masked, whatever it looks like: %s', async (_, more) => {
    const told = await allToldOf([JSON.stringify({ type: 'made', ...more })]);
    expect(told).toContain('***');
    expect(told).not.toContain('horse');
  });

  test('is not where the name is about figures', async () => {
    const told = await allToldOf(['{"type":"made","extra":{"max_tokens":4096,"token_count":17}}']);
    expect(told).toContain('4096');
    expect(told).toContain('17');
  });
});

test('a key of a map is not shown', async () => {
  const told = await allToldOf([JSON.stringify({ type: 'made', tools: [{ [`sk-${key}`]: 'x' }] })]);
  expect(told).toContain('tools[]{}');
  expect(told).not.toContain(key);
});

/** Events of one thing, of which something is told that takes all of them. */
const rows: Readonly<Record<string, (secret: string) => readonly object[]>> = {
  'the id of what ends twice': (id) => [
    { type: 'made', id },
    { type: 'gone', id },
    { type: 'gone', id },
  ],
  'the id of what goes on after its end': (id) => [
    { type: 'made', id },
    { type: 'gone', id },
    { type: 'word', id, text: 'more' },
  ],
  'a text that came otherwise in pieces': (text) => [
    { type: 'made', id: 'a' },
    ...Array.from(text, (sign) => ({ type: 'word', id: 'a', text: sign })),
    { type: 'gone', id: 'a', text: `The key is ${text}.` },
  ],
  'a text that ends otherwise': (text) => [
    { type: 'made', id: 'a' },
    { type: 'word', id: 'a', text: `${text.slice(0, -20)}${text.slice(-18)}` },
    { type: 'gone', id: 'a', text },
  ],
};

describe.each(Object.entries(rows))('a key in %s', (_, messagesOf) => {
  test.each(secrets)('is masked: %s', async (secret) => {
    const lines = messagesOf(secret).map((one) => JSON.stringify(one));
    const told = await allToldOf(['{"type":"start"}', ...lines]);
    expect(told).toContain('***');
    for (let at = 0; at + 8 <= key.length; at += 1) {
      expect(told).not.toContain(key.slice(at, at + 8));
    }
  });
});

test('a line that is no JSON is not quoted', async () => {
  const told = await allToldOf([`{"type":"made","id":"sk-${key}"`, `sk-${key}`, '{"type":"made"}']);
  expect(told).not.toContain(key);
});

test('long texts are cut, in whatever place', async () => {
  const long = 'lorem ipsum '.repeat(500);
  const lines = Object.values(places).map((messageOf) => JSON.stringify(messageOf(long)));
  expect((await allToldOf(lines)).length).toBeLessThan(200_000);
});

test('no key is shown, wherever in whatever messages it stands', async () => {
  const secret = fc.constantFrom(...secrets);
  const { json } = fc.letrec<{ readonly json: unknown }>((tie) => ({
    json: fc.oneof(
      { maxDepth: 3 },
      { weight: 2, arbitrary: secret },
      fc.constantFrom(null, 1, true, 'x'),
      fc.array(tie('json'), { maxLength: 3 }),
      fc.dictionary(fc.oneof(secret, fc.constantFrom('a', 'value')), tie('json'), { maxKeys: 3 }),
    ),
  }));
  const names = fc.constantFrom('id', 'client_secret', 'kind', 'text', 'tools', 'count', 'more');
  const message = fc
    .tuple(
      fc.constantFrom('start', 'made', 'word', 'gone'),
      fc.dictionary(names, json, { maxKeys: 4 }),
    )
    .map(([type, rest]) => JSON.stringify({ ...rest, type }));
  await fc.assert(
    fc.asyncProperty(fc.array(message, { minLength: 1, maxLength: 4 }), async (lines) => {
      expect(await allToldOf(lines)).not.toContain(key.slice(0, 12));
    }),
    { numRuns: 25 },
  );
}, 60_000);
