import { describe, expect, test } from 'vitest';
import { exportedNames, exportedUnions } from '../generator/emit/emit-api.ts';
import type { ApiModel } from '../generator/model/api.ts';
import type { Draft } from '../generator/render/drafts.ts';
import { tagProbes } from '../generator/verify/probe-tags.ts';
import { verifyDrafts } from '../generator/verify/verify-drafts.ts';
import { versions } from './facts/tables.ts';
import { anyOf, documentOf, list, literal, object, ref, text } from './output/document.ts';
import { emit, modelOfFile, modelOfValue } from './output/emit.ts';
import { documents } from './verify/documents.ts';

const voice = anyOf(text, { type: 'string', enum: ['alloy', 'ash'] });

const document = documentOf(
  {
    Spoken: object({ type: literal('spoken'), voice, item: ref('Item') }),
    Heard: object({ type: literal('heard'), parts: list(text) }),
    Item: anyOf(ref('UserItem'), ref('SystemItem'), ref('CallItem')),
    UserItem: object({ type: literal('message'), role: literal('user'), voices: list(voice) }),
    SystemItem: object({ type: literal('message'), role: literal('system'), tree: ref('Tree') }),
    CallItem: object({ type: literal('call'), arguments: text }),
    Tree: object({ leaf: text, inner: ref('Tree') }, []),
  },
  ['Spoken', 'Heard'],
  ['Spoken'],
);
const model = modelOfValue(document);
const drafts = emit(model);

async function verify(given: readonly Draft[], of: ApiModel = model): Promise<readonly string[]> {
  const exported = { names: exportedNames(of), unions: exportedUnions(of) };
  const findings = await verifyDrafts(given, of, exported);
  for (const { rule, level, hint } of findings) {
    expect([rule, level]).toEqual(['self-check', 'error']);
    expect(hint).toBe('this is a defect of wireshape, please report it');
  }
  // The compiler's own words change with its versions.
  return findings.map(({ message }) => message.replace(/(?<=compile: TS\d+) .*/, ''));
}

/** The drafts with the first place where a text stands in a file changed. */
function tampered(path: string, before: string, after: string): readonly Draft[] {
  expect(drafts.find((draft) => draft.path === path)?.text).toContain(before);
  return drafts.map((draft) =>
    draft.path === path ? { path, text: draft.text.replace(before, after) } : draft,
  );
}

describe('finds nothing in', () => {
  test('what is right', async () => {
    expect(await verify(drafts)).toEqual([]);
  });

  test.each(versions)('OpenAI Realtime %s', async (version) => {
    const real = modelOfFile(`spec/openai-realtime/${version}.asyncapi.yaml`);
    expect(await verify(emit(real), real)).toEqual([]);
  });

  test.each(documents)('a document with %s', async (_what, schemas, received, sent, probes) => {
    const strange = modelOfValue(documentOf(schemas, received, sent));
    expect(tagProbes(strange, exportedUnions(strange))).toHaveLength(probes);
    expect(await verify(emit(strange), strange)).toEqual([]);
  });
});

describe('finds', () => {
  test.each([
    [
      'what does not compile',
      ['types.ts', 'arguments: string;', 'arguments: Words;'],
      ['the output does not compile: TS2304'],
    ],
    [
      'what compiles only with loose settings',
      ['guards.ts', 'import', "import type { Tree } from './types.js';\nimport"],
      ['the output does not compile: TS6133'],
    ],
    [
      'a member that became never',
      ['types.ts', '| SystemItem | CallItem;', '| SystemItem | never;'],
      [
        'the type of Item turns out to be never in the part never',
        "asking Item for type 'call' loses CallItem",
      ],
    ],
    [
      'a union that became never',
      ['types.ts', 'Item = UserItem | SystemItem | CallItem;', 'Item = UserItem & CallItem;'],
      [
        'the type of Spoken.item turns out to be never',
        'the type of Item turns out to be never',
        "asking Item for type 'message', role 'user' loses UserItem",
        "asking Item for type 'message', role 'system' loses SystemItem",
        "asking Item for type 'call' loses CallItem",
      ],
    ],
    [
      'a field that became never',
      ['types.ts', 'tree: Tree;', "tree: Extract<Tree, { leaf: 'x' }>;"],
      ['the type of SystemItem.tree turns out to be never'],
    ],
    [
      'a field that became any',
      ['types.ts', 'arguments: string;', 'arguments: any;'],
      ['the type of CallItem.arguments turns out to be any'],
    ],
    [
      'items that became any',
      ['types.ts', 'parts: string[];', 'parts: any[];'],
      ['the type of Heard.parts turns out to be any in the part any'],
    ],
    [
      'any in a signature',
      ['guards.ts', 'isHeard(event: RealtimeServerEvent)', 'isHeard(event: any)'],
      ['any turns out to be any'],
    ],
    [
      'a value that became any',
      ['unions.ts', "Types = ['spoken', 'heard'] as const;", "Types = JSON.parse('[]');"],
      ['realtimeServerEventTypes turns out to be any'],
    ],
    [
      'a member whose literal is not that of the document',
      ['types.ts', "type: 'call';", "type: 'CallItem';"],
      [
        "asking Item for type 'call' loses CallItem",
        "asking ItemParam for type 'call' loses CallItemParam",
      ],
    ],
    [
      'an event that its union does not hold',
      ['unions.ts', 'RealtimeServerEvent = Spoken | Heard;', 'RealtimeServerEvent = Spoken;'],
      ['the output does not compile: TS2677', 'the output does not compile: TS2367'],
    ],
    [
      'an event that may be sent and that its union does not hold',
      [
        'unions.ts',
        'RealtimeClientEventParam = SpokenParam;',
        "RealtimeClientEventParam = { type: 'spoken' };",
      ],
      ["asking RealtimeClientEventParam for type 'spoken' loses SpokenParam"],
    ],
    [
      'a tag that no longer narrows',
      ['types.ts', "role: 'system';", 'role: string;'],
      [
        "asking Item for type 'message', role 'user' leaves SystemItem in it too",
        "asking ItemParam for type 'message', role 'user' leaves SystemItemParam in it too",
      ],
    ],
    [
      'an open enum that was widened',
      ['types.ts', "voice: 'alloy' | 'ash' | (string & {});", "voice: 'alloy' | 'ash' | string;"],
      ['the known values of Spoken.voice are no longer offered'],
    ],
    [
      'an open enum that lost a value',
      [
        'types.ts',
        "voices: ('alloy' | 'ash' | (string & {}))[];",
        "voices: ('ash' | (string & {}))[];",
      ],
      ['the known values of UserItem.voices are no longer offered'],
    ],
    [
      'an open enum that was closed',
      ['params.ts', "voice: 'alloy' | 'ash' | (string & {});", "voice: 'alloy' | 'ash';"],
      ['the known values of SpokenParam.voice are no longer offered'],
    ],
    [
      'a type that is not exported any more',
      ['types.ts', 'export interface CallItem', 'interface CallItem'],
      ['the output does not compile: TS2459'],
    ],
    [
      'a module that the index forgets',
      ['index.ts', "export type * from './params.js';\n", ''],
      [
        ...[
          'CallItemParam',
          'ItemParam',
          'SpokenParam',
          'SystemItemParam',
          'TreeParam',
          'UserItemParam',
        ].map((name) => `the index does not export ${name}`),
      ],
    ],
    [
      'a field that is not there',
      ['types.ts', '  leaf?: string;\n', ''],
      ['Tree.leaf is not in the output'],
    ],
  ] as const)('%s', async (_what, [path, before, after], messages) => {
    expect(await verify(tampered(path, before, after))).toEqual(messages);
  });

  test('a place in the document, or in the output where the document is not at fault', async () => {
    const findings = await verifyDrafts(
      tampered('types.ts', 'tree: Tree;', 'tree: never;'),
      model,
      {
        names: [],
        unions: [],
      },
    );
    expect(findings.map(({ at }) => at)).toEqual([
      {
        file: 'document.json',
        pointer: '/components/schemas/SystemItem/properties/tree',
        line: undefined,
        column: undefined,
      },
    ]);
    const [broken] = await verifyDrafts(
      [{ path: 'index.ts', text: 'export {};\nlet x: y;\n' }],
      model,
      {
        names: [],
        unions: [],
      },
    );
    expect(broken?.at).toEqual({ file: 'index.ts', pointer: '', line: 2, column: 5 });
  });
});
