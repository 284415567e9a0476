import { sorts, waivedSection, type Sort } from './sections.ts';
import type { ReportRow } from './report.ts';

/** What a row is shown as: its sort, or that somebody has waived it. */
export type Shown = Sort | 'waived';

/** The headings, in the order in which they are shown. */
export const headings: readonly { readonly sort: Shown; readonly title: string }[] = [
  ...sorts,
  { sort: 'waived', title: waivedSection.title },
];

/** What a single row is called. */
export const badges: Readonly<Record<Shown, string>> = {
  silent: 'Silent break',
  loud: 'Loud break',
  warning: 'May break',
  info: 'Harmless',
  waived: 'Waived',
};

export function shownAs(row: ReportRow): Shown {
  return row.waiver === undefined ? row.sort : 'waived';
}

/** `92 %: same 7 fields; the only event that went`. */
export function evidenceText(score: number, evidence: readonly string[]): string {
  const percent = `${Math.round(score * 100)} %`;
  return evidence.length === 0 ? percent : `${percent}: ${evidence.join('; ')}`;
}
