/**
 * Finds what shares words with something among many, without looking at all of them: the rarest words first, and no word that a crowd
 * has.
 */
export class NearBy<One> {
  readonly #all: readonly One[];
  readonly #wordsOf: (one: One) => readonly string[];
  readonly #byWord = new Map<string, One[]>();

  constructor(all: readonly One[], wordsOf: (one: One) => readonly string[]) {
    this.#all = all;
    this.#wordsOf = wordsOf;
    if (all.length <= few) return;
    for (const one of all) {
      for (const word of new Set(wordsOf(one))) {
        const known = this.#byWord.get(word);
        if (known === undefined) this.#byWord.set(word, [one]);
        else known.push(one);
      }
    }
  }

  /** Those that share most, at most as many as there are `few`; all where there are no more. */
  of(wanted: One): readonly One[] {
    if (this.#all.length <= few) return this.#all;
    const shared = new Map<One, number>();
    for (const word of new Set(this.#wordsOf(wanted))) {
      const having = this.#byWord.get(word) ?? [];
      if (having.length > crowd) continue;
      for (const one of having) shared.set(one, (shared.get(one) ?? 0) + 1 / having.length);
    }
    const best = [...shared].toSorted(([, one], [, other]) => other - one);
    return best.slice(0, few).map(([one]) => one);
  }
}

/** So many are all looked at. */
const few = 40;
/** What so many have tells nothing of which of them is meant. */
const crowd = 400;
