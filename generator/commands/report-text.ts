import {
  renderReport,
  reportFormats,
  type ReportFormat,
  type ReportOptions,
} from '../report/render-report.ts';
import { UsageError } from '../base/finding.ts';
import type { DiffReport } from '../report/report.ts';

/** A report in a format, with a line feed at its end. */
export async function reportText(
  report: DiffReport,
  format: ReportFormat,
  options: ReportOptions,
): Promise<string> {
  return renderReport(format, report, options);
}

/**
 * The format that is asked for; undefined where neither its name nor that of the file says one.
 *
 * @throws {UsageError} for a name that is none.
 */
export function reportFormat(
  name: string | undefined,
  file: string | undefined,
): ReportFormat | undefined {
  if (name === undefined) return byEnding[/\.(\w+)$/.exec(file ?? '')?.[1]?.toLowerCase() ?? ''];
  const known = reportFormats.find((one) => one === name);
  if (known === undefined) throw UsageError.unknown('format', name, reportFormats);
  return known;
}

const byEnding: Readonly<Record<string, ReportFormat | undefined>> = {
  txt: 'text',
  json: 'json',
  md: 'markdown',
  html: 'html',
  htm: 'html',
  sarif: 'sarif',
};
