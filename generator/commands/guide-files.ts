import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { UsageError, hasErrors } from '../base/finding.ts';
import { slashed } from '../base/slashed.ts';
import { displayName } from '../load/document-reader.ts';
import { planMigration } from '../migrate/plan.ts';
import type { ApiModel } from '../model/api.ts';
import type { Draft } from '../render/drafts.ts';
import { changesFolder, type ApiTarget } from './api-targets.ts';
import { judgeModels } from './compare-models.ts';
import type { MigrationConfig } from './config.ts';
import { placedWaivers } from './diff-choice.ts';
import { sortOf } from './diff-sort.ts';
import { guideExamples } from './guide-examples.ts';
import { entryModel } from './manifest-entry.ts';
import type { ManifestVersion } from './manifest.ts';
import { migrationGuide, type GuideInput } from './migration-guide.ts';
import { readMigration } from './read-migration.ts';

/** A page that stands outside the output, where the config wants it. */
export interface GuideFile {
  readonly folder: string;
  readonly draft: Draft;
}

/** The guides that the config of an API asks for, where both versions are known. A map with an error keeps its guide as it is. */
export async function guideFiles(
  target: ApiTarget,
  versions: readonly ManifestVersion[],
  cwd: string,
): Promise<readonly GuideFile[]> {
  const files: GuideFile[] = [];
  for (const migration of target.migrations ?? []) {
    const before = versions.find((one) => one.name === migration.before);
    const after = versions.find((one) => one.name === migration.after);
    if (migration.guide === undefined || before === undefined || after === undefined) continue;
    const guide = path.resolve(target.folder, migration.guide);
    const input = await inputOf(target, migration, { before, after, guide, cwd });
    if (input === undefined) continue;
    const draft = { path: path.basename(guide), text: await migrationGuide(input) };
    files.push({ folder: path.dirname(guide), draft });
  }
  return files;
}

interface GuideSides {
  readonly before: ManifestVersion;
  readonly after: ManifestVersion;
  readonly guide: string;
  readonly cwd: string;
}

async function inputOf(
  target: ApiTarget,
  { map, examples, ...pair }: MigrationConfig,
  { before, after, guide, cwd }: GuideSides,
): Promise<GuideInput | undefined> {
  const { migration, findings } = readMigration(path.resolve(target.folder, map), cwd);
  if (migration === undefined || hasErrors(findings)) return undefined;
  const modelOf = (one: ManifestVersion): ApiModel =>
    entryModel(one, target.output, (file) => displayName(file, target.folder));
  const models = { before: modelOf(before), after: modelOf(after) };
  const plan = planMigration(migration, models.before, models.after);
  const context = { plan, ...models };
  const files = examples === undefined ? [] : exampleFiles(path.resolve(target.folder, examples));
  return {
    ...context,
    breaks: breaksOf(target, models),
    changes: changesLink(target, pair, guide),
    examples: files.length === 0 ? [] : await guideExamples(files, context),
  };
}

function exampleFiles(folder: string): readonly { readonly path: string; readonly text: string }[] {
  if (!existsSync(folder)) throw new UsageError(`there is no folder ${folder} with examples`);
  return readdirSync(folder)
    .filter((name) => /\.[cm]?[jt]sx?$/.test(name))
    .sort()
    .map((name) => path.join(folder, name))
    .map((file) => ({ path: slashed(file), text: readFileSync(file, 'utf8') }));
}

function breaksOf(
  { diff }: ApiTarget,
  models: { readonly before: ApiModel; readonly after: ApiModel },
): GuideInput['breaks'] {
  const { rules: levels = {} } = diff;
  // Before every last day, so that the page says the same on every day.
  const today = '0000-01-01';
  const { judgements } = judgeModels({ ...models, levels, waivers: placedWaivers(diff), today });
  const sorts = judgements.map(sortOf);
  const count = (sort: string): number => sorts.filter((one) => one === sort).length;
  return { silent: count('silent'), loud: count('loud') };
}

/** From the guide to the page of changes, where there is one. */
function changesLink(
  { changes, output }: ApiTarget,
  { before, after }: Pick<MigrationConfig, 'before' | 'after'>,
  guide: string,
): string | undefined {
  if (!changes.some((one) => one.before === before && one.after === after)) return undefined;
  const page = path.join(output, changesFolder, `${before}-to-${after}.md`);
  return slashed(path.relative(path.dirname(guide), page));
}
