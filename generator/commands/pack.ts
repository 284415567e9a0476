import { finding, hasErrors, UsageError, type Finding } from '../base/finding.ts';
import { displayName } from '../load/document-reader.ts';
import { locateFindings } from '../load/locate.ts';
import { isPackageVersion } from '../pack/package-name.ts';
import { applyOwnedDrafts, compareOwnedDrafts } from '../render/drafts-owned.ts';
import { buildPackage, type BuiltPackage } from './build-package.ts';
import { generateApis } from './generate-apis.ts';
import { generate } from './generate.ts';
import {
  blockedFolder,
  fileChange,
  findRefusal,
  takenFiles,
  type FileChange,
} from './output-folder.ts';
import type { PackTarget } from './pack-targets.ts';

export interface PackOptions {
  /** The folder that paths are relative to, in what is told. */
  readonly cwd: string;
  /** The version of every package; what stands beside the generated files where it is left out. */
  readonly version: string | undefined;
  /** Called when a package is begun; for progress, never for results. */
  readonly onProgress: (target: PackTarget) => void;
}

/** What became of a package. */
export interface PackResult {
  readonly target: PackTarget;
  readonly version: string;
  /** What happened to the files of its folder; empty where an error kept them as they were. */
  readonly files: readonly FileChange[];
  /** How many bytes its files have together. */
  readonly bytes: number;
  readonly findings: readonly Finding[];
  /** Texts that findings are about, by display name. */
  readonly texts: ReadonlyMap<string, string>;
  readonly milliseconds: number;
}

/**
 * Builds packages into their folders. A package whose sources are out of date, or that has an error, is left as it was.
 *
 * @throws {UsageError} for a version that npm does not take.
 */
export async function pack(
  targets: readonly PackTarget[],
  options: PackOptions,
): Promise<readonly PackResult[]> {
  const { version } = options;
  if (version !== undefined && !isPackageVersion(version)) {
    throw new UsageError(`${version} is no version of a package`, 'npm takes such as 1.2.3');
  }
  const results: PackResult[] = [];
  for (const target of targets) {
    options.onProgress(target);
    results.push(await packOne(target, options));
  }
  return results;
}

async function packOne(target: PackTarget, { cwd, version }: PackOptions): Promise<PackResult> {
  const start = performance.now();
  const fresh = await checkFresh(target, cwd);
  const built: BuiltPackage = hasErrors(fresh.findings)
    ? { name: target.name, version: version ?? '', files: [], findings: [] }
    : await buildPackage({ target, version, changelog: undefined, cwd });
  const findings = [...fresh.findings, ...built.findings];
  const folder = target.output;
  const changes = hasErrors(findings) ? [] : compareOwnedDrafts(folder, built.files);
  findings.push(...blockedFolder(folder, cwd), ...takenFiles(changes, folder, cwd));
  if (!hasErrors(findings)) {
    findings.push(...findRefusal(folder, cwd, () => applyOwnedDrafts(folder, changes)));
  }
  const failed = hasErrors(findings);
  return {
    target,
    version: built.version,
    files: failed ? [] : changes.map((one) => fileChange(one, folder, cwd)),
    bytes: built.files.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0),
    findings: await locateFindings(findings, fresh.texts),
    texts: fresh.texts,
    milliseconds: performance.now() - start,
  };
}

interface Fresh {
  /** The documents, and all files that they refer to, absolute. */
  readonly inputs: readonly string[];
  readonly findings: readonly Finding[];
  readonly texts: ReadonlyMap<string, string>;
}

/** What keeps the output of an API from being what its documents say today. */
export async function checkFresh({ generated, versions }: PackTarget, cwd: string): Promise<Fresh> {
  const mode = 'check';
  const results = await generate(versions, {
    cwd,
    mode,
    // The parser has seen the documents when they were generated.
    verdict: 'quick',
    verify: false,
    allowRefs: [],
    onProgress: () => undefined,
  });
  const apis = await generateApis([generated], results, { cwd, mode });
  const errors = [...results, ...apis]
    .flatMap((one) => one.findings)
    .filter((one) => one.level === 'error');
  const changes = [...results, ...apis].flatMap((one) => one.files);
  const stale = changes.filter((one) => one.change !== 'same');
  const texts = new Map(results.flatMap((one) => [...one.texts]));
  const inputs = results.flatMap((one) => one.inputs);
  if (errors.length > 0 || stale.length === 0) return { inputs, findings: errors, texts };
  const at = { file: displayName(generated.output, cwd), pointer: '' };
  const [first] = stale;
  const found = changes.every((one) => one.change === 'created')
    ? finding('package-empty', 'error', at, 'nothing was generated here yet', hint)
    : finding(
        'package-stale',
        'error',
        at,
        `this is not what the documents say today; ${String(stale.length)} of its files would change, ${first?.file ?? ''} the first`,
        hint,
      );
  return { inputs, findings: [found], texts };
}

const hint = 'run wireshape generate first';
