import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readModel } from '../generator/commands/read-model.ts';
import yaml from 'js-yaml';
import { applyOverlays, readOverlays } from '../generator/load/overlay.ts';
import { versions } from './facts/tables.ts';
import { realtimeUnions, root } from './output/emit.ts';
import { patchesOf, readPatches, type Patch } from './patched.ts';

const options = {
  allowRefs: [],
  verdict: 'quick',
  unionNames: realtimeUnions,
  components: { sent: undefined, received: undefined },
  perspective: 'client',
} as const;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'wireshape-patches-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function write(file: string, value: unknown): void {
  writeFileSync(path.join(folder, file), JSON.stringify(value));
}

const api = {
  asyncapi: '3.0.0',
  info: { title: 'Radio', version: '1' },
  channels: { radio: { messages: { played: { payload: { $ref: './shared.json#/Played' } } } } },
  operations: { hear: { action: 'receive', channel: { $ref: '#/channels/radio' } } },
};
const played = {
  type: 'object',
  required: ['type'],
  properties: { type: { const: 'played' }, volume: { type: 'integer' } },
};
const http = {
  openapi: '3.1.0',
  info: { title: 'Radio', version: '1' },
  paths: {
    '/last': {
      get: {
        responses: {
          200: {
            description: 'The last one.',
            content: { 'application/json': { schema: { $ref: './shared.json#/Station' } } },
          },
        },
      },
    },
  },
};

/** What an overlay makes of a document, of its HTTP side and of a file that both refer to. */
async function overlaid(overlay: object, side?: string) {
  write('api.json', api);
  write('shared.json', { Played: played, Station: { type: 'object', properties: {} } });
  write('http.json', http);
  write('o.json', { overlay: '1.0.0', info: { title: 'T', version: '1' }, ...overlay });
  const settings = { overlays: ['o.json'] };
  const read = await readModel('api.json', { ...options, cwd: folder, settings, http: side });
  return {
    findings: read.findings.map(({ rule, at }) => `${rule} ${at.file} ${at.pointer}`),
    text: JSON.stringify(read.model?.shapes ?? null),
    http: JSON.stringify(read.http ?? null),
  };
}

const genre = [{ target: '$.Played.properties', update: { genre: { type: 'string' } } }];

describe('an overlay', () => {
  test('that extends a file behind a $ref changes that file, wherever it is read', async () => {
    const station = { target: '$.Station.properties', update: { city: { type: 'string' } } };
    const actions = [...genre, station];
    const {
      findings,
      text,
      http: side,
    } = await overlaid({ extends: './shared.json', actions }, 'http.json');
    expect(findings).toEqual([]);
    expect(text).toContain('"genre"');
    expect(side).toContain('"city"');
  });

  test('that extends the HTTP side changes it, and not the events', async () => {
    const actions = [{ target: "$.paths['/last'].get", update: { operationId: 'lastPlayed' } }];
    const { findings, http: side } = await overlaid({ extends: 'http.json', actions }, 'http.json');
    expect(findings).toEqual([]);
    expect(side).toContain('lastPlayed');
  });

  test('that extends the HTTP side is no concern of who reads the events alone', async () => {
    const actions = [{ target: "$.paths['/last'].get", update: { operationId: 'lastPlayed' } }];
    expect((await overlaid({ extends: 'http.json', actions })).findings).toEqual([]);
  });

  test('that extends no file of the document is told', async () => {
    const { findings } = await overlaid({ extends: 'other.json', actions: genre });
    expect(findings).toEqual(['overlay-no-match o.json /extends']);
  });

  test('that extends a URL, or nothing, is about the document', async () => {
    for (const head of [{ extends: 'https://example.com/api.json' }, {}]) {
      const { findings, text } = await overlaid({ ...head, actions: genre });
      expect(findings).toEqual(['overlay-no-match o.json /actions/0/target']);
      expect(text).not.toContain('genre');
    }
  });

  test('that extends what is no text is invalid', async () => {
    const { findings } = await overlaid({ extends: 7, actions: genre });
    expect(findings).toEqual(['overlay-invalid o.json /extends']);
  });

  test.each<[what: string, action: object, isNeeded: boolean]>([
    ['a key that is there', { target: '$.Played', update: { type: 'object' } }, false],
    ['a key that is new', { target: '$.Played', update: { title: 'Played' } }, true],
    ['a key with another value', { target: '$.Played', update: { type: 'array' } }, true],
    ['an item that a list has', { target: '$.Played', update: { required: ['type'] } }, false],
    ['an item for a list that has it', { target: '$.Played.required', update: 'type' }, false],
    ['one item more', { target: '$.Played', update: { required: ['volume'] } }, true],
    [
      'what one of two places has',
      { target: '$..properties.*', update: { type: 'integer' } },
      true,
    ],
  ])('that puts in %s is told where that changes nothing', async (_, action, isNeeded) => {
    const { findings } = await overlaid({ extends: 'shared.json', actions: [action] });
    const told = findings.filter((one) => one.startsWith('overlay-'));
    expect(told).toEqual(isNeeded ? [] : ['overlay-no-effect o.json /actions/0']);
  });
});

/** What is said of an action that is no longer needed. */
function ruleOf(patch: Patch | undefined): string {
  return patch?.remove === true ? 'overlay-no-match' : 'overlay-no-effect';
}

describe.each(versions)('the patches of %s', (version) => {
  const file = `spec/openai-realtime/${version}.asyncapi.yaml`;

  test('are all needed, and leave nothing to be said of the document', async () => {
    const settings = { overlays: [patchesOf(version)] };
    const side = `spec/openai-realtime/${version}.openapi.yaml`;
    const read = await readModel(file, { ...options, cwd: root, settings, http: side });
    expect(read.findings).toEqual([]);
  });

  test('are told as no longer needed by a document that has them', async () => {
    const settings = { overlays: [patchesOf(version), patchesOf(version)] };
    const { findings } = await readModel(file, { ...options, cwd: root, settings });
    const needless = findings.filter(({ rule }) => rule.startsWith('overlay-no-'));
    expect(needless).toHaveLength(readPatches(version).length);
  });

  test('are told one by one, as the document catches up with each', async () => {
    const { actions } = await readOverlays([patchesOf(version)], root);
    const text = readFileSync(path.join(root, file), 'utf8');
    const document = { file, path: path.join(root, file), text, value: yaml.load(text) };
    expect(applyOverlays(document, actions).findings).toEqual([]);
    const list = readPatches(version);
    for (const [index, patch] of list.entries()) {
      if (patch['x-evidence'] === undefined) continue;
      // What makes room comes before what it makes room for.
      const isRoomy = index > 0 && list[index - 1]?.['x-evidence'] === undefined;
      const own = [...(isRoomy ? [index - 1] : []), index];
      const caughtUp = applyOverlays(
        document,
        actions.filter((_, at) => own.includes(at)),
      ).source;
      const told = applyOverlays(caughtUp, actions).findings;
      expect(told.map(({ rule, at }) => [rule, at.pointer.split('/')[2]])).toEqual(
        own.map((at) => [ruleOf(list[at]), String(at)]),
      );
    }
  });

  test('name their evidence, or make room for what comes next', () => {
    const list = readPatches(version);
    expect(list.length).toBeGreaterThan(20);
    for (const [index, patch] of list.entries()) {
      if (patch['x-evidence'] !== undefined) expect(patch['x-evidence']).not.toEqual([]);
      else {
        expect(patch.remove).toBe(true);
        expect(patch.target).toBe(`${list[index + 1]?.target ?? ''}.allOf`);
      }
    }
  });
});
