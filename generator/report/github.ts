import { guessesOf, hintOf, verdictWords, type Guess } from './sections.ts';
import type { ReportOptions } from './render-report.ts';
import type { DiffReport, ReportFinding, ReportRow } from './report.ts';
import { githubCommand } from './github-command.ts';
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
  return githubCommand(commandOf[row.sort], (after ?? before)?.at, `${rule}: ${place}`, lines);
}

/** A finding as a command that annotates its line. */
export function findingCommand({ rule, level, at, message, hint }: ReportFinding): string {
  return githubCommand(commandOf[level], at, rule, [
    message,
    ...(hint === undefined ? [] : [hint]),
  ]);
}
