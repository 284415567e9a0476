import { readFileSync } from 'node:fs';
import path from 'node:path';
import { load } from 'js-yaml';
import { entryModel } from '../../generator/commands/manifest-entry.ts';
import { readManifest } from '../../generator/commands/manifest.ts';
import type { CodemodContext } from '../../generator/migrate/codemod.ts';
import { planMigration } from '../../generator/migrate/plan.ts';
import { readMap } from '../../generator/migrate/read-map.ts';
import type { ApiModel } from '../../generator/model/api.ts';

const root = path.join(import.meta.dirname, '../..');
const text = (file: string): string => readFileSync(path.join(root, file), 'utf8');

/** The plan of the repository's own map from beta to GA, as the committed manifest has both versions. */
export function realPlan(): Pick<CodemodContext, 'plan' | 'before' | 'after'> {
  const before = model('beta');
  const after = model('ga');
  const file = 'spec/openai-realtime/beta-to-ga.migration.yaml';
  const { value: migration, findings } = readMap(load(text(file)), file);
  if (migration === undefined || findings.length > 0) throw new Error(JSON.stringify(findings));
  return { plan: planMigration(migration, before, after), before, after };
}

function model(version: string): ApiModel {
  const manifest = readManifest(text('generated/openai-realtime/manifest.json'));
  if (manifest === undefined || manifest === 'changed') throw new Error('the manifest is none');
  const entry = manifest.versions.find((one) => one.name === version);
  if (entry === undefined) throw new Error(`the manifest has no ${version}`);
  return entryModel(entry, '/', (file) => file);
}
