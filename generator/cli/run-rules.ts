import type { DiffRule, RuleCell, RuleRow } from '../index.ts';
import type { Run } from './parse.ts';
import type { Channel, Screen } from './screen.ts';

/** `wireshape rules`; gives the exit code. */
export async function runRules({ operands, values }: Run, { out }: Screen): Promise<number> {
  const { UsageError, diffRuleIds, diffRules, rules } = await import('../index.ts');
  const [wanted, ...others] = operands;
  if (others.length > 0) {
    throw new UsageError(`one rule is told at a time, not ${String(operands.length)}`);
  }
  const isWanted = ({ id }: { readonly id: string }): boolean =>
    wanted === undefined || id === wanted;
  const findings = rules.filter((one) => one.from !== 'diff' && isWanted(one));
  const changes = diffRuleIds.map((id) => diffRules[id]).filter(isWanted);
  if (wanted !== undefined && findings.length + changes.length === 0) {
    const known = rules.map(({ id }) => id);
    const { message, hint } = UsageError.unknown('rule', wanted, known);
    throw new UsageError(message, hint ?? 'wireshape rules lists them all');
  }
  if (values.json) out.print(JSON.stringify({ findings, changes }, undefined, 2));
  else if (wanted === undefined) out.print(...listLines(findings, changes, out));
  else {
    const told = (one: RuleRow): readonly string[] => ruleLines(one, out);
    out.print(...findings.flatMap(told), ...changes.flatMap((one) => changeLines(one, out)));
  }
  return 0;
}

const titles: Readonly<Record<RuleRow['from'], string>> = {
  reading: 'Reading',
  settings: 'Settings',
  types: 'Types',
  asyncapi: 'AsyncAPI',
  parser: 'The official parser',
  output: 'Output',
  migration: 'Migration maps',
  source: 'Source code',
  package: 'Packages',
  publish: 'Publishing',
  diff: 'Changes between two versions, by the gravest that they may be',
};

/** A line for each rule, by what it is about. */
function listLines(
  findings: readonly RuleRow[],
  changes: readonly DiffRule[],
  { paint }: Channel,
): readonly string[] {
  const rows = [
    ...findings.map(({ id, from, level, why }) => ({ id, from, level, why })),
    ...changes.map(({ id, gravest, why }) => ({ id, from: 'diff', level: gravest, why }) as const),
  ];
  const width = Math.max(...rows.map(({ id }) => id.length));
  return Object.entries(titles).flatMap(([from, title], index) => [
    `${index === 0 ? '' : '\n'}${paint('bold', title)}`,
    ...rows
      .filter((one) => one.from === from)
      .map(
        ({ id, level, why }) =>
          `  ${paint('cyan', id.padEnd(width))}  ${level.padEnd('warning'.length)}  ${why}`,
      ),
  ]);
}

function ruleLines({ id, level, why, fixed }: RuleRow, { paint }: Channel): readonly string[] {
  const settable = fixed ? 'always' : 'unless the config says otherwise, under rules';
  return [paint('bold', id), `  ${why}`, `  ${level}, ${settable}`];
}

/** What a rule says to whom, as a table. */
function changeLines({ id, why, received, sent }: DiffRule, { paint }: Channel): readonly string[] {
  const rows = [
    ['', 'received', 'sent'],
    ['source', cellText(received.source), cellText(sent.source)],
    ['wire', cellText(received.wire), cellText(sent.wire)],
  ];
  const cells = rows.flat();
  const widths = [0, 1, 2].map((at) => Math.max(...rows.map((row) => (row[at] ?? '').length)));
  return [
    paint('bold', id),
    `  ${why}`,
    '',
    ...rows.map((row) =>
      `  ${row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join('  ')}`.trimEnd(),
    ),
    '',
    ...(cells.some((one) => one.includes(', else '))
      ? ['  Behind "else" stands what it is where the types of the two versions do not fit.']
      : []),
    '  The config sets other levels under diff.rules.',
  ];
}

/** `silent error`; and what it is where the types of the two versions do not fit. */
function cellText({ fit, misfit }: RuleCell): string {
  const [good, bad] = [fit, misfit].map(({ level, effect }) =>
    effect === 'none' ? level : `${effect} ${level}`,
  );
  return good === bad ? String(good) : `${String(good)}, else ${String(bad)}`;
}
