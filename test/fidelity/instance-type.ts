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
  // Beyond what a double holds exactly, no literal type is sure to be that of the number.
  if (typeof value === 'number') return Math.abs(value) > 2 ** 53 ? 'number' : String(value);
  return JSON.stringify(value);
}
