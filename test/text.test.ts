import fc from 'fast-check';
import { format } from 'prettier';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { isIdentifier } from '../generator/base/identifier.ts';
import {
  docComment,
  literalText,
  objectLiteralKey,
  propertyKey,
  quote,
} from '../generator/base/text.ts';
import { layoutOptions } from '../generator/render/format.ts';
import { keys, strings } from './arbitrary-shapes.ts';
import { commentTags, evaluate, tokensOf } from './typescript-text.ts';

const seed = 20250908;

describe('quote', () => {
  test.each([
    ['', `''`],
    ['audio', `'audio'`],
    [`it's`, `"it's"`],
    [`"it's"`, `'"it\\'s"'`],
    [`say "hi"`, `'say "hi"'`],
    ['a\\b', `'a\\\\b'`],
    ['a\r\n\tb\0', `'a\\r\\n\\tb\\u0000'`],
    ['\u2028\u2029\u0085', `'\\u2028\\u2029\\u0085'`],
    ['\ud800 \udc00', `'\\ud800 \\udc00'`],
    ['\u202eabc\u2066', `'\\u202eabc\\u2066'`],
    ['\ufeffa\u200bb', `'\\ufeffa\\u200bb'`],
    ['a\u200db', `'a\\u200db'`],
    ['👨‍👩‍👧 é 名前', `'👨‍👩‍👧 é 名前'`],
    ['\u{e0041}', `'\\u{e0041}'`],
    ['${x} `y` */ </script>', "'${x} `y` */ </script>'"],
  ])('%j', (given, want) => {
    expect(quote(given)).toBe(want);
  });

  test('is one token with the value that was given, in every text', () => {
    fc.assert(
      fc.property(strings, (value) => {
        const tokens = tokensOf(quote(value));
        expect(tokens.map(({ kind }) => kind)).toEqual([ts.SyntaxKind.StringLiteral]);
        expect(tokens[0]!.value).toBe(value);
        expect(evaluate(quote(value))).toBe(value);
      }),
      { seed, numRuns: 3000 },
    );
  });

  test('shows nothing that a reader would not see', () => {
    fc.assert(
      fc.property(strings, (value) => {
        expect(quote(value)).not.toMatch(
          /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069]/u,
        );
      }),
      { seed, numRuns: 3000 },
    );
  });

  test('is left as it is by prettier', async () => {
    const lines = fc
      .sample(strings, { seed, numRuns: 2000 })
      .map((value) => `void ${quote(value)};`);
    expect(await formatted(lines)).toEqual(lines);
  });
});

describe('literalText', () => {
  test.each([
    ['a', `'a'`],
    [1, '1'],
    [-0.5, '-0.5'],
    [1e21, '1e21'],
    [1.5e-9, '1.5e-9'],
    [true, 'true'],
    [null, 'null'],
  ])('%j', (given, want) => {
    expect(literalText(given)).toBe(want);
  });

  test('numbers are left as they are by prettier, and mean what was given', async () => {
    const values = fc.sample(fc.double({ noNaN: true, noDefaultInfinity: true }), {
      seed,
      numRuns: 2000,
    });
    const lines = values.map((value) => `void ${literalText(value)};`);
    expect(await formatted(lines)).toEqual(lines);
    expect(values.map((value) => Number(literalText(value)))).toEqual(
      values.map((value) => value + 0),
    );
  });
});

describe('keys', () => {
  test.each([
    ['event_id', 'event_id', 'event_id'],
    ['class', 'class', 'class'],
    ['$ref', '$ref', '$ref'],
    ['größe', 'größe', 'größe'],
    ['名前', '名前', '名前'],
    ['event-id', `'event-id'`, `'event-id'`],
    ['', `''`, `''`],
    ['1', `'1'`, `'1'`],
    ['1.5', `'1.5'`, `'1.5'`],
    ['a\u200db', `'a\\u200db'`, `'a\\u200db'`],
    ['𝒳', `'𝒳'`, `'𝒳'`],
    ['\u2e2f', `'\\u2e2f'`, `'\\u2e2f'`],
    ['constructor', 'constructor', 'constructor'],
    ['__proto__', '__proto__', `['__proto__']`],
  ])('%j', (given, inType, inObject) => {
    expect(propertyKey(given)).toBe(inType);
    expect(objectLiteralKey(given)).toBe(inObject);
  });

  test('an object literal has just the keys that were given, in every text', () => {
    fc.assert(
      fc.property(fc.uniqueArray(keys, { maxLength: 6 }), (given) => {
        const entries = given.map((key) => `${objectLiteralKey(key)}: 1`);
        const value = evaluate(`({ ${entries.join(', ')} })`) as object;
        expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
        expect(Object.keys(value).sort()).toEqual([...given].sort());
      }),
      { seed, numRuns: 2000 },
    );
  });

  test('are left as they are by prettier, alone and beside each other', async () => {
    const groups = fc.sample(fc.uniqueArray(keys, { minLength: 1, maxLength: 4 }), {
      seed,
      numRuns: 500,
    });
    const inTypes = groups.map(
      (one) => `export interface X {\n${one.map((key) => `  ${propertyKey(key)}: 1;\n`).join('')}}`,
    );
    expect(await formatted(inTypes)).toEqual(inTypes);
    const inObjects = groups.map(
      (one) => `x = {\n${one.map((key) => `  ${objectLiteralKey(key)}: 1,\n`).join('')}};`,
    );
    expect(await formatted(inObjects)).toEqual(inObjects);
  });

  test('bare keys are those that prettier bares and TypeScript takes, over all of the basic plane', async () => {
    const characters = Array.from({ length: 0x1_0000 }, (_, code) => code)
      // Of the long stretches that are all alike, one in a hundred will do.
      .filter((code) => !isAlike(code) || code % 101 === 0)
      .map((code) => String.fromCharCode(code));
    const texts = characters.flatMap((one) => [one, `a${one}`]);
    const lines = texts.map((text) => `${propertyKey(text)}: 1;`);
    const source = `export interface X {\n${lines.map((line) => `  ${line}\n`).join('')}}`;
    expect(await formatted([source])).toEqual([source]);
    for (const text of texts.filter(isIdentifier)) {
      expect(ts.isIdentifierStart(text.codePointAt(0)!, ts.ScriptTarget.ES2022)).toBe(true);
      const last = text.codePointAt(text.length - 1)!;
      expect(ts.isIdentifierPart(last, ts.ScriptTarget.ES2022)).toBe(true);
    }
  });
});

describe('docComment', () => {
  test.each<[string, Parameters<typeof docComment>[0], string]>([
    ['nothing', { description: undefined, tags: [] }, ''],
    ['nothing but space', { description: ' \n\t', tags: [] }, ''],
    ['one line', { description: 'Plays audio.', tags: [] }, '  /** Plays audio. */'],
    [
      'one tag',
      { description: undefined, tags: [{ tag: 'deprecated', text: '' }] },
      '  /** @deprecated */',
    ],
    [
      'a line of just the width',
      { description: 'x'.repeat(91), tags: [] },
      `  /** ${'x'.repeat(91)} */`,
    ],
    [
      'a line that is one too long',
      { description: 'x'.repeat(92), tags: [] },
      `  /**\n   * ${'x'.repeat(92)}\n   */`,
    ],
    [
      'text and tags',
      {
        description: 'The voice.\n',
        tags: [
          { tag: 'default', text: `'a  */ b'` },
          { tag: 'deprecated', text: 'Use  `x  y`\n instead.' },
        ],
      },
      `
  /**
   * The voice.
   *
   * @default 'a  *\\/ b'
   * @deprecated Use \`x  y\` instead.
   */`.slice(1),
    ],
    [
      'an example',
      { description: 'Sends.', tags: [{ tag: 'example', text: 'send({\n  a: 1,\n})' }] },
      `
  /**
   * Sends.
   *
   * @example
   * send({
   *   a: 1,
   * })
   */`.slice(1),
    ],
    [
      'paragraphs, filled and wrapped, with code in one piece',
      {
        description: `One line that is broken
early, and so goes on here until the width is reached by \`some code\`
that stays.\r\n\r\nAnother.`,
        tags: [],
      },
      `
  /**
   * One line that is broken early, and so goes on here until the width is reached by \`some code\`
   * that stays.
   *
   * Another.
   */`.slice(1),
    ],
    [
      'lists, quotes, tables, headings and code as they are',
      {
        description: `# Head
- one
  and on
- two
  1. deep

  still two
> quoted
| a | b |
|---|---|
\`\`\`ts
if (a) {
\tb\`\${c}\`;
}
\`\`\`

    old code`,
        tags: [],
      },
      `
  /**
   * # Head
   * - one and on
   * - two
   *   1. deep
   *
   *   still two
   * > quoted
   * | a | b |
   * |---|---|
   * \`\`\`ts
   * if (a) {
   *   b\`\${c}\`;
   * }
   * \`\`\`
   *
   *     old code
   */`.slice(1),
    ],
    [
      'a sign that would begin a list or a quote does not come to begin a line',
      {
        description: `${'x'.repeat(92)} y - z ${'x'.repeat(84)} one >2 ${'x'.repeat(86)} two 3. z`,
        tags: [],
      },
      `
  /**
   * ${'x'.repeat(92)}
   * y - z ${'x'.repeat(84)}
   * one >2 ${'x'.repeat(86)}
   * two 3. z
   */`.slice(1),
    ],
    [
      'a fence that was never closed',
      { description: '~~~\ncode', tags: [{ tag: 'deprecated', text: '' }] },
      `
  /**
   * ~~~
   * code
   * ~~~
   *
   * @deprecated
   */`.slice(1),
    ],
    [
      'signs that open tags',
      {
        description:
          '@deprecated\nask @support or a@b.c, {@link X} {@inheritDoc}\n```\n  @Input() x\n```',
        tags: [],
      },
      `
  /**
   * \\@deprecated ask \\@support or a@b.c, {@link X} {\\@inheritDoc}
   * \`\`\`
   *   \\@Input() x
   * \`\`\`
   */`.slice(1),
    ],
    [
      'what cannot be seen',
      { description: 'a\u202eb\u2066c\u0007d\u009fe\u200bf\ufeffg\ud800h\u2028i\tj', tags: [] },
      '  /** a[U+202E]b[U+2066]c[U+0007]d[U+009F]efg\ufffdh i j */',
    ],
  ])('%s', (_name, given, want) => {
    expect(docComment(given, 2)).toBe(want);
  });

  /** Words of prose, and everything that means something to Markdown, to TSDoc, to the compiler or to an editor. */
  const proseParts = fc.constantFrom(
    ...['word', 'Another.', 'a'.repeat(40), 'é名😀', ' ', '  ', '\n', '\n\n', '\r\n', '\t', '    '],
    ...[
      '*/',
      '*',
      '/',
      '/*',
      '//',
      '**/',
      '@',
      '@deprecated',
      '@param x',
      '{@link X}',
      '{@',
      '{',
      '}',
      '\\',
      '\\@',
    ],
    ...[
      '`',
      '``',
      '```',
      '```ts\n',
      '~~~',
      '- ',
      '* ',
      '1. ',
      '# ',
      '> ',
      '| a |',
      '---',
      '===',
      '<b>',
      '${x}',
      'a@b.c',
    ],
    ...[
      '\u202e',
      '\u2066',
      '\0',
      '\u0085',
      '\u2028',
      '\u200b',
      '\u200d',
      '\ufeff',
      '\ud800',
      '\u00a0',
      '\v',
      '\f',
    ],
  );
  const prose = fc.oneof(
    fc.array(proseParts, { maxLength: 40 }).map((parts) => parts.join('')),
    fc.string({ unit: 'binary', maxLength: 60 }),
  );
  const comments = fc.record({
    parts: fc.record({
      description: fc.option(prose, { nil: undefined }),
      tags: fc.array(
        fc.record({
          tag: fc.constantFrom('default', 'deprecated', 'example', 'remarks'),
          text: prose,
        }),
        {
          maxLength: 3,
        },
      ),
    }),
    indent: fc.constantFrom(0, 2, 4),
  });

  test('is one comment with just its own tags, whatever the texts hold', () => {
    fc.assert(
      fc.property(comments, ({ parts, indent }) => {
        const text = docComment(parts, indent);
        const kinds = tokensOf(text).map(({ kind }) => kind);
        expect(kinds).toEqual(text === '' ? [] : [ts.SyntaxKind.MultiLineCommentTrivia]);
        expect(commentTags(text)).toEqual(parts.tags.map(({ tag }) => tag));
        expect(text).not.toMatch(
          /[^\P{Cc}\n]|[\p{Cs}\u200b\u2028\u2029\u202a-\u202e\u2066-\u2069]/u,
        );
      }),
      { seed, numRuns: 5000 },
    );
  });

  test('keeps to the width wherever a space allows it', () => {
    const words = fc.array(fc.stringMatching(/^[a-z]{1,12}$/), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(
        words,
        fc.constantFrom(0, 2, 4),
        fc.integer({ min: 30, max: 100 }),
        (given, indent, width) => {
          const text = docComment({ description: given.join(' '), tags: [] }, indent, width);
          const lines = text.split('\n');
          for (const line of lines) expect(line.length).toBeLessThanOrEqual(width);
          const inside = lines.map((line) =>
            line
              .replace(/^ *(?:\/\*\*|\*\/|\*)/, '')
              .replace('*/', '')
              .trim(),
          );
          expect(inside.join(' ').trim()).toBe(given.join(' '));
          for (let at = 1; at < lines.length - 2; at += 1) {
            expect(`${lines[at]!} ${inside[at + 1]!.split(' ')[0]!}`.length).toBeGreaterThan(width);
          }
        },
      ),
      { seed, numRuns: 1000 },
    );
  });

  test('is left as it is by prettier', async () => {
    const texts = fc
      .sample(comments, { seed, numRuns: 1500 })
      .map(({ parts }) => docComment(parts, 0))
      .filter((text) => text !== '')
      .map((text) => `${text}\nexport let x;`);
    expect(await formatted(texts)).toEqual(texts);
  });
});

/** True in the middle of ideographs, Hangul syllables, surrogates and private signs. */
function isAlike(code: number): boolean {
  return [
    [0x3500, 0x4d00],
    [0x4f00, 0x9f00],
    [0xac10, 0xd790],
    [0xd810, 0xf8f0],
  ].some(([from = 0, to = 0]) => code > from && code < to);
}

/** Each text after prettier, which gets them all at once. */
async function formatted(texts: readonly string[]): Promise<readonly string[]> {
  const mark = 'separator();';
  const source = texts.map((text) => `${text}\n${mark}\n`).join('');
  const out = await format(source, { ...layoutOptions, parser: 'typescript' });
  return out
    .split(`${mark}\n`)
    .slice(0, -1)
    .map((one) => one.trimEnd());
}
