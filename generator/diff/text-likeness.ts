/** How alike two descriptions are, by their words: 1 for the same text, 0 where either is missing or they share little. */
export function textLikeness(one: string | undefined, other: string | undefined): number {
  if (one === undefined || other === undefined) return 0;
  const [ours, theirs] = [wordsIn(one), wordsIn(other)];
  if (ours.size === 0 || theirs.size === 0) return 0;
  let shared = 0;
  for (const word of ours) if (theirs.has(word)) shared += 1;
  const share = (2 * shared) / (ours.size + theirs.size);
  return share < least ? 0 : share;
}

/** Two sentences about anything share their articles and prepositions. */
const least = 0.6;

function wordsIn(text: string): ReadonlySet<string> {
  return new Set(text.toLowerCase().match(/[\p{L}\p{Nd}_]+/gu) ?? []);
}
