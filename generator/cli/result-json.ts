import path from 'node:path';
import type { FileChange, Finding, TargetResult } from '../index.ts';
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
  results: readonly TargetResult[],
  { cwd, mode, exitCode, version }: ReportContext,
): GenerateReport {
  const findings = results.flatMap((one) => one.findings);
  const of = (level: Finding['level']): number =>
    findings.filter((one) => one.level === level).length;
  return {
    wireshape: version,
    command: 'generate',
    mode,
    exitCode,
    errors: of('error'),
    warnings: of('warning'),
    notes: of('info'),
    targets: results.map((one) => targetReport(one, cwd)),
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
