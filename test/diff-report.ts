import { createHash } from 'node:crypto';
import type {
  DiffReport,
  ReportCandidate,
  ReportCounts,
  ReportEnd,
  ReportRow,
  ReportSide,
} from '../generator/report/report.ts';

/** A report of the rows that are given; counts follow from them unless they are given as well. */
export function reportOf(rows: readonly ReportRow[], more: Partial<DiffReport> = {}): DiffReport {
  const breaking = rows.filter(
    (one) => one.waiver === undefined && (one.sort === 'silent' || one.sort === 'loud'),
  );
  const forcedBy = breaking.map((one) => one.id);
  const bump = breaking.length > 0 ? 'major' : rows.length > 0 ? 'minor' : 'none';
  return {
    format: 'wireshape-diff/1',
    tool: '1.2.3',
    before: sideOf('chat@beta', '1.0.0'),
    after: sideOf('chat@ga', '2.0.0'),
    unrelated: false,
    semver: { source: { bump, forcedBy }, wire: { bump, forcedBy } },
    counts: countsOf(rows),
    headlines: [],
    rows,
    candidates: [],
    findings: [],
    proof: undefined,
    ...more,
  };
}

export function sideOf(label: string, version: string, more: Partial<ReportSide> = {}): ReportSide {
  return {
    label,
    title: 'Chat API',
    version,
    file: `spec/${version}.yaml`,
    format: 'AsyncAPI 3.0.0',
    events: { received: 3, sent: 2 },
    ...more,
  };
}

/** A row by its id, `field-removed Session.voice`; a silent break of both audiences unless more is said. */
export function rowOf(id: string, more: Partial<ReportRow> = {}): ReportRow {
  const [kind = '', ...rest] = id.split(' ');
  const place = rest.join(' ');
  return {
    id,
    fingerprint: createHash('sha256').update(id).digest('hex').slice(0, 16),
    rule: kind,
    kind,
    sort: 'silent',
    source: { level: 'error', effect: 'loud' },
    wire: { level: 'error', effect: 'silent' },
    flows: ['received'],
    place,
    reaches: [],
    message: `${kind} happened to "${place}"`,
    hint: undefined,
    before: undefined,
    after: undefined,
    waiver: undefined,
    ...more,
  };
}

export function endOf(text: string, file = 'spec/chat.yaml', line = 7): ReportEnd {
  return { text, at: { file, pointer: '/components/schemas/Session', line, column: 5 } };
}

export function candidateOf(
  removed: ReportRow,
  added: ReportRow,
  more: Partial<ReportCandidate> = {},
): ReportCandidate {
  return {
    kind: 'event-renamed',
    removed: removed.id,
    added: added.id,
    from: removed.place,
    to: added.place,
    score: 0.95,
    evidence: ['same 7 fields'],
    ...more,
  };
}

function countsOf(rows: readonly ReportRow[]): ReportCounts {
  const of = (sort: ReportRow['sort']): number =>
    rows.filter((one) => one.sort === sort && one.waiver === undefined).length;
  return {
    silent: of('silent'),
    loud: of('loud'),
    warning: of('warning'),
    info: of('info'),
    waived: rows.filter((one) => one.waiver !== undefined).length,
  };
}
