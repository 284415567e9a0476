import { readFileSync } from 'node:fs';
import path from 'node:path';
import { finding, type Finding } from '../base/finding.ts';
import { isRecord } from '../base/json.ts';
import { slashed } from '../base/slashed.ts';
import { wireFindingId } from '../base/wire-finding-id.ts';
import type { WireReport } from '../base/wire-report.ts';

/** Findings about traffic that are known and accepted. */
export interface WireBaseline {
  readonly format: 'wireshape-wire-baseline/1';
  readonly api: string;
  readonly version: string;
  /** Ids of findings, sorted. */
  readonly accepted: readonly string[];
}

export type BaselineRead =
  | { readonly kind: 'read'; readonly accepted: ReadonlySet<string> }
  | { readonly kind: 'failed'; readonly finding: Finding };

/** Reads a baseline for a report; what is wrong with it is a finding. */
export function readBaseline(file: string, cwd: string, report: WireReport): BaselineRead {
  const at = { file: slashed(file), pointer: '' };
  const failed = (message: string, pointer = '', hint?: string): BaselineRead => ({
    kind: 'failed',
    finding: finding('baseline-invalid', 'error', { ...at, pointer }, message, hint),
  });
  let text: string;
  try {
    text = readFileSync(path.resolve(cwd, file), 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    const hint = '--write-baseline makes one of what is found now';
    if (code === 'ENOENT') return failed('there is no such file', '', hint);
    return failed(`it cannot be read (${code})`);
  }
  const value = parsed(text);
  if (!isRecord(value) || value['format'] !== 'wireshape-wire-baseline/1') {
    return failed('this is no baseline, which begins with "format": "wireshape-wire-baseline/1"');
  }
  const { api, version, accepted } = value;
  if (api !== report.api || version !== report.version) {
    const [own, other] = [`${report.api}@${report.version}`, `${String(api)}@${String(version)}`];
    return failed(`it is of ${other}, and the captures are held against ${own}`, '/version');
  }
  const isList = Array.isArray(accepted) && accepted.every((one) => typeof one === 'string');
  if (!isList) return failed('"accepted" must be a list of texts', '/accepted');
  return { kind: 'read', accepted: new Set(accepted) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** A baseline that accepts all that a report has found. */
export function baselineText(report: WireReport): string {
  const { api, version } = report;
  const baseline: WireBaseline = {
    ...{ format: 'wireshape-wire-baseline/1', api, version },
    accepted: idsOf(report),
  };
  return `${JSON.stringify(baseline, undefined, 2)}\n`;
}

/** What a report has found, each once, sorted. */
export function idsOf({ drifts, troubles }: WireReport): readonly string[] {
  return [...new Set([...drifts, ...troubles].map(wireFindingId))].sort();
}
