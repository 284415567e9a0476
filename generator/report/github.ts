import { guessesOf, hintOf, verdictWords, type Guess } from './sections.ts';
import type { ReportOptions } from './render-report.ts';
import type { DiffReport, ReportFinding, ReportRow } from './report.ts';
import { inert, shown } from '../render/shown.ts';
import { endText } from './shown.ts';

/**
 * Commands by which a workflow of GitHub's annotates lines of files. GitHub shows but ten of each level in a step, which are the
 * first, so the gravest come first. Waived rows are left out.
 */
export function githubReport(
  report: DiffReport,
  { verbose }: Pick<ReportOptions, 'verbose'>,
): string {
  const guesses = guessesOf(report);
  const commands = [
    ...report.findings.filter((one) => verbose || one.level !== 'info').map(findingCommand),
    ...report.rows
      .filter((one) => one.waiver === undefined && (verbose || one.sort !== 'info'))
      .map((row) => rowCommand(row, guesses.get(row.id) ?? [])),
  ];
  return commands.map((one) => `${one}\n`).join('');
}

const commandOf = {
  silent: 'error',
  loud: 'error',
  warning: 'warning',
  info: 'notice',
  error: 'error',
} as const satisfies Readonly<Record<ReportRow['sort'] | ReportFinding['level'], string>>;

function rowCommand(row: ReportRow, guesses: readonly Guess[]): string {
  const { before, after, place, rule } = row;
  const hint = hintOf(row, guesses);
  const lines = [
    `${row.message} (${row.sort === 'silent' ? 'silent: ' : ''}${verdictWords(row)})`,
    ...(before === undefined ? [] : [`before: ${endText(before, after)}`]),
    ...(after === undefined ? [] : [`after: ${endText(after, before)}`]),
    ...guesses.map(({ verb, other, evidence }) =>
      [`probably ${verb} ${other}`, ...(evidence.length > 0 ? [evidence.join(', ')] : [])].join(
        ': ',
      ),
    ),
    ...(hint === undefined ? [] : [`to do: ${hint}`]),
  ];
  return command(commandOf[row.sort], (after ?? before)?.at, `${rule}: ${place}`, lines);
}

function findingCommand({ rule, level, at, message, hint }: ReportFinding): string {
  return command(commandOf[level], at, rule, [message, ...(hint === undefined ? [] : [hint])]);
}

function command(
  name: string,
  at: ReportFinding['at'] | undefined,
  title: string,
  lines: readonly string[],
): string {
  const properties = [
    ...(at === undefined || at.file === '' ? [] : [`file=${escapeProperty(inert(at.file))}`]),
    ...(at?.line === undefined ? [] : [`line=${at.line}`]),
    ...(at?.line === undefined || at.column === undefined ? [] : [`col=${at.column}`]),
    `title=${escapeProperty(shown(title))}`,
  ];
  return `::${name} ${properties.join(',')}::${escapeData(lines.map(shown).join('\n'))}`;
}

/** GitHub's own escapes, the same that its toolkit for actions writes. */
function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

/** In a property, the signs that separate properties as well. */
function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
