import type { ReportOptions, ReportStyle } from './render-report.ts';
import type { DiffReport, Headline, ReportSemver, ReportSide } from './report.ts';
import { groupsOf, guessesOf, sorts, titleOf, waivedSection, type Sort } from './sections.ts';
import { columnsOf, shown } from '../render/shown.ts';
import { beside } from './beside.ts';
import { linesText } from './lines-text.ts';
import { clip, count, listing } from './shown.ts';
import { rowLines, waivedLines } from './text-row.ts';
import { findingLines, proofLines } from './text-findings.ts';
import { wrap } from './wrap.ts';

/**
 * What `wireshape diff` prints. The first screen says what it comes to, then each row says what changed. Texts of documents cannot
 * leave their line: what moves the cursor is written out, and no line begins with a command of GitHub's.
 */
export function textReport(report: DiffReport, options: ReportOptions): string {
  const lines = [...firstScreen(report, options), ...details(report, options)];
  return linesText(lines);
}

/** What fits on a terminal that nobody has made larger. */
const screenLines = 24;

const styles: Readonly<Record<Sort, ReportStyle>> = {
  silent: 'red',
  loud: 'red',
  warning: 'yellow',
  info: 'green',
};

function firstScreen(report: DiffReport, options: ReportOptions): readonly string[] {
  const { before, after } = report;
  const { paint, columns } = options;
  const top = [
    ...wrap(`${shown(before.label)} → ${shown(after.label)}`, columns, '', '').map((line) =>
      paint('bold', line),
    ),
    ...wrap(`${shown(titleOf(before, after))}; ${eventsText(before, after)}`, columns, '', ''),
    '',
    ...countLines(report, options),
    '',
    ...semverLines(report, options),
    ...noteLines(report, options),
  ];
  if (report.headlines.length === 0) return top;
  return [...top, '', ...headlineLines(report.headlines, screenLines - top.length - 1, options)];
}

function eventsText({ events: before }: ReportSide, { events: after }: ReportSide): string {
  const sent = `${before.sent} → ${after.sent} sent`;
  return `events: ${before.received} → ${after.received} received, ${sent}`;
}

function countLines({ counts }: DiffReport, options: ReportOptions): readonly string[] {
  const { silent, loud, warning, info, waived } = counts;
  if (silent + loud + warning + info + waived === 0) return ['No change.'];
  const rows: readonly CountRow[] = [
    ...sorts
      .map((one) => ({ ...one, number: counts[one.sort], style: styles[one.sort] }))
      .filter(({ number, sort }) => number > 0 || sort === 'silent' || sort === 'loud'),
    ...(waived === 0 ? [] : [{ ...waivedSection, number: waived, style: 'blue' as const }]),
  ];
  const digits = Math.max(...rows.map(({ number }) => String(number).length));
  return rows.flatMap(({ number, title, meaning, style }) => {
    const lead = `  ${String(number).padStart(digits)}  ${title.toLowerCase().padEnd(13)}  `;
    const hidden = title === hiddenTitle && !options.verbose ? '; --verbose lists them' : '';
    return beside(lead, number === 0 ? 'dim' : ['bold', style], meaning + hidden, 'dim', options);
  });
}

const hiddenTitle = sorts.find(({ sort }) => sort === 'info')?.title;

interface CountRow {
  readonly number: number;
  readonly title: string;
  readonly meaning: string;
  readonly style: ReportStyle;
}

function semverLines({ semver }: DiffReport, options: ReportOptions): readonly string[] {
  const lines = (what: string, { bump, forcedBy }: ReportSemver): readonly string[] => {
    const why = bump === 'none' ? '' : `, for ${count(forcedBy.length, 'change')}`;
    return beside(`  ${bump.padEnd(5)}  `, 'bold', what + why, undefined, options);
  };
  return [
    ...lines('source: code that is compiled against the types', semver.source),
    ...lines('wire: programs that run already', semver.wire),
  ];
}

/** What else has to be known at once. */
function noteLines(report: DiffReport, { paint, columns }: ReportOptions): readonly string[] {
  const { unrelated, findings, proof } = report;
  const errors = findings.filter((one) => one.level === 'error').length;
  const wrong = proof?.contradictions.length ?? 0;
  const notes: readonly (readonly [ReportStyle, string])[] = [
    ...(unrelated
      ? ([['yellow', 'The two have no event and no type in common: they are unrelated.']] as const)
      : []),
    ...(errors > 0
      ? ([['red', `${count(errors, 'error')} in what was given: below.`]] as const)
      : []),
    ...(wrong > 0
      ? ([['red', `The compiler contradicts ${count(wrong, 'verdict')}: below.`]] as const)
      : []),
  ];
  return notes.flatMap(([style, text]) =>
    wrap(text, columns, '  ', '  ').map((line) => paint(style, line)),
  );
}

/** A headline is never left out; what it is about is, where the screen is full. */
function headlineLines(
  headlines: readonly Headline[],
  room: number,
  options: ReportOptions,
): readonly string[] {
  const { paint, columns } = options;
  const indent = ' '.repeat(labelWidth);
  const texts = headlines.map(({ sort, text }) =>
    beside(sortLabels[sort].padEnd(labelWidth), styles[sort], shown(text), undefined, options),
  );
  let left = room - texts.reduce((sum, lines) => sum + lines.length, 0);
  return headlines.flatMap(({ items, more }, index) => {
    const lines = texts[index] ?? [];
    if (items.length === 0 || left <= 0) return lines;
    left -= 1;
    return [
      ...lines,
      indent + paint('dim', fitItems(items.map(shown), more, columns - labelWidth)),
    ];
  });
}

const sortLabels: Readonly<Record<Sort, string>> = {
  silent: 'silent',
  loud: 'loud',
  warning: 'may break',
  info: 'harmless',
};
const labelWidth = 'may break'.length + 2;

/** As many items as fit on a line, and how many do not. */
function fitItems(items: readonly string[], more: number, columns: number): string {
  for (let shownItems = items.length; shownItems > 0; shownItems -= 1) {
    const text = listing(items.slice(0, shownItems), more + items.length - shownItems);
    if (columnsOf(text) <= columns) return text;
  }
  const rest = more + items.length - 1;
  const tail = rest === 0 ? '' : ` and ${rest} more`;
  return clip(items[0] ?? '', columns - tail.length) + tail;
}

function details(report: DiffReport, options: ReportOptions): readonly string[] {
  const guesses = guessesOf(report);
  const { paint, columns, verbose } = options;
  const sections = sorts
    .filter(({ sort }) => sort !== 'info' || verbose)
    .flatMap(({ sort, title, meaning }) => {
      const groups = groupsOf(report, sort);
      if (groups.length === 0) return [];
      const blocks = groups.flatMap(({ name, rows }) => [
        '',
        ...wrap(shown(name) || '(no name)', columns, '', '  ').map((line) => paint('bold', line)),
        ...rows.flatMap((row) =>
          rowLines(row, name, guesses.get(row.id) ?? [], styles[sort], options),
        ),
      ]);
      return ['', ...heading(title, meaning, styles[sort], options), ...blocks];
    });
  const waived = waivedLines(report.rows, options);
  return [
    ...sections,
    ...(waived.length === 0
      ? []
      : ['', ...heading(waivedSection.title, waivedSection.meaning, 'blue', options), ...waived]),
    ...findingLines(report.findings, options),
    ...proofLines(report.proof, options),
  ];
}

function heading(
  title: string,
  meaning: string,
  style: ReportStyle,
  options: ReportOptions,
): readonly string[] {
  return beside(`${title.toUpperCase()}  `, ['bold', style], meaning, 'dim', options);
}
