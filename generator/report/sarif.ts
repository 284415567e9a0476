import type { Level, Place } from '../base/finding.ts';
import { rules as knownRules } from '../base/rules.ts';
import { inertJson } from './json.ts';
import type { ReportOptions } from './render-report.ts';
import type { DiffReport, ReportFinding, ReportProof, ReportRow } from './report.ts';
import { guessesOf, hintOf, verdictWords, type Guess } from './sections.ts';
import { shown } from '../render/shown.ts';
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

function ruleOf(id: string): object {
  const known = knownRules.find((one) => one.id === id);
  if (known === undefined) return { id };
  return {
    id,
    shortDescription: { text: known.why },
    defaultConfiguration: { level: levelOf[known.level] },
  };
}

function rowResult(row: ReportRow, guesses: readonly Guess[]) {
  const { before, after, rule, sort, flows, place, kind, source, wire } = row;
  const at = (after ?? before)?.at;
  const related = after === undefined ? undefined : before;
  return {
    ruleId: rule,
    level: levelOf[sort],
    message: { text: messageOf(row, guesses) },
    locations: at === undefined ? [] : [{ physicalLocation: physical(at), ...logical(row) }],
    ...(related === undefined
      ? {}
      : {
          relatedLocations: [
            { id: 1, physicalLocation: physical(related.at), message: { text: 'before' } },
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
    .map(plain)
    .join('\n');
}

function findingResult({ rule, level, at, message, hint }: ReportFinding) {
  const text = hint === undefined ? message : `${message}\n${hint}`;
  return {
    ruleId: rule,
    level: levelOf[level],
    message: { text: text.split('\n').map(plain).join('\n') },
    locations: [{ physicalLocation: physical(at) }],
  };
}

/**
 * A text in a message: braces are doubled, because `{0}` is a place for an argument (SARIF 2.1.0, 3.11.5), and what would be a link,
 * `[text](target)`, is none (3.11.6).
 */
function plain(text: string): string {
  const doubled = shown(text).replaceAll(/[{}]/g, '$&$&');
  return doubled.includes('](') ? doubled.replaceAll(/[[\]]/g, '\\$&') : doubled;
}

function suppressionsOf({ waiver }: ReportRow): readonly object[] {
  if (waiver === undefined) return [];
  const { reason, expires } = waiver;
  const justification = expires === undefined ? reason : `${reason} (until ${expires})`;
  return [{ kind: 'external', status: 'accepted', justification }];
}

function physical({ file, line, column }: Place): object {
  const region = {
    startLine: line,
    ...(column === undefined ? {} : { startColumn: column }),
  };
  return {
    artifactLocation: { uri: uriOf(file) },
    ...(line === undefined ? {} : { region }),
  };
}

/** A path as a reference to a URI: a colon in it, as of a git revision, must not pass for a scheme. */
function uriOf(file: string): string {
  const isDrive = /^[A-Za-z]:[\\/]/.test(file);
  const segments = file.replaceAll('\\', '/').split('/').map(encodeSegment);
  if (isDrive) return `file:///${segments.join('/')}`;
  return file.startsWith('/') ? `file://${segments.join('/')}` : segments.join('/');
}

function encodeSegment(segment: string): string {
  return encodeURIComponent(segment.replaceAll(/\p{Cs}/gu, '\ufffd'));
}

function notificationsOf(proof: ReportProof | undefined): readonly object[] {
  return (proof?.contradictions ?? []).map(({ name, flow, rules, compiler, message }) => {
    const text = `${name} (${flow}): the rules say that it ${rules}, the compiler that it ${compiler}`;
    return { level: 'error', message: { text: plain(`${text}. ${message}`) } };
  });
}
