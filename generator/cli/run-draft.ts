import path from 'node:path';
import { summaryText } from './finding-text.ts';
import { visible } from './paint.ts';
import type { Run } from './parse.ts';
import { printFindings } from './print-findings.ts';
import { shownPath } from './result-json.ts';
import { count } from './result-text.ts';
import type { Screen } from './screen.ts';
import { today } from './today.ts';

/** `wireshape migrate --draft`; gives the exit code. */
export async function runDraft({ operands, values }: Run, { out, err }: Screen): Promise<number> {
  const { UsageError, draftMigration, writeNewReport } = await import('../index.ts');
  const [before, after, ...others] = operands;
  if (before === undefined || after === undefined || others.length > 0) {
    throw new UsageError(
      `a map leads from one version to another, not through ${String(operands.length)}`,
      'wireshape migrate --draft chat@v1 chat@v2',
    );
  }
  const cwd = process.cwd();
  const { text, steps, open, findings, texts } = await draftMigration({
    before,
    after,
    cwd,
    configFile: values.config,
    events: { received: undefined, sent: undefined },
    perspective: undefined,
    allowRefs: [],
    today: today(),
  });
  const shown = findings.filter((one) => values.verbose || one.level !== 'info');
  await printFindings(shown, texts, err);
  const summary = summaryText(findings, findings.length - shown.length, err.paint);
  if (summary !== undefined) err.print(summary);
  if (text === undefined) return 1;
  const { output } = values;
  if (output === undefined) out.print(text.replace(/\n$/, ''));
  else {
    writeNewReport(path.resolve(cwd, output), text);
    err.print(visible(`${shownPath(output, cwd)} written`));
  }
  err.print(`${count(steps, 'step')} to confirm, ${count(open, 'break')} without one`);
  return 0;
}
