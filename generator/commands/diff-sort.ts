import { audiences, type Judgement } from '../diff/judgement.ts';
import type { ReportRow } from '../report/report.ts';

type Sort = ReportRow['sort'];

/** Gravest first. */
export const sorts: readonly Sort[] = ['silent', 'loud', 'warning', 'info'];

/** What a change comes to for whom it hits hardest: a break that nobody is told of is graver than one that somebody is. */
export function sortOf({ verdicts }: Judgement): Sort {
  const told = audiences.map((audience) => verdicts[audience]);
  const errors = told.filter((one) => one.level === 'error');
  if (errors.length > 0) return errors.some((one) => one.effect === 'silent') ? 'silent' : 'loud';
  return told.some((one) => one.level === 'warning') ? 'warning' : 'info';
}

export function gravestSort(some: readonly Sort[]): Sort {
  return sorts.find((sort) => some.includes(sort)) ?? 'info';
}
