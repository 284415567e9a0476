import type { ApiModel } from '../model/api.ts';
import type { Shape } from '../model/shape.ts';
import type { Side } from '../model/side.ts';
import { indexShapes } from '../model/walk.ts';
import { Assignability } from './assignable.ts';
import { compareResolved, compareSlots } from './compare-slots.ts';
import type { Fact, Lane, Span } from './fact.ts';
import { typeChanged } from './level.ts';
import { SameShapes } from './same-shapes.ts';
import { settleCircles, type Finding } from './settle-circles.ts';
import { placeText, resolveSlot, type Resolved, type Slot } from './slot.ts';
import type { Pair, Spot, Told, Walk } from './spot.ts';

/** Compares pairs of shapes, each once however often it is reached, and without recursion from one to the next. */
export class PairWalk implements Walk {
  readonly #findings: Finding[] = [];
  readonly #starts: Pair[] = [];
  readonly #before: ApiModel;
  readonly #after: ApiModel;
  readonly #sides: Readonly<Record<Side, Assignability>>;
  readonly #pairs = new Map<string, Pair>();
  readonly #waiting: Pair[] = [];
  readonly #same: SameShapes;

  constructor(before: ApiModel, after: ApiModel) {
    this.#before = before;
    this.#after = after;
    this.#same = new SameShapes(before, after);
    this.#sides = {
      read: new Assignability(before, after, 'read'),
      write: new Assignability(before, after, 'write'),
    };
  }

  /** True for shapes that there is no need to compare. */
  areSame(before: Shape, after: Shape): boolean {
    return this.#same.are(before, after);
  }

  /** Compares two shapes that nothing holds, and all that they lead to. */
  start(before: Slot, after: Slot, lane: Lane, event?: string, told?: Told): Span {
    const span = this.spanOf(before.shape, after.shape, lane);
    const events = event === undefined ? [] : [event];
    const pair: Pair = { before, after, lane, span, holders: [], events };
    this.#starts.push(pair);
    compareSlots(before, after, { walk: this, pair, local: [] }, span, told);
    for (let next = this.#waiting.shift(); next !== undefined; next = this.#waiting.shift()) {
      compareResolved(next.before, next.after, { walk: this, pair: next, local: [] }, next.span);
    }
    return span;
  }

  /** The pairs that are compared, but for those that are written where they stand and hold nothing. */
  pairs(): readonly Pair[] {
    return [...this.#pairs.values()];
  }

  readonly record = (fact: Fact, pair: Pair): void => {
    this.#findings.push({ fact, pair });
  };

  /** All facts that were found, once nothing more is to be compared. */
  findings(): readonly Finding[] {
    settleCircles(this.#findings, [...this.#pairs.values(), ...this.#starts], {
      isRoot: ({ before, after, lane }, way) =>
        this.#sides[lane.side].isRoot(before.shape, after.shape)[way],
      typeChanged: ({ before, after }, leans) => typeChanged(before, after, [], leans),
    });
    return this.#findings;
  }

  isOther(before: string, after: string): boolean {
    if (before === after) return false;
    return indexShapes(this.#before).has(after) || indexShapes(this.#after).has(before);
  }

  readonly resolveBefore = (slot: Slot): Resolved => resolveSlot(slot, indexShapes(this.#before));
  readonly resolveAfter = (slot: Slot): Resolved => resolveSlot(slot, indexShapes(this.#after));

  spanOf(before: Shape, after: Shape, { side }: Lane): Span {
    const { afterFits, beforeFits } = this.#sides[side].fit(before, after);
    return { wide: !afterFits, narrow: !beforeFits };
  }

  compare(before: Slot, after: Slot, spot: Spot, outer: Span, told?: Told): Span {
    return compareSlots(before, after, spot, outer, told);
  }

  enter(before: Slot, after: Slot, span: Span, from: Spot): void {
    const { lane } = from.pair;
    const parts = [lane.flow ?? '', lane.side, span.wide ? 'w' : '', span.narrow ? 'n' : ''];
    const sites = [before.site, after.site].map((site) => (site ? placeText(site) : ''));
    const key = [placeText(before.at), placeText(after.at), ...sites, ...parts].join('\u0000');
    const holder = { pair: from.pair, path: from.local };
    const known = this.#pairs.get(key);
    if (known !== undefined) {
      known.holders.push(holder);
      return;
    }
    const pair: Pair = { before, after, lane, span, holders: [holder], events: [] };
    this.#pairs.set(key, pair);
    this.#waiting.push(pair);
  }
}
