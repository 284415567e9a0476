import { UsageError, type Finding } from '../base/finding.ts';
import type { WireReport } from '../base/wire-report.ts';
import { mergeReports } from '../wire/merge.ts';
import { readWireReport } from './read-wire-report.ts';
import { judged, type WireRequest, type WireResult } from './wire.ts';

export interface WireMergeRequest extends Pick<WireRequest, 'cwd' | 'baseline' | 'failOn'> {
  /** Files that `wireshape wire --format json` made. */
  readonly reports: readonly string[];
}

/**
 * Puts reports of several runs together: the report that one run over all of their captures would have made.
 *
 * @throws {UsageError} where none is named, and where they do not add up.
 */
export function mergeWire(request: WireMergeRequest): WireResult {
  const { reports, cwd } = request;
  if (reports.length === 0) {
    throw new UsageError('no report is named', 'wireshape wire merge a.json b.json -o all.json');
  }
  const findings: Finding[] = [];
  let all: WireReport | undefined;
  for (const file of reports) {
    const read = readWireReport(file, cwd);
    if (read.kind === 'failed') findings.push(read.finding);
    else all = all === undefined ? read.report : mergeReports(all, read.report);
  }
  if (all === undefined || findings.length > 0) {
    return { shown: undefined, findings, outcome: 'failed' };
  }
  return judged(all, request, findings);
}
