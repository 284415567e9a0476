/** True where every key that is spelt like `inner` is also spelt like `outer`. */
export function isSpeltLike(outer: readonly string[], inner: readonly string[]): boolean {
  // What may be any text may be what stands in no spelling.
  return matchesSpelling(outer, inner.join('\u0000'));
}

/** True where a key is spelt so. */
export function matchesSpelling(texts: readonly string[], key: string): boolean {
  const [first = '', ...others] = texts;
  const last = others.pop();
  if (last === undefined) return key === first;
  if (!key.startsWith(first)) return false;
  let from = first.length;
  for (const text of others) {
    const found = key.indexOf(text, from);
    if (found < 0) return false;
    from = found + text.length;
  }
  return key.length - last.length >= from && key.endsWith(last);
}
