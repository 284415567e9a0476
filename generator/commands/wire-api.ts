import { UsageError, type Checked, type Finding } from '../base/finding.ts';
import { locateFindings } from '../load/locate.ts';
import type { Version } from '../wire/version-check.ts';
import type { WireApi } from '../wire/wire-run.ts';
import type { GenerateTarget } from './generate.ts';
import { readModel } from './read-model.ts';

export interface WireApiOptions {
  /** The folder that paths are relative to, in what is given and in findings. */
  readonly cwd: string;
  /** Folders, besides each document's own, that references may lead into. */
  readonly allowRefs: readonly string[];
}

/**
 * Reads the versions of one API so that messages can be held against them; undefined where the document of one has an error.
 *
 * @throws {UsageError} where the targets are of several APIs, or of none.
 */
export async function readWireApi(
  targets: readonly GenerateTarget[],
  options: WireApiOptions,
): Promise<Checked<WireApi | undefined>> {
  const [first] = targets;
  if (first === undefined) throw new UsageError('there is no version to hold messages against');
  const { api } = first;
  const other = targets.find((one) => one.api !== api);
  if (other !== undefined) {
    const message = `messages are held against one API at a time, not ${api} and ${other.api}`;
    throw new UsageError(message, 'say which');
  }
  const findings: Finding[] = [];
  const versions: Version[] = [];
  for (const target of targets) {
    const { http: _, ...events } = target;
    const read = await readModel(target.document, {
      ...{ ...options, ...events, checks: true, verdict: 'quick' },
    });
    findings.push(...(await locateFindings(read.findings, read.texts)));
    if (read.model !== undefined) versions.push({ name: target.version, model: read.model });
  }
  const isWhole = versions.length === targets.length;
  return { value: isWhole ? { api, versions } : undefined, findings };
}
