/** Two things that may be one; the more likely, the higher the score. */
export interface Pair {
  readonly score: number;
  readonly before: End;
  readonly after: End;
}

export interface End {
  /** What it is, among the ends of its version. */
  readonly key: string;
  /** The keys of what it is a part of; a part cannot be paired beside the whole, nor the whole beside a part. */
  readonly above: readonly string[];
}

/**
 * The pairs in which nothing occurs twice, best first. Where a thing could as well be paired with either of two others, it is paired with
 * neither: a guess that may be any of two says nothing.
 */
export function oneToOne<One extends Pair>(pairs: readonly One[]): readonly One[] {
  const sorted = pairs.toSorted(
    (one, other) =>
      other.score - one.score || depthOf(one) - depthOf(other) || compareKeys(one, other),
  );
  const before = new Side(sorted, (pair) => pair.before);
  const after = new Side(sorted, (pair) => pair.after);
  const chosen: One[] = [];
  const isFree = (pair: One): boolean => before.isFree(pair.before) && after.isFree(pair.after);
  for (const pair of sorted) {
    if (!isFree(pair)) continue;
    // The whole before its parts, where they are as likely.
    const isWhole = (one: One): boolean =>
      one.score > pair.score - margin && isWithin(one, pair) && depthOf(one) < depthOf(pair);
    if (before.of(pair.before).some(isWhole) || after.of(pair.after).some(isWhole)) continue;
    const isRival = (one: One): boolean =>
      one.score > pair.score - margin && !isWithin(one, pair) && isFree(one);
    const isUnsureBefore = before.of(pair.before).some(isRival);
    const isUnsureAfter = after.of(pair.after).some(isRival);
    if (isUnsureBefore) before.take({ ...pair.before, above: [] });
    if (isUnsureAfter) after.take({ ...pair.after, above: [] });
    if (isUnsureBefore || isUnsureAfter) continue;
    before.take(pair.before);
    after.take(pair.after);
    chosen.push(pair);
  }
  return chosen;
}

/** By how much a pair must be better than what else its ends could be paired with. */
const margin = 0.06;

/** True for the pair itself, and where an end of one is a part of the other's. */
function isWithin(one: Pair, other: Pair): boolean {
  return isPart(one.before, other.before) && isPart(one.after, other.after);
}

function isPart(one: End, other: End): boolean {
  return one.key === other.key || one.above.includes(other.key) || other.above.includes(one.key);
}

function depthOf({ before, after }: Pair): number {
  return before.above.length + after.above.length;
}

function compareKeys(one: Pair, other: Pair): number {
  const [mine, theirs] = [one, other].map(({ before, after }) => `${before.key} ${after.key}`);
  return mine === theirs ? 0 : (mine ?? '') < (theirs ?? '') ? -1 : 1;
}

/** What of one version has been paired already. */
class Side<One extends Pair> {
  readonly #pairs = new Map<string, One[]>();
  readonly #taken = new Set<string>();
  readonly #holding = new Set<string>();

  constructor(pairs: readonly One[], endOf: (pair: One) => End) {
    for (const pair of pairs) {
      const { key } = endOf(pair);
      const known = this.#pairs.get(key);
      if (known === undefined) this.#pairs.set(key, [pair]);
      else known.push(pair);
    }
  }

  of(end: End): readonly One[] {
    return this.#pairs.get(end.key) ?? [];
  }

  isFree({ key, above }: End): boolean {
    if (this.#taken.has(key) || this.#holding.has(key)) return false;
    return !above.some((one) => this.#taken.has(one));
  }

  take({ key, above }: End): void {
    this.#taken.add(key);
    for (const one of above) this.#holding.add(one);
  }
}
