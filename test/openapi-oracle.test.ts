import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { bundleAsyncApi, type Schema } from '../bench/bundle.mjs';
import { toOpenApi, type OpenApiDocument } from '../bench/forms.mjs';
import { toAsyncApi2 } from './oracle/asyncapi-2.ts';
import { declarationsOf, textBelowBanner } from './oracle/declarations.ts';
import { knownDifferences, reasons } from './oracle/known-differences.ts';
import { comparePairs, openApiTypes, type Difference } from './oracle/openapi-types.ts';
import { componentPairs, reachedNames } from './oracle/reach.ts';
import { spoil, spoilings } from './oracle/spoilings.ts';
import { emit, modelOfFile, modelOfValue, realtimeUnions, root } from './output/emit.ts';
import { judgeQuickly } from './verdict/judges.ts';

const versions = (['beta', 'ga'] as const).map((version) => {
  const document = `spec/openai-realtime/${version}.asyncapi.yaml`;
  const bundle = bundleAsyncApi(path.join(root, document));
  const openApi = toOpenApi(bundle, {
    receive: realtimeUnions.received,
    send: realtimeUnions.sent,
  });
  const model = modelOfFile(document);
  return { version, bundle, openApi, model, drafts: emit(model) };
});

type Version = (typeof versions)[number];

const { bundle, openApi, model, drafts } = versions[1]!;

/** Our files from an OpenAPI document. */
function fromOpenApi(document: OpenApiDocument): Version['drafts'] {
  return emit(modelOfValue(document, 'document.openapi.json', realtimeUnions));
}

function draftOf(all: Version['drafts'], file: string): Version['drafts'][number] {
  return all.find((draft) => draft.path === file)!;
}

/** The names whose declarations differ, or are missing on one side; `only` says which are to be there at all. */
function differing(
  file: string,
  before: Version['drafts'],
  after: Version['drafts'],
  only: (name: string) => boolean = () => true,
): readonly string[] {
  const [one, other] = [before, after].map((all) => declarationsOf(draftOf(all, file)));
  const names = new Set([...[...one!.keys()].filter(only), ...other!.keys()]);
  return [...names].filter((name) => one!.get(name) !== other!.get(name));
}

describe.each(versions)('$version as OpenAPI 3.1', (version) => {
  const written = fromOpenApi(version.openApi);
  const reached = reachedNames(version.model);

  test.each(['types.ts', 'params.ts'])('gives the same %s for what the events reach', (file) => {
    expect(differing(file, version.drafts, written, (name) => reached.has(name))).toEqual([]);
  });

  test('leaves out what only HTTP carries', () => {
    const [all, here] = [version.drafts, written].map((some) =>
      ['types.ts', 'params.ts'].flatMap((file) => [...declarationsOf(draftOf(some, file)).keys()]),
    );
    const absent = all!.filter((name) => !here!.includes(name));
    expect(absent).toEqual(all!.filter((name) => !reached.has(name)));
    expect(absent.length).toBeGreaterThan(0);
  });

  test.each(['unions.ts', 'guards.ts', 'index.ts'])('gives the same %s', (file) => {
    const [ours, theirs] = [version.drafts, written].map((all) => draftOf(all, file));
    expect(textBelowBanner(theirs!)).toBe(textBelowBanner(ours!));
  });
});

describe.each(versions)('$version as AsyncAPI 2.6', (version) => {
  const document = toAsyncApi2(version.bundle);
  const written = emit(modelOfValue(document));

  test('is AsyncAPI 2.6', async () => {
    expect(await judgeQuickly(document)).toEqual([]);
  });

  test.each(['types.ts', 'params.ts'])('gives the same declarations in %s', (file) => {
    expect(differing(file, version.drafts, written)).toEqual([]);
  });

  test('gives the same files as the AsyncAPI 3 document in one file', () => {
    const inOneFile = emit(modelOfValue(version.bundle));
    expect(written.map(textBelowBanner)).toEqual(inOneFile.map(textBelowBanner));
  });
});

describe('the comparison of declarations', () => {
  test('sees a word that differs', () => {
    const { schemas } = openApi.components;
    const changed = { ...schemas['Models'], description: 'Another word.' };
    const spoilt = { ...openApi, components: { schemas: { ...schemas, Models: changed } } };
    expect(differing('types.ts', drafts, fromOpenApi(spoilt), () => false)).toEqual(['Models']);
  });

  test('sees an event that is missing, and one that travels the other way', () => {
    const { receive, send } = bundle.operations as Record<'receive' | 'send', Operation>;
    const [first, ...others] = receive.messages;
    const moved = {
      ...bundle,
      operations: {
        receive: { ...receive, messages: others },
        send: { ...send, messages: [...send.messages, first!] },
      },
    };
    const written = emit(modelOfValue(toAsyncApi2(moved)));
    expect(differing('unions.ts', drafts, written)).toContain('RealtimeServerEvent');
    expect(differing('unions.ts', drafts, written)).toContain('RealtimeClientEvent');
  });
});

type Operation = Version['bundle']['operations'][string];

describe.each(versions)('$version beside openapi-typescript', (version) => {
  const pairs = componentPairs(modelOfValue(version.bundle), Object.values(realtimeUnions));
  const known = knownDifferences.filter((one) => one.version === version.version);

  test('has a type for each component', () => {
    const names = pairs.map(({ component }) => component);
    expect([...names].sort()).toEqual(Object.keys(version.openApi.components.schemas).sort());
    const events = version.model.messages.map(({ shape }) => shape.kind === 'ref' && shape.name);
    expect(pairs.map(({ name }) => name)).toEqual(expect.arrayContaining(events));
    expect(JSON.stringify(version.openApi)).not.toContain('"discriminator"');
  });

  test('means the same values, except where it is known why not', async () => {
    const found = comparePairs(version.model, await openApiTypes(version.openApi), pairs);
    expect(found.map(lineOf).sort()).toEqual(known.map(lineOf).sort());
  });

  test.each([...new Set(known.map(({ reason }) => reason))])('differs by %s', async (reason) => {
    const { options, change } = reasons[reason];
    const theirs = await openApiTypes(change(version.openApi), options);
    const rows = known.filter((one) => one.reason === reason);
    const concerned = pairs.filter((pair) => rows.some((row) => row.component === pair.component));
    const found = comparePairs(version.model, theirs, concerned).map(lineOf);
    expect(rows.map(lineOf).filter((row) => found.includes(row))).toEqual([]);
  });
});

test.each(spoilings)('openapi-typescript would notice $what', async ({ component, told }) => {
  const found = (await spoilt()).filter((one) => one.component === component);
  expect(found.map(({ direction, as }) => `${direction} ${as}`).sort()).toEqual(told);
});

let differencesOfSpoilt: readonly Difference[] | undefined;

async function spoilt(): Promise<readonly Difference[]> {
  const pairs = spoilings.map(({ component }) => ({ component, name: component }));
  differencesOfSpoilt ??= comparePairs(model, await openApiTypes(spoil(openApi)), pairs);
  return differencesOfSpoilt;
}

describe('a discriminator without a mapping', () => {
  const pets = (discriminator: object): OpenApiDocument => ({
    ...openApi,
    components: {
      schemas: {
        Cat: pet('cat'),
        Dog: pet('dog'),
        Pet: {
          oneOf: [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Dog' }],
          discriminator: { propertyName: 'species', ...discriminator },
        },
      },
    },
  });
  const pairs = ['Cat', 'Dog', 'Pet'].map((component) => ({ component, name: component }));
  const bare = pets({});
  const mapping = { cat: '#/components/schemas/Cat', dog: '#/components/schemas/Dog' };
  const read = (document: OpenApiDocument) =>
    modelOfValue(document, 'pets.json', { received: 'Pet', sent: undefined });

  test('leaves our literals as the members have them', () => {
    const types = declarationsOf(draftOf(emit(read(bare)), 'types.ts'));
    expect(types.get('Cat')).toBe("export interface Cat {\n  species: 'cat';\n}");
    expect(types.get('Dog')).toBe("export interface Dog {\n  species: 'dog';\n}");
  });

  test('makes openapi-typescript write the names of the schemas over them', async () => {
    const theirs = await openApiTypes(bare);
    expect(theirs).toContain('species: "Cat"');
    expect(theirs).not.toContain('species: "cat"');
    const found = comparePairs(read(bare), theirs, pairs);
    expect(new Set(found.map(({ component }) => component))).toEqual(
      new Set(['Cat', 'Dog', 'Pet']),
    );
  });

  test('is the only reason: with a mapping we agree', async () => {
    const mapped = pets({ mapping });
    expect(comparePairs(read(mapped), await openApiTypes(mapped), pairs)).toEqual([]);
  });
});

function pet(species: string): Schema {
  return {
    type: 'object',
    required: ['species'],
    properties: { species: { type: 'string', const: species } },
  };
}

function lineOf({ component, direction, as }: Omit<Difference, 'why'>): string {
  return `${component}: ${direction} as ${as}`;
}
