import type { Comparison } from '../diff/change.ts';
import type { Judgement } from '../diff/judgement.ts';
import type { Headline } from '../report/report.ts';
import { sortOf } from './diff-sort.ts';

const sorts: readonly Headline['sort'][] = ['silent', 'loud', 'warning', 'info'];

/** What the changes come to. */
export function headlinesOf(
  judgements: readonly Judgement[],
  _comparison: Comparison,
): readonly Headline[] {
  return sorts.flatMap((sort) => {
    const count = judgements.filter((one) => sortOf(one) === sort).length;
    return count === 0 ? [] : [{ sort, text: `${String(count)} changes`, items: [], more: 0 }];
  });
}
