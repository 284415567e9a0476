import path from 'node:path';
import { displayName } from '../load/document-reader.ts';
import { sourceFolder } from '../pack/compile-package.ts';
import { exportedNames } from '../pack/module-exports.ts';
import type { PublishedState, VersionChange } from '../pack/plan.ts';
import type { PackedFiles } from '../pack/read-tarball.ts';
import type { Draft } from '../render/drafts.ts';
import { manifestName } from './api-targets.ts';
import { judgeModels, reportOf } from './compare-models.ts';
import { placedWaivers } from './diff-choice.ts';
import { entryModel } from './manifest-entry.ts';
import { readManifest, type ManifestVersion } from './manifest.ts';
import type { PackTarget } from './pack-targets.ts';
import type { PublishedPackage } from './published-package.ts';
import { reportSide } from './read-side.ts';

/** What has changed since a package was published. */
export interface ReleaseChanges {
  readonly state: PublishedState | undefined;
  /** In the order of the config; what is gone stands behind. */
  readonly changes: readonly VersionChange[];
}

/** Holds the files of a package against those that were published. `today` is `2026-12-31`: waivers may expire. */
export function releaseChanges(
  target: PackTarget,
  files: readonly Draft[],
  published: PublishedPackage | undefined,
  today: string,
): ReleaseChanges {
  const now = new Map(files.map((one) => [one.path, one.text]));
  const after = versionsOf(now) ?? [];
  if (published === undefined) {
    const changes = after.map(({ name }) => plainChange(name, 'added'));
    return { state: undefined, changes };
  }
  const before = versionsOf(published.files);
  const { version, taken } = published;
  const same = isSame(now, published.files);
  const state = { version, taken, same, ours: before !== undefined };
  if (before === undefined || same) return { state, changes: [] };
  const names = { before: namesOf(published.files), after: namesOf(now) };
  const known = (name: string): ManifestVersion | undefined =>
    before.find((one) => one.name === name);
  const kept = after.map((one): VersionChange => {
    const old = known(one.name);
    if (old === undefined) return plainChange(one.name, 'added');
    const [had, has] = [names.before.get(one.name), names.after.get(one.name)];
    return {
      name: one.name,
      state: 'kept',
      report: compareEntries(target, old, one, today),
      gone: without(had, has),
      come: without(has, had),
    };
  });
  const gone = before.filter((one) => !after.some((each) => each.name === one.name));
  return {
    state,
    changes: [
      ...kept,
      ...gone.map((one) => plainChange(one.name, 'removed')),
      ...besides(names, [...after, ...gone]),
    ],
  };
}

interface NamesBothSides {
  readonly before: ReadonlyMap<string, ReadonlySet<string>>;
  readonly after: ReadonlyMap<string, ReadonlySet<string>>;
}

/** Folders of modules that are no version of the API, such as those that migrate. */
function besides(
  { before, after }: NamesBothSides,
  versions: readonly ManifestVersion[],
): readonly VersionChange[] {
  const folders = [...new Set([...after.keys(), ...before.keys()])];
  return folders
    .filter((folder) => !versions.some((one) => one.name === folder))
    .map((name): VersionChange => ({
      name: name === '' ? '.' : name,
      state: 'kept',
      report: undefined,
      gone: without(before.get(name), after.get(name)),
      come: without(after.get(name), before.get(name)),
    }));
}

function plainChange(name: string, state: 'added' | 'removed'): VersionChange {
  return { name, state, report: undefined, gone: [], come: [] };
}

function compareEntries(
  { generated }: PackTarget,
  before: ManifestVersion,
  after: ManifestVersion,
  today: string,
): VersionChange['report'] {
  const modelOf = (one: ManifestVersion) =>
    entryModel(one, generated.output, (file) => displayName(file, generated.folder));
  const models = { before: modelOf(before), after: modelOf(after) };
  const { rules: levels = {} } = generated.diff;
  const waivers = placedWaivers(generated.diff);
  return reportOf(judgeModels({ ...models, levels, waivers, today }), {
    before: reportSide(before.name, models.before),
    after: reportSide(after.name, models.after),
    findings: [],
    proof: undefined,
    placeOf: (origin) => ({ ...origin, line: undefined, column: undefined }),
  });
}

function versionsOf(files: PackedFiles): readonly ManifestVersion[] | undefined {
  const read = readManifest(files.get(manifestName) ?? '');
  return read === undefined || read === 'changed' ? undefined : read.versions;
}

/** Modules count as names too: a path that can be imported is promised as much as what it exports. */
function namesOf(files: PackedFiles): ReadonlyMap<string, ReadonlySet<string>> {
  const modules = [...files].flatMap(([file, text]) =>
    file.startsWith(`${sourceFolder}/`) && file.endsWith('.ts')
      ? [{ path: file.slice(sourceFolder.length + 1), text }]
      : [],
  );
  const names = new Map([...exportedNames(modules)].map(([folder, all]) => [folder, new Set(all)]));
  for (const { path: file } of modules) {
    const folder = file.includes('/') ? (file.split('/', 1)[0] ?? '') : '';
    names.get(folder)?.add(`./${file.replace(/(?:\/index)?\.ts$/, '')}`);
  }
  return names;
}

function without(
  names: ReadonlySet<string> | undefined,
  others: ReadonlySet<string> | undefined,
): readonly string[] {
  return [...(names ?? [])].filter((one) => others?.has(one) !== true).sort();
}

/** True where nothing but the version and what is told of it differs. */
function isSame(files: PackedFiles, published: PackedFiles): boolean {
  const paths = (of: PackedFiles): readonly string[] =>
    [...of.keys()].filter((one) => one !== changelogName).sort();
  const all = paths(files);
  return (
    all.join('\n') === paths(published).join('\n') &&
    all.every((one) => comparable(one, files) === comparable(one, published))
  );
}

export const changelogName = 'CHANGELOG.md';

function comparable(file: string, files: PackedFiles): string {
  const text = files.get(file) ?? '';
  if (path.posix.basename(file) !== file || file !== 'package.json') return text;
  const { version: _version, ...rest } = JSON.parse(text) as Record<string, unknown>;
  return JSON.stringify(rest);
}
