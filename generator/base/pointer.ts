/** An RFC 6901 pointer one step further: `/a` and `b/c` give `/a/b~1c`. */
export function pointerTo(parent: string, ...keys: readonly (string | number)[]): string {
  let pointer = parent;
  for (const key of keys) pointer += `/${escapeSegment(String(key))}`;
  return pointer;
}

/** The steps of an RFC 6901 pointer, unescaped: `/a/b~1c` gives `['a', 'b/c']`. */
export function pointerSegments(pointer: string): readonly string[] {
  if (pointer === '') return [];
  return pointer.slice(1).split('/').map(unescapeSegment);
}

function escapeSegment(segment: string): string {
  return /[~/]/.test(segment) ? segment.replaceAll('~', '~0').replaceAll('/', '~1') : segment;
}

function unescapeSegment(segment: string): string {
  return segment.includes('~') ? segment.replaceAll('~1', '/').replaceAll('~0', '~') : segment;
}

/** Percent-decoding that leaves alone what is not percent-encoded text. */
export function decodeSafely(text: string): string {
  if (!text.includes('%')) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
