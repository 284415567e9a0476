import { isOfTypes, type Fact, type Span } from './fact.ts';
import type { Pair } from './spot.ts';

/** A fact and the pair of shapes that it was found in. */
export interface Finding {
  fact: Fact;
  readonly pair: Pair;
}

/** What is asked about pairs that nothing explains. */
export interface Circles {
  /** True where two shapes do not fit even if all that they hold did. */
  readonly isRoot: (pair: Pair, way: keyof Span) => boolean;
  readonly typeChanged: (pair: Pair, leans: Span) => Fact;
}

/**
 * Where types do not fit, a fact says so, or a pair of shapes that they hold. Shapes that lead back to themselves may each be explained by
 * the next one, and none by a fact: then the facts of those are to blame that would not fit if all the others did.
 */
export function settleCircles(findings: Finding[], pairs: readonly Pair[], circles: Circles): void {
  for (const way of ['wide', 'narrow'] as const) {
    for (let rest = unexplained(findings, pairs, way); rest.length > 0;) {
      const roots = rest.filter((pair) => circles.isRoot(pair, way));
      const suspects = roots.length > 0 ? roots : rest;
      const blamed = findings.filter(
        ({ fact, pair }) => isBlamable(fact) && suspects.includes(pair),
      );
      for (const one of blamed) {
        one.fact = { ...one.fact, leans: { ...one.fact.leans, [way]: true } };
      }
      const [first] = suspects;
      if (blamed.length === 0 && first !== undefined) {
        const leans = { wide: way === 'wide', narrow: way === 'narrow' };
        findings.push({ fact: circles.typeChanged(first, leans), pair: first });
      }
      rest = unexplained(findings, pairs, way);
    }
  }
}

function isBlamable({ kind }: Fact): boolean {
  return isOfTypes(kind) || kind === 'default-changed';
}

/** The pairs that do not fit though no fact of their own says why, nor one of a pair that they lead to. */
function unexplained(
  findings: readonly Finding[],
  pairs: readonly Pair[],
  way: keyof Span,
): readonly Pair[] {
  const explained = new Set<Pair>();
  const waiting = findings.flatMap(({ fact, pair }) => (fact.leans[way] ? [pair] : []));
  for (let pair = waiting.pop(); pair !== undefined; pair = waiting.pop()) {
    if (explained.has(pair)) continue;
    explained.add(pair);
    for (const holder of pair.holders) waiting.push(holder.pair);
  }
  return pairs.filter((pair) => pair.span[way] && !explained.has(pair));
}
