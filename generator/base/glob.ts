/**
 * Whether a name fits a pattern, in which `*` stands for any text and nothing else is special: names of events and addresses of
 * channels hold dots, slashes and braces that mean something elsewhere.
 *
 * | pattern | fits |
 * | --- | --- |
 * | `response.*` | `response.done`, `response.text.delta` |
 * | `rooms/{id}/*` | `rooms/{id}/joined` |
 * | `*` | everything |
 */
export function fitsGlob(name: string, pattern: string): boolean {
  const [first = '', ...rest] = pattern.split('*');
  const last = rest.pop();
  if (last === undefined) return name === pattern;
  if (!name.startsWith(first) || !name.endsWith(last)) return false;
  const end = name.length - last.length;
  let from = first.length;
  // Each piece as early as it can be: then the others have all the room there is.
  for (const piece of rest) {
    const at = name.indexOf(piece, from);
    if (at === -1) return false;
    from = at + piece.length;
  }
  return from <= end;
}

/** Whether a name fits one of several patterns. */
export function fitsAny(name: string, patterns: readonly string[]): boolean {
  return patterns.some((pattern) => fitsGlob(name, pattern));
}
