import { finding, hasErrors, type Checked, type Finding } from '../base/finding.ts';
import { displayName } from '../load/document-reader.ts';
import type { ApiModel } from '../model/api.ts';
import type { Draft } from '../render/drafts.ts';
import { loadTemplates, type Render } from '../render/templates.ts';
import type { ApiTarget } from './api-targets.ts';
import type { MigrationConfig, VersionPair } from './config.ts';
import { entryModel } from './manifest-entry.ts';
import type { ManifestVersion } from './manifest.ts';

/** The files of converters of an API, and what is wrong with its maps. */
export interface MigrationFiles extends Checked<readonly Draft[]> {
  /** The texts of the maps by the names that findings use. */
  readonly texts: ReadonlyMap<string, string>;
}

/** Converters for each migration whose versions are both known. A map with an error keeps its file as it is on disk. */
export async function migrationFiles(
  target: ApiTarget,
  versions: readonly ManifestVersion[],
  cwd: string,
): Promise<MigrationFiles> {
  const drafts: Draft[] = [];
  const findings: Finding[] = [];
  const texts = new Map<string, string>();
  const render = target.migrations === undefined ? undefined : await loadTemplates();
  for (const migration of target.migrations ?? []) {
    const pair = [migration.before, migration.after].map((name) =>
      versions.find((one) => one.name === name),
    );
    const [before, after] = pair;
    if (before === undefined || after === undefined || render === undefined) continue;
    const made = await converters(migration, { before, after, target, cwd, render });
    for (const [name, text] of made.texts) texts.set(name, text);
    findings.push(...made.findings);
    drafts.push(...made.value);
  }
  return { value: drafts, findings, texts };
}

/** The name of the file of converters, which is also that of the way to import it. */
export function migrationFile({ before, after }: VersionPair): string {
  return `${before}-to-${after}.ts`;
}

interface MigrationMaking {
  readonly before: ManifestVersion;
  readonly after: ManifestVersion;
  readonly target: ApiTarget;
  readonly cwd: string;
  readonly render: Render;
}

async function converters(
  migration: MigrationConfig,
  { before, after, target, cwd, render }: MigrationMaking,
): Promise<MigrationFiles> {
  const { readMigration } = await import('./read-migration.ts');
  const { migration: map, findings: read, texts } = readMigration(migration.map, cwd);
  const findings: Finding[] = [...read];
  if (map === undefined || hasErrors(findings)) return { value: [], findings, texts };
  if (map.from !== migration.before || map.to !== migration.after) {
    const message = `the map leads from ${map.from} to ${map.to}, not from ${migration.before} to ${migration.after}`;
    findings.push(
      finding('migration-unmatched', 'error', { file: map.file, pointer: '' }, message),
    );
    return { value: [], findings, texts };
  }
  const modelOf = (one: ManifestVersion): ApiModel =>
    entryModel(one, target.output, (file) => displayName(file, target.folder));
  const models = { before: modelOf(before), after: modelOf(after) };
  const { checkMap } = await import('../migrate/check-map.ts');
  findings.push(...checkMap(map, models.before, models.after));
  if (hasErrors(findings)) return { value: [], findings, texts };
  const { planMigration } = await import('../migrate/plan.ts');
  const { emitConverters } = await import('../migrate/emit-converters.ts');
  const text = await emitConverters(
    planMigration(map, models.before, models.after),
    { name: before.name, model: models.before, types: new Set(before.types) },
    { name: after.name, model: models.after, types: new Set(after.types) },
    render,
  );
  return { value: [{ path: migrationFile(migration), text }], findings, texts };
}
