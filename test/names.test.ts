import fc from 'fast-check';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { isIdentifier } from '../generator/base/identifier.ts';
import { camelCase, isReserved, NameTable, pascalCase, singular } from '../generator/base/names.ts';
import { typeNames } from './arbitrary-shapes.ts';

const seed = 20250908;

describe('pascalCase and camelCase', () => {
  test.each([
    [
      'response.audio_transcript.delta',
      'ResponseAudioTranscriptDelta',
      'responseAudioTranscriptDelta',
    ],
    [
      'conversation.item.input_audio_transcription.completed',
      'ConversationItemInputAudioTranscriptionCompleted',
      'conversationItemInputAudioTranscriptionCompleted',
    ],
    ['AudioPCM', 'AudioPCM', 'audioPCM'],
    ['MCPTool', 'MCPTool', 'mcpTool'],
    ['MCP_tool', 'MCPTool', 'mcpTool'],
    ['URL', 'URL', 'url'],
    ['iOS', 'IOS', 'iOS'],
    ['ERROR_CODE', 'ErrorCode', 'errorCode'],
    ['audio/pcm', 'AudioPcm', 'audioPcm'],
    ['g711_ulaw', 'G711Ulaw', 'g711Ulaw'],
    ['gpt-4.1', 'Gpt4_1', 'gpt4_1'],
    ['gpt-41', 'Gpt41', 'gpt41'],
    ['3d model', '_3dModel', '_3dModel'],
    ['2024-10-01', '_2024_10_01', '_2024_10_01'],
    ['größe der datei', 'GrößeDerDatei', 'größeDerDatei'],
    ['ßa', 'ßa', 'ßa'],
    ['e\u0301t\u00e9 2', '\u00c9t\u00e92', '\u00e9t\u00e92'],
    ['名前 x', '名前X', '名前X'],
    ['𝒳 y', 'Y', 'y'],
    ['__proto__', 'Proto', 'proto'],
    ['constructor', 'Constructor', 'constructor'],
    [`a'; drop //`, 'ADrop', 'aDrop'],
    ['!?', '', ''],
    ['', '', ''],
  ])('%s', (given, pascal, camel) => {
    expect(pascalCase(given)).toBe(pascal);
    expect(camelCase(given)).toBe(camel);
  });

  test('are an identifier for every TypeScript, or nothing', () => {
    const texts = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }));
    fc.assert(
      fc.property(texts, (text) => {
        for (const name of [pascalCase(text), camelCase(text)]) {
          if (name === '') continue;
          expect(isIdentifier(name)).toBe(true);
          const [first, ...others] = [...name].map((one) => one.codePointAt(0)!);
          expect(ts.isIdentifierStart(first!, ts.ScriptTarget.ES2022)).toBe(true);
          expect(others.every((one) => ts.isIdentifierPart(one, ts.ScriptTarget.ES2022))).toBe(
            true,
          );
        }
      }),
      { seed, numRuns: 5000 },
    );
  });

  test('leave a type name as it is', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Z][a-z]+(?:[A-Z]+[a-z]+)*$/), (name) => {
        expect(pascalCase(name)).toBe(name);
      }),
      { seed, numRuns: 1000 },
    );
  });
});

test.each([
  ['tools', 'tool'],
  ['ContentParts', 'ContentPart'],
  ['output_modalities', 'output_modality'],
  ['choices', 'choice'],
  ['responses', 'response'],
  ['phrases', 'phrase'],
  ['statuses', 'status'],
  ['aliases', 'alias'],
  ['caches', 'cache'],
  ['cookies', 'cookie'],
  ['indices', 'index'],
  ['speechAxes', 'speechAxis'],
  ['people', 'person'],
  ['ids', 'id'],
  ['IDs', 'ID'],
  ['URLs', 'URL'],
  ['status', 'status'],
  ['series', 'series'],
  ['news', 'news'],
  ['data', 'data'],
  ['metadata', 'metadata'],
  ['ResponseMetadata', 'ResponseMetadata'],
  ['media', 'media'],
  ['address', 'address'],
  ['analysis', 'analysis'],
  ['basis', 'basis'],
  ['canvas', 'canvas'],
  ['dns', 'dns'],
  ['https', 'https'],
  ['progress', 'progress'],
  ['item', 'item'],
  ['TOOLS', 'TOOLS'],
  ['item2', 'item2'],
  ['', ''],
])('singular(%s) is %s', (given, want) => {
  expect(singular(given)).toBe(want);
});

describe('isReserved', () => {
  test('every word that TypeScript does not take as the name of a type', () => {
    const words = Object.entries(ts.SyntaxKind).flatMap(([, kind]) =>
      typeof kind === 'number' ? (ts.tokenToString(kind) ?? []) : [],
    );
    const refused = [...new Set(words)]
      .filter((word) => /^[a-z]+$/.test(word))
      .filter((word) => {
        const source = `export type ${word} = 1;`;
        const options = { noResolve: true, noLib: true, types: [] };
        const host = ts.createCompilerHost(options);
        host.getSourceFile = (file) =>
          file === 'a.ts' ? ts.createSourceFile(file, source, ts.ScriptTarget.Latest) : undefined;
        const program = ts.createProgram(['a.ts'], options, host);
        const file = program.getSourceFile('a.ts')!;
        return (
          [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)]
            .length > 0
        );
      });
    expect(refused).toContain('string');
    expect(refused).toContain('class');
    expect(refused.filter((word) => !isReserved(word))).toEqual([]);
  });

  test.each(['Record', 'Array', 'Readonly', 'Extract', 'Promise', 'Error', 'globalThis', 'await'])(
    '%s',
    (name) => {
      expect(isReserved(name)).toBe(true);
    },
  );

  test.each([
    'Session',
    'Response',
    'Item',
    'RealtimeError',
    'constructor',
    'toString',
    '__proto__',
  ])('not %s', (name) => {
    expect(isReserved(name)).toBe(false);
  });
});

describe('NameTable', () => {
  test.each<[string, readonly (readonly [string, readonly string[]])[], readonly string[]]>([
    [
      'free names',
      [
        ['A', []],
        ['B', []],
      ],
      ['A', 'B'],
    ],
    [
      'qualifiers in turn',
      [
        ['A', ['Type']],
        ['A', ['Type']],
        ['A', ['Type', 'Event']],
      ],
      ['A', 'AType', 'AEvent'],
    ],
    [
      'numbers at last',
      [
        ['A', []],
        ['A', []],
        ['A', []],
      ],
      ['A', 'A2', 'A3'],
    ],
    [
      'numbers apart from numbers',
      [
        ['Gpt4', []],
        ['Gpt4', []],
      ],
      ['Gpt4', 'Gpt4_2'],
    ],
    [
      'case',
      [
        ['MCPTool', ['Type']],
        ['McpTool', ['Type']],
      ],
      ['MCPTool', 'McpToolType'],
    ],
    [
      'one letter in two spellings',
      [
        ['\u00c9', ['Type']],
        ['E\u0301', ['Type']],
      ],
      ['\u00c9', 'E\u0301Type'],
    ],
    [
      'reserved words',
      [
        ['Record', ['Type']],
        ['string', []],
      ],
      ['RecordType', 'string2'],
    ],
    [
      'names of prototypes',
      [
        ['constructor', []],
        ['__proto__', []],
        ['constructor', []],
      ],
      ['constructor', '__proto__', 'constructor2'],
    ],
    [
      'nothing',
      [
        ['', []],
        ['', ['Item']],
        ['', []],
      ],
      ['Unnamed', 'Item', 'Unnamed2'],
    ],
  ])('%s', (_name, claims, want) => {
    const table = new NameTable();
    expect(claims.map(([wanted, qualifiers]) => table.claim(wanted, qualifiers))).toEqual(want);
  });

  test('knows what is taken', () => {
    const table = new NameTable();
    expect(table.has('A')).toBe(false);
    table.claim('A');
    expect(table.has('a')).toBe(true);
  });

  const claims = fc.array(
    fc.tuple(
      fc.oneof(typeNames, fc.constantFrom('', 'A', 'a', 'Error', 'A2')),
      fc.constantFrom([], ['Type'], ['Type', 'Event']),
    ),
    { maxLength: 30 },
  );

  test('never gives a name twice, and what comes later changes nothing', () => {
    fc.assert(
      fc.property(claims, fc.nat(30), (given, cut) => {
        const settle = (some: typeof given): string[] => {
          const table = new NameTable();
          return some.map(([wanted, qualifiers]) => table.claim(wanted, qualifiers));
        };
        const all = settle(given);
        expect(new Set(all.map((name) => name.toLowerCase())).size).toBe(all.length);
        expect(all.filter(isReserved)).toEqual([]);
        expect(settle(given.slice(0, cut))).toEqual(all.slice(0, cut));
      }),
      { seed, numRuns: 2000 },
    );
  });
});
