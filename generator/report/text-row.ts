import type { ReportOptions, ReportStyle } from './render-report.ts';
import type { ReportEnd, ReportRow } from './report.ts';
import {
  flowWords,
  hintOf,
  placeInGroup,
  reachedFrom,
  verdictWords,
  type Guess,
} from './sections.ts';
import { shown } from '../render/shown.ts';
import { endText, listing } from './shown.ts';
import { placeText } from './place-text.ts';
import { wrap } from './wrap.ts';

/** A row below the heading of its group: what changed, from what to what, what it may be now, what to do. */
export function rowLines(
  row: ReportRow,
  group: string,
  guesses: readonly Guess[],
  style: ReportStyle,
  options: ReportOptions,
): readonly string[] {
  const { paint, columns } = options;
  const place = placeInGroup(row, group);
  const message = shown(row.message);
  const [first = '', ...others] = wrap(
    place === undefined ? message : `${shown(place)}: ${message}`,
    columns,
    '  ',
    '    ',
  );
  const hint = hintOf(row, guesses);
  const meta = `${[shown(row.rule), ...flowWords(row)].join(', ')}; ${verdictWords(row)}`;
  return [
    paint(style, first),
    ...others.map((line) => paint(style, line)),
    ...wrap(meta, columns, '    ', '    ').map((line) => paint('dim', line)),
    ...endLines('before', row.before, row.after, options),
    ...endLines('after', row.after, row.before, options),
    ...guesses.flatMap((guess) => labelled('guess', guessText(guess), options)),
    ...(hint === undefined ? [] : labelled('to do', shown(hint), options)),
    ...reachLines(row, options),
  ];
}

/** The waived rows, two lines each. */
export function waivedLines(rows: readonly ReportRow[], options: ReportOptions): readonly string[] {
  return rows.flatMap(({ place, message, rule, waiver }) => {
    if (waiver === undefined) return [];
    const until = waiver.expires === undefined ? '' : ` (until ${shown(waiver.expires)})`;
    return [
      ...wrap(`${shown(place)}: ${shown(message)}`, options.columns, '  ', '    '),
      ...wrap(`${shown(rule)}; ${shown(waiver.reason)}${until}`, options.columns, '    ', '    '),
    ];
  });
}

/** `probably renamed to response.output_text.delta: same 7 fields`. */
function guessText({ verb, other, evidence }: Guess): string {
  const because = evidence.length === 0 ? '' : `: ${evidence.map(shown).join(', ')}`;
  return `probably ${verb} ${shown(other)}${because}`;
}

function endLines(
  label: string,
  end: ReportEnd | undefined,
  other: ReportEnd | undefined,
  options: ReportOptions,
): readonly string[] {
  if (end === undefined) return [];
  const text = endText(end, other);
  const at = shown(placeText(end.at));
  const lines = labelled(label, text, options);
  const beside = labelled(label, `${text}  ${at}`, options);
  const { paint } = options;
  // The place stands beside a short text, and below a long one.
  if (lines.length === 1 && beside.length === 1) return [`${lines[0] ?? ''}  ${paint('dim', at)}`];
  return [...lines, ...labelled('', at, options).map((line) => paint('dim', line))];
}

function reachLines(row: ReportRow, options: ReportOptions): readonly string[] {
  const reached = reachedFrom(row);
  if (reached.length === 0) return [];
  const text = listing(
    reached.slice(0, mostReaches).map(shown),
    Math.max(0, reached.length - mostReaches),
  );
  return labelled('in', text, options).map((line) => options.paint('dim', line));
}

const mostReaches = 3;

function labelled(label: string, text: string, { columns }: ReportOptions): readonly string[] {
  return wrap(text, columns, `    ${label.padEnd(7)} `, ' '.repeat(12));
}
