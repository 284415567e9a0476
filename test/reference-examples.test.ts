import path from 'node:path';
import { Ajv, type ValidateFunction } from 'ajv';
import formats from 'ajv-formats';
import fc from 'fast-check';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { exampleMaker } from '../generator/emit/example.ts';
import { valueFits } from '../generator/emit/value-fits.ts';
import { readSources } from '../generator/load/document.ts';
import type { NamedShape } from '../generator/model/api.ts';
import { noDoc, type Shape } from '../generator/model/shape.ts';
import { indexShapes, mapChildren } from '../generator/model/walk.ts';
import { shapes } from './arbitrary-shapes.ts';
import { emit, root } from './output/emit.ts';
import { compileVirtual } from './output/virtual-program.ts';
import { patched } from './patched.ts';
import {
  allDocuments,
  otherDocuments,
  ownDocuments,
  type ModelledDocument,
} from './reference/documents.ts';
import { pagesOf, readSections } from './reference/page.ts';

const named = allDocuments.map((one) => [one.file, one] as const);
const sections = new Map(
  allDocuments.map(({ file, model }) => [file, readSections(pagesOf(model).reference)]),
);

/** The messages of a document with their sections, in the order in which the page has them: sent ones first. */
function eventsOf({ file, model: { messages } }: ModelledDocument) {
  const own = (sections.get(file) ?? []).filter((one) => /^(?:sent|received)-/.test(one.anchor));
  const ordered = (['sent', 'received'] as const).flatMap((flow) =>
    messages.filter((one) => one.flow === flow),
  );
  expect(own).toHaveLength(ordered.length);
  return ordered.map((message, at) => ({ message, section: own[at]! }));
}

test.each(named)('each event of %s has an example', (_, document) => {
  for (const { section } of eventsOf(document)) expect(section.example).toBeDefined();
});

describe('ajv, by the document’s own schemas,', () => {
  /** Examples that are no value of their schema, because hardly anything is. */
  const refused: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    'test/fixtures/openai-2026-08-21.asyncapi.yaml': {
      'response.create':
        'the conversation is one of a text and of two of its values: the two are both, and so neither',
    },
    'test/fixtures/corpus/asyncapi/casestudy-hdi.yaml': {
      claimStatus: 'the event type is an object that must be one of two texts',
    },
    'test/fixtures/corpus/asyncapi/spec-oneof.yaml': {
      testMessages: 'one of two objects, each of which may hold all that the other may',
    },
  };

  /** Documents whose payloads are no JSON Schema. */
  const unreadable: Readonly<Record<string, string>> = {
    'test/fixtures/corpus/asyncapi/avro-parser-reused-enums.yaml': 'type must be JSONType',
    'test/fixtures/corpus/asyncapi/lego-kafka-complete.json': 'minimum value must be',
  };

  const judged = new Map<string, number>();

  test.each(named)('takes the examples of %s', (file, document) => {
    const found: string[] = [];
    const judge = (): void => {
      const validatorAt = validatorsOf(file);
      for (const { message, section } of eventsOf(document)) {
        const payload = payloadOf(document, message.shape);
        if (payload === undefined) continue;
        judged.set(file, (judged.get(file) ?? 0) + 1);
        const isValid = validatorAt(payload.origin)(JSON.parse(section.example!));
        if (!isValid) found.push(section.heading);
      }
    };
    const reason = unreadable[file];
    if (reason !== undefined) expect(judge).toThrow(reason);
    else {
      judge();
      expect(found).toEqual(Object.keys(refused[file] ?? {}));
    }
  });

  test('was asked about all of them', () => {
    const sum = (some: typeof allDocuments): number =>
      some.reduce((all, { file }) => all + (judged.get(file) ?? 0), 0);
    expect(sum(ownDocuments)).toBe(221);
    expect(sum(otherDocuments)).toBe(178);
  });
});

test('TypeScript takes each example as a value of what one sends or receives', () => {
  const files = new Map<string, string>();
  let count = 0;
  for (const [at, document] of allDocuments.entries()) {
    const folder = `document${String(at)}`;
    for (const draft of emit(document.model)) files.set(`${folder}/${draft.path}`, draft.text);
    const lines = eventsOf(document).flatMap(({ message, section }, index) => {
      const payload = payloadOf(document, message.shape);
      if (payload === undefined) return [];
      count += 1;
      const type = message.flow === 'sent' ? payload.param?.name : payload.name;
      expect(section.rows[0]?.['TypeScript type']).toBe(`\`${String(type)}\``);
      return [`export const e${String(index)}: types.${String(type)} = ${section.example!};`];
    });
    const text = [`import type * as types from './index.js';`, ...lines].join('\n');
    files.set(`${folder}/examples.ts`, text);
  }
  expect(diagnosticsOf(files)).toEqual([]);
  expect(count).toBe(401);
  // What the compiler is asked, it can deny.
  const wrong = `import type * as types from './index.js';\nexport const e: types.ErrorEvent = {};`;
  expect(diagnosticsOf(new Map([...files, ['document0/wrong.ts', wrong]]))).toHaveLength(1);
});

test('an example of any shape is a value of it, and is found or given up at once', () => {
  const models = fc.array(shapes, { minLength: 1, maxLength: 6 });
  let found = 0;
  let asked = 0;
  fc.assert(
    fc.property(models, fc.constantFrom('read', 'write'), (given, side) => {
      const all = given.map((shape, at): NamedShape => {
        const origin = { file: '', pointer: '' };
        const sides = { read: true, write: true };
        const param = { name: `Shape${String(at)}`, same: true };
        return { ...param, shape: linked(shape, given.length), doc: noDoc, origin, sides, param };
      });
      const index = indexShapes({ shapes: all });
      const make = exampleMaker(index, side);
      for (const { shape } of all) {
        const value = make(shape);
        asked += 1;
        if (value === undefined) continue;
        found += 1;
        expect(JSON.parse(JSON.stringify(value))).toEqual(value);
        expect(valueFits(value, shape, { index, side, keys: 'told' })).toBe(true);
      }
    }),
    { numRuns: 1500 },
  );
  expect(found).toBeGreaterThan(asked / 2);
});

/** The shape with references that lead to one of the first so many shapes, itself among them. */
function linked(shape: Shape, count: number): Shape {
  if (shape.kind === 'ref')
    return { kind: 'ref', name: `Shape${String(shape.name.length % count)}` };
  return mapChildren(shape, (child) => linked(child, count));
}

function payloadOf(
  { model }: ModelledDocument,
  shape: ModelledDocument['model']['messages'][number]['shape'],
): NamedShape | undefined {
  return shape.kind === 'ref' ? indexShapes(model).get(shape.name) : undefined;
}

/** The validators of a document's schemas, by their places. */
function validatorsOf(
  document: string,
): (at: { readonly file: string; readonly pointer: string }) => ValidateFunction {
  const { value: sources } = readSources(document, { cwd: root, allow: [], edit: patched });
  if (sources === undefined) throw new Error(`${document} cannot be read`);
  const ajv = new Ajv({ strict: false, allErrors: true, logger: false });
  formats.default(ajv);
  // AsyncAPI's own, at the top of a document.
  ajv.removeKeyword('id');
  const idOf = (file: string): string => `file://${path.resolve(root, file)}`;
  for (const { file, value } of sources.files.values()) {
    ajv.addSchema({ ...(value as object), $id: idOf(file) });
  }
  return ({ file, pointer }) => ajv.compile({ $ref: `${idOf(file)}#${encodeURI(pointer)}` });
}

function diagnosticsOf(files: ReadonlyMap<string, string>): readonly string[] {
  const { program } = compileVirtual(files);
  return [...program.getSyntacticDiagnostics(), ...program.getSemanticDiagnostics()].map((one) => {
    const start = one.start ?? 0;
    const place = one.file?.text.slice(start, start + 60) ?? '';
    return `${place}: ${ts.flattenDiagnosticMessageText(one.messageText, ' ')}`;
  });
}
