import type { CheckRules } from '../model/check.ts';
import type { Side } from '../model/side.ts';
import type { Operand } from '../render/statement.ts';
import type { CheckCode, Mode } from './check-code.ts';
import { isLeaf, leafConditions } from './check-leaf.ts';

/** A function's value, rules and surroundings. */
export interface Body {
  readonly check: CheckRules;
  readonly side: Side;
  readonly mode: Mode;
  /** What further functions and constants are called after. */
  readonly hint: string;
  readonly code: CheckCode;
}

/**
 * Where what is seen of a value is kept, for those who ask about the rest: `seen` of the caller, or `inner` of this function, which
 * may be undefined where nobody is going to ask.
 */
export interface Tracker {
  readonly name: 'seen' | 'inner';
  readonly isSure: boolean;
}

/** Lines for values of one kind. */
export function block(
  condition: string,
  lines: readonly string[],
  use: () => unknown = () => undefined,
): readonly string[] {
  if (lines.length === 0) return [];
  use();
  return [`  if (${condition}) {`, ...lines, '  }'];
}

/** The operands that hold where something is wrong with the value of a key or of an index, one list for each thing. */
export function childConditions(
  { check, value, key, hint, mayBeAbsent, isNeeded = false }: Child,
  { side, code }: Body,
): readonly (readonly Operand[])[] {
  if (check === true) return [];
  const present = mayBeAbsent ? [`${value} !== undefined`] : [];
  const subject = { value, tell: { call: 'run.under', key: [key] }, mayBeAbsent, isNeeded, hint };
  if (typeof check !== 'boolean' && isLeaf(check))
    return leafConditions(check, subject, code.parts);
  const call = code.call({ check, side, hint }, [value, `run.at(${key})`]);
  if (call === undefined) return [];
  const wrong: Operand = { call: `!${call.call}`, args: call.args };
  return [[...present, wrong, 'run.quick']];
}

/** A value inside another one. */
export interface Child {
  readonly check: CheckRules | boolean;
  /** How it is read. */
  readonly value: string;
  /** Its key or index, as an expression. */
  readonly key: string;
  readonly hint: string;
  readonly mayBeAbsent: boolean;
  /** True where nobody else tells that it is missing. */
  readonly isNeeded?: boolean;
}
