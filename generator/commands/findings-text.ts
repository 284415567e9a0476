import type { Finding } from '../base/finding.ts';
import type { FindingsFormat } from '../report/render-findings.ts';

/** Findings for programs; what tells them is loaded when it is needed. */
export async function findingsText(
  findings: readonly Finding[],
  format: FindingsFormat,
): Promise<string> {
  const { renderFindings } = await import('../report/render-findings.ts');
  return renderFindings(findings, format);
}
