import { describe, expect, test } from 'vitest';
import { renderReport, type ReportOptions } from '../generator/report/render-report.ts';
import type { DiffReport } from '../generator/report/report.ts';
import { columnsOf } from '../generator/render/shown.ts';
import { textReport } from '../generator/report/text.ts';
import { candidateOf, endOf, reportOf, rowOf } from './diff-report.ts';
import { hostile, hostileTexts, migration } from './diff-report-samples.ts';

const plain: ReportOptions = { paint: (_style, text) => text, columns: 80, verbose: false };
const linesOf = (report: DiffReport, options: Partial<ReportOptions> = {}): readonly string[] =>
  textReport(report, { ...plain, ...options })
    .replace(/\n$/, '')
    .split('\n');

describe('the first screen', () => {
  const screen = linesOf(migration()).slice(0, 24);

  test('names the versions, counts what breaks, says what the versions must become', () => {
    expect(screen.slice(0, 11).join('\n')).toBe(
      [
        'openai-realtime@beta → openai-realtime@ga',
        'OpenAI Realtime 2024-10-01 → 2025-08-28; events: 28 → 41 received, 9 → 11 sent',
        '',
        '  8  silent breaks  nothing complains, and something stops working',
        '  1  loud breaks    the compiler or the other end complains',
        '  1  may break      it depends on what the code makes of it',
        '  7  harmless       nothing has to be done; --verbose lists them',
        '  1  waived         known, and accepted for a reason',
        '',
        '  major  source: code that is compiled against the types, for 9 changes',
        '  major  wire: programs that run already, for 9 changes',
      ].join('\n'),
    );
  });

  test('holds every headline, with what fits of what it is about', () => {
    const text = screen.join('\n');
    for (const one of migration().headlines) expect(text).toContain(one.text);
    expect(text).toContain('response.audio.delta → response.output_audio.delta and 5 more');
    expect(text).toContain('session.voice → session.audio.output.voice and 7 more');
  });

  test('leaves out what headlines are about, and no headline, where there are many', () => {
    const headlines = Array.from({ length: 9 }, (_, index) => ({
      sort: 'silent' as const,
      text: `headline ${index}`,
      items: [`item ${index}`],
      more: 0,
    }));
    const text = linesOf({ ...migration(), headlines })
      .slice(0, 24)
      .join('\n');
    for (const one of headlines) expect(text).toContain(one.text);
    expect(text).toContain('item 2');
    expect(text).not.toContain('item 3');
  });

  test('says that two documents are unrelated, and that there are errors', () => {
    const report = { ...hostile('x'), unrelated: true };
    const text = linesOf(report).slice(0, 24).join('\n');
    expect(text).toContain('they are unrelated');
    expect(text).toContain('1 error in what was given: below.');
    expect(text).toContain('The compiler contradicts 1 verdict: below.');
  });

  test('says that nothing has changed', () => {
    expect(linesOf(reportOf([]))).toEqual([
      'chat@beta → chat@ga',
      'Chat API 1.0.0 → 2.0.0; events: 3 → 3 received, 2 → 2 sent',
      '',
      'No change.',
      '',
      '  none   source: code that is compiled against the types',
      '  none   wire: programs that run already',
    ]);
  });
});

describe('a row', () => {
  test('says where, what, to whom, from what to what, what it may be now, and what to do', () => {
    const lines = linesOf(migration());
    const at = lines.indexOf('RealtimeSession');
    expect(lines.slice(at, at + 6)).toEqual([
      'RealtimeSession',
      '  voice: the field "voice" is gone from what is sent',
      '    field-removed, sent and received; source breaks loudly, wire breaks silently',
      `    before  'alloy' | 'ash' | string  spec/beta.yaml:71:5`,
      '    guess   probably moved to session.audio.output.voice: same name, same type',
      '    in      session.update: session.voice, session.created: session.voice,',
    ]);
    expect(lines[at + 6]).toBe('            session.updated: session.voice and 3 more');
  });

  test('has its guess at both ends', () => {
    const text = linesOf(migration(), { verbose: true }).join('\n');
    expect(text).toContain('probably renamed to response.output_text.done: same 7 fields');
    expect(text).toContain('probably renamed from response.text.done: same 7 fields');
  });

  test('has no hint that says again what is guessed', () => {
    const [gone, come] = [
      rowOf('event-removed a.b', { hint: 'it is probably a.c now' }),
      rowOf('event-added a.c', { hint: 'handle it' }),
    ];
    const candidates = [candidateOf(gone, come)];
    const text = linesOf(reportOf([gone, come], { candidates })).join('\n');
    expect(text).not.toContain('it is probably');
    expect(text).toContain('to do   handle it');
    expect(linesOf(reportOf([gone])).join('\n')).toContain('to do   it is probably a.c now');
  });

  test('is listed when it is harmless only where everything is wanted', () => {
    expect(linesOf(migration()).join('\n')).not.toContain('HARMLESS');
    expect(linesOf(migration(), { verbose: true }).join('\n')).toContain('HARMLESS');
  });

  test('that is waived stands apart, with the reason', () => {
    const lines = linesOf(migration());
    const at = lines.findIndex((line) => line.startsWith('WAIVED'));
    expect(lines.slice(at + 1, at + 3)).toEqual([
      '  RealtimeSession.model: the value "gpt-4o" is gone',
      '    value-removed; nobody of ours uses it (until 2026-12-31)',
    ]);
    expect(lines.slice(0, at).join('\n')).not.toContain('gpt-4o');
  });

  test('stands in the group of its event, silent breaks first', () => {
    const at = (event: string, path: string) => [{ flow: 'sent' as const, event, path }];
    const lines = linesOf(
      reportOf([
        rowOf('a x.y: b', { reaches: at('x.y', 'b') }),
        rowOf('a x.y: c', { reaches: at('x.y', 'c') }),
        rowOf('channel-removed rooms/{id}.x', { sort: 'loud', reaches: at('y', '') }),
        rowOf('a Room.name', { sort: 'loud', reaches: [...at('y', 'room'), ...at('z', 'room')] }),
        rowOf('a "odd name".x', { sort: 'loud' }),
      ]),
    );
    expect(lines.filter((line) => /^\S/.test(line)).slice(2)).toEqual([
      'SILENT BREAKS  nothing complains, and something stops working',
      'x.y',
      'LOUD BREAKS  the compiler or the other end complains',
      'rooms/{id}.x',
      'Room',
      '"odd name".x',
    ]);
  });

  test('of a type as long as a page is cut', () => {
    const long = Array.from({ length: 200 }, (_, index) => `'value${index}'`).join(' | ');
    const lines = linesOf(reportOf([rowOf('a b', { before: endOf(long) })]));
    expect(lines.join('\n')).toContain('…');
    expect(lines.length).toBeLessThan(25);
  });
});

test.each([40, 80, 100])('at %i columns, only what ends with a long word is wider', (columns) => {
  for (const report of [migration(), hostile('名前 größe 😀 '.repeat(20))]) {
    for (const line of linesOf(report, { columns, verbose: true })) {
      const last = line.split(' ').at(-1) ?? '';
      if (columnsOf(last) <= columns / 2)
        expect(columnsOf(line), line).toBeLessThanOrEqual(columns);
    }
  }
});

test('colours come from whoever prints, and change no text', () => {
  const styles = new Set<string>();
  const coloured = textReport(migration(), {
    ...plain,
    verbose: true,
    paint: (style, text) => {
      styles.add(String(style));
      return `\u001b[1m${text}\u001b[0m`;
    },
  });
  const without = coloured.replaceAll('\u001b[1m', '').replaceAll('\u001b[0m', '');
  expect(without).toBe(textReport(migration(), { ...plain, verbose: true }));
  expect([...styles].sort()).toEqual(
    ['bold', 'bold,blue', 'bold,green', 'bold,red', 'bold,yellow', 'dim'].concat([
      'green',
      'red',
      'yellow',
    ]),
  );
});

describe('a text of a document stays on its line, and is no command', () => {
  test.each(hostileTexts.map((text) => [JSON.stringify(text), text]))('%s', (_name, text) => {
    const lines = linesOf(hostile(text), { verbose: true });
    const printed = lines.join('\n');
    expect(printed).not.toMatch(/(?!\n)[\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u);
    expect(printed).not.toMatch(/^\s*::/mu);
    expect(printed).not.toContain('##[');
    const calm = linesOf(hostile('calm'), { verbose: true });
    expect(lines.filter((line) => line === '')).toEqual(calm.filter((line) => line === ''));
  });
});

test('every format is there by its name', async () => {
  const text = await renderReport('text', migration(), plain);
  expect(text).toBe(textReport(migration(), plain));
  expect(JSON.parse(await renderReport('json', migration(), plain))).toHaveProperty('format');
  expect(await renderReport('markdown', migration(), plain)).toMatch(/^# /);
  expect(await renderReport('html', migration(), plain)).toMatch(/^<!doctype html>/i);
  expect(await renderReport('github', migration(), plain)).toMatch(/^::/);
  expect(JSON.parse(await renderReport('sarif', migration(), plain))).toHaveProperty('runs');
});
