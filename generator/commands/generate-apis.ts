import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { hasErrors, type Finding } from '../base/finding.ts';
import { locateFindings } from '../load/locate.ts';
import { compareDrafts, type Draft, type DraftChange } from '../render/drafts.ts';
import { changesFolder, manifestName, migrateFolder, type ApiTarget } from './api-targets.ts';
import type { TargetResult } from './generate.ts';
import type { GuideFile } from './guide-files.ts';
import { manifestEntry } from './manifest-entry.ts';
import { manifestText, readManifest, type ManifestVersion } from './manifest.ts';
import { migrationFile, migrationFiles } from './migration-files.ts';
import {
  blockedFolder,
  fileChange,
  takenFiles,
  writeChanges,
  type FileChange,
} from './output-folder.ts';

export interface GenerateApisOptions {
  /** The folder that paths are relative to, in what is told. */
  readonly cwd: string;
  readonly mode: 'write' | 'check';
}

/** What stands beside the versions of an API: what happened to it, or in mode `check` would happen. */
export interface ApiResult {
  readonly target: ApiTarget;
  /** How many versions the manifest has, and how many pages of changes were made; undefined where an error kept all from it. */
  readonly counts: { readonly versions: number; readonly pages: number } | undefined;
  readonly files: readonly FileChange[];
  readonly findings: readonly Finding[];
  readonly milliseconds: number;
}

/**
 * Writes what is said of all versions of an API together: its manifest, and pages of what changed between versions. A version that was
 * not generated now, or could not be, is described as the manifest on disk has it, which is what its folder holds. An API of which
 * nothing was generated is left as it is.
 */
export async function generateApis(
  targets: readonly ApiTarget[],
  results: readonly TargetResult[],
  options: GenerateApisOptions,
): Promise<readonly ApiResult[]> {
  const all: ApiResult[] = [];
  for (const target of targets) {
    const own = results.filter((one) => one.target.api === target.api && one.model !== undefined);
    if (own.length > 0) all.push(await generateApi(target, own, options));
  }
  return all;
}

async function generateApi(
  target: ApiTarget,
  results: readonly TargetResult[],
  { cwd, mode }: GenerateApisOptions,
): Promise<ApiResult> {
  const start = performance.now();
  const versions = entriesOf(target, results, cwd);
  const manifest = { path: manifestName, text: manifestText({ api: target.api, versions }) };
  const pages = await pagesOf(target, versions);
  const converters = await migrationFiles(target, versions, cwd);
  const guides = await guidesOf(target, versions, cwd);
  const compared = (name: string, drafts: readonly Draft[], wanted: readonly string[]) => {
    const folder = path.join(target.output, name);
    return { folder, changes: withoutOthers(compareDrafts(folder, drafts), wanted) };
  };
  const changes = [
    { folder: target.output, changes: compareDrafts(target.output, [manifest]) },
    compared(changesFolder, pages, target.changes.map(pageName)),
    compared(migrateFolder, converters.value, (target.migrations ?? []).map(migrationFile)),
    // What else stands in the folder of a guide is none of ours.
    ...guides.map(({ folder, draft }) => {
      const own = compareDrafts(folder, [draft]).filter((one) => one.path === draft.path);
      return { folder, changes: own };
    }),
  ];
  const findings = [
    ...converters.findings,
    ...changes.flatMap((one) => [
      ...blockedFolder(one.folder, cwd),
      ...takenFiles(one.changes, one.folder, cwd),
    ]),
  ];
  if (mode === 'write' && !hasErrors(findings)) {
    findings.push(...changes.flatMap((one) => writeChanges(one.changes, one.folder, cwd)));
  }
  const failed = hasErrors(findings);
  return {
    target,
    counts: failed ? undefined : { versions: versions.length, pages: pages.length },
    files: failed
      ? []
      : changes.flatMap((one) => one.changes.map((each) => fileChange(each, one.folder, cwd))),
    findings: await locateFindings(findings, converters.texts),
    milliseconds: performance.now() - start,
  };
}

/** Guides need the codemods, which are loaded only where there are guides. */
async function guidesOf(
  target: ApiTarget,
  versions: readonly ManifestVersion[],
  cwd: string,
): Promise<readonly GuideFile[]> {
  if ((target.migrations ?? []).every((one) => one.guide === undefined)) return [];
  const { guideFiles } = await import('./guide-files.ts');
  return guideFiles(target, versions, cwd);
}

/** Each version as it was generated now, or as the manifest on disk has it. */
function entriesOf(
  { output, versions }: ApiTarget,
  results: readonly TargetResult[],
  cwd: string,
): readonly ManifestVersion[] {
  const isWhole = versions.every((name) => results.some((one) => one.target.version === name));
  const old = isWhole ? [] : oldEntries(path.join(output, manifestName));
  return versions.flatMap((name) => {
    const result = results.find((one) => one.target.version === name);
    if (result?.model !== undefined) {
      const where = { folder: output, cwd };
      return [manifestEntry(result.target, result.model, where, result.whole)];
    }
    return old.filter((one) => one.name === name);
  });
}

function oldEntries(file: string): readonly ManifestVersion[] {
  const read = existsSync(file) ? readManifest(readFileSync(file, 'utf8')) : undefined;
  return read === undefined || read === 'changed' ? [] : read.versions;
}

/** A page for each pair whose versions are both known. */
async function pagesOf(
  target: ApiTarget,
  versions: readonly ManifestVersion[],
): Promise<readonly Draft[]> {
  const pages: Draft[] = [];
  for (const pair of target.changes) {
    const before = versions.find((one) => one.name === pair.before);
    const after = versions.find((one) => one.name === pair.after);
    if (before === undefined || after === undefined) continue;
    const { changesPage } = await import('./changes-page.ts');
    pages.push({ path: pageName(pair), text: await changesPage(target, before, after) });
  }
  return pages;
}

function pageName({ before, after }: ApiTarget['changes'][number]): string {
  return `${before}-to-${after}.md`;
}

/** A file whose versions are not known now, or whose map has an error, is no file that nobody wants. */
function withoutOthers(
  changes: readonly DraftChange[],
  wanted: readonly string[],
): readonly DraftChange[] {
  return changes.filter((one) => one.change !== 'deleted' || !wanted.includes(one.path));
}
