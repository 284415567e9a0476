import { code, prose, table } from '../render/markdown-text.ts';
import type { ReportOptions } from './render-report.ts';
import { capturePlaceText, wireRows, type WireRow, type WireShown } from './wire-rows.ts';
import { wireSummary, type WireSummary } from './wire-summary.ts';

/** The report as a page, or as a comment on a pull request. It is in prettier's layout as it stands. */
export function wireMarkdown(
  shown: WireShown,
  { verbose }: Pick<ReportOptions, 'verbose'>,
): string {
  const rows = wireRows(shown);
  const summary = wireSummary(shown, rows);
  const { captures } = shown.report;
  const blocks = [
    `# What ${captures.length === 1 ? 'a capture says' : 'captures say'} against ${code(summary.label)}`,
    `${prose(summary.heading)}: ${prose(summary.facts)}.`,
    countTable(summary),
    fitTable(summary),
    ...summary.foreign.map((one) => prose(`${one}.`)),
    ...rowBlocks('Order', rows, 'trouble'),
    ...rowBlocks('Drift', rows, 'drift'),
    ...rowBlocks('Unreadable', rows, 'unreadable'),
    ...staleBlocks(shown.stale),
    ...coverageBlocks(summary, verbose),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function countTable({ counts }: WireSummary): string {
  return table(
    ['Findings', '', 'What it means'],
    counts.map(({ title, number, meaning }) => [title, String(number), meaning]),
  ).join('\n');
}

function fitTable({ fits }: WireSummary): string {
  return table(
    ['Version', 'Messages that fit', ''],
    fits.map(({ version, share, rest }) => [code(version, 'cell'), share, rest]),
  ).join('\n');
}

function rowBlocks(
  title: string,
  all: readonly WireRow[],
  sort: WireRow['sort'],
): readonly string[] {
  const rows = all.filter((one) => one.sort === sort && !one.isAccepted);
  if (rows.length === 0) return [];
  const cells = rows.map(({ group, place, message, count, at, rule }) => [
    code(place === '' ? group : `${group} ${place}`, 'cell'),
    prose(message, 'cell'),
    String(count),
    code(capturePlaceText(at), 'cell'),
    code(rule, 'cell'),
  ]);
  return [
    `## ${title}`,
    table(['Where', 'What', 'Times', 'First at', 'Rule'], cells).join('\n'),
    ...exampleBlocks(rows),
  ];
}

function exampleBlocks(rows: readonly WireRow[]): readonly string[] {
  const examples = rows.flatMap(({ group, place, details }) =>
    details
      .filter(([what]) => what === 'for example')
      .map(([, text]) => `- ${code(place === '' ? group : `${group} ${place}`)}: ${code(text)}`),
  );
  if (examples.length === 0) return [];
  return ['<details>\n<summary>Examples</summary>', examples.join('\n'), '</details>'];
}

function staleBlocks(stale: readonly string[]): readonly string[] {
  if (stale.length === 0) return [];
  return [
    '## In the baseline, and nowhere else any more',
    stale.map((one) => `- ${code(one)}`).join('\n'),
  ];
}

function coverageBlocks({ coverage }: WireSummary, verbose: boolean): readonly string[] {
  const { text, neverSeen } = coverage;
  const head = ['## Coverage', prose(`${text}.`)];
  if (neverSeen.length === 0) return head;
  const list = neverSeen.map((one) => `- ${code(one)}`).join('\n');
  return verbose
    ? [...head, 'Never seen:', list]
    : [...head, '<details>\n<summary>Never seen</summary>', list, '</details>'];
}
