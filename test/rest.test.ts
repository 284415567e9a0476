import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import createClient from 'openapi-fetch';
import openapiTypeScript, { astToString, type OpenAPI3 } from 'openapi-typescript';
import ts from 'typescript';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Finding } from '../generator/base/finding.ts';
import { emitRest } from '../generator/emit/rest.ts';
import { bundleHttp } from '../generator/load/http-bundle.ts';
import type { ApiModel } from '../generator/model/api.ts';
import { sharedMark, type HttpDocument, type SharedType } from '../generator/model/http.ts';
import { loadTemplates } from '../generator/render/templates.ts';
import type { paths } from '../generated/openai-realtime/ga/rest.ts';
import { versions, type Version } from './facts/tables.ts';
import { readHttp } from './http/document.ts';
import { emit, modelOfFile, root } from './output/emit.ts';
import { compileErrors } from './strict-program.ts';

const render = await loadTemplates();

describe.each(versions)('the HTTP types of %s', (version) => {
  const model = modelOfFile(`spec/openai-realtime/${version}.asyncapi.yaml`);
  const http = bundled(version, model);

  test('are the same each time, and need nothing but their neighbours', async () => {
    const draft = await emitRest(http, model, render);
    expect((await emitRest(bundled(version, model), model, render)).text).toBe(draft.text);
    const { importedFiles } = ts.preProcessFile(draft.text);
    expect(importedFiles.map((one) => one.fileName)).toEqual(['./params.js', './types.js']);
    expect(ts.transpileModule(draft.text, transpile).outputText.trim()).toBe('export {};');
  });

  test('share every schema that the events have, too', () => {
    const own = Object.entries(schemasOf(http)).filter(([, schema]) => !(sharedMark in schema));
    const further = version === 'preview' || version === 'ga' ? ['CallCreateParams'] : [];
    expect(own.map(([key]) => key)).toEqual(further);
    expect(http.shared.length).toBeGreaterThan(2);
  });

  test('are no others than openapi-typescript prints for what is shared, both ways', async () => {
    const files = new Map(emit(model).map((one) => [one.path, one.text]));
    const alone = bundled(version, { ...model, shapes: [] });
    files.set('printed.ts', (await emitRest(alone, model, render)).text);
    const shown = Object.keys(schemasOf(alone));
    expect(shown).toEqual(expect.arrayContaining(http.shared.map((one) => one.shape)));
    files.set('compare.ts', comparison(http.shared, model, 'Same'));
    const problems = compileErrors(files);
    // The one difference: what one may send may hold lists that nobody may change, and a copy of such a list may be changed.
    const ways = http.shared.filter((one) => one.side === 'write');
    expect(problems.filter((one) => !one.includes(readonlyList))).toEqual([]);
    expect(problems.length).toBeLessThanOrEqual(ways.length);
    files.set('compare.ts', comparison(http.shared, model, 'Mutable'));
    expect(compileErrors(files)).toEqual([]);
  });
});

describe('a client of openapi-fetch', () => {
  let server: Server;
  const asked: { readonly line: string; readonly body: string }[] = [];
  beforeAll(async () => {
    server = createServer((request, response) => {
      void bodyOf(request).then((body) => {
        asked.push({ line: `${request.method ?? ''} ${request.url ?? ''}`, body });
        response.setHeader('content-type', 'application/json');
        response.end(
          JSON.stringify({ expires_at: 1, value: 'ek_1', session: { type: 'realtime' } }),
        );
      });
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  });
  afterAll(() => server.close());

  test('calls with a body that fits, and reads a typed answer', async () => {
    const { port } = server.address() as AddressInfo;
    const client = createClient<paths>({ baseUrl: `http://127.0.0.1:${String(port)}/v1` });
    const { data } = await client.POST('/realtime/client_secrets', {
      body: { session: { type: 'realtime', model: 'gpt-realtime' } },
    });
    const secret: string | undefined = data?.value;
    expect(secret).toBe('ek_1');
    expect(asked).toEqual([
      {
        line: 'POST /v1/realtime/client_secrets',
        body: '{"session":{"type":"realtime","model":"gpt-realtime"}}',
      },
    ]);
  });

  test('compiles with what fits, and with nothing else', () => {
    const calls = {
      'what fits': `client.POST('/realtime/client_secrets', { body: { session: { type: 'realtime' } } })`,
      'no session': `client.POST('/realtime/client_secrets', { body: {} })`,
      'another path': `client.POST('/realtime/sessions', { body: {} })`,
      'another method': `client.GET('/realtime/client_secrets')`,
      'no body': `client.POST('/realtime/client_secrets')`,
      'a misspelt key': `client.POST('/realtime/client_secrets', { body: { session: { type: 'realtime', modell: 'x' } } })`,
      'another literal': `client.POST('/realtime/client_secrets', { body: { session: { type: 'real' } } })`,
    };
    expect(compilingOf(calls)).toEqual(['what fits', 'no session']);
  });
});

test('openapi-typescript still puts the name of a schema in the place of its literal', async () => {
  const member = (literal: string): object => ({
    type: 'object',
    required: ['kind'],
    properties: { kind: { const: literal } },
  });
  const document = {
    openapi: '3.1.0',
    info: { title: 'Shapes', version: '1' },
    paths: {},
    components: {
      schemas: {
        Shape: {
          oneOf: [{ $ref: '#/components/schemas/Circle' }],
          discriminator: { propertyName: 'kind' },
        },
        Circle: member('circle'),
      },
    },
  };
  const text = astToString(
    await openapiTypeScript(document as unknown as OpenAPI3, { silent: true }),
  );
  // When this fails, discriminators need no longer be taken out.
  expect(text).toMatch(/kind: "Circle"/);
});

const transpile: ts.TranspileOptions = {
  compilerOptions: {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.ES2022,
    removeComments: true,
  },
};

function bundled(version: Version, model: ApiModel): HttpDocument {
  const findings: Finding[] = [];
  const http = bundleHttp(readHttp(version), model, findings);
  expect(findings).toEqual([]);
  return http;
}

function schemasOf({ value }: HttpDocument): Readonly<Record<string, object>> {
  const { schemas } = value['components'] as { readonly schemas: Readonly<Record<string, object>> };
  return schemas;
}

const readonlyList = "is 'readonly' and cannot be assigned to the mutable type";

/** A module that compiles where all are assignable to what is printed, and the other way; `wrap` changes what one may send before. */
function comparison(
  shared: readonly SharedType[],
  model: ApiModel,
  wrap: 'Same' | 'Mutable',
): string {
  const pairs = shared.map(({ shape, side }, index) => {
    const { param } = model.shapes.find((one) => one.name === shape)!;
    const ours = `ours.${side === 'read' ? shape : param!.name}`;
    const given = side === 'read' ? ours : `${wrap}<${ours}>`;
    return `type Printed${index} = components['schemas']['${shape}'];
export const toOurs${index} = (value: Printed${index}): ${ours} => value;
export const toTheirs${index} = (value: ${given}): Printed${index} => value;
`;
  });
  return `import type * as ours from './index.js';
import type { components } from './printed.js';
export type Same<T> = T;
export type Mutable<T> = T extends string
  ? T
  : T extends readonly (infer Item)[]
    ? Mutable<Item>[]
    : T extends object
      ? { -readonly [Key in keyof T]: Mutable<T[Key]> }
      : T;
${pairs.join('')}`;
}

/** The names of the calls that compile against the generated types. */
function compilingOf(calls: Readonly<Record<string, string>>): readonly string[] {
  const folder = path.join(root, 'test');
  const texts = new Map(
    Object.values(calls).map((call, index) => [
      path.join(folder, `rest.client${index}.ts`),
      `import createClient from 'openapi-fetch';
import type { paths } from '../generated/openai-realtime/ga/rest.ts';
const client = createClient<paths>();
export const answer = ${call};
`,
    ]),
  );
  const options: ts.CompilerOptions = {
    strict: true,
    exactOptionalPropertyTypes: true,
    noEmit: true,
    skipLibCheck: true,
    allowImportingTsExtensions: true,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    types: ['node'],
  };
  const host = ts.createCompilerHost(options);
  const disk = { ...host };
  host.fileExists = (name) => texts.has(name) || disk.fileExists(name);
  host.readFile = (name) => texts.get(name) ?? disk.readFile(name);
  host.getSourceFile = (name, language) => {
    const text = texts.get(name);
    return text === undefined
      ? disk.getSourceFile(name, language)
      : ts.createSourceFile(name, text, language);
  };
  const program = ts.createProgram([...texts.keys()], options, host);
  const failing = new Set(ts.getPreEmitDiagnostics(program).map((one) => one.file?.fileName));
  return Object.keys(calls).filter((_, index) => !failing.has([...texts.keys()][index]));
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const part of request) body += String(part);
  return body;
}
