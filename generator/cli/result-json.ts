import path from 'node:path';
import type { ApiResult, FileChange, Finding, TargetResult } from '../index.ts';
import type { Generated } from './print-results.ts';
import type { Mode } from './result-text.ts';

/** What `generate --json` prints; keys come in this order, and what is not known is null. */
export interface GenerateReport {
  readonly wireshape: string;
  readonly command: 'generate';
  readonly mode: Mode;
  readonly exitCode: number;
  readonly errors: number;
  readonly warnings: number;
  readonly notes: number;
  readonly targets: readonly TargetReport[];
  /** What stands beside the versions of an API. */
  readonly apis: readonly ApiReport[];
}

interface ApiReport {
  readonly api: string;
  readonly output: string;
  readonly counts: { readonly versions: number; readonly pages: number } | null;
  readonly files: TargetReport['files'];
  readonly findings: readonly FindingReport[];
  readonly milliseconds: number;
}

interface TargetReport {
  readonly api: string;
  readonly version: string;
  readonly document: string;
  readonly output: string;
  readonly counts: {
    readonly received: number;
    readonly sent: number;
    readonly types: number;
  } | null;
  readonly files: readonly { readonly file: string; readonly change: FileChange['change'] }[];
  readonly findings: readonly FindingReport[];
  readonly milliseconds: number;
}

export interface FindingReport {
  readonly file: string;
  readonly line: number | null;
  readonly column: number | null;
  readonly pointer: string;
  readonly rule: string;
  readonly level: Finding['level'];
  readonly message: string;
  readonly hint: string | null;
}

/** The results as plain data, without the texts of files. */
export function generateReport(
  { targets, apis }: Generated,
  { cwd, mode, exitCode, version }: ReportContext,
): GenerateReport {
  const findings = [...targets, ...apis].flatMap((one) => one.findings);
  return {
    wireshape: version,
    command: 'generate',
    mode,
    exitCode,
    ...levelCounts(findings),
    targets: targets.map((one) => targetReport(one, cwd)),
    apis: apis.map((one) => apiReport(one, cwd)),
  };
}

export interface ReportContext {
  readonly cwd: string;
  readonly mode: Mode;
  readonly exitCode: number;
  readonly version: string;
}

function targetReport(result: TargetResult, cwd: string): TargetReport {
  const { api, version, document, output } = result.target;
  return {
    api,
    version,
    document: shownPath(document, cwd),
    output: shownPath(output, cwd),
    counts: result.counts ?? null,
    files: result.files.map(({ file, change }) => ({ file, change })),
    findings: findingReports(result.findings),
    milliseconds: Math.round(result.milliseconds),
  };
}

function apiReport(
  { target, counts, files, findings, milliseconds }: ApiResult,
  cwd: string,
): ApiReport {
  return {
    api: target.api,
    output: shownPath(target.output, cwd),
    counts: counts ?? null,
    files: files.map(({ file, change }) => ({ file, change })),
    findings: findingReports(findings),
    milliseconds: Math.round(milliseconds),
  };
}

/** How many findings there are of each level, as every report in JSON says it. */
export function levelCounts(findings: readonly Finding[]): {
  readonly errors: number;
  readonly warnings: number;
  readonly notes: number;
} {
  const of = (level: Finding['level']): number =>
    findings.filter((one) => one.level === level).length;
  return { errors: of('error'), warnings: of('warning'), notes: of('info') };
}

/** Findings as plain data. */
export function findingReports(findings: readonly Finding[]): readonly FindingReport[] {
  return findings.map(({ at, rule, level, message, hint }) => ({
    file: at.file,
    line: at.line ?? null,
    column: at.column ?? null,
    pointer: at.pointer,
    rule,
    level,
    message,
    hint: hint ?? null,
  }));
}

/** A path as the user would write it: relative to where they are, with forward slashes. */
export function shownPath(file: string, cwd: string): string {
  const relative = path.relative(cwd, path.resolve(cwd, file));
  return relative === '' ? '.' : relative.split(path.sep).join('/');
}
