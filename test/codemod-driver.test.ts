import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  applyEdits,
  areAtOnePlace,
  inOrder,
  placeAfter,
  placeBefore,
} from '../generator/migrate/codemod-edits.ts';
import { runCodemods } from '../generator/migrate/codemod-run.ts';
import { planWords } from '../generator/migrate/codemod-words.ts';
import { realPlan } from './codemod/real-plan.ts';

const real = realPlan();
const words = planWords(real.plan);
const run = (text: string, path = '/a.ts'): ReturnType<typeof runCodemods> =>
  runCodemods({ ...real, files: [{ path, text }], options: new Set(['models']) });

/** Words of the API that others have too, and such that nobody has. */
const common = fc.constantFrom(
  'voice',
  'modalities',
  'session',
  'text',
  'audio',
  'error',
  'type',
  'response',
  'item',
  'turn',
  'created',
  'pcm16',
  'temperature',
  'realtime',
  'delta',
  'on',
  'send',
  'model',
  'content',
);
const value: fc.Arbitrary<string> = fc.oneof(
  common.map((one) => `'${one}'`),
  fc.integer().map(String),
  common.map((one) => `options.${one}`),
  fc.tuple(common, common).map(([a, b]) => `{ ${a}: '${b}', ${b}2: [${a}] }`),
  fc.tuple(common, common).map(([a, b]) => `\`${a} \${${b}}\``),
);
const statement = fc.oneof(
  fc.tuple(common, value).map(([a, v]) => `const ${a}_ = ${v};`),
  fc.tuple(common, common, value).map(([a, b, v]) => `${a}.${b}('${b}', ${v});`),
  fc.tuple(common, common).map(([a, b]) => `if (${a}.type === '${b}') { ${a}.${b} = ${b}; }`),
  fc.tuple(common, common).map(([a, b]) => `switch (${a}) {\n\tcase '${b}':\r\n    break\n}`),
  fc.tuple(common, value).map(([a, v]) => `function ${a}_(x = ${v}) { return x ; }  // ${a}`),
  fc.tuple(common, common).map(([a, b]) => `type ${a}_ = { ${b}: '${a}'; ${a}?: "${b}" };`),
  fc
    .tuple(common, common)
    .map(([a, b]) => `fetch('https://example.com/${a}', { method: '${b}' });`),
);

describe('programs that are about something else', () => {
  test('stay as they are, to the byte', async () => {
    const program = fc
      .tuple(fc.array(statement, { maxLength: 8 }), fc.constantFrom('\n', '\r\n', '\n\n\t'))
      .map(([statements, between]) => statements.join(between));
    await fc.assert(
      fc.asyncProperty(program, async (text) => {
        const [one] = await run(text);
        expect(one!.after).toBe(text);
        expect(one!.edits).toEqual([]);
        expect(one!.leftOvers).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  test('keep all that is theirs where something of the API is among them', async () => {
    const mixed = fc.tuple(
      fc.array(statement, { maxLength: 4 }),
      fc.array(statement, { maxLength: 4 }),
    );
    await fc.assert(
      fc.asyncProperty(mixed, async ([before, after]) => {
        const around = (name: string): string =>
          [...before, `if (e.type === '${name}') play(e.delta)`, ...after].join('\n');
        const [one] = await run(around('response.audio_transcript.delta'));
        expect(one!.after).toBe(around('response.output_audio_transcript.delta'));
      }),
      { numRuns: 100 },
    );
  });
});

describe('the text scan', () => {
  test.each([
    `e.type === 'response.audio.delta'`,
    `'OpenAI-Beta'`,
    `'openai-beta.realtime-v1'`,
    `from 'openai/beta/realtime/ws'`,
    `client.beta.realtime.sessions`,
    '`${BASE}/realtime/sessions`',
    `startsWith('response.audio')`,
    '`response.${kind}.delta`',
    `/^response\\.audio/`,
    `{ input_audio_format: 'pcm16' }`,
    `'gpt-4o-realtime-preview'`,
    `from '../openai-realtime/beta/index.js'`,
  ])('finds %s', (text) => {
    expect(words.test(text)).toBe(true);
  });

  test.each([`voice: 'alloy'`, `on('error')`, `session.text`, `realtime`, `type: 'message'`])(
    'does not find %s',
    (text) => {
      expect(words.test(text)).toBe(false);
    },
  );
});

describe('edits', () => {
  const edit = (start: number, end: number, text: string) => ({
    start,
    end,
    text,
    step: 's',
    reason: 'r',
  });

  test('that overlap are none', () => {
    expect(inOrder([edit(0, 4, 'a'), edit(3, 5, 'b')])).toBeUndefined();
    expect(inOrder([edit(3, 5, 'b'), edit(0, 3, 'a')])?.map(({ start }) => start)).toEqual([0, 3]);
    expect(areAtOnePlace(edit(2, 2, 'a'), edit(2, 5, 'b'))).toBe(true);
    expect(areAtOnePlace(edit(0, 2, 'a'), edit(2, 5, 'b'))).toBe(false);
  });

  test('that are the same are one; what is put in twice is there twice', () => {
    expect(inOrder([edit(0, 2, 'a'), edit(0, 2, 'a')])).toHaveLength(1);
    expect(applyEdits('xy', inOrder([edit(1, 1, 'a'), edit(1, 1, 'b')])!)).toBe('xaby');
  });

  test('keep the places of all that lies between them', () => {
    const texts = fc.tuple(
      fc.string({ maxLength: 40 }),
      fc.array(fc.tuple(fc.nat(40), fc.nat(6), fc.string({ maxLength: 5 })), { maxLength: 5 }),
    );
    fc.assert(
      fc.property(texts, ([text, raw]) => {
        const batch = inOrder(
          raw.map(([start, length, put]) =>
            edit(Math.min(start, text.length), Math.min(start + length, text.length), put),
          ),
        );
        fc.pre(batch !== undefined);
        const after = applyEdits(text, batch);
        for (let at = 0; at < text.length; at += 1) {
          if (batch.some(({ start, end }) => start <= at && at < end)) continue;
          expect(after[placeAfter(at, batch)]).toBe(text[at]);
          expect(placeBefore(placeAfter(at, batch), batch)).toBe(at);
        }
      }),
    );
  });
});

test('a file that cannot be parsed is left alone, others are not', async () => {
  const broken = `const a = 'response.text.delta' 'x';`;
  const fine = `if (t === 'response.text.delta') f();`;
  const files = [
    { path: '/a.ts', text: broken },
    { path: '/b.ts', text: fine },
  ];
  const [a, b] = await runCodemods({ ...real, files, options: new Set() });
  expect(a).toMatchObject({ after: broken, edits: [], problem: { kind: 'syntax', start: 32 } });
  expect(b!.after).toBe(`if (t === 'response.output_text.delta') f();`);
});
