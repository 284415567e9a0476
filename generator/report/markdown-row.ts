import { code, prose } from '../render/markdown-text.ts';
import type { ReportEnd, ReportRow } from './report.ts';
import {
  flowWords,
  hintOf,
  placeInGroup,
  reachedFrom,
  verdictWords,
  type Group,
  type Guess,
} from './sections.ts';
import { endText, listing } from './shown.ts';

/** A heading and a list for the rows of an event or a type. */
export function groupRows(
  { name, rows }: Group,
  guesses: ReadonlyMap<string, readonly Guess[]>,
): readonly string[] {
  const list = rows.flatMap((row) => rowLines(row, name, guesses.get(row.id) ?? []));
  return [`### ${code(name)}`, list.join('\n')];
}

function rowLines(row: ReportRow, group: string, guesses: readonly Guess[]): readonly string[] {
  const place = placeInGroup(row, group);
  const message = prose(row.message);
  const hint = hintOf(row, guesses);
  const reached = reachedFrom(row);
  const more = Math.max(0, reached.length - mostReaches);
  return [
    place === undefined ? `- ${message}` : `- **${code(place)}**: ${message}`,
    ...endLines(row.before, row.after),
    ...guesses.map(
      ({ verb, other, evidence }) => `  - probably ${verb} ${code(other)}${because(evidence)}`,
    ),
    ...(hint === undefined ? [] : [`  - to do: ${prose(hint)}`]),
    ...(reached.length === 0
      ? []
      : [
          `  - in ${listing(
            reached.slice(0, mostReaches).map((one) => code(one)),
            more,
          )}`,
        ]),
    `  - ${[code(row.rule), ...flowWords(row)].join(', ')}: ${verdictWords(row)}`,
  ];
}

const mostReaches = 3;

function because(evidence: readonly string[]): string {
  return evidence.length === 0 ? '' : `: ${prose(evidence.join(', '))}`;
}

/** Both ends in one line where they are short, so that they can be compared at a glance. */
function endLines(before: ReportEnd | undefined, after: ReportEnd | undefined): readonly string[] {
  const was = before && endText(before, after);
  const is = after && endText(after, before);
  if (was !== undefined && is !== undefined && was.length + is.length <= shortPair) {
    return [`  - ${code(was)} → ${code(is)}`];
  }
  return [
    ...(was === undefined ? [] : [`  - before: ${code(was)}`]),
    ...(is === undefined ? [] : [`  - after: ${code(is)}`]),
  ];
}

const shortPair = 80;
