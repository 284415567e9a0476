import type { MigratedFile, MigrateResult } from '../index.ts';
import { summaryText } from './finding-text.ts';
import { visible } from './paint.ts';
import type { Run } from './parse.ts';
import { printFindings } from './print-findings.ts';
import { paintDiffLine } from './print-results.ts';
import { count } from './result-text.ts';
import type { Channel, Screen } from './screen.ts';

/** Prints what changes, each file with its reasons and as a unified diff, and what is left to do. */
export async function printMigration(
  result: MigrateResult,
  { values }: Run,
  { out, err }: Screen,
): Promise<void> {
  const { files, findings, texts } = result;
  if (!values.check) {
    for (const one of files) await (values.write ? printWritten(one, out) : printDiff(one, out));
  }
  const shown = findings.filter((one) => values.verbose || one.level !== 'info');
  await printFindings(shown, texts, err);
  const summary = summaryText(findings, findings.length - shown.length, err.paint);
  if (summary !== undefined) err.print(summary);
  // Where the map is at fault, nothing was looked at.
  if (result.looked > 0) err.print(closing(result, values));
}

async function printDiff(file: MigratedFile, { print, paint }: Channel): Promise<void> {
  const { diffFile } = await import('../index.ts');
  const lines = await diffFile({ ...file, change: 'updated' });
  print(
    ...reasons(file, paint),
    paint('bold', `--- ${visible(file.file)}`),
    paint('bold', `+++ ${visible(file.file)}`),
    ...lines.map((line) => paintDiffLine(visible(line.replace(/\r$/, '')), paint)),
    '',
  );
}

function printWritten(file: MigratedFile, { print, paint }: Channel): void {
  print(...reasons(file, paint));
}

/** What changes, by its place in the text before. */
function reasons({ file, edits }: MigratedFile, paint: Channel['paint']): readonly string[] {
  return edits.map(({ at, step, reason }) => {
    const place = `${file}:${String(at.line)}:${String(at.column)}`;
    return `${paint('bold', visible(place))}  ${visible(reason)}  ${paint('dim', visible(step))}`;
  });
}

function closing(
  { files, looked, concerned, findings }: MigrateResult,
  { write, check }: Run['values'],
): string {
  const edits = files.reduce((sum, one) => sum + one.edits.length, 0);
  const left = findings.filter(({ rule }) => rule === 'old-shape').length;
  const isStopped = findings.some(
    ({ rule }) => rule === 'source-changed' || rule === 'output-unwritable',
  );
  const changed = `${count(edits, 'edit')} in ${count(files.length, 'file')}`;
  const what =
    files.length === 0
      ? 'nothing to change'
      : write && !isStopped
        ? `${changed} written`
        : check || isStopped
          ? `${changed} to be made`
          : `${changed}; --write makes ${edits === 1 ? 'it' : 'them'}`;
  return `${what}, ${count(left, 'place')} left to you (${count(looked, 'source file')}, ${concerned} concerned)`;
}
