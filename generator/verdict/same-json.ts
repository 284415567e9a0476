import { isRecord } from '../base/json.ts';

/** Whether two JSON values are equal, references replaced by what they stand for. Values in circles are held to be equal. */
export function sameJson(
  one: unknown,
  other: unknown,
  behind: (value: unknown) => unknown,
): boolean {
  if (typeof one !== 'object' || typeof other !== 'object') return one === other;
  return compare(one, other, behind, []);
}

function compare(
  first: unknown,
  second: unknown,
  behind: (value: unknown) => unknown,
  open: readonly (readonly [unknown, unknown])[],
): boolean {
  const one = behind(first);
  const other = behind(second);
  if (one === other) return true;
  if (open.some(([a, b]) => a === one && b === other)) return true;
  const next = [...open, [one, other]] as const;
  if (Array.isArray(one) && Array.isArray(other)) {
    return (
      one.length === other.length &&
      one.every((item, index) => compare(item, other[index], behind, next))
    );
  }
  if (!isRecord(one) || !isRecord(other)) return false;
  const keys = Object.keys(one);
  return (
    keys.length === Object.keys(other).length &&
    keys.every((key) => Object.hasOwn(other, key) && compare(one[key], other[key], behind, next))
  );
}
