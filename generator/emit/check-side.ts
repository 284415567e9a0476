import type { Check, CheckedKey, CheckRules } from '../model/check.ts';
import { besideChecks } from '../model/check-circles.ts';
import { mapChecks, type CheckIndex } from '../model/check-tags.ts';
import type { Side } from '../model/side.ts';

/** The keys that an object may have on a side. */
export function keysOnSide({ properties = [] }: CheckRules, side: Side): readonly CheckedKey[] {
  return properties.filter(({ access }) => access === 'both' || access === side);
}

/** The keys that must be there on a side. */
export function requiredOnSide(
  { properties = [], required = [] }: CheckRules,
  side: Side,
): readonly string[] {
  const spared = new Set(
    properties
      .filter(
        (one) => (one.access !== 'both' && one.access !== side) || (side === 'write' && one.spared),
      )
      .map((one) => one.key),
  );
  return required.filter((key) => !spared.has(key));
}

/** True for a check that says something else of what is sent than of what is received, itself or by what it refers to. */
export function differsBySide(check: Check, index: CheckIndex): boolean {
  let known = differing.get(index);
  if (known === undefined) {
    known = findDiffering(index);
    differing.set(index, known);
  }
  if (typeof check === 'boolean') return false;
  return differsItself(check) || refsOf(check).some((name) => known.has(name));
}

const differing = new WeakMap<CheckIndex, ReadonlySet<string>>();

function findDiffering(index: CheckIndex): ReadonlySet<string> {
  const users = new Map<string, string[]>();
  const waiting: string[] = [];
  for (const { name, check } of index.values()) {
    if (differsItself(check)) waiting.push(name);
    for (const ref of refsOf(check)) users.set(ref, [...(users.get(ref) ?? []), name]);
  }
  const found = new Set<string>();
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (found.has(name)) continue;
    found.add(name);
    waiting.push(...(users.get(name) ?? []));
  }
  return found;
}

function differsItself(check: Check): boolean {
  if (typeof check === 'boolean') return false;
  const own = check.properties?.some((one) => one.access !== 'both' || one.spared === true);
  return own === true || childChecks(check).some(differsItself);
}

function refsOf(check: Check): readonly string[] {
  if (typeof check === 'boolean') return [];
  const inner = childChecks(check).flatMap(refsOf);
  return check.ref === undefined ? inner : [check.ref, ...inner];
}

/** The checks directly inside a check. */
export function childChecks(rules: CheckRules): readonly Check[] {
  const found: Check[] = [];
  mapChecks(rules, (one) => {
    found.push(one);
    return one;
  });
  return found;
}

/** True for a check that names keys of the object it is about, itself or by what stands beside it. */
export function describesKeys(
  check: Check,
  index: CheckIndex,
  passed: ReadonlySet<string> = new Set(),
): boolean {
  if (typeof check === 'boolean') return false;
  if (check.properties !== undefined || check.patternProperties !== undefined) return true;
  return besideChecks(check).some((one) => {
    if (typeof one === 'boolean' || one.ref === undefined) return describesKeys(one, index, passed);
    if (passed.has(one.ref)) return false;
    const seen = new Set([...passed, one.ref]);
    const target = index.get(one.ref);
    const { ref: _, ...others } = one;
    return (
      (target !== undefined && describesKeys(target.check, index, seen)) ||
      describesKeys(others, index, seen)
    );
  });
}
