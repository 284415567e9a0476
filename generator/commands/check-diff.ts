import { diffRuleIds } from '../base/diff-rules.ts';
import { ruleLevels } from '../base/levels.ts';
import { suggest } from '../base/nearest.ts';
import { show, type ConfigEntry } from './check-entry.ts';
import { failOns } from './diff-settings.ts';

/**
 * Checks what an object of the config says of changes between versions.
 *
 * @throws {UsageError} for the first thing that is wrong.
 */
export function checkDiff(entry: ConfigEntry | undefined): void {
  const diff = entry?.record(['rules', 'waivers', 'failOn']);
  diff?.get('failOn')?.choice(failOns);
  for (const { key, entry: level } of diff?.get('rules')?.entries() ?? []) {
    checkLevel(level);
    checkRule(key, level);
  }
  for (const one of diff?.get('waivers')?.list() ?? []) checkWaiver(one);
}

function checkLevel(entry: ConfigEntry): void {
  if (!entry.isObject()) {
    entry.choice(ruleLevels);
    return;
  }
  const levels = entry.record(['source', 'wire']);
  levels.get('source')?.choice(ruleLevels);
  levels.get('wire')?.choice(ruleLevels);
}

function checkWaiver(entry: ConfigEntry): void {
  const waiver = entry.record(['rule', 'at', 'reason', 'expires']);
  const rule = waiver.need('rule');
  checkRule(rule.text(), rule);
  waiver.need('at').text();
  waiver.need('reason').text();
  const expires = waiver.get('expires');
  const day = expires?.text();
  if (expires === undefined || day === undefined || isDay(day)) return;
  throw expires.wrong(`must be a day as "2026-12-31", not ${show(day)}`);
}

function checkRule(id: string, entry: ConfigEntry): void {
  if (known.has(id)) return;
  const hint = suggest(id, [...known]);
  throw entry.wrong(
    `names no rule about changes: ${id}`,
    hint?.startsWith('did') === true ? hint : 'wireshape rules lists them all',
  );
}

const known: ReadonlySet<string> = new Set(diffRuleIds);

/** True for a day that there is. */
function isDay(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}
