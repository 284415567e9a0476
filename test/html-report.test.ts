import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import * as words from 'diff';
import Handlebars from 'handlebars';
import { expect, test } from 'vitest';
import { filtersView, groupRows } from '../generator/report/html-filters.ts';
import { htmlReport } from '../generator/report/html.ts';
import { markWords } from '../generator/report/html-marks.ts';
import { rowContext, rowView } from '../generator/report/html-row.ts';
import { summaryView } from '../generator/report/html-summary.ts';
import { htmlText, htmlView } from '../generator/report/html-text.ts';
import type { DiffReport } from '../generator/report/report.ts';
import { checkTemplate } from '../generator/render/template-check.ts';
import type { View, ViewPart } from '../generator/render/template-views.ts';
import { hostile, hostileTexts, migration } from './diff-report-samples.ts';
import { candidateOf, reportOf, rowOf } from './diff-report.ts';
import { sampleReport } from './report/sample.ts';

const folder = path.join(import.meta.dirname, '../templates/report');

test('the same report is the same page', async () => {
  expect(await htmlReport(sampleReport())).toBe(await htmlReport(sampleReport()));
});

test('the policy lets nothing run but the script and the style that are there', async () => {
  const page = await htmlReport(sampleReport());
  const [, style = ''] = /<style>(.*?)<\/style>/su.exec(page) ?? [];
  const [, script = ''] = /<script type="module">(.*?)<\/script>/su.exec(page) ?? [];
  const hash = (text: string) => `sha256-${createHash('sha256').update(text).digest('base64')}`;
  const [, policy = ''] = /Content-Security-Policy" content="([^"]*)"/u.exec(page) ?? [];
  const directives = policy.replaceAll('&#39;', "'").split('; ');
  expect(style.length * script.length).toBeGreaterThan(0);
  expect(directives).toEqual([
    "default-src 'none'",
    `style-src '${hash(style)}'`,
    `script-src '${hash(script)}'`,
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ]);
});

const reports: readonly (readonly [name: string, report: DiffReport])[] = [
  ['the sample', sampleReport()],
  ['a migration', migration()],
  ...hostileTexts.map((text) => [JSON.stringify(text), hostile(text)] as const),
];

test.each(reports)(
  '%s refers to nothing outside the page, and has no code in attributes',
  async (_name, report) => {
    const page = await htmlReport(report);
    const tags = page.match(/<[a-z][^>]*>/gu) ?? [];
    expect(tags.length).toBeGreaterThan(100);
    expect(tags.filter((one) => /\s(?:src|style|on\w+)=/u.test(one))).toEqual([]);
    expect(tags.filter((one) => /\shref="(?!#)/u.test(one))).toEqual([]);
    expect(tags.filter((one) => /^<(?:img|iframe|link|object|embed|base)\b/u.test(one))).toEqual(
      [],
    );
    expect(page.match(/<script/gu)).toHaveLength(1);
    expect(page.match(/<\/script/gu)).toHaveLength(1);
  },
);

test('what is put into the page as it is cannot end its element, and loads nothing', () => {
  const script = readFileSync(path.join(folder, 'page.js'), 'utf8');
  const style = readFileSync(path.join(folder, 'page.css'), 'utf8');
  expect(script).not.toMatch(/<\/script|<!--/iu);
  expect(style).not.toMatch(/<\/style|url\(|@import|@font-face/iu);
});

test('each change stands in the page once, under the heading of its sort', async () => {
  const report = sampleReport();
  const page = await htmlReport(report);
  const found = [
    ...page.matchAll(/<article class="row" id="([0-9a-f]{16})"[^>]* data-sort="(\w+)"/gu),
  ];
  const expected = report.rows.map(({ fingerprint, sort, waiver }) => [
    fingerprint,
    waiver === undefined ? sort : 'waived',
  ]);
  expect(found.map(([, id, sort]) => [id, sort]).sort()).toEqual(expected.sort());
  const headings = [...page.matchAll(/<h3 id="group-(\w+)">[^<]*<span class="count">(\d+)/gu)];
  expect(headings.map(([, sort, count]) => [sort, Number(count)])).toEqual([
    ...Object.entries(report.counts).filter(([, count]) => count > 0),
  ]);
});

test.each([
  ['string | null', 'string', 'string<del> | null</del>', 'string'],
  ['voice?: string', 'voice: string', 'voice<del>?</del>: string', 'voice: string'],
  ['a < b', 'a > b', 'a <del>&lt;</del> b', 'a <ins>&gt;</ins> b'],
  ['', '<b>', '', '<ins>&lt;b&gt;</ins>'],
  ['one two three', 'one four five', 'one <del>two three</del>', 'one <ins>four five</ins>'],
  ['a b c', 'x b y', '<del>a</del> b <del>c</del>', '<ins>x</ins> b <ins>y</ins>'],
])('what differs between %s and %s is marked', (before, after, markedBefore, markedAfter) => {
  expect(markWords(before, after, words)).toEqual({
    before: { markup: markedBefore },
    after: { markup: markedAfter },
  });
});

test('two long texts with nothing in common are marked as a whole', () => {
  const text = (word: string) => Array.from({ length: 900 }, (_, at) => `${word}${at}`).join(' ');
  const { before, after } = markWords(text('a'), text('b'), words);
  expect(before.markup).toBe(`<del>${text('a')}</del>`);
  expect(after.markup).toBe(`<ins>${text('b')}</ins>`);
});

test.each([
  ['session.update: session.voice', ['session.update'], 'session.update'],
  ['a.b: x', ['c.d', 'a.b'], 'a.b'],
  ['a.b', ['a.b', 'c.d'], 'a.b'],
  ['RealtimeSession.voice', ['a.b'], 'a.b'],
  ['RealtimeSession.voice', ['a.b', 'c.d'], 'RealtimeSession, in several events'],
  ['Item<message>.text', ['a.b', 'c.d'], 'Item, in several events'],
  ['two words', ['a.b', 'c.d'], 'In several events'],
  ['channel main', [], 'In no event'],
])('%s, in the events %j, is grouped as %s', (place, events, group) => {
  const reaches = events.map((event) => ({ flow: 'sent' as const, event, path: 'x' }));
  const report = reportOf([rowOf('x', { place, reaches })]);
  expect(rowView(report.rows[0]!, rowContext(report, words))).toMatchObject({ group });
});

test('a hint is shown where nothing is guessed, and a kind where the rule has another name', () => {
  const [gone, come] = [rowOf('event-removed a', { hint: 'x' }), rowOf('event-added b')];
  const other = rowOf('event-removed c', { hint: 'y', rule: 'event-removed-sent' });
  const context = rowContext(
    reportOf([gone, come, other], { candidates: [candidateOf(gone, come)] }),
    words,
  );
  const guess = { name: 'b', href: `#${come.fingerprint}`, evidence: '95 %: same 7 fields' };
  expect(rowView(gone, context)).toMatchObject({ hint: '', kind: '', guesses: [guess] });
  expect(rowView(come, context)).toMatchObject({ guesses: [{ href: `#${gone.fingerprint}` }] });
  expect(rowView(other, context)).toMatchObject({ hint: 'y', kind: 'event-removed', guesses: [] });
});

test('texts are escaped wherever they stand in a view, and only what is made here is not', () => {
  expect(
    htmlView({ a: '<', b: [{ c: '"' }], d: { e: "'" }, f: true, g: { markup: '<b>' } }),
  ).toEqual({
    a: '&lt;',
    b: [{ c: '&quot;' }],
    d: { e: '&#39;' },
    f: true,
    g: '<b>',
  });
  expect(htmlText('a\u202eb\0')).toBe('a[U+202E]b[U+0000]');
});

test('the templates ask for nothing that their views do not have', () => {
  const names = readdirSync(folder).filter((file) => file.endsWith('.hbs'));
  const programs = new Map(
    names.map((file) => [
      `report/${file.slice(0, -'.hbs'.length)}`,
      Handlebars.parse(readFileSync(path.join(folder, file), 'utf8')),
    ]),
  );
  const page = programs.get('report/page');
  if (page === undefined) throw new Error('there is no template of the page');
  expect(checkTemplate({ program: page, view: fullView(), partials: programs })).toEqual([]);
});

/** What the page's view holds where every list has something in it. */
function fullView(): View {
  const report = hostile('x');
  const context = rowContext(report, words);
  const given = {
    ...{ tool: '', title: '', policy: '', style: '', script: '' },
    ...summaryView(report, context),
    ...filtersView(report, context),
    groups: groupRows(report.rows.slice(0, 1), (row) => rowView(row, context)),
  };
  return viewOf(given);
}

function partOf(value: unknown): ViewPart {
  if (typeof value === 'string') return 'text';
  if (typeof value === 'boolean') return 'flag';
  if (Array.isArray(value)) {
    expect(value).not.toEqual([]);
    const item: unknown = value[0];
    return [viewOf(item as Record<string, unknown>)];
  }
  const keys = value as Record<string, unknown>;
  return keys['markup'] === undefined ? viewOf(keys) : 'text';
}

function viewOf(value: Readonly<Record<string, unknown>>): View {
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, partOf(one)]));
}
