import type { Origin } from '../base/finding.ts';
import type { Doc, Shape } from '../model/shape.ts';
import { both, type Fact, type Lane, type Span } from './fact.ts';
import type { Path, Step } from './path.ts';
import type { Resolved, Slot } from './slot.ts';

/** A pair of shapes that may be reached from several places, and is compared once. */
export interface Pair {
  readonly before: Slot;
  readonly after: Slot;
  readonly lane: Lane;
  readonly span: Span;
  /** The pairs that hold it, and where. */
  readonly holders: { readonly pair: Pair; readonly path: Path }[];
  /** The events whose payload it is. */
  readonly events: string[];
}

/** What stands at a place that leads to a shape: a field's own prose, or a message's. */
export interface Told {
  readonly before: Prose;
  readonly after: Prose;
}

export interface Prose {
  readonly doc: Doc;
  readonly origin: Origin;
}

/** The whole comparison, as the comparison of one pair sees it. */
export interface Walk {
  readonly resolveBefore: (slot: Slot) => Resolved;
  readonly resolveAfter: (slot: Slot) => Resolved;
  /** How two shapes fail to fit on a lane. */
  readonly spanOf: (before: Shape, after: Shape, lane: Lane) => Span;
  /** Compares what stands at a place, and says how the two fail to fit. `told` is what the place itself says of it. */
  readonly compare: (before: Slot, after: Slot, spot: Spot, outer: Span, told?: Told) => Span;
  /** Sees to it that a pair is compared, which the other one holds. */
  readonly enter: (before: Slot, after: Slot, span: Span, from: Spot) => void;
  /** True for two names of which one version has both. */
  readonly isOther: (before: string, after: string) => boolean;
  readonly record: (fact: Fact, pair: Pair) => void;
}

/** Where a comparison has got to: inside a pair, some steps in. */
export interface Spot {
  readonly walk: Walk;
  readonly pair: Pair;
  readonly local: Path;
}

export function stepInto(spot: Spot, step: Step): Spot {
  return { ...spot, local: [...spot.local, step] };
}

/** How two shapes fail to fit, as far as what holds them does. */
export function spanAt(spot: Spot, before: Shape, after: Shape, outer: Span): Span {
  return both(spot.walk.spanOf(before, after, spot.pair.lane), outer);
}
