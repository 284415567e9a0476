import type { Level } from '../base/finding.ts';
import { inertJson } from './json.ts';
import type { ReportOptions } from './render-report.ts';
import type { DiffReport, ReportFinding, ReportProof, ReportRow } from './report.ts';
import { guessesOf, hintOf, verdictWords, type Guess } from './sections.ts';
import { sarifPlace, ruleOf, sarifText } from './sarif-parts.ts';
import { endText } from './shown.ts';

/**
 * The report as SARIF 2.1.0 (OASIS), one run: each row and each finding is a result at its place in the document after, else in the
 * one before. Waived rows are suppressed; what the compiler says against the rules is a notification about the tool.
 */
export function sarifReport(
  report: DiffReport,
  { verbose }: Pick<ReportOptions, 'verbose'>,
): string {
  const rows = report.rows.filter((one) => verbose || one.sort !== 'info');
  const findings = report.findings.filter((one) => verbose || one.level !== 'info');
  const ids = [...new Set([...rows, ...findings].map((one) => one.rule))].sort();
  const index = new Map(ids.map((id, position) => [id, position]));
  const guesses = guessesOf(report);
  // The standard wants all results to say whether they are suppressed, or none.
  const suppresses = rows.some((one) => one.waiver !== undefined);
  const results = [
    ...rows.map((row) => ({
      ...rowResult(row, guesses.get(row.id) ?? []),
      ...(suppresses ? { suppressions: suppressionsOf(row) } : {}),
    })),
    ...findings.map((one) => ({
      ...findingResult(one),
      ...(suppresses ? { suppressions: [] } : {}),
    })),
  ].map((result) => ({ ...result, ruleIndex: index.get(result.ruleId) ?? -1 }));
  return inertJson({
    version: '2.1.0',
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    runs: [
      {
        tool: { driver: { name: 'wireshape', version: report.tool, rules: ids.map(ruleOf) } },
        invocations: [
          { executionSuccessful: true, toolExecutionNotifications: notificationsOf(report.proof) },
        ],
        columnKind: 'utf16CodeUnits',
        results,
        properties: {
          before: report.before.label,
          after: report.after.label,
          counts: report.counts,
          semver: { source: report.semver.source.bump, wire: report.semver.wire.bump },
        },
      },
    ],
  });
}

const levelOf = {
  silent: 'error',
  loud: 'error',
  warning: 'warning',
  info: 'note',
  error: 'error',
} as const satisfies Readonly<Record<ReportRow['sort'] | Level, string>>;

function rowResult(row: ReportRow, guesses: readonly Guess[]) {
  const { before, after, rule, sort, flows, place, kind, source, wire } = row;
  const at = (after ?? before)?.at;
  const related = after === undefined ? undefined : before;
  return {
    ruleId: rule,
    level: levelOf[sort],
    message: { text: messageOf(row, guesses) },
    locations: at === undefined ? [] : [{ physicalLocation: sarifPlace(at), ...logical(row) }],
    ...(related === undefined
      ? {}
      : {
          relatedLocations: [
            { id: 1, physicalLocation: sarifPlace(related.at), message: { text: 'before' } },
          ],
        }),
    partialFingerprints: { 'wireshapeChange/v1': row.fingerprint },
    properties: { id: row.id, kind, sort, flows, place, source, wire, reaches: row.reaches },
  };
}

function logical({ place }: ReportRow): object {
  return { logicalLocations: [{ fullyQualifiedName: place }] };
}

function messageOf(row: ReportRow, guesses: readonly Guess[]): string {
  const { message, place, before, after } = row;
  const hint = hintOf(row, guesses);
  return [
    `${place}: ${message} (${verdictWords(row)}).`,
    ...(before === undefined ? [] : [`Before: ${endText(before, after)}.`]),
    ...(after === undefined ? [] : [`After: ${endText(after, before)}.`]),
    ...guesses.map(
      ({ verb, other, evidence }) =>
        `Probably ${verb} ${other}${evidence.length === 0 ? '' : `: ${evidence.join(', ')}`}.`,
    ),
    ...(hint === undefined ? [] : [`To do: ${hint}.`]),
  ]
    .map(sarifText)
    .join('\n');
}

/** A finding as a result at its place. */
export function findingResult({ rule, level, at, message, hint }: ReportFinding) {
  const text = hint === undefined ? message : `${message}\n${hint}`;
  return {
    ruleId: rule,
    level: levelOf[level],
    message: { text: text.split('\n').map(sarifText).join('\n') },
    locations: [{ physicalLocation: sarifPlace(at) }],
  };
}

function suppressionsOf({ waiver }: ReportRow): readonly object[] {
  if (waiver === undefined) return [];
  const { reason, expires } = waiver;
  const justification = expires === undefined ? reason : `${reason} (until ${expires})`;
  return [{ kind: 'external', status: 'accepted', justification }];
}

function notificationsOf(proof: ReportProof | undefined): readonly object[] {
  return (proof?.contradictions ?? []).map(({ name, flow, rules, compiler, message }) => {
    const text = `${name} (${flow}): the rules say that it ${rules}, the compiler that it ${compiler}`;
    return { level: 'error', message: { text: sarifText(`${text}. ${message}`) } };
  });
}
