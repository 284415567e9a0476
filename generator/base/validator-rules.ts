/** Rules that generated validators share; printed into them as they stand here, each with what it calls. */
import { quickRun, Run, type Checker } from './validator-run.ts';
import { areUnique } from './values.ts';

/** What of an object or a list has been described: by checks that stand side by side, of which others ask about the rest. */
export class Seen {
  readonly keys = new Set<unknown>();
  allKeys = false;
  allItems = false;

  /** Adds keys, or the places of items. */
  see(keys: readonly unknown[]): void {
    for (const key of keys) this.keys.add(key);
  }

  /** Adds what another one has. */
  add(other: Seen): void {
    this.see([...other.keys]);
    this.allKeys ||= other.allKeys;
    this.allItems ||= other.allItems;
  }

  has(key: string | number): boolean {
    return (typeof key === 'number' ? this.allItems : this.allKeys) || this.keys.has(key);
  }
}

/** `one of "a", "b"`. */
export function oneOfThem(values: readonly unknown[]): string {
  const some = values.slice(0, 12).map((value) => JSON.stringify(value));
  return `one of ${some.join(', ')}${values.length > 12 ? ', …' : ''}`;
}

/** Tells of the keys of an object that are neither in a list nor spelt as they may be; true where that is enough. */
export function others(
  value: object,
  run: Run,
  keys: readonly unknown[],
  patterns: readonly RegExp[] = [],
): boolean {
  for (const key of Object.keys(value)) {
    if (keys.includes(key) || patterns.some((one) => one.test(key))) continue;
    if (run.no('unknownFields', 'no other field', key)) return true;
  }
  return false;
}

/** Tells of the keys of an object that nothing has described; true where that is enough. */
export function unseen(value: object, run: Run, seen: Seen, rule: string): boolean {
  for (const key of Object.keys(value)) {
    if (!seen.has(key) && run.no(rule, 'no other field', key)) return true;
  }
  return false;
}

/** A check whose findings count only if the value fails: what it saw, and whether it holds. */
export function tryCheck(check: Checker, value: unknown, run: Run, seen?: Seen): boolean {
  const found = run.found;
  const inner = seen === undefined ? undefined : new Seen();
  const held = check(value, run, inner);
  if (!held) return false;
  run.forget(found);
  if (seen !== undefined && inner !== undefined) seen.add(inner);
  return true;
}

/** Whether at least one check holds; where what they see matters, all are asked. */
export function anyOf(value: unknown, run: Run, checks: readonly Checker[], seen?: Seen): boolean {
  if (run.quick && seen === undefined) {
    for (const check of checks) if (check(value, run)) return true;
    return false;
  }
  const found = run.found;
  let isOne = false;
  for (const check of checks) {
    if (!tryCheck(check, value, run, seen)) continue;
    isOne = true;
    if (seen === undefined) break;
  }
  if (isOne) run.forget(found);
  else run.no('anyOf', 'one of several alternatives', value);
  return isOne;
}

/** Whether exactly one check holds, unknown fields aside; these matter to the one alone. */
export function oneOf(value: unknown, run: Run, checks: readonly Checker[], seen?: Seen): boolean {
  const found = run.found;
  let held: Checker | undefined;
  let many = false;
  for (const check of checks) {
    if (!tryCheck(check, value, loose(run))) continue;
    many = held !== undefined;
    held = check;
    if (many) break;
  }
  if (held === undefined || many) {
    return run.fail('oneOf', many ? 'one alternative alone' : 'one of several alternatives', value);
  }
  run.forget(found);
  return seen === undefined && !run.strict ? true : tryCheck(held, value, run, seen);
}

/** The same run, to which unknown fields do not matter. */
export function loose(run: Run): Run {
  if (!run.strict) return run;
  return run.issues === undefined ? quickRun : new Run(false, run.issues, run.path);
}

/** Whether a check holds, where nobody wants to know why not. */
export function holds(check: Checker, value: unknown, seen?: Seen): boolean {
  return tryCheck(check, value, quickRun, seen);
}

/** Whether as many items satisfy a check as should. */
export function contains(
  list: readonly unknown[],
  run: Run,
  check: Checker,
  least: number,
  most: number,
  seen?: Seen,
): boolean {
  const found = run.found;
  let count = 0;
  for (let at = 0; at < list.length; at += 1) {
    if (!check(list[at], loose(run).at(at))) continue;
    count += 1;
    seen?.keys.add(at);
    if (seen === undefined && (count > most || (count >= least && most === Infinity))) break;
  }
  if (count >= least && count <= most) {
    run.forget(found);
    return true;
  }
  const upTo = most === Infinity ? '' : ` and at most ${String(most)}`;
  return run.fail('contains', `at least ${String(least)}${upTo} of a kind`, list);
}

/** Whether the names of all keys satisfy a check; what is wrong with one is told of the object. */
export function keysAre(value: object, run: Run, check: Checker): boolean {
  let all = true;
  for (const key of Object.keys(value)) {
    if (holds(check, key)) continue;
    all = false;
    if (run.no('propertyNames', 'other names of fields', key)) break;
  }
  return all;
}

/** Whether no item stands twice in a list. */
export function isUniqueList(list: readonly unknown[], run: Run): boolean {
  return areUnique(list) || run.fail('uniqueItems', 'items that differ', list);
}

/** Takes every value. */
export function isAnything(): boolean {
  return true;
}

/** Takes no value. */
export function isNothing(value: unknown, run: Run): boolean {
  return run.fail('false', 'nothing', value);
}
