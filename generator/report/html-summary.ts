import { badges, evidenceText } from './html-words.ts';
import { placeText } from './place-text.ts';
import type { RowContext } from './html-row.ts';
import type { DiffReport, ReportSemver, ReportSide } from './report.ts';
import { titleOf } from './sections.ts';
import { count } from './shown.ts';

/** The view of templates/report/summary.hbs. */
export function summaryView(report: DiffReport, context: RowContext) {
  return {
    heading: titleOf(report.before, report.after),
    isUnrelated: report.unrelated,
    sides: [
      { side: 'before', label: 'Before', ...sideView(report.before) },
      { side: 'after', label: 'After', ...sideView(report.after) },
    ],
    verdicts: [
      {
        title: 'Source: code compiled against the types',
        ...semverView(report.semver.source, report),
      },
      { title: 'Wire: programs that run already', ...semverView(report.semver.wire, report) },
    ],
    headlines: report.headlines.map(({ sort, text, items, more }) => ({
      sort,
      sortName: badges[sort],
      text,
      items: items.map((item) => ({ text: item })),
      more: moreText(more),
    })),
    ...candidatesView(report, context),
    ...findingsView(report),
    ...proofView(report),
  };
}

function sideView({ label, file, format, events }: ReportSide) {
  return {
    name: label,
    facts: `${format}, ${count(events.received, 'event')} received, ${String(events.sent)} sent; ${file}`,
  };
}

/** How many of the changes that force a version are named beside it. */
const forcedShown = 4;

function semverView({ bump, forcedBy }: ReportSemver, { rows }: DiffReport) {
  const byId = new Map(rows.map((row) => [row.id, row]));
  const forcing = forcedBy.map((id) => byId.get(id)).filter((row) => row !== undefined);
  const forced = forcing.slice(0, forcedShown).map(({ fingerprint, place }, index) => ({
    lead: index === 0 ? '' : ', ',
    href: `#${fingerprint}`,
    name: place,
  }));
  return {
    bump,
    forced,
    more: moreText(forcing.length - forced.length),
    why: 'No change asks for more.',
  };
}

function moreText(more: number): string {
  return more > 0 ? ` and ${more} more` : '';
}

function candidatesView({ candidates }: DiffReport, { links }: RowContext) {
  return {
    candidateCount: String(candidates.length),
    candidates: candidates.map((one) => ({
      removed: links.get(one.removed) ?? '#changes',
      added: links.get(one.added) ?? '#changes',
      from: one.from,
      to: one.to,
      evidence: evidenceText(one.score, one.evidence),
    })),
  };
}

function findingsView({ findings }: DiffReport) {
  return {
    findingCount: String(findings.length),
    findings: findings.map(({ level, message, rule, at, hint }) => ({
      level,
      message,
      rule,
      at: placeText(at),
      hint: hint ?? '',
    })),
  };
}

function proofView({ proof }: DiffReport) {
  const contradictions = proof?.contradictions ?? [];
  return {
    proof: proof === undefined ? '' : proofText(proof.asked, contradictions.length),
    isContradicted: contradictions.length > 0,
    contradictions: contradictions.map(({ name, flow, rules, compiler, message }) => ({
      name,
      flow,
      text: `the rules say it ${rules}, the compiler says it ${compiler}`,
      message,
    })),
    explained: (proof?.explained ?? []).map(({ reason, names }) => ({
      reason,
      names: names.join(', '),
    })),
  };
}

function proofText(asked: number, contradictions: number): string {
  const types = count(asked, 'type');
  return contradictions === 0
    ? `The compiler was asked about ${types} and says the same`
    : `The compiler was asked about ${types} and contradicts ${count(contradictions, 'verdict')}`;
}
