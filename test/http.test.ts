import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { createConfig, lintFromString } from '@redocly/openapi-core';
import openapiTypeScript, { astToString } from 'openapi-typescript';
import ts from 'typescript';
import { describe, expect, test, vi } from 'vitest';
import { parseText } from '../generator/load/document-text.ts';
import { isRecord } from '../generator/base/json.ts';
import { deviations } from './deviations.ts';
import { differences, type Declaration, type Difference } from './facts/declaration.ts';
import { explain } from './facts/explain.ts';
import { fromFacts } from './facts/from-facts.ts';
import { fromModel } from './facts/from-model.ts';
import { typesOfSchemas } from './facts/schema-types.ts';
import { byVersion, readFacts, vendorDocuments, versions, type Version } from './facts/tables.ts';
import { coverage, plainSchemas } from './http/coverage.ts';
import { httpFile, readHttp, typesOf } from './http/document.ts';
import { endpointFacts, endpointsOf, schemasOf, type Endpoint } from './http/endpoints.ts';
import { rootsOf } from './http/roots.ts';

const root = path.join(import.meta.dirname, '..');
const documents = byVersion((version) => {
  const sources = readHttp(version);
  return { sources, endpoints: endpointsOf(sources.root.value) };
});

describe('the facts of the endpoints', () => {
  const published = {
    'ga-2026-08-21': path.join(root, 'test/fixtures/openai-2026-08-21.openapi.yaml'),
    'beta-2025-07-04': path.join(
      root,
      '../shared/reference/openai-realtime/openapi-beta-2025-07-04.yaml',
    ),
  };

  test.each(Object.entries(published).filter(([, file]) => existsSync(file)))(
    'are those of the document %s',
    (label, file) => {
      const found = endpointsOf(parseText(readFileSync(file, 'utf8'), file).value);
      expect(found).toEqual(endpointFacts.documents[label]);
    },
  );

  test('are of as many endpoints as there are', () => {
    const counts = Object.values(endpointFacts.documents).map((one) => Object.keys(one).length);
    expect([...counts, endpointFacts.moved.length]).toEqual([2, 9, 3]);
  });
});

describe.each(versions)('the HTTP side of %s', (version) => {
  const { sources, endpoints } = documents[version];
  const theirs = endpointFacts.documents[vendorDocuments[version]]!;
  const { has, lacks, further } = coverage[version];
  const shared = Object.keys(endpoints).filter((one) => theirs[one] !== undefined);

  test('has each endpoint of the vendor’s document, or a reason not to', () => {
    expect(Object.keys(endpoints).sort()).toEqual([...has].sort());
    expect(shared.length).toBeGreaterThan(1);
    const told = [...shared, ...Object.keys(lacks)];
    expect(told.sort()).toEqual(Object.keys(theirs).sort());
    const guided = endpointFacts.moved.flatMap(({ from, to }) => [plainPath(from), plainPath(to)]);
    expect([...Object.keys(theirs), ...guided]).toEqual(expect.arrayContaining([...has]));
  });

  test.each(shared)('says of %s what the vendor says', (name) => {
    expect(withVendorNames(version, endpoints[name]!)).toEqual(theirs[name]);
  });

  test('has a body or an answer for each type of the facts that is for HTTP alone', () => {
    const used = Object.values(endpoints).map(schemasOf);
    const facts = readFacts(version);
    const sent = new Set(used.flatMap((one) => one.sent));
    const received = new Set(used.flatMap((one) => one.received));
    const roots = rootsOf(facts);
    expect(roots.write.length * roots.read.length).toBeGreaterThan(0);
    expect([...sent].filter((one) => further[one] === undefined).sort()).toEqual(roots.write);
    expect([...received]).toEqual(expect.arrayContaining([...roots.read]));
    expect([...received].filter((one) => !roots.read.includes(one))).toEqual(
      version === 'beta' ? ['TranscriptionSession'] : [],
    );
  });

  test.each(bodiesOf(Object.values(endpoints)))('types $sent and $received', (components) => {
    const { model, findings } = typesOf(sources, components);
    expect(findings).toEqual([]);
    const ours = fromModel(model).filter((one) => further[one.type] === undefined);
    expect(unexplained(version, ours)).toEqual([]);
    const spoilt = ours.map((one, index) =>
      index === 0 ? { ...one, lines: new Map([...one.lines, ['extra', 'string']]) } : one,
    );
    expect(unexplained(version, spoilt)).toHaveLength(1);
  });
});

test.each(endpointFacts.moved)('$from became $to', ({ from, to }) => {
  const before = documents.beta.endpoints[plainPath(from)];
  expect(before).toBeDefined();
  const query = from.includes('?model=') ? ['model'] : [];
  expect(before?.parameters.filter((one) => one.in === 'query').map((one) => one.name)).toEqual(
    query,
  );
  for (const version of versions.filter((one) => one !== 'beta')) {
    expect(documents[version].endpoints).toHaveProperty([to]);
    expect(documents[version].endpoints).not.toHaveProperty([plainPath(from)]);
  }
});

describe('what the facts have no type for', () => {
  const file = 'test/fixtures/openai-2026-08-21.openapi.yaml';
  const theirs = parseText(readFileSync(path.join(root, file), 'utf8'), file).value;
  const rows = versions.flatMap((version) =>
    Object.entries(coverage[version].further).map(([type, schema]) => ({ version, type, schema })),
  );

  test.each(rows)('$type of $version has the fields of $schema', ({ version, type, schema }) => {
    const [declaration] = fromModel(
      typesOf(documents[version].sources, { sent: type, received: undefined }).model,
    ).filter((one) => one.type === type);
    const { properties, required } = at(theirs, 'components', 'schemas', schema) as {
      readonly properties: Readonly<Record<string, unknown>>;
      readonly required: readonly string[];
    };
    const ours = [...declaration!.lines].filter(([field]) => !field.startsWith('('));
    expect(ours.map(([field]) => field).sort()).toEqual(Object.keys(properties).sort());
    const mandatory = ours.filter(([, text]) => !text.includes('absent')).map(([field]) => field);
    expect(mandatory).toEqual(required);
    const known = new Set(fromFacts(readFacts(version), deviations).map((one) => one.type));
    expect(known.has(type)).toBe(false);
  });
});

describe('the validator of Redocly', () => {
  test.each(versions)('finds nothing in the HTTP side of %s', async (version) => {
    expect(await problemsOf(httpFile(version))).toEqual([]);
  });

  test.each([
    ['an answer without a description', 'description: The secret, and', 'x-text: The secret, and'],
    ['a misspelt key', 'requestBody:', 'requestBodies:'],
    ['a reference that leads nowhere', "schemas/ClientSecretCreateParams' }", "schemas/Nothing' }"],
  ])('finds %s', async (_what, before, after) => {
    const text = readFileSync(httpFile('current'), 'utf8');
    const spoilt = text.replace(before, after);
    expect(spoilt).not.toBe(text);
    expect(await problemsOf(httpFile('current'), spoilt)).not.toEqual([]);
  });
});

describe('openapi-typescript', () => {
  test.each(versions)('converts the HTTP side of %s without a word of warning', async (version) => {
    const { text, warnings } = await converted(httpFile(version));
    expect(warnings).toEqual([]);
    const paths = Object.keys(documents[version].endpoints).map((one) => one.split(' ')[1]!);
    expect(membersOf(text, 'paths').toSorted()).toEqual(paths.toSorted());
    const used = Object.values(documents[version].endpoints).map(schemasOf);
    for (const name of used.flatMap(({ sent, received }) => [...sent, ...received])) {
      expect(text).toContain(`components["schemas"]["${name}"]`);
    }
  });
});

/** The rules of OpenAPI and of good use, but for a description of errors, which the vendor's document has not either. */
const strict = createConfig({
  extends: ['recommended'],
  rules: { 'operation-4xx-response': 'off' },
});

async function problemsOf(
  file: string,
  source = readFileSync(file, 'utf8'),
): Promise<readonly string[]> {
  const problems = await lintFromString({ source, absoluteRef: file, config: await strict });
  return problems.map((one) => `${one.ruleId} ${one.location[0]?.pointer ?? ''} ${one.message}`);
}

/** What openapi-typescript makes of a file, and what it has to say. */
async function converted(
  file: string,
): Promise<{ readonly text: string; readonly warnings: readonly string[] }> {
  const warnings: string[] = [];
  const spies = (['warn', 'error'] as const).map((level) =>
    vi.spyOn(console, level).mockImplementation((...parts: readonly unknown[]) => {
      warnings.push(parts.join(' '));
    }),
  );
  try {
    return { text: astToString(await openapiTypeScript(pathToFileURL(file))), warnings };
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
}

/** The names of the members of an interface. */
function membersOf(text: string, name: string): readonly string[] {
  const source = ts.createSourceFile('http.ts', text, ts.ScriptTarget.ES2022);
  return source.statements
    .filter((one) => ts.isInterfaceDeclaration(one) && one.name.text === name)
    .flatMap((one) => (ts.isInterfaceDeclaration(one) ? [...one.members] : []))
    .flatMap((one) =>
      one.name !== undefined && ts.isStringLiteral(one.name) ? one.name.text : [],
    );
}

/** Each body with the answer to it, once. */
function bodiesOf(
  endpoints: readonly Endpoint[],
): readonly { readonly sent: string | undefined; readonly received: string | undefined }[] {
  return endpoints.map(schemasOf).flatMap(({ sent, received }) => {
    expect(Math.max(sent.length, received.length)).toBeLessThanOrEqual(1);
    return sent.length + received.length === 0 ? [] : [{ sent: sent[0], received: received[0] }];
  });
}

/** Where our types differ from the facts of their names, for no reason that DEVIATIONS.md gives. */
function unexplained(version: Version, ours: readonly Declaration[]): readonly Difference[] {
  const reached = new Set(ours.map((one) => `${one.side} ${one.type}`));
  const facts = fromFacts(readFacts(version), deviations).filter((one) =>
    reached.has(`${one.side} ${one.type}`),
  );
  // Names depend on what else travels the other way, which the document of the events says.
  const found = differences(facts.map(withoutName), ours.map(withoutName));
  return explain(version, found, deviations).unexplained;
}

function withoutName(one: Declaration): Declaration {
  return { ...one, lines: new Map([...one.lines].filter(([line]) => line !== '(name)')) };
}

/** An endpoint with the vendor's names for what our types describe. */
function withVendorNames(version: Version, endpoint: Endpoint): Endpoint {
  const names = { ...typesOfSchemas[version], ...plainSchemas };
  const text = JSON.stringify(endpoint, (_key, value: unknown) => {
    if (typeof value !== 'string') return value;
    return Object.entries(names).find(([, types]) => types.includes(value))?.[0] ?? value;
  });
  return JSON.parse(text) as Endpoint;
}

/** `POST /realtime?model=… (WebRTC)` as an endpoint is named. */
function plainPath(endpoint: string): string {
  return endpoint.replace(/[?(].*$/, '').trim();
}

function at(value: unknown, ...steps: readonly string[]): unknown {
  return steps.reduce((one, step) => (isRecord(one) ? one[step] : undefined), value);
}
