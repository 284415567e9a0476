import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Comparison } from '../generator/diff/change.ts';
import { compareApis } from '../generator/diff/compare.ts';
import { entryModel, manifestEntry } from '../generator/commands/manifest-entry.ts';
import { manifestText, readManifest, type Manifest } from '../generator/commands/manifest.ts';
import type { GenerateTarget } from '../generator/commands/generate.ts';
import { targetsOf } from '../generator/commands/config.ts';
import { readModel } from '../generator/commands/read-model.ts';
import type { ApiModel } from '../generator/model/api.ts';
import config from '../wireshape.config.ts';

const root = path.join(import.meta.dirname, '..');
const folder = path.join(root, 'generated/openai-realtime');

async function modelOf(target: GenerateTarget): Promise<ApiModel> {
  const options = { ...target, cwd: root, allowRefs: [], verdict: 'quick' } as const;
  const { model } = await readModel(target.document, options);
  if (model === undefined) throw new Error(`${target.document} has an error`);
  return model;
}

/** What a manifest gives back of models. */
function throughManifest(
  given: readonly (readonly [GenerateTarget, ApiModel])[],
): readonly ApiModel[] {
  const versions = given.map(([target, model]) =>
    manifestEntry(target, model, { folder, cwd: root }),
  );
  const read = readManifest(manifestText({ api: 'one', versions }));
  if (read === undefined || read === 'changed') throw new Error('the manifest cannot be read');
  return read.versions.map((one) =>
    entryModel(one, folder, (file) => path.relative(root, file).split(path.sep).join('/')),
  );
}

/** What no comparison of versions looks at, and a manifest leaves out. */
const uncompared: ReadonlySet<string> = new Set(['examples', 'lifecycles', 'checks']);

/** A model without that, and without what shapes were named by. */
function compared(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (key, one: unknown) =>
      uncompared.has(key) || (key === 'source' && !isDocument(one)) ? undefined : one,
    ),
  ) as unknown;
}

function isDocument(one: unknown): boolean {
  return typeof one === 'object' && one !== null && 'hash' in one;
}

/** What a comparison tells, without the parts of the models that it was made of. */
function told({ changes, candidates, unrelated }: Comparison): Comparison {
  return { changes, candidates, unrelated };
}

describe('a manifest of the versions of this repository', async () => {
  const targets = targetsOf(config, path.join(root, 'wireshape.config.ts'), []);
  const models = await Promise.all(targets.map(modelOf));
  const back = throughManifest(targets.map((one, index) => [one, models[index]!]));

  test('gives back all that is compared', () => {
    expect(targets.length).toBeGreaterThan(1);
    expect(compared(back)).toEqual(compared(models));
  });

  test('says the same of each pair as the documents say', () => {
    for (const [at, before] of models.entries()) {
      for (const [other, after] of models.entries()) {
        const byDocument = told(compareApis(before, after));
        expect(byDocument.changes.length > 0).toBe(at !== other);
        expect(told(compareApis(back[at]!, back[other]!))).toEqual(byDocument);
      }
    }
  });

  test('is short: what versions have in common stands there once', () => {
    const versions = targets.map((one, index) =>
      manifestEntry(one, models[index]!, { folder, cwd: root }),
    );
    const text = manifestText({ api: 'one', versions });
    const whole = JSON.stringify(models).length;
    expect(text.length / whole).toBeLessThan(0.35);
    expect(text).toContain('"as":"beta"');
    expect(text).not.toContain(root);
  });
});

describe('a manifest of any document', () => {
  const fixtures = path.join(import.meta.dirname, 'fixtures/corpus/asyncapi');
  const names = existsSync(fixtures)
    ? readdirSync(fixtures).filter((one) => /ya?ml$/.test(one))
    : [];

  test.each(names)('%s', async (name) => {
    const target = targetOf(path.join(fixtures, name));
    const options = { ...target, cwd: root, allowRefs: [], verdict: 'quick' } as const;
    const { model } = await readModel(target.document, options);
    if (model === undefined) return;
    const [back] = throughManifest([[target, model]]);
    expect(compared(back)).toEqual(compared(model));
  });

  test('there are some', () => {
    expect(names.length).toBeGreaterThan(3);
  });
});

describe('readManifest', () => {
  const entry = async (): Promise<Manifest> => {
    const target = targetOf(path.join(import.meta.dirname, 'fixtures/versions/plain.v3.yaml'));
    const version = manifestEntry(target, await modelOf(target), { folder, cwd: root });
    return { api: 'plain', versions: [version] };
  };

  test('gives back what was written, whatever the layout', async () => {
    const manifest = await entry();
    const text = manifestText(manifest);
    expect(readManifest(text)).toEqual(manifest);
    expect(readManifest(JSON.stringify(JSON.parse(text), undefined, 4))).toEqual(manifest);
    expect(text.split('\n')[0]).toMatch(/^\{ "generated": "Generated by wireshape /);
  });

  test('notices what was changed, and what is none', async () => {
    const text = manifestText(await entry());
    expect(readManifest(text.replace('"string"', '"number"'))).toBe('changed');
    expect(readManifest(text.replace('"shapes": [', '"shapes": 1, "x": ['))).toBe('changed');
    expect(readManifest(text.replace('manifest/1', 'manifest/9'))).toBeUndefined();
    expect(readManifest(text.slice(0, -9))).toBeUndefined();
    expect(readManifest('{}')).toBeUndefined();
  });

  test('settings that shape the types have another hash, whatever their order', async () => {
    const target = targetOf(path.join(import.meta.dirname, 'fixtures/versions/plain.v3.yaml'));
    const model = await modelOf(target);
    const hash = (settings: GenerateTarget['settings'] = {}): string =>
      manifestEntry({ ...target, settings }, model, { folder, cwd: root }).config;
    expect(hash({ names: { A: 'B', C: 'D' } })).toBe(hash({ names: { C: 'D', A: 'B' } }));
    expect(hash({ names: { A: 'B' } })).not.toBe(hash());
    expect(hash({ exclude: { events: ['a'] } })).not.toBe(hash());
    expect(hash({ strict: true, rules: { 'tag-missing': 'off' } })).toBe(hash());
  });
});

function targetOf(document: string): GenerateTarget {
  return {
    api: 'one',
    version: 'v1',
    document,
    output: 'out',
    unionNames: { received: 'ServerEvent', sent: 'ClientEvent' },
    components: { received: undefined, sent: undefined },
    perspective: 'client',
  };
}
