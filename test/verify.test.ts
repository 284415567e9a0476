import { describe, expect, test } from 'vitest';
import { exportedNames, exportedUnions } from '../generator/emit/emit-api.ts';
import type { ApiModel } from '../generator/model/api.ts';
import type { Draft } from '../generator/render/drafts.ts';
import { verifyDrafts } from '../generator/verify/verify-drafts.ts';
import { emit, modelOfFile, modelOfValue } from './output/emit.ts';

/** A string, a list or an object of the schema language, as the documents below write it. */
type Schema = Readonly<Record<string, unknown>>;

const text: Schema = { type: 'string' };
const voice: Schema = { anyOf: [text, { type: 'string', enum: ['alloy', 'ash'] }] };

function object(fields: Readonly<Record<string, Schema>>, required = Object.keys(fields)): Schema {
  return { type: 'object', required, properties: fields };
}

function literal(value: string): Schema {
  return { type: 'string', const: value };
}

/** A document in which the server sends each of the schemas as an event, and the client the first. */
function documentOf(
  schemas: Readonly<Record<string, Schema>>,
  received: readonly string[],
): object {
  const messages = Object.fromEntries(
    received.map((name) => [name, { payload: { $ref: `#/components/schemas/${name}` } }]),
  );
  const refs = received.map((name) => ({ $ref: `#/channels/all/messages/${name}` }));
  const channel = { $ref: '#/channels/all' };
  return {
    asyncapi: '3.0.0',
    info: { title: 'Test', version: '1' },
    channels: { all: { address: '/', messages } },
    operations: {
      in: { action: 'receive', channel, messages: refs },
      out: { action: 'send', channel, messages: refs.slice(0, 1) },
    },
    components: { schemas },
  };
}

const document = documentOf(
  {
    Spoken: object({ type: literal('spoken'), voice, item: { $ref: '#/components/schemas/Item' } }),
    Heard: object({ type: literal('heard'), parts: { type: 'array', items: text } }),
    Item: {
      oneOf: [
        { $ref: '#/components/schemas/UserItem' },
        { $ref: '#/components/schemas/SystemItem' },
        { $ref: '#/components/schemas/CallItem' },
      ],
    },
    UserItem: object({
      type: literal('message'),
      role: literal('user'),
      voices: { type: 'array', items: voice },
    }),
    SystemItem: object({
      type: literal('message'),
      role: literal('system'),
      tree: { $ref: '#/components/schemas/Tree' },
    }),
    CallItem: object({ type: literal('call'), arguments: text }),
    Tree: object({ leaf: text, inner: { $ref: '#/components/schemas/Tree' } }, []),
  },
  ['Spoken', 'Heard'],
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

  test.each(['beta', 'ga'])('OpenAI Realtime %s', async (version) => {
    const real = modelOfFile(`spec/openai-realtime/${version}.asyncapi.yaml`);
    expect(await verify(emit(real), real)).toEqual([]);
  });

  test('a document that asks for never', async () => {
    const strange = modelOfValue(
      documentOf(
        {
          Nothing: false,
          Empty: { type: 'object', additionalProperties: false },
          Torn: { allOf: [text, { type: 'number' }] },
          One: object({ type: literal('one'), nothing: { $ref: '#/components/schemas/Nothing' } }, [
            'type',
          ]),
          Two: object({ type: literal('two'), list: { type: 'array', items: false } }),
          Three: object({ type: literal('three'), torn: { $ref: '#/components/schemas/Torn' } }),
          Four: object({ type: literal('four'), empty: { $ref: '#/components/schemas/Empty' } }),
        } as unknown as Record<string, Schema>,
        ['One', 'Two', 'Three', 'Four'],
      ),
    );
    const emitted = emit(strange);
    expect(emitted.map((draft) => draft.text).join('')).toMatch(/never/);
    expect(await verify(emitted, strange)).toEqual([]);
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
