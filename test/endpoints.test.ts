import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { targetsOf } from '../generator/commands/config.ts';
import { entryModel, manifestEntry } from '../generator/commands/manifest-entry.ts';
import { manifestText, readManifest } from '../generator/commands/manifest.ts';
import { readModel, type ReadModel } from '../generator/commands/read-model.ts';
import { compareApis } from '../generator/diff/compare.ts';
import { pathText } from '../generator/diff/path.ts';
import { readSources } from '../generator/load/document.ts';
import { loadModel } from '../generator/load/load.ts';
import type { ApiModel, Perspective } from '../generator/model/api.ts';
import { runPasses } from '../generator/passes/run-passes.ts';
import config from '../wireshape.config.ts';
import { byVersion, versions, type Version } from './facts/tables.ts';
import { readHttp } from './http/document.ts';
import { endpointFacts, endpointsOf } from './http/endpoints.ts';
import { realtimeUnions, root } from './output/emit.ts';
import { patched } from './patched.ts';

const targets = targetsOf(config, path.join(root, 'wireshape.config.ts'), []);
const read = new Map<Version, ReadModel>();
for (const version of versions) {
  const target = targets.find((one) => one.version === version)!;
  const options = { ...target, cwd: root, allowRefs: [], verdict: 'quick' } as const;
  read.set(version, await readModel(target.document, options));
}
const whole = byVersion((version) => read.get(version)!.whole!);

describe.each(versions)('the endpoints of %s', (version) => {
  test('are those of its document', () => {
    const names = whole[version].endpoints?.map((one) => one.name);
    expect(names).toEqual(Object.keys(endpointsOf(readHttp(version).root.value)));
  });

  test('leave the events and their types as they are', () => {
    const { model } = read.get(version)!;
    expect(model?.endpoints).toBeUndefined();
    expect(whole[version].messages).toEqual(model?.messages);
    expect(whole[version].shapes).toEqual(expect.arrayContaining([...(model?.shapes ?? [])]));
  });

  test('are no others than themselves, behind a manifest too', () => {
    expect(compareApis(whole[version], whole[version]).changes).toEqual([]);
    const target = targets.find((one) => one.version === version)!;
    const { model } = read.get(version)!;
    const where = { folder: root, cwd: root };
    const entry = manifestEntry(target, model!, where, whole[version]);
    expect(entry.types.filter((one) => /(?:Request|Answer)$/.test(one))).toEqual(
      manifestEntry(target, model!, where).types.filter((one) => /(?:Request|Answer)$/.test(one)),
    );
    const back = readManifest(manifestText({ api: 'one', versions: [entry] }));
    if (back === undefined || back === 'changed') throw new Error('the manifest cannot be read');
    const found = entryModel(back.versions[0]!, root, (file) => path.relative(root, file));
    expect(found.endpoints).toHaveLength(whole[version].endpoints!.length);
    expect(compareApis(found, whole[version]).changes).toEqual([]);
  });
});

describe('what goes over HTTP from version to version', () => {
  test('is what the guide to migration says of beta and GA', () => {
    expect(endpointChanges('beta', 'ga')).toEqual({
      removed: sorted(endpointFacts.moved.map(({ from }) => from.replace(/[?(].*$/, '').trim())),
      added: sorted(endpointFacts.moved.map(({ to }) => to)),
    });
  });

  test('has more to offer in the current version', () => {
    const names = (version: Version) => whole[version].endpoints!.map((one) => one.name);
    expect(endpointChanges('ga', 'current')).toEqual({
      removed: [],
      added: sorted(names('current').filter((one) => !names('ga').includes(one))),
    });
    expect(endpointChanges('preview', 'ga')).toEqual({ removed: [], added: [] });
  });

  test('is one change with that of the events, where they share a type', () => {
    const change = compareApis(whole.preview, whole.ga).changes.find((one) =>
      one.id.startsWith('field-removed RealtimeSessionCreateRequest.temperature'),
    );
    const places = change?.reaches.map(({ event, path: way }) => `${event}: ${pathText(way)}`);
    expect(places).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^session\.update: session.*\.temperature$/),
        expect.stringMatching(/^POST \/realtime\/client_secrets: body\.session.*\.temperature$/),
        'POST /realtime/calls: ["multipart/form-data"].session.temperature',
      ]),
    );
  });
});

test.each<[Perspective, string, string]>([
  ['client', 'sent', 'received'],
  ['both', 'sent', 'received'],
  ['server', 'received', 'sent'],
])(
  'whoever is the %s has what is asked %s, and what is answered %s',
  (perspective, asks, answers) => {
    const sources = readSources('spec/openai-realtime/ga.asyncapi.yaml', {
      cwd: root,
      allow: [],
      edit: patched,
    });
    const http = readHttp('ga');
    const components = { sent: undefined, received: undefined };
    const options = { unionNames: realtimeUnions, components, perspective };
    const model = loadModel(sources.value!, options, http).value!;
    const passed = runPasses(model).value;
    const changed: ApiModel = {
      ...passed,
      shapes: passed.shapes.map((one) =>
        /^PostRealtimeClientSecrets(?:Request|Answer)$/.test(one.name)
          ? { ...one, shape: { kind: 'literal', value: one.name } }
          : one,
      ),
    };
    const { changes } = compareApis(passed, changed);
    expect(changes.map((one) => [one.after?.text.slice(1, -1), one.flows])).toEqual([
      ['PostRealtimeClientSecretsRequest', [asks]],
      ['PostRealtimeClientSecretsAnswer', [answers]],
    ]);
  },
);

function endpointChanges(before: Version, after: Version): object {
  const { changes } = compareApis(whole[before], whole[after]);
  const of = (kind: string): readonly string[] =>
    sorted(changes.filter((one) => one.kind === kind).map((one) => one.subject));
  return { removed: of('endpoint-removed'), added: of('endpoint-added') };
}

function sorted(names: readonly string[]): readonly string[] {
  return [...new Set(names)].sort();
}
