import path from 'node:path';
import type { ReportFormat, ReportOptions } from '../index.ts';
import { visible } from './paint.ts';
import type { Run } from './parse.ts';
import { shownPath } from './result-json.ts';
import type { Screen } from './screen.ts';

/**
 * The format that a report is wanted in.
 *
 * @throws {UsageError} where options contradict each other.
 */
export async function reportFormatOf({ values }: Run): Promise<ReportFormat> {
  const { UsageError, reportFormat } = await import('../index.ts');
  const format = reportFormat(values.format, values.output);
  if (!values.json) return format ?? 'text';
  if (values.format === undefined || format === 'json') return 'json';
  throw new UsageError(`--json and --format ${values.format} do not go together`);
}

/** Prints the text of a report, or writes it to the file that is named. */
export async function printReport(
  textOf: (options: ReportOptions) => Promise<string>,
  format: ReportFormat,
  { values }: Run,
  screen: Screen,
): Promise<void> {
  const { output, verbose } = values;
  const plain = output !== undefined || format !== 'text';
  const { paint, columns } = screen.out;
  const text = await textOf({ paint: plain ? (_style, one) => one : paint, columns, verbose });
  if (output !== undefined) return writeNamed(output, text, screen);
  if (text !== '') screen.out.print(text.replace(/\n$/, ''));
}

/** Writes a file that the command line names, and says so. */
export async function writeNamed(file: string, text: string, { err }: Screen): Promise<void> {
  const { writeReport } = await import('../index.ts');
  writeReport(path.resolve(file), text);
  err.print(err.paint('dim', visible(`${shownPath(file, process.cwd())} written`)));
}
