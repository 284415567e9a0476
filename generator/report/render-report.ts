import { unreachable } from '../base/finding.ts';
import type { DiffReport } from './report.ts';
import type { WireShown } from './wire-rows.ts';

export type ReportFormat = (typeof reportFormats)[number];

/** Every way in which a report can be shown. */
export const reportFormats = ['text', 'json', 'markdown', 'html', 'github', 'sarif'] as const;

export interface ReportOptions {
  /** Gives the text its colours; whoever prints decides about them. Other formats have none. */
  readonly paint: ReportPaint;
  /** How wide a line of text may be. */
  readonly columns: number;
  /** True when harmless changes are listed as well, not only counted; `json` and `html` always hold all of them. */
  readonly verbose: boolean;
}

export type ReportStyle = 'bold' | 'dim' | 'red' | 'yellow' | 'green' | 'blue' | 'cyan';

export type ReportPaint = (style: ReportStyle | readonly ReportStyle[], text: string) => string;

/** The report in a format, with a line feed at its end; empty only where a format has nothing to say. */
export async function renderReport(
  format: ReportFormat,
  report: DiffReport,
  options: ReportOptions,
): Promise<string> {
  switch (format) {
    case 'text':
      return (await import('./text.ts')).textReport(report, options);
    case 'json':
      return (await import('./json.ts')).jsonReport(report);
    case 'markdown':
      return (await import('./markdown.ts')).markdownReport(report, options);
    case 'html':
      return (await import('./html.ts')).htmlReport(report);
    case 'github':
      return (await import('./github.ts')).githubReport(report, options);
    case 'sarif':
      return (await import('./sarif.ts')).sarifReport(report, options);
  }
  return unreachable(format);
}

/** A report of traffic in a format. */
export async function renderWire(
  format: ReportFormat,
  shown: WireShown,
  options: ReportOptions,
): Promise<string> {
  switch (format) {
    case 'text':
      return (await import('./wire-text.ts')).wireText(shown, options);
    case 'json':
      return (await import('./wire-json.ts')).wireJson(shown.report);
    case 'markdown':
      return (await import('./wire-markdown.ts')).wireMarkdown(shown, options);
    case 'html':
      return (await import('./wire-html.ts')).wireHtml(shown);
    case 'github':
      return (await import('./wire-github.ts')).wireGithub(shown, options);
    case 'sarif':
      return (await import('./wire-sarif.ts')).wireSarif(shown);
  }
  return unreachable(format);
}
