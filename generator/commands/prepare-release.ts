import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { finding, hasErrors, type Finding, type Origin } from '../base/finding.ts';
import { toolVersion } from '../base/tool.ts';
import { displayName } from '../load/document-reader.ts';
import { withEntry } from '../pack/changelog.ts';
import { entryText } from '../pack/changelog-entry.ts';
import { planRelease, type ReleasePlan } from '../pack/plan.ts';
import type { Draft } from '../render/drafts.ts';
import { buildPackage } from './build-package.ts';
import { openGit } from './git-release.ts';
import { checkFresh } from './pack.ts';
import type { PackTarget } from './pack-targets.ts';
import { packFiles, runChecks, type CheckResult, type PackedPackage } from './publish-checks.ts';
import type { PublishOptions } from './publish.ts';
import { findPublished, readSince, type RegistryAnswer } from './published-package.ts';
import { changelogName, releaseChanges } from './release-changes.ts';

/** A package that could be published now, or why it cannot be. */
export interface PreparedRelease {
  readonly target: PackTarget;
  readonly plan: ReleasePlan | undefined;
  readonly entry: string | undefined;
  /** The whole text that its changelog is to have. */
  readonly changelog: string | undefined;
  /** Undefined where there is nothing to publish. */
  readonly packed: PackedPackage | undefined;
  readonly checks: readonly CheckResult[];
  readonly findings: readonly Finding[];
  readonly texts: ReadonlyMap<string, string>;
  readonly milliseconds: number;
}

/** Does all that can be done without changing anything outside of `folder`, an empty one. */
export async function prepareRelease(
  target: PackTarget,
  folder: string,
  options: PublishOptions,
): Promise<PreparedRelease> {
  const start = performance.now();
  options.onProgress(target, 'planning');
  const fresh = await checkFresh(target, options.cwd);
  const findings = [...fresh.findings, ...dirtyFindings(target, fresh.inputs, options)];
  const prepared = hasErrors(findings)
    ? { ...nothing, findings: [] }
    : await prepareFresh(target, folder, options);
  return {
    ...prepared,
    target,
    findings: [...findings, ...prepared.findings],
    texts: fresh.texts,
    milliseconds: performance.now() - start,
  };
}

type Prepared = Omit<PreparedRelease, 'target' | 'texts' | 'milliseconds'>;

const nothing = {
  plan: undefined,
  entry: undefined,
  changelog: undefined,
  packed: undefined,
  checks: [],
};

async function prepareFresh(
  target: PackTarget,
  folder: string,
  options: PublishOptions,
): Promise<Prepared> {
  const { cwd, today, request } = options;
  const at = placeOf(target, cwd);
  const answer = await lastPublished(target, options);
  if (answer.kind === 'failed') {
    const message = `the registry does not say what is published of ${target.name}: ${answer.problem}`;
    return { ...nothing, findings: [finding('publish-registry', 'error', at, message)] };
  }
  const { published } = answer;
  const before = published?.files.get(changelogName);
  const built = await buildPackage({
    target,
    version: published?.version ?? '0.0.0',
    changelog: before ?? '',
    cwd,
  });
  if (hasErrors(built.findings)) return { ...nothing, findings: built.findings };
  const { state, changes } = releaseChanges(target, built.files, published, today);
  const plan = planRelease(state, changes, request);
  const own = readIfThere(path.join(target.generated.output, changelogName));
  const named = { own, published: before, from: plan.from, name: target.name, day: today };
  if (plan.to === undefined) {
    const to = plan.from ?? '';
    const changelog = before === undefined ? own : withEntry({ ...named, to, entry: '' }).text;
    return { ...nothing, plan, changelog, findings: built.findings };
  }
  const entry = entryText(plan, changes, toolVersion);
  const { text: changelog, strangers } = withEntry({ ...named, to: plan.to, entry });
  const files = withRelease(built.files, plan.to, changelog);
  const found = [...built.findings, ...strangerFindings(strangers, plan.to, target, cwd)];
  const checked = await packAndCheck(target, files, folder, options);
  return { plan, entry, changelog, ...checked, findings: [...found, ...checked.findings] };
}

async function lastPublished(
  { name }: PackTarget,
  { since, cwd, tag, registry }: PublishOptions,
): Promise<RegistryAnswer> {
  if (since !== undefined) return { kind: 'found', published: await readSince(since, cwd) };
  return findPublished(name, tag, { cwd, registry });
}

async function packAndCheck(
  target: PackTarget,
  files: readonly Draft[],
  folder: string,
  { cwd, skip, onProgress }: PublishOptions,
): Promise<Pick<Prepared, 'packed' | 'checks' | 'findings'>> {
  onProgress(target, 'checking');
  const at = placeOf(target, cwd);
  const packed = await packFiles(target.name, files, folder);
  const { checks, findings } = await runChecks(packed, folder, { skip, at });
  if (packed.tarball !== undefined) return { packed, checks, findings };
  const message = `npm cannot pack ${target.name}: ${packed.problem}`;
  return {
    packed,
    checks,
    findings: [...findings, finding('publish-check', 'error', at, message)],
  };
}

/** The version and the changelog are all that a release says of itself; the rest is as it was compared. */
function withRelease(
  files: readonly Draft[],
  version: string,
  changelog: string,
): readonly Draft[] {
  return files.map((one) => {
    if (one.path === changelogName) return { ...one, text: changelog };
    if (one.path !== 'package.json') return one;
    const value = { ...(JSON.parse(one.text) as Record<string, unknown>), version };
    return { ...one, text: `${JSON.stringify(value, undefined, 2)}\n` };
  });
}

/** A release names a commit, so what it is made of must be in one; the changelog is written by releases themselves. */
function dirtyFindings(
  target: PackTarget,
  inputs: readonly string[],
  { cwd, allowDirty, mode }: PublishOptions,
): readonly Finding[] {
  const { output, folder } = target.generated;
  const git = allowDirty ? undefined : openGit(folder);
  const changed = (git?.changed([output, ...inputs]) ?? []).filter(
    (one) => path.resolve(folder, one) !== path.join(output, changelogName),
  );
  const [first] = changed;
  if (first === undefined) return [];
  const at = { file: displayName(path.resolve(folder, first), cwd), pointer: '' };
  const others = changed.length === 1 ? '' : `, nor are ${String(changed.length - 1)} others`;
  const message = `this is not committed as it stands${others}, and a release names a commit`;
  const hint = 'commit it, or say --allow-dirty';
  return [finding('publish-dirty', mode === 'plan' ? 'warning' : 'error', at, message, hint)];
}

function strangerFindings(
  versions: readonly string[],
  to: string,
  target: PackTarget,
  cwd: string,
): readonly Finding[] {
  const file = displayName(path.join(target.generated.output, changelogName), cwd);
  return versions.map((version) =>
    finding(
      'publish-changelog',
      'error',
      { file, pointer: '' },
      `it has an entry for ${version}, which was never published, written or changed by hand`,
      `call it ${to}, which is what is published next, or take it out`,
    ),
  );
}

export function placeOf({ generated }: PackTarget, cwd: string): Origin {
  return { file: displayName(generated.output, cwd), pointer: '' };
}

function readIfThere(file: string): string | undefined {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}
