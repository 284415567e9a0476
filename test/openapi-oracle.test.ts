import { describe, expect, test } from 'vitest';
import type { AsyncApiBundle } from '../bench/bundle.mjs';
import { toOpenApi, type OpenApiDocument } from '../bench/forms.mjs';
import type { Draft } from '../generator/render/drafts.ts';
import { versions as versionNames } from './facts/tables.ts';
import { toAsyncApi2, verdictOn } from './oracle/asyncapi-2.ts';
import { comparePairs, type Comparison, type Difference } from './oracle/compare-pairs.ts';
import { declarationsOf, textBelowBanner } from './oracle/declarations.ts';
import { knownDifferences, reasons } from './oracle/known-differences.ts';
import { openApiTypes } from './oracle/openapi-types.ts';
import { mappedPets, petPairs, pets } from './oracle/pets.ts';
import { componentPairs, reachedNames } from './oracle/reach.ts';
import { spoil, spoilings } from './oracle/spoilings.ts';
import { emit, modelOfFile, modelOfValue, realtimeUnions } from './output/emit.ts';
import { patchedBundle } from './patched.ts';

const versions = versionNames.map((version) => {
  const document = `spec/openai-realtime/${version}.asyncapi.yaml`;
  const bundle = patchedBundle(version);
  const { received: receive, sent: send } = realtimeUnions;
  const openApi = toOpenApi(bundle, { receive, send });
  const model = modelOfFile(document);
  const inOneFile = modelOfValue(bundle);
  return {
    version,
    bundle,
    openApi,
    model,
    inOneFile,
    drafts: emit(model),
    pairs: componentPairs(inOneFile, [receive, send]),
    known: knownDifferences.filter((one) => one.version === version),
  };
});

const ga = versions.find((one) => one.version === 'ga')!;

function fromOpenApi(document: OpenApiDocument): readonly Draft[] {
  return emit(modelOfValue(document, 'document.openapi.json', realtimeUnions));
}

function draftOf(drafts: readonly Draft[], file: string): Draft {
  return drafts.find((draft) => draft.path === file)!;
}

function namesOf(drafts: readonly Draft[]): readonly string[] {
  return typeFiles.flatMap((file) => [...declarationsOf(draftOf(drafts, file)).keys()]);
}

const typeFiles = ['types.ts', 'params.ts'];

/** The names whose declarations differ; `expected` says which of `before` are to be in `after` at all. */
function differing(
  file: string,
  before: readonly Draft[],
  after: readonly Draft[],
  expected: (name: string) => boolean = () => true,
): readonly string[] {
  const [one, other] = [before, after].map((drafts) => declarationsOf(draftOf(drafts, file)));
  const names = new Set([...[...one!.keys()].filter(expected), ...other!.keys()]);
  return [...names].filter((name) => one!.get(name) !== other!.get(name));
}

describe.each(versions)('$version as OpenAPI 3.1', ({ model, openApi, drafts }) => {
  const written = fromOpenApi(openApi);
  const reached = reachedNames(model);

  test.each(typeFiles)('gives the same %s for what the events reach', (file) => {
    expect(differing(file, drafts, written, (name) => reached.has(name))).toEqual([]);
  });

  test('leaves out what only HTTP carries', () => {
    const here = new Set(namesOf(written));
    const absent = namesOf(drafts).filter((name) => !here.has(name));
    expect(absent.length).toBeGreaterThan(0);
    expect(absent).toEqual(namesOf(drafts).filter((name) => !reached.has(name)));
  });

  test.each(['unions.ts', 'guards.ts', 'index.ts'])('gives the same %s', (file) => {
    expect(textBelowBanner(draftOf(written, file))).toBe(textBelowBanner(draftOf(drafts, file)));
  });
});

describe.each(versions)('$version as AsyncAPI 2.6', ({ bundle, inOneFile, drafts }) => {
  const document = toAsyncApi2(bundle);
  const written = emit(modelOfValue(document));

  test('is valid', async () => {
    expect(await verdictOn(document)).toEqual([]);
  });

  test.each(typeFiles)('gives the same declarations in %s', (file) => {
    expect(differing(file, drafts, written)).toEqual([]);
  });

  test('gives the same files as AsyncAPI 3 in one file', () => {
    expect(written.map(textBelowBanner)).toEqual(emit(inOneFile).map(textBelowBanner));
  });
});

describe('the comparison of declarations', () => {
  test('sees a word that differs', () => {
    const { schemas } = ga.openApi.components;
    const changed = { ...schemas['Models'], description: 'Another word.' };
    const spoilt = { ...ga.openApi, components: { schemas: { ...schemas, Models: changed } } };
    const found = differing('types.ts', ga.drafts, fromOpenApi(spoilt), () => false);
    expect(found).toEqual(['Models']);
  });

  test('sees an event that is missing, and one that travels the other way', async () => {
    const document = toAsyncApi2(withFirstReceivedSent(ga.bundle));
    expect(await verdictOn(document)).toEqual([]);
    const found = differing('unions.ts', ga.drafts, emit(modelOfValue(document)));
    expect(found).toEqual(expect.arrayContaining(Object.values(realtimeUnions)));
  });

  test('sees a document that is not AsyncAPI 2.6', async () => {
    const document = { ...toAsyncApi2(ga.bundle), operations: {} };
    expect((await verdictOn(document)).map(({ rule }) => rule)).toEqual(['property-unknown']);
  });
});

function withFirstReceivedSent(bundle: AsyncApiBundle): AsyncApiBundle {
  const { receive, send } = bundle.operations;
  const [first, ...others] = receive!.messages;
  return {
    ...bundle,
    operations: {
      receive: { ...receive!, messages: others },
      send: { ...send!, messages: [...send!.messages, first!] },
    },
  };
}

/** Everything that the compiler is asked, at once. */
async function comparisons(): Promise<readonly Comparison[]> {
  const ofVersions = versions.flatMap(({ version, model, openApi, pairs, known }) => [
    openApiTypes(openApi).then((theirs) => ({ label: version, model, theirs, pairs })),
    ...[...new Set(known.map(({ reason }) => reason))].map(async (reason) => {
      const { options, change } = reasons[reason];
      const theirs = await openApiTypes(change(openApi), options);
      const rows = known.filter((row) => row.reason === reason);
      const concerned = pairs.filter((pair) =>
        rows.some((row) => row.component === pair.component),
      );
      return { label: `${version} ${reason}`, model, theirs, pairs: concerned };
    }),
  ]);
  const ofPets = [pets, mappedPets].map(async (document, index) => {
    const model = modelOfValue(document, 'pets.json', { received: 'Pet', sent: undefined });
    const label = `pets ${String(index)}`;
    return { label, model, theirs: await openApiTypes(document), pairs: petPairs };
  });
  const spoilt = {
    label: 'spoilt',
    model: ga.model,
    theirs: await openApiTypes(spoil(ga.openApi)),
    pairs: spoilings.map(({ component }) => ({ component, name: component })),
  };
  return [...(await Promise.all([...ofVersions, ...ofPets])), spoilt];
}

const outcomes = comparePairs(await comparisons());

describe.each(versions)('$version beside openapi-typescript', (one) => {
  const { version, model, openApi, pairs, known } = one;

  test('has a type for each component', () => {
    const names = pairs.map(({ component }) => component);
    expect([...names].sort()).toEqual(Object.keys(openApi.components.schemas).sort());
    const events = model.messages.map(({ shape }) => shape.kind === 'ref' && shape.name);
    expect(pairs.map(({ name }) => name)).toEqual(expect.arrayContaining(events));
    expect(JSON.stringify(openApi)).not.toContain('"discriminator"');
  });

  test('means the same values, except where it is known why not', () => {
    expect(outcomes.get(version)!.map(lineOf).sort()).toEqual(known.map(lineOf).sort());
  });

  test.each(known)('differs in $component as $as for a reason', (row) => {
    expect(outcomes.get(`${version} ${row.reason}`)!.map(lineOf)).not.toContain(lineOf(row));
  });
});

test.each(spoilings)('openapi-typescript makes us notice $what', ({ component, told }) => {
  const found = outcomes.get('spoilt')!.filter((one) => one.component === component);
  expect(found.map(({ direction, as }) => `${direction} ${as}`).sort()).toEqual(told);
});

describe('a discriminator without a mapping', () => {
  test('leaves our literals as the members have them', () => {
    const model = modelOfValue(pets, 'pets.json', { received: 'Pet', sent: undefined });
    const types = declarationsOf(draftOf(emit(model), 'types.ts'));
    expect(types.get('Cat')).toBe("export interface Cat {\n  species: 'cat';\n}");
    expect(types.get('Dog')).toBe("export interface Dog {\n  species: 'dog';\n}");
  });

  test('makes openapi-typescript write the names of the schemas over them', async () => {
    const theirs = await openApiTypes(pets);
    expect(theirs.match(/species: "\w+"/g)).toEqual(['species: "Cat"', 'species: "Dog"']);
    const components = outcomes.get('pets 0')!.map(({ component }) => component);
    expect(new Set(components)).toEqual(new Set(['Cat', 'Dog', 'Pet']));
  });

  test('is the only reason: with a mapping we agree', () => {
    expect(outcomes.get('pets 1')).toEqual([]);
  });
});

function lineOf({ component, direction, as }: Omit<Difference, 'why'>): string {
  return `${component}: ${direction} as ${as}`;
}
