import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import yaml from 'js-yaml';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { wire, type WireResult } from '../generator/commands/wire.ts';
import { root } from './output/emit.ts';
import { readPatches, type Patch } from './patched.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'wireshape-suggest-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

async function* nothing(): AsyncGenerator<Uint8Array> {
  // Standard input is empty.
}

async function suggest(
  document: string,
  captures: readonly string[],
  overlays: readonly string[] = [],
  stdin: AsyncIterable<Uint8Array> = nothing(),
): Promise<WireResult> {
  return wire({
    ...{ cwd: folder, configFile: undefined, api: undefined, version: undefined, document },
    ...{ events: { received: undefined, sent: undefined }, perspective: undefined, overlays },
    ...{ captures, stdin, allowRefs: [], jobs: undefined, baseline: undefined },
    ...{ failOn: undefined, suggest: path.join(folder, 'found.overlay.yaml') },
  });
}

function readOverlay(file: string): {
  readonly extends: string;
  readonly actions: readonly Patch[];
} {
  return yaml.load(readFileSync(file, 'utf8')) as ReturnType<typeof readOverlay>;
}

describe('the captures, against the beta without patches', () => {
  const beta = path.join(root, 'spec/openai-realtime/beta.asyncapi.yaml');
  const captures = [path.join(root, 'test/fixtures/wire')];

  test('give an overlay that leaves nothing to be said, and is what we patch by their evidence', async () => {
    const { suggestion, findings } = await suggest(beta, captures);
    expect(findings).toEqual([]);
    expect(suggestion).toMatchObject({ actions: 7, unsuggested: [], left: 0 });
    expect(suggestion?.overlays).toHaveLength(1);
    const { actions } = readOverlay(path.join(folder, 'found.overlay.yaml'));
    const patches = readPatches('beta');
    const wanted = patches.filter((one, index) => {
      // What only makes room belongs to the action behind it.
      const evidence = one['x-evidence'] ?? patches[index + 1]?.['x-evidence'];
      return evidence?.some((each) => 'capture' in each);
    });
    expect(changesOf(actions)).toEqual(changesOf(wanted));
  });

  test('says in words what each change is for', async () => {
    await suggest(beta, captures);
    const { actions } = readOverlay(path.join(folder, 'found.overlay.yaml'));
    const room = 'Makes room for what the next action puts here.';
    expect(actions.map(({ description }) => description).filter((one) => one !== room)).toEqual([
      'Null in 4 messages of response.created and 2 of response.done.',
      'Null in 4 messages of response.created.',
      'Undeclared `message` in 1 message of response.done.',
      'Undeclared `cached_tokens_details` in 1 message of response.done.',
      'Undeclared `expires_at` in 2 messages of session.created.',
      'Null in 2 messages of session.created.',
      'Undeclared `object` in 2 messages of session.created.',
    ]);
    const [{ update } = {}] = actions.filter((one) => one.target.includes('Status.properties'));
    const description = 'Undocumented; seen in messages of response.done.';
    expect(update).toEqual({ message: { description, type: 'string' } });
  });

  test('give the same from standard input, which cannot be held against it once more', async () => {
    const files = ['forum-2024-10-27', 'forum-2024-10-28', 'rate-limit-failure-2025-07'];
    const [folderOf = ''] = captures;
    async function* all(): AsyncGenerator<Uint8Array> {
      for (const one of files) {
        yield await readFile(path.join(folderOf, `${one}.ndjson`));
        yield Buffer.from('\n');
      }
    }
    const { suggestion } = await suggest(beta, ['-'], [], all());
    expect(suggestion).toMatchObject({ actions: 7, unsuggested: [], left: undefined });
    const { actions: piped } = readOverlay(path.join(folder, 'found.overlay.yaml'));
    await suggest(beta, captures);
    const { actions } = readOverlay(path.join(folder, 'found.overlay.yaml'));
    expect(piped.map(({ target }) => target)).toEqual(actions.map(({ target }) => target));
    expect(piped.flatMap((one) => one['x-evidence'] ?? [])[0]).toMatchObject({ capture: '-' });
  });

  test('say where, in which line and how often each was seen', async () => {
    await suggest(beta, captures);
    const { actions } = readOverlay(path.join(folder, 'found.overlay.yaml'));
    const found = actions.find((one) => one.target.endsWith('status_details'));
    const capture = path.join(root, 'test/fixtures/wire/forum-2024-10-27.ndjson');
    const seen = (found?.['x-evidence'] ?? []).map((one) => ({
      ...one,
      capture: 'capture' in one ? path.resolve(folder, one.capture) : '',
    }));
    expect(seen).toEqual([
      { capture, line: 5, event: 'response.created', count: 4 },
      { capture, line: 36, event: 'response.done', count: 2 },
    ]);
  });

  test('and with it, are clean; applied once more, it is no longer needed', async () => {
    await suggest(beta, captures);
    const file = path.join(folder, 'found.overlay.yaml');
    const text = readFileSync(file, 'utf8');
    writeFileSync(path.join(folder, 'kept.overlay.yaml'), text);
    const again = await suggest(beta, captures, ['kept.overlay.yaml']);
    expect(again.shown?.report.drifts).toEqual([]);
    expect(again.suggestion).toMatchObject({ overlays: [], actions: 0, left: 0 });
    const twice = await suggest(beta, captures, ['kept.overlay.yaml', 'kept.overlay.yaml']);
    const rules = new Set(twice.findings.map(({ rule }) => rule));
    expect([...rules].sort()).toEqual(['overlay-no-effect', 'overlay-no-match']);
  });
});

/** By target: what is taken away and put in, but for the prose. */
function changesOf(actions: readonly Patch[]): readonly (readonly [string, unknown])[] {
  return actions
    .map(({ target, update, remove }) => [target, remove ?? withoutProse(update)] as const)
    .sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
}

const head = { asyncapi: '3.0.0', info: { title: 'T', version: '1' } };
const played = { type: { const: 'played' } };

function document(properties: object, more: object = {}, schemas: object = {}): object {
  const payload = { $ref: '#/components/schemas/Played' };
  return {
    ...head,
    channels: { c: { messages: { played: { payload } } } },
    operations: { hear: { action: 'receive', channel: { $ref: '#/channels/c' } } },
    components: {
      schemas: {
        Played: {
          type: 'object',
          required: ['type'],
          ...more,
          properties: { ...played, ...properties },
        },
        ...schemas,
      },
    },
  };
}

/** A choice of objects that say in `kind` which they are. */
function kinds(...names: readonly string[]): object {
  const members = names.map((kind) => ({
    type: 'object',
    required: ['kind'],
    properties: { kind: { const: kind } },
  }));
  return { oneOf: members };
}

/** Objects in each other, each with one key; then what stands inside of them all. */
function nested(keys: string, inside: object): object {
  const objectOf = (properties: object): object => ({ type: 'object', properties });
  return [...keys].reduceRight((inner, key) => objectOf({ [key]: inner }), objectOf(inside));
}

type Row = readonly [
  what: string,
  document: object,
  messages: readonly object[],
  actions: readonly (readonly [target: string, change: unknown])[],
];
const at = '$.components.schemas.Played.properties';

const rows: readonly Row[] = [
  ['a field', document({}), [{ volume: 3 }], [[at, { volume: { type: 'integer' } }]]],
  [
    'a field of several types',
    document({}),
    [{ volume: 3 }, { volume: 'low' }, { volume: null }],
    [[at, { volume: { type: ['integer', 'null', 'string'] } }]],
  ],
  [
    'a field that several lead to: what any of them shows, its types once',
    document(
      { by: { $ref: '#/components/schemas/By' }, to: { $ref: '#/components/schemas/By' } },
      {},
      { By: { type: 'object', properties: { id: {} } } },
    ),
    [{ by: { more: null } }, { by: { more: { a: 1 } } }, { to: { more: { a: 2 } } }],
    [
      [
        '$.components.schemas.By.properties',
        { more: { type: ['object', 'null'], properties: { a: { type: 'integer' } } } },
      ],
    ],
  ],
  ['a field that is null', document({}), [{ volume: null }], [[at, { volume: {} }]]],
  [
    'a list and an object',
    document({}),
    [{ a: [1, 'x'], b: { c: true, d: [] } }],
    [
      [at, { a: { type: 'array', items: { type: ['integer', 'string'] } } }],
      [at, { b: { type: 'object', properties: { c: { type: 'boolean' }, d: { type: 'array' } } } }],
    ],
  ],
  [
    'fields with odd names',
    document({}),
    [{ "it's": 1, 'a/b': 'x', $ref: 'y', '1': 2 }],
    [
      [at, { $ref: { type: 'string' } }],
      [at, { '1': { type: 'integer' } }],
      [at, { 'a/b': { type: 'string' } }],
      [at, { "it's": { type: 'integer' } }],
    ],
  ],
  [
    'null beside a type',
    document({ volume: { type: 'integer', minimum: 0 } }),
    [{ volume: null }],
    [[`${at}.volume`, { type: ['integer', 'null'] }]],
  ],
  [
    'null beside types',
    document({ volume: { type: ['integer', 'string'] } }),
    [{ volume: null }],
    [[`${at}.volume`, { type: ['null'] }]],
  ],
  [
    'null in a choice',
    document({ volume: { anyOf: [{ type: 'integer' }, { type: 'string' }] } }),
    [{ volume: null }],
    [[`${at}.volume`, { anyOf: [{ type: 'null' }] }]],
  ],
  [
    'null for a reference',
    document({ by: { $ref: '#/components/schemas/By' } }, {}, { By: { type: 'object' } }),
    [{ by: null }],
    [
      [`${at}.by['$ref']`, true],
      [`${at}.by`, { anyOf: [{ $ref: '#/components/schemas/By' }, { type: 'null' }] }],
    ],
  ],
  [
    'null for a literal',
    document({ by: { const: 'dj', description: 'Who.' } }),
    [{ by: null }],
    [
      [`${at}.by.const`, true],
      [`${at}.by`, { anyOf: [{ const: 'dj' }, { type: 'null' }] }],
    ],
  ],
  [
    'null for one of some texts',
    document({ by: { type: 'string', enum: ['dj', 'me'] } }),
    [{ by: null }],
    [
      [`${at}.by['type','enum']`, true],
      [`${at}.by`, { anyOf: [{ type: 'string', enum: ['dj', 'me'] }, { type: 'null' }] }],
    ],
  ],
  [
    'a value more',
    document({ by: { enum: ['dj', 'me'] } }),
    [{ by: 'you' }, { by: 'you' }, { by: 'us' }],
    [[`${at}.by`, { enum: ['us', 'you'] }]],
  ],
  [
    'a value behind a reference, for all who refer to it',
    document(
      { by: { $ref: '#/components/schemas/By' }, to: { $ref: '#/components/schemas/By' } },
      {},
      { By: { const: 'dj' } },
    ),
    [{ by: 'you' }, { to: 'us' }],
    [
      ['$.components.schemas.By.const', true],
      ['$.components.schemas.By', { enum: ['dj', 'you', 'us'] }],
    ],
  ],
  [
    'another type',
    document({ volume: { type: 'string' } }),
    [{ volume: 3 }],
    [[`${at}.volume`, { type: ['string', 'integer'] }]],
  ],
  [
    'a number for an integer',
    document({ volume: { type: 'integer' } }),
    [{ volume: 0.5 }],
    [[`${at}.volume`, { type: 'number' }]],
  ],
  [
    'an object for a text',
    document({ by: { type: 'string' } }),
    [{ by: { name: 'x' } }],
    [
      [`${at}.by.type`, true],
      [
        `${at}.by`,
        {
          anyOf: [{ type: 'string' }, { type: 'object', properties: { name: { type: 'string' } } }],
        },
      ],
    ],
  ],
  [
    'what is missing',
    document({ "it's": { type: 'string' } }, { required: ['type', "it's"] }),
    [{}],
    [["$.components.schemas.Played.required[?@ == 'it\\'s']", true]],
  ],
  [
    'what a part of it asks for',
    document({}, { allOf: [{ type: 'object', required: ['id'], properties: { id: {} } }] }),
    [{}],
    [["$.components.schemas.Played.allOf[0].required[?@ == 'id']", true]],
  ],
  [
    'the alternative that is meant',
    document({
      by: kinds('dj', 'me'),
    }),
    [{ by: { kind: 'me', name: 'x' } }],
    [[`${at}.by.oneOf[1].properties`, { name: { type: 'string' } }]],
  ],
  [
    'what says of which kind a thing is: a literal, or each of those that came',
    document({ by: kinds('dj', 'me') }),
    [{ kind: 'a' }, { kind: 'b' }, { to: { kind: 'c', name: 'x' } }],
    [
      [at, { kind: { type: 'string', enum: ['a', 'b'] } }],
      [
        at,
        {
          to: {
            type: 'object',
            properties: { kind: { type: 'string', const: 'c' }, name: { type: 'string' } },
          },
        },
      ],
    ],
  ],
  [
    'more keys than somebody has thought of, one by one',
    document({}),
    [
      {
        volumes: Object.fromEntries(Array.from({ length: 30 }, (_, index) => [`v${index}`, index])),
      },
    ],
    [[at, { volumes: { type: 'object', additionalProperties: { type: 'integer' } } }]],
  ],
  [
    'what is too deep for an example: no more than that it is there',
    document({}),
    [{ a: { b: { c: { d: { e: { f: { g: { h: 1 } } } } } } } }],
    [[at, { a: nested('bcdef', { g: {} }) }]],
  ],
  [
    'a key that is too long for an example',
    document({}),
    [{ a: { b: 1, ['k'.repeat(70)]: true } }],
    [[at, { a: nested('', { b: { type: 'integer' }, ['k'.repeat(70)]: { type: 'boolean' } }) }]],
  ],
  [
    'items of a list, all that differ, once',
    document({ list: { type: 'array', items: { type: 'object', properties: { b: {} } } } }),
    [{ list: [{}, { a: 1 }, { a: 2 }] }, { list: [{ a: null }] }],
    [[`${at}.list.items.properties`, { a: { type: ['integer', 'null'] } }]],
  ],
];

describe('what is suggested for', () => {
  test.each(rows)('%s', async (_, given, messages, wanted) => {
    writeFileSync(path.join(folder, 'd.json'), JSON.stringify(given));
    const lines = messages.map((one) => JSON.stringify({ type: 'played', ...one }));
    writeFileSync(path.join(folder, 'c.ndjson'), `${lines.join('\n')}\n`);
    const { suggestion, findings } = await suggest('d.json', ['c.ndjson']);
    expect(findings).toEqual([]);
    expect(suggestion).toMatchObject({ unsuggested: [], left: 0 });
    const { actions } = readOverlay(path.join(folder, 'found.overlay.yaml'));
    const told = actions.map((one) => [one.target, one.remove ?? withoutProse(one.update)]);
    expect(told).toEqual(wanted);
  });

  test('fields behind a reference to another file stands in an overlay of its own', async () => {
    const shared = { Played: { type: 'object', required: ['type'], properties: played } };
    const given = {
      ...head,
      channels: { c: { messages: { played: { payload: { $ref: './shared.json#/Played' } } } } },
      operations: { hear: { action: 'receive', channel: { $ref: '#/channels/c' } } },
    };
    writeFileSync(path.join(folder, 'd.json'), JSON.stringify(given));
    writeFileSync(path.join(folder, 'shared.json'), JSON.stringify(shared));
    writeFileSync(path.join(folder, 'c.ndjson'), '{"type":"played","volume":1}\n');
    const { suggestion } = await suggest('d.json', ['c.ndjson']);
    const file = path.join(folder, 'found.shared.overlay.yaml');
    expect(suggestion?.overlays.map((one) => one.file)).toEqual([file]);
    expect(suggestion?.left).toBe(0);
    expect(readOverlay(file).extends).toBe('./shared.json');
  });

  test('OpenAPI 3.0 is said in its own words', async () => {
    const given = {
      openapi: '3.0.3',
      info: { title: 'T', version: '1' },
      paths: {},
      components: {
        schemas: {
          ServerEvent: {
            oneOf: [{ $ref: '#/components/schemas/Played' }, { $ref: '#/components/schemas/Stop' }],
          },
          Played: {
            type: 'object',
            required: ['type'],
            properties: {
              type: { type: 'string', enum: ['played'] },
              volume: { type: 'integer' },
            },
          },
          Stop: { type: 'object', required: ['type'], properties: { type: { enum: ['stop'] } } },
        },
      },
    };
    writeFileSync(path.join(folder, 'd.json'), JSON.stringify(given));
    writeFileSync(
      path.join(folder, 'c.ndjson'),
      '{"type":"played","volume":null,"by":{"type":"dj"}}\n',
    );
    const { suggestion } = await wire({
      ...{ cwd: folder, configFile: undefined, api: undefined, version: undefined },
      ...{ document: 'd.json', events: { received: 'ServerEvent', sent: undefined } },
      ...{ perspective: undefined, overlays: [], captures: ['c.ndjson'], stdin: nothing() },
      ...{ allowRefs: [], jobs: undefined, baseline: undefined, failOn: undefined },
      suggest: 'found.overlay.yaml',
    });
    expect(suggestion?.left).toBe(0);
    const { actions } = readOverlay(path.join(folder, 'found.overlay.yaml'));
    const by = { type: 'object', properties: { type: { type: 'string', enum: ['dj'] } } };
    expect(actions.map((one) => [one.target, withoutProse(one.update)])).toEqual([
      [at, { by }],
      [`${at}.volume`, { nullable: true }],
    ]);
  });
});

describe('what is not suggested', () => {
  test('is an event, or a limit; both are told with the reason', async () => {
    writeFileSync(
      path.join(folder, 'd.json'),
      JSON.stringify(document({ name: { type: 'string', maxLength: 2 } })),
    );
    const lines = ['{"type":"played","name":"abc","x":1}', '{"type":"stopped"}'];
    writeFileSync(path.join(folder, 'c.ndjson'), `${lines.join('\n')}\n`);
    const { suggestion } = await suggest('d.json', ['c.ndjson']);
    expect(suggestion).toMatchObject({ actions: 1, left: 2 });
    const text = readFileSync(path.join(folder, 'found.overlay.yaml'), 'utf8');
    const { 'x-not-suggested': left } = yaml.load(text) as {
      readonly 'x-not-suggested': readonly { readonly rule: string }[];
    };
    expect(left.map(({ rule }) => rule)).toEqual(['limit-broken', 'event-undeclared']);
  });

  test('is what an alternative allows that is meant as much as another one', async () => {
    const holds = (held: object) => ({ type: 'object', properties: { held } });
    const choice = { anyOf: [{ type: 'string' }, { enum: ['a', 'b'] }] };
    writeFileSync(
      path.join(folder, 'd.json'),
      JSON.stringify(document({ by: { anyOf: [holds({ type: 'object' }), holds(choice)] } })),
    );
    writeFileSync(path.join(folder, 'c.ndjson'), '{"type":"played","by":{"held":"a","more":{}}}\n');
    const { suggestion } = await suggest('d.json', ['c.ndjson']);
    expect(suggestion).toMatchObject({ actions: 2, unsuggested: [], left: 0 });
    const again = await suggest('d.json', ['c.ndjson'], ['found.overlay.yaml']);
    expect(again.findings).toEqual([]);
  });

  test('is another value for the one field that tells messages of an event apart', async () => {
    const payload = (state: string) => ({
      type: 'object',
      properties: { type: { const: 'mode' }, state: { enum: [state] }, [state]: {} },
    });
    // Of two that are the same nothing tells which it is, so that the type alone is the tag.
    const same = { payload: { type: 'object', properties: { type: { const: 'same' } } } };
    const modes = { On: { payload: payload('on') }, Off: { payload: payload('off') } };
    const messages = { ...modes, One: same, Other: same };
    writeFileSync(
      path.join(folder, 'd.json'),
      JSON.stringify({
        asyncapi: '3.0.0',
        info: { title: 'Modes', version: '1' },
        channels: { all: { address: '/', messages } },
        operations: { hear: { action: 'receive', channel: { $ref: '#/channels/all' } } },
      }),
    );
    for (const state of [null, {}, 'half']) {
      const message = JSON.stringify({ type: 'mode', state, more: 1 });
      writeFileSync(path.join(folder, 'c.ndjson'), `${message}\n`);
      const { suggestion } = await suggest('d.json', ['c.ndjson']);
      // The other field, for both.
      expect(suggestion).toMatchObject({ actions: 2, left: 1 });
      expect(suggestion?.unsuggested.map(({ why }) => why)).toEqual([
        'the field tells messages of one event apart, which with this in it nothing would',
      ]);
    }
  });
});

test('a key that a path cannot spell is told, and nothing is suggested in its place', async () => {
  writeFileSync(path.join(folder, 'd.json'), JSON.stringify(document({ a: nested('', {}) })));
  for (const key of ['a.b', 'sk-AbCdEf0123456789', 'k'.repeat(600)]) {
    const message = JSON.stringify({ type: 'played', a: {}, [key]: 1 });
    writeFileSync(path.join(folder, 'c.ndjson'), `${message}\n`);
    const { suggestion } = await suggest('d.json', ['c.ndjson']);
    expect(suggestion).toMatchObject({ overlays: [], actions: 0, left: 1 });
    expect(suggestion?.unsuggested).toHaveLength(1);
  }
});

test('whatever messages hold, nothing is left when the suggestion is applied', async () => {
  // A key with a dot in it cannot be told from two keys, in the path of a finding.
  const { json } = fc.letrec<{ readonly json: unknown }>((tie) => ({
    json: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      fc.constantFrom(null, true, 0, 1.5, 'x', 'a longer text'),
      fc.array(tie('json'), { maxLength: 3 }),
      fc.dictionary(fc.constantFrom('id', 'name', 'a', 'b', "o'dd"), tie('json'), { maxKeys: 3 }),
    ),
  }));
  const message = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'volume', 'by', "o'dd"), json, {
    maxKeys: 4,
  });
  const given = document(
    {
      volume: { type: 'integer' },
      by: { anyOf: [{ type: 'string', enum: ['x'] }, { $ref: '#/components/schemas/By' }] },
      c: { type: 'array', items: { type: 'object', required: ['id'], properties: { id: {} } } },
    },
    { required: ['type', 'volume'] },
    { By: { type: 'object', required: ['name'], properties: { name: { type: 'string' } } } },
  );
  writeFileSync(path.join(folder, 'd.json'), JSON.stringify(given));
  await fc.assert(
    fc.asyncProperty(fc.array(message, { minLength: 1, maxLength: 3 }), async (messages) => {
      const lines = messages.map((one) => JSON.stringify({ ...one, type: 'played' }));
      writeFileSync(path.join(folder, 'c.ndjson'), `${lines.join('\n')}\n`);
      const { suggestion } = await suggest('d.json', ['c.ndjson']);
      expect([suggestion?.left, suggestion?.unsuggested]).toEqual([0, []]);
    }),
    { numRuns: 30 },
  );
});

function withoutProse(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutProse);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => key !== 'description')
      .map(([key, one]) => [key, withoutProse(one)]),
  );
}
