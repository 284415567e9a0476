/** No API nests its messages so deep; what is deeper was made to be. */
export const deepest = 512;

/** True for a value that is nested deeper than {@link deepest}; `text` is what it was parsed from, and makes the answer cheap. */
export function isDeep(text: string, value: unknown): boolean {
  return text.length > 2 * deepest && hasManyBrackets(text) && depthOf(value) > deepest;
}

function hasManyBrackets(text: string): boolean {
  let count = 0;
  for (const bracket of ['[', '{']) {
    for (let at = text.indexOf(bracket); at !== -1; at = text.indexOf(bracket, at + 1)) {
      count += 1;
      if (count > deepest) return true;
    }
  }
  return false;
}

/** How many objects and lists stand inside each other; without recursion, for there may be a million. */
export function depthOf(value: unknown): number {
  let depth = 0;
  let level: readonly object[] = isHolder(value) ? [value] : [];
  while (level.length > 0) {
    depth += 1;
    level = level.flatMap((one) => Object.values(one).filter(isHolder));
  }
  return depth;
}

function isHolder(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
