import type { TargetResult } from '../../generator/index.ts';
import type { Sample, Verdict } from './samples.ts';

/** What came of each document, as a table in Markdown. */
export function tableOf(
  rows: readonly { readonly sample: Sample; readonly result: TargetResult }[],
  verdicts: ReadonlyMap<string, Verdict>,
): string {
  const lines = rows.map(({ sample, result }) => {
    const { counts, findings } = result;
    const count = (level: string): number => findings.filter((one) => one.level === level).length;
    const first =
      findings.find((one) => one.level === 'error') ??
      findings.find((one) => one.level === 'warning');
    const verdict = verdicts.get(sample.name);
    const outcome = counts === undefined ? 'refused' : 'generates';
    const events =
      counts === undefined
        ? ''
        : `${counts.received} received, ${counts.sent} sent, ${counts.types} types`;
    const cells = [
      sample.name,
      verdict?.accepted === true ? 'takes it' : (verdict?.errors[0]?.code ?? ''),
      outcome,
      events,
      `${count('error')} / ${count('warning')}`,
      first === undefined
        ? ''
        : `${first.rule} :${String(first.at.line)} ${first.message}`.slice(0, 110),
    ];
    return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  });
  const head =
    '| document | parser | wireshape | what comes out | errors / warnings | first finding |';
  return [head, '|---|---|---|---|---|---|', ...lines, ''].join('\n');
}
