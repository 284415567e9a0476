import type { Finding } from '../base/finding.ts';
import { locateFindings } from '../load/locate.ts';
import type { GenerateTarget } from './generate.ts';
import { readModel } from './read-model.ts';

export interface ValidateOptions {
  /** The folder that paths are relative to, in what is given and in findings. */
  readonly cwd: string;
  /** Folders, besides each document's own, that references may lead into. */
  readonly allowRefs: readonly string[];
  /** Called when a document is begun; for progress, never for results. */
  readonly onProgress: (target: GenerateTarget) => void;
}

export interface ValidateResult {
  readonly target: GenerateTarget;
  /** Located: what keeps types from being made, what AsyncAPI's rules and its official parser say, and what they advise. */
  readonly findings: readonly Finding[];
  /** Texts by display name, for code frames. */
  readonly texts: ReadonlyMap<string, string>;
  readonly milliseconds: number;
}

/** Judges documents, one after the other; where the targets' output would go does not matter. */
export async function validate(
  targets: readonly GenerateTarget[],
  options: ValidateOptions,
): Promise<readonly ValidateResult[]> {
  const results: ValidateResult[] = [];
  for (const target of targets) {
    options.onProgress(target);
    const start = performance.now();
    const read = await readModel(target.document, { ...options, ...target, verdict: 'full' });
    const findings = await locateFindings([...read.findings, ...(await read.official)], read.texts);
    const milliseconds = performance.now() - start;
    results.push({ target, findings, texts: read.texts, milliseconds });
  }
  return results;
}
