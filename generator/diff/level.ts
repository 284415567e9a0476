import { both, isOfTypes, type Fact, type Span } from './fact.ts';
import { siteOf, slotTexts, subjectAt, type Slot } from './slot.ts';
import type { Path } from './path.ts';

/**
 * The facts of one pair of shapes, and what the pairs inside it come to. Where the types do not fit and nothing inside says so, the facts
 * do together what none does alone (TypeScript refuses weak types that share no key), or there must be one more fact.
 */
export class Level {
  readonly #span: Span;
  readonly #facts: Fact[] = [];
  #inner: Span = { wide: false, narrow: false };

  /** `span` says how the two fail to fit, as far as anybody is concerned. */
  constructor(span: Span) {
    this.#span = span;
  }

  get span(): Span {
    return this.#span;
  }

  add(fact: Fact): void {
    this.#facts.push(fact);
  }

  /** Takes note of a pair inside. */
  hold(inner: Span): void {
    const { wide, narrow } = this.#inner;
    this.#inner = { wide: wide || inner.wide, narrow: narrow || inner.narrow };
  }

  /** The facts, each with what it means for the types. */
  close(before: Slot, after: Slot, local: Path): readonly Fact[] {
    const missing = { wide: this.#isMissing('wide'), narrow: this.#isMissing('narrow') };
    const facts = this.#facts;
    if (!missing.wide && !missing.narrow) return facts.map((one) => this.#settled(one));
    const blamed = facts.filter((one) => isOfTypes(one.kind) || one.kind === 'default-changed');
    if (blamed.length === 0) facts.push(typeChanged(before, after, local, missing));
    return facts.map((one) => {
      if (!blamed.includes(one)) return this.#settled(one);
      const { wide, narrow } = one.leans;
      return this.#settled({
        ...one,
        leans: { wide: wide || missing.wide, narrow: narrow || missing.narrow },
      });
    });
  }

  #isMissing(way: keyof Span): boolean {
    if (!this.#span[way] || this.#inner[way]) return false;
    return !this.#facts.some((one) => one.leans[way]);
  }

  #settled(fact: Fact): Fact {
    return { ...fact, leans: both(fact.leans, this.#span) };
  }
}

/** The fact that a type is another one, where nothing tells it better. */
export function typeChanged(before: Slot, after: Slot, local: Path, leans: Span): Fact {
  const [text, afterText] = slotTexts(before, after);
  return {
    kind: 'type-changed',
    subject: subjectAt(siteOf(before)),
    before: { at: siteOf(before), text },
    after: { at: siteOf(after), text: afterText },
    leans,
    local,
  };
}
