import { renderWire, type ReportFormat, type ReportOptions } from '../report/render-report.ts';
import type { WireShown } from '../report/wire-rows.ts';

/** A report of traffic in a format, with a line feed at its end. */
export async function wireReportText(
  shown: WireShown,
  format: ReportFormat,
  options: ReportOptions,
): Promise<string> {
  return renderWire(format, shown, options);
}
