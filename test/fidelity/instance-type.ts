/** The exact type of a JSON value: what the compiler is asked about, so that it checks the value and not the way it is written. */
export function instanceType(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return `[${value.map(instanceType).join(', ')}]`;
  if (typeof value === 'object') {
    const members = Object.entries(value).map(
      ([key, child]) => `${JSON.stringify(key)}: ${instanceType(child)}`,
    );
    return `{ ${members.join('; ')} }`;
  }
  // Other numbers have no literal type that is sure to be theirs.
  if (typeof value === 'number') return Number.isSafeInteger(value) ? String(value) : 'number';
  return JSON.stringify(value);
}
