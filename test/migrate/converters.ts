import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { exportedNames } from '../../generator/emit/emit-api.ts';
import { hasErrors } from '../../generator/base/finding.ts';
import { parseText } from '../../generator/load/document-text.ts';
import { emitConverters } from '../../generator/migrate/emit-converters.ts';
import { planMigration, type MigrationPlan } from '../../generator/migrate/plan.ts';
import { readMap } from '../../generator/migrate/read-map.ts';
import type { Migration } from '../../generator/migrate/step.ts';
import type { ApiModel } from '../../generator/model/api.ts';
import { loadTemplates } from '../../generator/render/templates.ts';
import { modelOfFile, root } from '../output/emit.ts';

const migrations = [
  ['beta', 'ga'],
  ['preview', 'ga'],
  ['ga', 'current'],
] as const;

/** Those whose map is there. */
export const existingMigrations = migrations.filter(([before, after]) =>
  existsSync(path.join(root, mapFile(before, after))),
);

function mapFile(before: string, after: string): string {
  return `spec/openai-realtime/${before}-to-${after}.migration.yaml`;
}

/** Two versions, the map between them, and the file of converters made of it. */
export interface Migrated {
  readonly plan: MigrationPlan;
  readonly before: ApiModel;
  readonly after: ApiModel;
  readonly text: string;
}

const render = await loadTemplates();

/** The map `spec/openai-realtime/<before>-to-<after>.migration.yaml`. */
function readMigration(before: string, after: string): Migration {
  const file = mapFile(before, after);
  const { value } = parseText(readFileSync(path.join(root, file), 'utf8'), file);
  const { value: migration, findings } = readMap(value, file);
  if (migration === undefined || hasErrors(findings)) {
    throw new Error(`${file}: ${findings.map(({ message }) => message).join('; ')}`);
  }
  return migration;
}

/** What the generator makes of a map. */
export async function migrated(before: string, after: string): Promise<Migrated> {
  const models = [before, after].map((one) =>
    modelOfFile(`spec/openai-realtime/${one}.asyncapi.yaml`),
  );
  const [older, newer] = models as [ApiModel, ApiModel];
  const plan = planMigration(readMigration(before, after), older, newer);
  const sides = [
    { name: before, model: older, types: new Set(exportedNames(older)) },
    { name: after, model: newer, types: new Set(exportedNames(newer)) },
  ] as const;
  const text = await emitConverters(plan, ...sides, render);
  return { plan, before: older, after: newer, text };
}
