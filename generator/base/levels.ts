import type { Finding, Level } from './finding.ts';
import { parserTwins } from './parser-twins.ts';
import { parserPrefix, rules } from './rules.ts';

/** What a rule may be set to; `off` leaves its findings out. */
export type RuleLevel = Level | 'off';

/** How grave findings are taken. */
export interface LevelChoice {
  /** Levels by rule; a rule that is named here has this level, whatever else is said. */
  readonly rules?: Readonly<Record<string, RuleLevel>> | undefined;
  /** Warnings are errors: for those who own the document, and can mend it. */
  readonly strict?: boolean | undefined;
}

export const ruleLevels: readonly RuleLevel[] = ['off', 'info', 'warning', 'error'];

/**
 * Gives findings the levels that a choice wants them to have, and drops those that it does not want. `others` are findings of
 * other judges: what the official parser says once more is as grave as they found it.
 */
export function setLevels(
  findings: readonly Finding[],
  choice: LevelChoice,
  others: readonly Finding[] = [],
): readonly Finding[] {
  return findings.flatMap((one) => {
    const level = levelOf(one, choice, others);
    if (level === 'off') return [];
    return level === one.level ? [one] : [{ ...one, level }];
  });
}

/** True for a rule of findings whose level may be set: one of ours, or any of the official parser. */
export function isRule(id: string): boolean {
  return rowOf.has(id) || (id.startsWith(parserPrefix) && id !== parserPrefix);
}

/** True for a rule whose level always is the same. */
export function isFixed(id: string): boolean {
  return rowOf.get(id)?.fixed === true;
}

const rowOf = new Map(rules.filter((one) => one.from !== 'diff').map((one) => [one.id, one]));
const gravity: Readonly<Record<RuleLevel, number>> = { off: 0, info: 1, warning: 2, error: 3 };

function levelOf(
  { rule, level }: Finding,
  choice: LevelChoice,
  others: readonly Finding[],
): RuleLevel {
  const row = rowOf.get(rule);
  if (row?.fixed === true) return level;
  const { rules: chosen = {}, strict = false } = choice;
  if (Object.hasOwn(chosen, rule)) return chosen[rule] ?? level;
  // What the parser advises is no mistake, however strict one is.
  if (level !== 'error')
    return strict && level === 'warning' && row !== undefined ? 'error' : level;
  if (row !== undefined) return strict ? level : weaker(level, row.level);
  return rule.startsWith(parserPrefix) ? twinLevel(rule, choice, others) : level;
}

/**
 * What the parser calls an error is as grave as what rules of ours say of the same matter. Of the document's form they may say
 * anything, so there it is an error unless they did look and found what is less.
 */
function twinLevel(rule: string, choice: LevelChoice, others: readonly Finding[]): RuleLevel {
  const twins = parserTwins[rule.slice(parserPrefix.length)];
  const [only] = twins ?? [];
  if (twins === undefined || only === undefined) return 'error';
  const levels =
    twins.length === 1
      ? [levelOf(sample(only), choice, [])]
      : others.filter((one) => twins.includes(one.rule)).map((one) => levelOf(one, choice, []));
  return levels.length === 0
    ? 'error'
    : levels.reduce((one, other) => (gravity[one] > gravity[other] ? one : other));
}

function sample(rule: string): Finding {
  const at = { file: '', pointer: '', line: undefined, column: undefined };
  return { rule, level: 'error', at, message: '', hint: undefined };
}

function weaker(one: Level, other: Level): Level {
  return gravity[one] < gravity[other] ? one : other;
}
