import { loadAsset } from '../render/assets.ts';
import { loadTemplates } from '../render/templates.ts';
import { filtersView, groupRows } from './html-filters.ts';
import { htmlPolicy } from './html-policy.ts';
import { rowContext, rowView } from './html-row.ts';
import { summaryView } from './html-summary.ts';
import { htmlView } from './html-text.ts';
import type { DiffReport } from './report.ts';

/**
 * A report as one HTML page. It needs no other file and no network, and its policy lets nothing run but its own script. All rows
 * stand in it as HTML, so that it can be read, searched and printed without the script, which only filters and groups them.
 */
export async function htmlReport(report: DiffReport): Promise<string> {
  const [render, words] = await Promise.all([loadTemplates(), import('diff')]);
  const context = rowContext(report, words);
  const style = loadAsset('report/page.css');
  const script = loadAsset('report/page.js');
  const view = {
    tool: `wireshape ${report.tool}`,
    title: `${report.before.label} → ${report.after.label}: what changed`,
    policy: htmlPolicy(style, script),
    style: { markup: style },
    script: { markup: script },
    ...summaryView(report, context),
    ...filtersView(report, context),
    groups: groupRows(report.rows, (row) => rowView(row, context)),
  };
  return render('report/page', htmlView(view));
}
