/**
 * How much words tell, by how rarely they occur: from 0 for one that nearly every name has (`type`) to 1 for one that a single name
 * has.
 */
export class WordWeights {
  readonly #counts = new Map<string, number>();
  #total = 0;

  /** Each entry is the words of one thing that could have been called otherwise: of an event, or of all keys of an object. */
  constructor(entries: Iterable<Iterable<string>>) {
    for (const words of entries) {
      this.#total += 1;
      for (const word of new Set(words)) {
        this.#counts.set(word, (this.#counts.get(word) ?? 0) + 1);
      }
    }
  }

  of(word: string): number {
    const count = this.#counts.get(word) ?? 1;
    // In a handful of names nothing is common enough to say nothing.
    const total = Math.max(this.#total, fewest);
    return Math.max(0, Math.log(total / count) / Math.log(total));
  }

  /** The mean of the words' weights; 0 for none. */
  ofAll(words: readonly string[]): number {
    if (words.length === 0) return 0;
    return words.reduce((sum, word) => sum + this.of(word), 0) / words.length;
  }

  /** What two names share of all that they say, whatever the order: between 0 and 1. */
  likeness(one: readonly string[], other: readonly string[]): number {
    const [ours, theirs] = [new Set(inOne(one, other)), new Set(inOne(other, one))];
    const weigh = (words: Iterable<string>): number => {
      let sum = 0;
      for (const word of words) sum += this.of(word) + least;
      return sum;
    };
    const all = weigh(ours) + weigh(theirs);
    const shared = [...ours].filter((word) => theirs.has(word));
    return all === 0 ? 0 : (2 * weigh(shared)) / all;
  }
}

const fewest = 20;

/** What even the commonest word says, so that names of such words alone can be compared at all. */
const least = 0.05;

/** Words that the other name writes as one: `next`, `stop` beside `nextstop`. */
function inOne(words: readonly string[], others: readonly string[]): readonly string[] {
  const found: string[] = [];
  for (let place = 0; place < words.length; place += 1) {
    const word = words[place] ?? '';
    const both = word + (words[place + 1] ?? '');
    const isOne = both !== word && others.includes(both);
    found.push(isOne ? both : word);
    if (isOne) place += 1;
  }
  return found;
}
