import { columnsOf, shown as line } from '../render/shown.ts';
import { beside } from './beside.ts';
import { linesText } from './lines-text.ts';
import type { ReportOptions, ReportStyle } from './render-report.ts';
import { clip, listing } from './shown.ts';
import { capturePlaceText, wireRows, type WireRow, type WireShown } from './wire-rows.ts';
import { wireSummary, type WireCount, type WireSummary } from './wire-summary.ts';
import { wrap } from './wrap.ts';

/** What `wireshape wire` prints: a first screen that says what it comes to, then each finding under its event. */
export function wireText(shown: WireShown, options: ReportOptions): string {
  const rows = wireRows(shown);
  const summary = wireSummary(shown, rows);
  const open = rows.filter((one) => !one.isAccepted);
  return linesText([
    ...firstScreen(summary, open, options),
    ...sectionLines('ORDER', 'trouble', open, options),
    ...sectionLines('DRIFT', 'drift', open, options),
    ...sectionLines('UNREADABLE', 'unreadable', open, options),
    ...(options.verbose ? verboseLines(shown, rows, summary, options) : []),
  ]);
}

/** What fits on a terminal that nobody has made larger. */
const screenLines = 24;

const styles: Readonly<Record<WireCount['sort'], ReportStyle>> = {
  trouble: 'red',
  drift: 'red',
  unreadable: 'red',
  accepted: 'blue',
  stale: 'yellow',
};

function firstScreen(
  summary: WireSummary,
  open: readonly WireRow[],
  options: ReportOptions,
): readonly string[] {
  const { paint, columns } = options;
  const top = [
    ...wrap(line(summary.heading), columns, '', '  ').map((one) => paint('bold', one)),
    ...wrap(line(summary.facts), columns, '', '  '),
    '',
    ...countLines(summary.counts, options),
    '',
    ...fitLines(summary, options),
    '',
    ...coverageLines(summary, options),
  ];
  if (open.length === 0) return top;
  const room = Math.max(3, screenLines - top.length - 2);
  const fitting = open.length > room ? open.slice(0, room - 1) : open;
  const more = open.length - fitting.length;
  return [
    ...top,
    '',
    ...headLines(fitting, options),
    ...(more === 0 ? [] : [paint('dim', `  and ${String(more)} more, below`)]),
  ];
}

function countLines(counts: readonly WireCount[], options: ReportOptions): readonly string[] {
  const digits = Math.max(...counts.map(({ number }) => String(number).length));
  return counts.flatMap(({ sort, number, title, meaning }) => {
    const lead = `  ${String(number).padStart(digits)}  ${title.padEnd(10)}  `;
    return beside(lead, number === 0 ? 'dim' : ['bold', styles[sort]], meaning, 'dim', options);
  });
}

function fitLines({ fits, foreign }: WireSummary, options: ReportOptions): readonly string[] {
  const name = Math.max(...fits.map(({ version }) => columnsOf(line(version))), 0);
  const share = Math.max(...fits.map((one) => one.share.length), 0);
  return [
    ...fits.flatMap((one) => {
      const lead = `  ${line(one.version).padEnd(name)}  fits ${one.share.padStart(share)}  `;
      return beside(lead, undefined, one.rest, 'dim', options).map((each) => each.trimEnd());
    }),
    ...foreign.flatMap((one) =>
      wrap(line(one), options.columns, '  ', '    ').map((each) => options.paint('yellow', each)),
    ),
  ];
}

/** How many events that never came are named where not all of them are asked for. */
const neverShown = 3;

function coverageLines({ coverage }: WireSummary, options: ReportOptions): readonly string[] {
  const { text, neverSeen } = coverage;
  const named = neverSeen.slice(0, neverShown).map(line);
  const never =
    named.length === 0 ? '' : `; never: ${listing(named, neverSeen.length - named.length)}`;
  return wrap(`${text}${never}`, options.columns, '  ', '  ');
}

/** A line each: how often, where, what. */
function headLines(rows: readonly WireRow[], options: ReportOptions): readonly string[] {
  const digits = Math.max(...rows.map(({ count }) => String(count).length));
  return rows.map((row) => {
    const lead = `  ${String(row.count).padStart(digits)}x `;
    const text =
      row.sort === 'trouble'
        ? `${row.rule} at ${line(capturePlaceText(row.at))}: ${placeOf(row)}`
        : `${placeOf(row)}: ${line(row.message)}`;
    const room = options.columns - lead.length;
    return options.paint(styles[row.sort], lead) + clip(text, room);
  });
}

function placeOf({ group, place }: WireRow): string {
  return place === '' ? line(group) : `${line(group)} ${line(place)}`;
}

function sectionLines(
  title: string,
  sort: WireRow['sort'],
  open: readonly WireRow[],
  options: ReportOptions,
): readonly string[] {
  const own = open.filter((one) => one.sort === sort);
  if (own.length === 0) return [];
  const groups = [...new Set(own.map((one) => one.group))];
  return [
    '',
    options.paint(['bold', styles[sort]], title),
    ...groups.flatMap((group) => [
      '',
      options.paint('bold', line(group)),
      ...own.filter((one) => one.group === group).flatMap((one) => rowLines(one, options)),
    ]),
  ];
}

function rowLines(row: WireRow, options: ReportOptions): readonly string[] {
  // What never ended is called by its name in the sentence itself.
  const place = row.place === '' || row.sort === 'trouble' ? '' : `${line(row.place)}  `;
  const lead = `  ${place}`;
  const times = row.count === 1 ? '' : `, ${String(row.count)} times`;
  return [
    ...beside(lead, styles[row.sort], line(row.message), undefined, options),
    ...wrap(
      `${row.rule} at ${line(capturePlaceText(row.at))}${times}`,
      options.columns,
      indent,
      indent,
    ).map((one) => options.paint('dim', one)),
    ...row.details
      .filter(([what]) => what !== 'expected')
      .flatMap(([what, text]) =>
        beside(`${indent}${what}: `, 'dim', clip(line(text), longest), undefined, options),
      ),
  ];
}

const indent = '      ';
/** The json has all of it. */
const longest = 300;

/** What is accepted, and what never came. */
function verboseLines(
  { report }: WireShown,
  rows: readonly WireRow[],
  { coverage }: WireSummary,
  options: ReportOptions,
): readonly string[] {
  const accepted = rows.filter((one) => one.isAccepted);
  const fields = report.coverage
    .filter((one) => one.count > 0)
    .flatMap(({ event, fields: all }) =>
      all.filter((one) => one.count === 0).map(({ path }) => `${event} ${path}`),
    );
  return [
    ...listLines(
      'ACCEPTED',
      accepted.map((one) => one.id),
      options,
    ),
    ...listLines('EVENTS THAT NEVER CAME', coverage.neverSeen, options),
    ...listLines('FIELDS THAT NEVER CAME', fields, options),
  ];
}

function listLines(
  title: string,
  items: readonly string[],
  { paint }: ReportOptions,
): readonly string[] {
  return items.length === 0
    ? []
    : ['', paint('bold', title), ...items.map((one) => `  ${line(one)}`)];
}
