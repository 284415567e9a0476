import path from 'node:path';
import { judgeModels } from '../../generator/commands/compare-models.ts';
import { targetsOf } from '../../generator/commands/config.ts';
import { loadConfig } from '../../generator/commands/load-config.ts';
import { readMigration } from '../../generator/commands/read-migration.ts';
import { readModel } from '../../generator/commands/read-model.ts';
import type { Judgement } from '../../generator/diff/judgement.ts';
import type { Migration } from '../../generator/migrate/step.ts';
import type { ApiModel } from '../../generator/model/api.ts';

export const root = path.join(import.meta.dirname, '../..');

/** A map of ours with its two versions, and what differs between them. */
export interface MapInPlace {
  readonly migration: Migration;
  readonly before: ApiModel;
  readonly after: ApiModel;
  readonly judgements: readonly Judgement[];
}

/** The maps that `spec/` has. */
export const mapNames = ['beta-to-ga', 'preview-to-ga', 'ga-to-current'] as const;

const models = new Map<string, Promise<ApiModel>>();

/** A version of OpenAI Realtime, with what goes over HTTP. */
export function modelOf(version: string): Promise<ApiModel> {
  const known = models.get(version) ?? readVersion(version);
  models.set(version, known);
  return known;
}

async function readVersion(version: string): Promise<ApiModel> {
  const loaded = await loadConfig(root);
  if (loaded === undefined) throw new Error('there is no config');
  const [target] = targetsOf(loaded.config, loaded.file, [`openai-realtime@${version}`]);
  if (target === undefined) throw new Error(`there is no version ${version}`);
  const options = { cwd: root, allowRefs: [], verdict: 'quick', ...target } as const;
  const { whole } = await readModel(target.document, options);
  if (whole === undefined) throw new Error(`${version} cannot be read`);
  return whole;
}

/** A map of ours, which is sound. */
export async function mapInPlace(name: (typeof mapNames)[number]): Promise<MapInPlace> {
  const { migration, findings } = readMigration(
    `spec/openai-realtime/${name}.migration.yaml`,
    root,
  );
  if (migration === undefined || findings.length > 0) throw new Error(`${name} cannot be read`);
  const [before, after] = [await modelOf(migration.from), await modelOf(migration.to)];
  return { migration, before, after, judgements: judged(before, after) };
}

/** What differs between two versions, as the rules have it. */
export function judged(before: ApiModel, after: ApiModel): readonly Judgement[] {
  return judgeModels({ before, after, levels: {}, waivers: [], today: '2026-01-01' }).judgements;
}
