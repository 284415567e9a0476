/**
 * What rules about values ask of them. These functions are printed into generated validators as they stand here, each with what it
 * calls, so they know nothing but the language.
 */

/** The length of a text in code points, as JSON Schema counts; half of a pair counts as one. */
export function codePoints(text: string): number {
  let count = text.length;
  for (let at = 0; at < text.length - 1; at += 1) {
    const isHigh = (text.charCodeAt(at) & 0xfc00) === 0xd800;
    if (!isHigh || (text.charCodeAt(at + 1) & 0xfc00) !== 0xdc00) continue;
    count -= 1;
    at += 1;
  }
  return count;
}

/** True where dividing leaves a whole number, as doubles divide: 0.3 is no multiple of 0.1. */
export function isMultiple(value: number, of: number): boolean {
  const times = value / of;
  return Number.isFinite(times) ? Number.isInteger(times) : value % of === 0;
}

/** True for values that are the same JSON: numbers by value, objects whatever the order of their keys. */
export function isEqual(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) || Array.isArray(b)) {
    if (!Array.isArray(a) || !Array.isArray(b) || a.length !== b.length) return false;
    return a.every((item, at) => isEqual(item, b[at]));
  }
  const keys = Object.keys(a);
  if (keys.length !== Object.keys(b).length) return false;
  return keys.every((key) => Object.hasOwn(b, key) && isEqual(own(a, key), own(b, key)));
}

/** True for a list that holds no value twice. */
export function areUnique(list: readonly unknown[]): boolean {
  const simple = new Set<unknown>();
  const objects: unknown[] = [];
  for (const item of list) {
    if (typeof item === 'object' && item !== null) {
      if (objects.some((one) => isEqual(one, item))) return false;
      objects.push(item);
    } else if (simple.has(item)) return false;
    else simple.add(item);
  }
  return true;
}

/** The value of an own key, whatever objects inherit. */
export function own(value: object, key: string): unknown {
  return Object.hasOwn(value, key) ? (value as Readonly<Record<string, unknown>>)[key] : undefined;
}

/** A key as a step of a JSON Pointer (RFC 6901). */
export function pointerStep(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}

/** What is there, for people: a number or short text as it is, anything else by its type, since it may be long or secret. */
export function shown(value: unknown): string {
  if (value === undefined) return 'absent';
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'string') return value.length <= 24 ? JSON.stringify(value) : 'string';
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : typeof value;
}
