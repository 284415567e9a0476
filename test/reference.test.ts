import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import yaml from 'js-yaml';
import { format, resolveConfig } from 'prettier';
import * as markdown from 'prettier/plugins/markdown';
import { describe, expect, test } from 'vitest';
import { fenced, inlineText, proseBlocks, proseCell } from '../generator/emit/document-prose.ts';
import { exportedNames } from '../generator/emit/emit-api.ts';
import { jsonText } from '../generator/emit/json-text.ts';
import { patternSample } from '../generator/emit/pattern-sample.ts';
import type { Json } from '../generator/model/shape.ts';
import { strings } from './arbitrary-shapes.ts';
import { modelOfValue, root } from './output/emit.ts';
import { documentOf, object, ref } from './output/document.ts';
import { allDocuments, ownDocuments } from './reference/documents.ts';
import { pagesOf, readSections, unquoted } from './reference/page.ts';

const config = await resolveConfig(path.join(root, 'generated/a/reference.md'));

function formatted(page: string): Promise<string> {
  return format(page, { ...config, parser: 'markdown' });
}

describe.each(allDocuments.map((one) => [one.file, one] as const))('%s', (_, { model, http }) => {
  const pages = pagesOf(model, http);

  test('the pages are in prettier’s layout', async () => {
    expect(await formatted(pages.reference)).toBe(pages.reference);
    expect(await formatted(pages.api)).toBe(pages.api);
  });

  test('links lead to anchors of the reference, and there is one of each', () => {
    const anchors = [...pages.reference.matchAll(/<a id="([^"]*)"><\/a>/g)].map(([, id]) => id);
    expect(new Set(anchors).size).toBe(anchors.length);
    for (const page of [pages.reference, pages.api]) {
      for (const [, to] of page.matchAll(/\]\((?:reference\.md)?#([^)]*)\)/g)) {
        expect(anchors).toContain(to);
      }
    }
  });

  test('every event and type has a section, and every exported name a row', () => {
    const read = readSections(pages.reference);
    const events = read.filter((one) => /^(?:sent|received)-/.test(one.anchor));
    expect(events).toHaveLength(model.messages.length);
    const payloads = new Set(model.messages.map((one) => JSON.stringify(one.shape)));
    const others = model.shapes.filter(
      ({ name }) => !payloads.has(JSON.stringify({ kind: 'ref', name })),
    );
    const components = read.filter((one) => one.chapter === 'Components');
    expect(components.map((one) => one.heading).sort()).toEqual(
      others.map((one) => one.name).sort(),
    );
    const listed = [
      ...pages.api.matchAll(
        /\[`([^`]+)`\]\((?:types|params|unions|guards|connection|channels)\.ts\)/g,
      ),
    ];
    expect([...new Set(listed.map(([, name]) => name))].sort()).toEqual(exportedNames(model));
  });
});

test('validators are told by their rule, with what they share', () => {
  const [own] = ownDocuments;
  if (own === undefined) throw new Error('there is no document of ours');
  const model = { ...own.model, checks: [] };
  const { api } = pagesOf(model);
  const [, section = ''] = /## Validators\n([^]*?)\n## /.exec(api) ?? [];
  const named = [...section.matchAll(/`(\w+)`/g)].map(([, name]) => name);
  expect(named.length).toBeGreaterThan(5);
  expect(exportedNames(model)).toEqual(expect.arrayContaining(named));
  expect(pagesOf(own.model).api).not.toContain('## Validators');
});

describe('what goes over HTTP', () => {
  test.each(ownDocuments.map((one) => [one.file, one] as const))(
    'beside %s has a section for each endpoint',
    (file, { model, http }) => {
      const { reference, api } = pagesOf(model, http);
      const sections = readSections(reference).filter((one) => one.chapter === 'HTTP endpoints');
      const document = yaml.load(
        readFileSync(path.join(root, file.replace('asyncapi', 'openapi')), 'utf8'),
      ) as { readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>> };
      const operations = Object.entries(document.paths).flatMap(([address, item]) =>
        Object.entries(item).map(
          ([method, one]) => [`${method.toUpperCase()} ${address}`, one] as const,
        ),
      );
      expect(sections.map((one) => one.heading)).toEqual(operations.map(([heading]) => heading));
      for (const [at, [heading, { responses, requestBody }]] of operations.entries()) {
        const { rows } = sections[at]!;
        const statuses = rows.flatMap((row) => row['Status'] ?? []);
        expect(statuses.map(unquoted)).toEqual(Object.keys(responses));
        const bodies = rows.filter((row) => row['Input'] === '_body_');
        expect(bodies.map((row) => unquoted(row['In'] ?? ''))).toEqual(
          Object.keys(requestBody?.content ?? {}),
        );
        expect(api).toContain(`- [\`${heading}\`](reference.md#${sections[at]!.anchor})`);
      }
    },
  );
});

interface Operation {
  readonly responses: object;
  readonly requestBody?: { readonly content: object };
}

/** Texts that would be something else on the page, wherever they stood. */
const breaking = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '| cell | cell |',
  '[link](javascript:alert(1))',
  '![image](https://example.com/a.png)',
  '# heading\n\ntext',
  '```\nfence',
  '<!-- comment',
  '-->',
  'a `b',
  '*a* _b_ **c** ~~d~~ $e$',
  '{{ braces }} ${a} {a}',
  '[^1]: note',
  '[a]: https://example.com',
  '&lt;b&gt; &#60;',
  '\\',
  '\\|',
  '1. one\n2. two\n\n- three\n* four',
  'a\n===\n\nb\n---',
  '    indented',
  '> quote',
  '\u202eturned\u2028lines\u0000',
  '</details>',
  '@someone #1 :smile: www.example.com a@example.com',
];

describe('texts of a document', () => {
  const calm = hostilePages('calm');

  test.each(breaking)('cannot become anything on the page: %j', (given) => {
    const pages = hostilePages(given);
    expect(outlineOf(pages.reference)).toEqual(outlineOf(calm.reference));
    expect(outlineOf(pages.api)).toEqual(outlineOf(calm.api));
  });

  test('whatever they are, stay what they are, in prettier’s layout', async () => {
    const pieces = fc.array(fc.oneof(strings, fc.constantFrom(...breaking)), { maxLength: 6 });
    const texts = pieces.chain((all) =>
      fc.constantFrom(all.join(' '), all.join('\n'), all.join('')),
    );
    await fc.assert(
      fc.asyncProperty(texts, async (given) => {
        const blocks = [
          ...proseBlocks(given),
          '**end**',
          `| a   |\n| --- |\n| ${proseCell(given).padEnd(3)} |`,
        ];
        const page = `${blocks.join('\n\n')}\n`;
        expect(outlineOf(page)).toEqual(plainOutline);
        const once = await formatted(page);
        // Columns are laid out where the table is made.
        expect(withoutPadding(once)).toBe(withoutPadding(page));
      }),
      { numRuns: 1500 },
    );
  }, 120_000);
});

/** A table of one cell behind some text. */
const plainOutline = ['root', 'table', 'tableRow', 'tableCell', 'tableRow', 'tableCell'];

describe('prose', () => {
  test.each([
    ['A word, and `code`.', 'A word, and `code`.'],
    ['See [the guide](https://example.com/guide).', 'See [the guide](https://example.com/guide).'],
    ['See [the guide](javascript:x).', 'See `[the` `guide](javascript:x)`.'],
    ['**Note** that a < b', '**Note** that a `<` b'],
    ['snake_case and _private', 'snake_case and `_private`'],
    ['- one', '`-` one'],
    ['a|b', '`a|b`'],
  ])('%j is %j in a line', (given, want) => {
    expect(inlineText(given, 'line')).toBe(want);
  });

  test('keeps paragraphs, lists and code, in a cell with breaks between them', () => {
    const given = '# Head\n\nOne\ntwo.\n\n* a\n  b\n* c\n\n```json\n{ "a": 1 }\n```';
    expect(proseBlocks(given)).toEqual([
      'Head',
      'One two.',
      '- a b\n- c',
      '```text\n{ "a": 1 }\n```',
    ]);
    expect(proseCell(given)).toBe('Head<br>One two.<br>• a b<br>• c<br>`{ "a": 1 }`');
  });
});

describe('JSON', () => {
  test('is in prettier’s layout, and the value that it was', async () => {
    const values = fc.array(
      fc.letrec<{ value: unknown }>((tie) => ({
        value: fc.oneof(
          { depthSize: 'small' },
          fc.integer(),
          fc.boolean(),
          fc.constant(null),
          strings,
          fc.array(tie('value'), { maxLength: 30 }),
          fc.dictionary(strings, tie('value'), { maxKeys: 4 }),
        ),
      })).value,
      { minLength: 1, maxLength: 3 },
    );
    await fc.assert(
      fc.asyncProperty(values, async (value) => {
        const made = jsonText(value as Json);
        expect(JSON.parse(made)).toEqual(JSON.parse(JSON.stringify(value)));
        const page = `${fenced(made, 'json')}\n`;
        expect(await formatted(page)).toBe(page);
      }),
      { numRuns: 400 },
    );
  }, 60_000);
});

describe('patterns', () => {
  test.each([
    ['^[a-z]+$', 'a'],
    ['^\\d{3}-\\d{4}$', '111-1111'],
    ['^(?:https?|ftp)://', 'http://'],
    ['^sk_[A-Za-z0-9]{8,}$', 'sk_aaaaaaaa'],
    ['^(?<year>\\d{4})\\.(0[1-9]|1[0-2])$', '1111.01'],
    ['[^a-zA-Z]', '1'],
    ['\\u00e9\\x41', 'éA'],
    ['(?=a)a', undefined],
    ['(a)\\1', undefined],
    ['(', undefined],
  ])('%j has the sample %j', (pattern, want) => {
    expect(patternSample(pattern, 0)).toBe(want);
    if (want !== undefined) expect(want).toMatch(new RegExp(pattern, 'u'));
  });
});

/** The pages of a document that says a text wherever it may say one. */
function hostilePages(given: string): ReturnType<typeof pagesOf> {
  const prose = { description: given };
  const base = documentOf(
    {
      Said: {
        ...object({
          type: { const: 'said' },
          named: ref('Named'),
          value: { type: 'string', ...prose, default: given, examples: [given] },
          pattern: { type: 'string', pattern: given.replaceAll(/[^\w ]/g, '\\$&') },
          format: { type: 'string', format: given },
          const: { const: given, ...prose },
          enum: { enum: [given, 'other'], ...prose },
          [`key ${given}`]: { type: 'integer', ...prose },
        }),
        ...prose,
      },
      Named: { type: 'string', enum: [given, 'another'], ...prose },
      Heard: { ...object({ type: { const: given } }), ...prose },
    },
    ['Heard'],
    ['Said'],
  ) as { info: object };
  return pagesOf(
    modelOfValue(
      { ...base, info: { title: given, version: given } },
      `${given.replaceAll('/', ' ')}.json`,
    ),
  );
}

interface Node {
  readonly type: string;
  readonly value?: string;
  readonly url?: string;
  readonly children?: readonly Node[];
}

/** What a page is made of, as a reader of Markdown sees it, but for what a description may hold. */
function outlineOf(page: string): readonly string[] {
  const { parse } = markdown.parsers.markdown as {
    readonly parse: (text: string, options: object) => unknown;
  };
  const outline: string[] = [];
  const visit = (node: Node): void => {
    if (!isProse(node)) outline.push(ownKind(node) ?? [node.type, node.value, node.url].join(' '));
    node.children?.forEach(visit);
  };
  visit(parse(page, { originalText: page }) as Node);
  return outline;
}

/** What we make of names: their letters and digits. */
function ownKind({ type, value, url }: Node): string | undefined {
  if (type === 'link' && /^(?:reference\.md)?#[\p{L}\p{Nd}._-]+$/u.test(url ?? ''))
    return 'to anchor';
  if (type === 'html' && /^<a id="[\p{L}\p{Nd}._-]+">$/u.test(value ?? '')) return 'anchor';
  if (type === 'html' && /^<!-- Generated by (?:(?!--)[^>])*-->$/.test(value ?? ''))
    return 'banner';
  return value === undefined && url === undefined ? type : undefined;
}

function isProse({ type, value = '', url = '' }: Node): boolean {
  if (type === 'link') return /^(?:https?:|mailto:)/.test(url);
  if (type === 'html') return /^(?:<br>|<\/?code>)$/.test(value);
  return proseKinds.has(type);
}

const proseKinds = new Set(
  `text inlineCode emphasis strong sentence word whitespace paragraph code list listItem break`.split(
    ' ',
  ),
);

function withoutPadding(page: string): string {
  return page.replaceAll(/ +\|/g, ' |').replaceAll(/-+ \|/g, '- |');
}
