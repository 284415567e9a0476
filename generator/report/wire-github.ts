import { githubCommand } from './github-command.ts';
import type { ReportOptions } from './render-report.ts';
import { wireRows, type WireRow, type WireShown } from './wire-rows.ts';

/** Commands by which a workflow of GitHub's annotates the lines of captures. What the baseline accepts is left out. */
export function wireGithub(shown: WireShown, { verbose }: Pick<ReportOptions, 'verbose'>): string {
  const rows = wireRows(shown).filter((one) => !one.isAccepted);
  const stale = shown.stale.map((id) =>
    githubCommand(verbose ? 'warning' : 'notice', undefined, 'baseline', [
      `accepted, and not there any more: ${id}`,
    ]),
  );
  return [...rows.map(rowCommand), ...stale].map((one) => `${one}\n`).join('');
}

function rowCommand(row: WireRow): string {
  const { level, at, rule, group, place, message, count, details } = row;
  const file = { file: at.capture === '-' ? '' : at.capture, line: at.line, column: undefined };
  const title = `${rule}: ${place === '' ? group : `${group} ${place}`}`;
  return githubCommand(level, file.file === '' ? undefined : file, title, [
    count === 1 ? message : `${message} (${String(count)} times)`,
    ...details.map(([what, text]) => `${what}: ${text}`),
  ]);
}
