import { diffRules } from '../base/diff-rules.ts';
import { isFixed, isRule, ruleLevels } from '../base/levels.ts';
import { isTypeName } from '../base/names.ts';
import { suggest } from '../base/nearest.ts';
import { rules } from '../base/rules.ts';
import { show, type ConfigEntry } from './check-entry.ts';

/**
 * Checks the settings that an object of the config holds beside its other keys.
 *
 * @throws {UsageError} for the first thing that is wrong.
 */
export function checkSettings(holder: ConfigEntry): void {
  for (const key of ['allowRefs', 'overlays'])
    for (const one of holder.get(key)?.list() ?? []) one.text();
  holder.get('templates')?.text();
  holder.get('strict')?.flag();
  holder.get('reference')?.flag();
  holder.get('validators')?.flag();
  for (const key of ['include', 'exclude']) checkSelection(holder.get(key));
  for (const { entry } of holder.get('names')?.entries() ?? []) checkTypeName(entry);
  for (const { entry } of holder.get('formats')?.entries() ?? []) checkFormat(entry);
  for (const { key, entry } of holder.get('rules')?.entries() ?? []) checkRule(key, entry);
}

function checkSelection(entry: ConfigEntry | undefined): void {
  const selection = entry?.record(['events', 'channels']);
  for (const key of ['events', 'channels'])
    for (const one of selection?.get(key)?.list() ?? []) one.text();
}

function checkTypeName(entry: ConfigEntry): void {
  const name = entry.text();
  if (isTypeName(name)) return;
  throw entry.wrong(`must be a name that a TypeScript type can have, not ${show(name)}`);
}

function checkFormat(entry: ConfigEntry): void {
  if (!entry.isObject()) {
    entry.choice(['plain']);
    return;
  }
  const format = entry.record(['brand', 'import', 'name', 'of']);
  format.get('of')?.choice(['string', 'number']);
  const brand = format.get('brand');
  if (brand !== undefined) {
    checkTypeName(brand);
    format.record(['brand', 'of']);
    return;
  }
  format.need('import').text();
  checkTypeName(format.need('name'));
}

function checkRule(id: string, entry: ConfigEntry): void {
  entry.choice(ruleLevels);
  if (Object.hasOwn(diffRules, id)) {
    throw entry.wrong('is about changes between versions', 'its level stands under diff.rules');
  }
  if (!isRule(id)) {
    throw entry.wrong('is no rule', suggest(id, known) ?? 'docs/rules.md has them all');
  }
  if (isFixed(id)) throw entry.wrong('is always an error: nothing can be made of such a document');
}

const known = rules.filter((one) => !one.fixed && isRule(one.id)).map((one) => one.id);
