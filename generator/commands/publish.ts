import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { hasErrors, UsageError, type Finding } from '../base/finding.ts';
import { locateFindings } from '../load/locate.ts';
import type { PlanRequest, ReleasePlan } from '../pack/plan.ts';
import type { PackTarget } from './pack-targets.ts';
import type { PreparedRelease } from './prepare-release.ts';
import type { CheckResult } from './publish-checks.ts';
import type { Released } from './publish-release.ts';

/** What is asked of a package before it is published. */
export const checkNames = ['publint', 'attw', 'consumer'] as const;

export type CheckName = (typeof checkNames)[number];

export interface PublishOptions {
  /** The folder that paths are relative to, in what is given and in what is told. */
  readonly cwd: string;
  /** `plan` writes nothing and publishes nothing. */
  readonly mode: 'plan' | 'publish';
  readonly request: PlanRequest;
  /** What was published last, as a file has it; undefined asks the registry. */
  readonly since: string | undefined;
  /** The URL of the registry; undefined leaves it to npm. */
  readonly registry: string | undefined;
  /** The tag under which people install it, `latest`. */
  readonly tag: string;
  readonly access: 'public' | 'restricted' | undefined;
  /** Whether npm is to say where it was built; undefined where the CI offers it. */
  readonly provenance: boolean | undefined;
  readonly gitTag: boolean;
  /** Publishes what is not committed, too. */
  readonly allowDirty: boolean;
  readonly skip: readonly CheckName[];
  /** `2026-12-31`: the day that the changelog names, and on which waivers must hold. */
  readonly today: string;
  /** Called when a step is begun; for progress, never for results. */
  readonly onProgress: (target: PackTarget, step: PublishStep) => void;
}

export type PublishStep = 'planning' | 'checking' | 'publishing';

/** What became of a package. */
export interface PublishResult {
  readonly target: PackTarget;
  /** Undefined where an error came before it. */
  readonly plan: ReleasePlan | undefined;
  /** What the changelog says of the version, without its heading; undefined where there is nothing to publish. */
  readonly entry: string | undefined;
  readonly checks: readonly CheckResult[];
  /** What was done; undefined where nothing was, because of an error or because it was not asked for. */
  readonly released: Released | undefined;
  readonly findings: readonly Finding[];
  /** Texts that findings are about, by display name. */
  readonly texts: ReadonlyMap<string, string>;
  readonly milliseconds: number;
}

/**
 * Publishes the packages whose content differs from what the registry has. Nothing is published unless every package passes every
 * check. What was interrupted is taken up by the next run: what has been done is seen from the registry, the files and git.
 *
 * @throws {UsageError} where the version that is asked for cannot be, or where the config does not name the package.
 */
export async function publish(
  targets: readonly PackTarget[],
  options: PublishOptions,
): Promise<readonly PublishResult[]> {
  for (const target of targets) checkNamed(target, options);
  // What it needs, other commands do not.
  const { prepareRelease } = await import('./prepare-release.ts');
  const folder = mkdtempSync(path.join(tmpdir(), 'wireshape-publish-'));
  try {
    const prepared: PreparedRelease[] = [];
    for (const target of targets) {
      prepared.push(await prepareRelease(target, path.join(folder, target.api), options));
    }
    const failed = prepared.some((one) => hasErrors(one.findings));
    const results: PublishResult[] = [];
    for (const one of prepared) {
      results.push(await finish(one, failed || options.mode === 'plan', options));
    }
    return results;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What an API is called is good enough for a folder; on a registry, a package of that name may be somebody else's. */
function checkNamed({ api, settings }: PackTarget, { since }: PublishOptions): void {
  if (settings.name !== undefined || since !== undefined) return;
  throw new UsageError(
    `the config gives the package of ${api} no name, and on a registry ${api} may be another's`,
    `set apis[${JSON.stringify(api)}].package.name, such as '@your-scope/${api}'`,
  );
}

async function finish(
  prepared: PreparedRelease,
  isOver: boolean,
  options: PublishOptions,
): Promise<PublishResult> {
  const start = performance.now();
  const { target, plan, entry, checks, texts } = prepared;
  const { released, findings } = isOver ? nothingDone : await release(prepared, options);
  return {
    target,
    plan,
    entry,
    checks,
    released,
    findings: await locateFindings([...prepared.findings, ...findings], texts),
    texts,
    milliseconds: prepared.milliseconds + performance.now() - start,
  };
}

const nothingDone = { released: undefined, findings: [] };

async function release(prepared: PreparedRelease, options: PublishOptions) {
  const { publishRelease } = await import('./publish-release.ts');
  return publishRelease(prepared, options);
}
