import { badges, headings, shownAs } from './html-words.ts';
import type { RowContext } from './html-row.ts';
import type { DiffReport, ReportRow } from './report.ts';

/** The view of templates/report/filters.hbs. */
export function filtersView({ rows }: DiffReport, { events }: RowContext) {
  const sorts = headings.map(({ sort, title }) => ({
    sort,
    name: title,
    badge: badges[sort],
    count: String(rows.filter((row) => shownAs(row) === sort).length),
  }));
  const counts = countByEvent(rows);
  return {
    sorts: sorts.filter(({ sort, count }) => sort !== 'waived' || count !== '0'),
    events: events.map((event, index) => ({
      value: String(index),
      text: `${event} (${String(counts.get(event) ?? 0)})`,
    })),
  };
}

/** The rows under their headings, as the page shows them before anybody filters. */
export function groupRows<View>(rows: readonly ReportRow[], toView: (row: ReportRow) => View) {
  return headings
    .map(({ sort, title }) => {
      const own = rows.filter((row) => shownAs(row) === sort);
      return {
        sort,
        title,
        count: String(own.length),
        rows: own.map(toView),
      };
    })
    .filter((group) => group.rows.length > 0);
}

function countByEvent(rows: readonly ReportRow[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { reaches } of rows) {
    for (const event of new Set(reaches.map((one) => one.event)))
      counts.set(event, (counts.get(event) ?? 0) + 1);
  }
  return counts;
}
