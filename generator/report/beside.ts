import type { ReportOptions, ReportStyle } from './render-report.ts';
import { wrap } from './wrap.ts';

/** A text beside a lead, in as many lines as it needs, each with its own style. */
export function beside(
  lead: string,
  leadStyle: ReportStyle | readonly ReportStyle[] | undefined,
  text: string,
  textStyle: ReportStyle | undefined,
  { paint, columns }: ReportOptions,
): readonly string[] {
  const indent = ' '.repeat(lead.length);
  const first = leadStyle === undefined ? lead : paint(leadStyle, lead);
  return wrap(text, columns, indent, indent).map((line, index) => {
    const rest = line.slice(lead.length);
    return (
      (index === 0 ? first : indent) + (textStyle === undefined ? rest : paint(textStyle, rest))
    );
  });
}
