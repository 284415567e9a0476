import { audiences, type Judgement } from '../diff/judgement.ts';
import type { ReportRow } from '../report/report.ts';

/** What a change comes to for whom it hits hardest: a break that nobody is told of is graver than one that somebody is. */
export function sortOf({ verdicts }: Judgement): ReportRow['sort'] {
  const told = audiences.map((audience) => verdicts[audience]);
  const errors = told.filter((one) => one.level === 'error');
  if (errors.length > 0) return errors.some((one) => one.effect === 'silent') ? 'silent' : 'loud';
  return told.some((one) => one.level === 'warning') ? 'warning' : 'info';
}
