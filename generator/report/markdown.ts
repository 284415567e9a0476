import { groupRows } from './markdown-row.ts';
import { findingBlocks, proofBlocks, waivedBlocks } from './markdown-findings.ts';
import { code, prose, table } from '../render/markdown-text.ts';
import type { ReportOptions } from './render-report.ts';
import type { DiffReport, ReportCandidate, ReportRow, ReportSide } from './report.ts';
import { groupsOf, guessesOf, sorts, waivedSection, type Guess } from './sections.ts';
import { count } from './shown.ts';

/**
 * The report as a page for somebody who has to migrate, or as a comment on a pull request: what it comes to, what is called or
 * stands otherwise, what is gone, and then each change, silent breaks first. It is in prettier's layout as it stands.
 */
export function markdownReport(
  report: DiffReport,
  { verbose }: Pick<ReportOptions, 'verbose'>,
): string {
  const { before, after } = report;
  const guesses = guessesOf(report);
  const blocks = [
    `# ${code(before.label)} → ${code(after.label)}`,
    sidesTable(before, after),
    ...(report.unrelated
      ? ['**The two have no event and no type in common: they are unrelated.**']
      : []),
    countTable(report),
    semverTable(report),
    ...headlineBlocks(report),
    ...candidateBlocks(report.candidates),
    ...lostBlocks(report, guesses),
    ...sectionBlocks(report, guesses, verbose),
    ...waivedBlocks(report.rows),
    ...findingBlocks(report.findings),
    ...proofBlocks(report.proof),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function sidesTable(before: ReportSide, after: ReportSide): string {
  const row = (what: string, side: ReportSide): readonly string[] => [
    what,
    code(side.title, 'cell'),
    code(side.version, 'cell'),
    code(side.file, 'cell'),
    String(side.events.received),
    String(side.events.sent),
  ];
  return table(
    ['', 'API', 'Version', 'Document', 'Events received', 'Events sent'],
    [row('Before', before), row('After', after)],
  ).join('\n');
}

function countTable({ counts }: DiffReport): string {
  const total = counts.silent + counts.loud + counts.warning + counts.info + counts.waived;
  if (total === 0) return 'Nothing has changed.';
  return table(
    ['Changes', '', 'What it means'],
    [
      ...sorts.map(({ sort, title, meaning }) => [title, String(counts[sort]), meaning]),
      ...(counts.waived === 0
        ? []
        : [[waivedSection.title, String(counts.waived), waivedSection.meaning]]),
    ],
  ).join('\n');
}

function semverTable({ semver: { source, wire } }: DiffReport): string {
  const row = (what: string, { bump, forcedBy }: typeof source): readonly string[] => [
    what,
    `**${bump}**`,
    String(forcedBy.length),
  ];
  return table(
    ['Whom it concerns', 'Next version', 'Changes that force it'],
    [
      row('source: code that is compiled against the types', source),
      row('wire: programs that run already', wire),
    ],
  ).join('\n');
}

function headlineBlocks({ headlines }: DiffReport): readonly string[] {
  if (headlines.length === 0) return [];
  const lines = headlines.flatMap(({ sort, text, items, more }) => {
    const title = sorts.find((one) => one.sort === sort)?.title ?? '';
    const rest = more === 0 ? [] : [`  - and ${more} more`];
    return [
      `- **${title}:** ${prose(text)}`,
      ...items.map((item) => `  - ${itemText(item)}`),
      ...rest,
    ];
  });
  return ['## In short', lines.join('\n')];
}

/** `a → b` are two names; anything else is prose. */
function itemText(item: string): string {
  const [from, to, ...others] = item.split(' → ');
  return from !== undefined && to !== undefined && others.length === 0
    ? `${code(from)} → ${code(to)}`
    : prose(item);
}

function candidateBlocks(candidates: readonly ReportCandidate[]): readonly string[] {
  return candidateTables.flatMap(({ kind, title, lead }) => {
    const rows = candidates.filter((one) => one.kind === kind);
    if (rows.length === 0) return [];
    const cells = rows.map(({ from, to, evidence, score }) => [
      code(from, 'cell'),
      code(to, 'cell'),
      prose(evidence.join(', '), 'cell'),
      `${Math.round(score * 100)} %`,
    ]);
    return [`## ${title}`, lead, table(['Before', 'After', 'Because', 'Sure'], cells).join('\n')];
  });
}

const candidateTables: readonly {
  readonly kind: ReportCandidate['kind'];
  readonly title: string;
  readonly lead: string;
}[] = [
  {
    kind: 'event-renamed',
    title: 'Events that are probably renamed',
    lead: 'Listen for the new name, or send it; under the old one nothing is there any more.',
  },
  {
    kind: 'field-renamed',
    title: 'Fields that are probably renamed',
    lead: 'What is the same may be read and written under the new name.',
  },
  {
    kind: 'field-moved',
    title: 'Fields that have probably moved',
    lead: 'What stood in one place stands in another.',
  },
];

/** What went away, and no guess says whereto: whoever used it has to do without. */
function lostBlocks(
  { rows }: DiffReport,
  guesses: ReadonlyMap<string, readonly Guess[]>,
): readonly string[] {
  const lost = rows.filter(
    (row) =>
      goneKinds.has(row.kind) &&
      row.sort !== 'info' &&
      row.waiver === undefined &&
      !guesses.has(row.id),
  );
  if (lost.length === 0) return [];
  return ['## Gone, with nothing in its place', lost.map(lostLine).join('\n')];
}

/** The kinds of change that take away something that code could use. */
const goneKinds: ReadonlySet<string> = new Set([
  'event-removed',
  'field-removed',
  'channel-removed',
  'operation-removed',
  'endpoint-removed',
  'parameter-removed',
  'value-removed',
  'member-removed',
]);

function lostLine({ place, message }: ReportRow): string {
  return `- ${code(place)}: ${prose(message)}`;
}

/** So many rows hide what comes behind them. */
const longSection = 40;

function sectionBlocks(
  report: DiffReport,
  guesses: ReadonlyMap<string, readonly Guess[]>,
  verbose: boolean,
): readonly string[] {
  return sorts
    .filter(({ sort }) => sort !== 'info' || verbose)
    .flatMap(({ sort, title, meaning }) => {
      const groups = groupsOf(report, sort);
      if (groups.length === 0) return [];
      const blocks = groups.flatMap((group) => groupRows(group, guesses));
      const number = groups.reduce((sum, { rows }) => sum + rows.length, 0);
      const long = sort === 'info' || (sort !== 'silent' && number > longSection);
      const lead = `${meaning.slice(0, 1).toUpperCase()}${meaning.slice(1)}.`;
      return [`## ${title}`, lead, ...(long ? folded(count(number, 'change'), blocks) : blocks)];
    });
}

/** Blocks that are seen when somebody asks for them. */
function folded(summary: string, blocks: readonly string[]): readonly string[] {
  return [`<details>\n<summary>${summary}</summary>`, ...blocks, '</details>'];
}
