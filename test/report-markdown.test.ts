import path from 'node:path';
import fc from 'fast-check';
import { format, resolveConfig } from 'prettier';
import * as markdown from 'prettier/plugins/markdown';
import { describe, expect, test } from 'vitest';
import { markdownReport } from '../generator/report/markdown.ts';
import { code, prose } from '../generator/render/markdown-text.ts';
import type { DiffReport } from '../generator/report/report.ts';
import { endOf, reportOf, rowOf } from './diff-report.ts';
import { hostile, hostileTexts, migration } from './diff-report-samples.ts';

const verbose = { verbose: true };
const config = await resolveConfig(path.join(import.meta.dirname, '../generated/x/changes/a.md'));

async function formatted(text: string): Promise<string> {
  return format(text, { ...config, parser: 'markdown' });
}

describe('a page', () => {
  const page = markdownReport(migration(), verbose);

  test('begins with what it comes to', () => {
    expect(page.split('\n').slice(0, 19).join('\n')).toMatchInlineSnapshot(`
      "# \`openai-realtime@beta\` → \`openai-realtime@ga\`

      |        | API               | Version      | Document               | Events received | Events sent |
      | ------ | ----------------- | ------------ | ---------------------- | --------------- | ----------- |
      | Before | \`OpenAI Realtime\` | \`2024-10-01\` | \`spec/2024-10-01.yaml\` | 28              | 9           |
      | After  | \`OpenAI Realtime\` | \`2025-08-28\` | \`spec/2025-08-28.yaml\` | 41              | 11          |

      | Changes       |     | What it means                                  |
      | ------------- | --- | ---------------------------------------------- |
      | Silent breaks | 8   | nothing complains, and something stops working |
      | Loud breaks   | 1   | the compiler or the other end complains        |
      | May break     | 1   | it depends on what the code makes of it        |
      | Harmless      | 7   | nothing has to be done                         |
      | Waived        | 1   | known, and accepted for a reason               |

      | Whom it concerns                                | Next version | Changes that force it |
      | ----------------------------------------------- | ------------ | --------------------- |
      | source: code that is compiled against the types | **major**    | 9                     |
      | wire: programs that run already                 | **major**    | 9                     |"
    `);
  });

  test('tells what is called otherwise, has moved or is lost before it tells each change', () => {
    expect([...page.matchAll(/^## (.*)$/gm)].map(([, title]) => title)).toEqual([
      'In short',
      'Events that are probably renamed',
      'Fields that have probably moved',
      'Gone, with nothing in its place',
      'Silent breaks',
      'Loud breaks',
      'May break',
      'Harmless',
      'Waived',
      'About what was given',
      'Proof',
    ]);
  });

  test('has the renames in a table', () => {
    expect(page).toMatch(/\| `response\.text\.done` +\| `response\.output_text\.done` +\| same 7/);
    expect(page).toMatch(/\| `session\.voice` +\| `session\.audio\.output\.voice` +\| same name/);
  });

  test('lists as lost only what no guess explains', () => {
    const [, lost = ''] = /## Gone, with nothing in its place\n\n([^]*?)\n\n## /.exec(page) ?? [];
    expect(lost).toBe(
      '- `RealtimeSession.temperature`: the field `temperature` is gone from what is sent',
    );
  });

  test('has both ends of a change in one line where they are short', () => {
    const rows = [rowOf('a b', { before: endOf('string'), after: endOf('number | null') })];
    expect(markdownReport(reportOf(rows), verbose)).toContain('  - `string` → `number | null`\n');
  });

  test('folds what is harmless, and what is long', () => {
    expect(page).toContain('## Harmless\n\nNothing has to be done.\n\n<details>\n<summary>7 ch');
    const many = Array.from({ length: 41 }, (_, index) => rowOf(`a b${index}`, { sort: 'loud' }));
    expect(markdownReport(reportOf(many), verbose)).toContain('<summary>41 changes</summary>');
    expect(markdownReport(reportOf(many.slice(1)), verbose)).not.toContain('<summary>');
  });

  test('leaves out what is harmless where not everything is wanted', () => {
    expect(markdownReport(migration(), { verbose: false })).not.toContain('## Harmless');
  });

  test('says that nothing has changed', () => {
    expect(markdownReport(reportOf([]), verbose)).toContain('\nNothing has changed.\n');
  });
});

describe('the layout is that of prettier, for', () => {
  const reports: readonly (readonly [string, DiffReport])[] = [
    ['a migration', migration()],
    ['no change', reportOf([])],
    ...hostileTexts.map((text) => [JSON.stringify(text), hostile(text)] as const),
  ];
  test.each(reports)('%s', async (_name, report) => {
    const text = markdownReport(report, verbose);
    expect(await formatted(text)).toBe(text);
    expect(text).toMatch(/[^\n]\n$/);
  });

  test('any text', async () => {
    const sign = fc.constantFrom(...Array.from('`|\\<>*_[]()#!-+=~&@:;."\'$%{}/ ab1é名→😀\n\t'));
    const texts = fc.oneof(
      fc.string({ unit: sign, maxLength: 20 }),
      fc.string({ unit: 'grapheme', maxLength: 20 }),
      fc.string({ unit: 'binary', maxLength: 10 }),
    );
    await fc.assert(
      fc.asyncProperty(texts, async (text) => {
        const page = markdownReport(hostile(text), verbose);
        expect(await formatted(page)).toBe(page);
        expect(outlineOf(page)).toEqual(calmOutline);
      }),
      { numRuns: 300 },
    );
  }, 60_000);
});

describe('a text of a document stays a text:', () => {
  test.each(hostileTexts.map((text) => [JSON.stringify(text), text]))('%s', (_name, text) => {
    expect(outlineOf(markdownReport(hostile(text), verbose))).toEqual(calmOutline);
  });

  test('a mention, a link and a tag are code', () => {
    expect(prose('ask @octocat about <b> at https://example.com, see #1')).toBe(
      'ask `@octocat` about `<b>` at `https://example.com`, see `#1`',
    );
  });
});

describe('prose', () => {
  test.each([
    ['the field "voice" is gone', 'the field `voice` is gone'],
    ['the value "a b" is gone', 'the value `a b` is gone'],
    ['6 events (of 9) added; it depends', '6 events (of 9) added; it depends'],
    ['a.b → c.d, e.f', '`a.b` → `c.d`, `e.f`'],
    ['x is string | null now', 'x is string `|` null now'],
    ['an odd " quote', 'an odd `"` quote'],
    ['1. no list', '`1`. no list'],
    ['', '_empty_'],
  ])('%s', (text, want) => {
    expect(prose(text)).toBe(want);
  });
});

describe('code', () => {
  test.each([
    ['a', 'line', '`a`'],
    ['a`b', 'line', '``a`b``'],
    ['`', 'line', '`` ` ``'],
    ['a|b', 'line', '`a|b`'],
    ['a|b', 'cell', '`a\\|b`'],
    ['a\\|b', 'cell', '<code>a&#92;&#124;b</code>'],
    ['\u001b[1m', 'line', '`\\u001b[1m`'],
    ['a \n b', 'line', '`a b`'],
  ] as const)('%j in a %s', (text, spot, want) => {
    expect(code(text, spot)).toBe(want);
  });
});

/** What a page is made of, as a reader of Markdown sees it, without its texts. */
function outlineOf(page: string): readonly string[] {
  const parse = (markdown.parsers.markdown as { parse: (text: string, options: object) => unknown })
    .parse;
  const outline: string[] = [];
  const visit = (node: Node): void => {
    if (node.type === 'html' && !/^<\/?code>|^<details>|^<\/details>/.test(node.value ?? ''))
      outline.push(`html ${node.value ?? ''}`);
    if (!inside.has(node.type)) outline.push(node.type);
    node.children?.forEach(visit);
  };
  visit(parse(page, { originalText: page }) as Node);
  return outline;
}

interface Node {
  readonly type: string;
  readonly value?: string;
  readonly children?: readonly Node[];
}

/** What a text may be made of; how many of them there are depends on the text. */
const inside = new Set([
  'text',
  'inlineCode',
  'html',
  'emphasis',
  'sentence',
  'word',
  'whitespace',
]);

const calmOutline = outlineOf(markdownReport(hostile('calm'), verbose));
