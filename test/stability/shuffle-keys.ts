/** The value with the keys of every mapping in another order, which depends on the seed alone; lists keep theirs. */
export function shuffleKeys(value: unknown, seed: number): unknown {
  const random = createRandom(seed);
  const shuffle = (one: unknown): unknown => {
    if (Array.isArray(one)) return one.map(shuffle);
    if (typeof one !== 'object' || one === null) return one;
    const entries = Object.entries(one).map(([key, inner]) => [key, shuffle(inner)] as const);
    // Fisher and Yates.
    for (let last = entries.length - 1; last > 0; last -= 1) {
      const other = Math.floor(random() * (last + 1));
      [entries[last], entries[other]] = [entries[other]!, entries[last]!];
    }
    return Object.fromEntries(entries);
  };
  return shuffle(value);
}

/** Numbers from 0 to 1: Marsaglia's xorshift of 32 bits. */
function createRandom(seed: number): () => number {
  let state = seed | 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}
