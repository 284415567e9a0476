import type { ApiModel } from '../model/api.ts';
import type { Shape } from '../model/shape.ts';
import { childShapes, indexShapes } from '../model/walk.ts';
import { placeOf } from './slot.ts';
import type { PairWalk } from './walk-pairs.ts';

/**
 * Compares by name what some version has and no event of it holds: documents may hold schemas alone, and APIs have them besides. Says how
 * many names the two versions have in common there.
 */
export function compareUnreached(before: ApiModel, after: ApiModel, walk: PairWalk): number {
  const others = indexShapes(after);
  const [held, heldAfter] = [heldByEvents(before), heldByEvents(after)];
  let shared = 0;
  for (const one of before.shapes) {
    const other = others.get(one.name);
    if (other === undefined || (held.has(one.name) && heldAfter.has(one.name))) continue;
    shared += 1;
    const slots = [
      { shape: { kind: 'ref', name: one.name }, at: placeOf(one) },
      { shape: { kind: 'ref', name: other.name }, at: placeOf(other) },
    ] as const;
    for (const side of ['read', 'write'] as const) {
      if (one.sides[side] && other.sides[side]) walk.start(...slots, { flow: undefined, side });
    }
  }
  return shared;
}

/** The names of all shapes that events lead to. Without recursion, for a chain may be as long as the document. */
function heldByEvents(model: ApiModel): ReadonlySet<string> {
  const index = indexShapes(model);
  const held = new Set<string>();
  const waiting: Shape[] = model.messages.map(({ shape }) => shape);
  for (let shape = waiting.pop(); shape !== undefined; shape = waiting.pop()) {
    waiting.push(...childShapes(shape));
    if (shape.kind !== 'ref' || held.has(shape.name)) continue;
    held.add(shape.name);
    const target = index.get(shape.name);
    if (target !== undefined) waiting.push(target.shape);
  }
  return held;
}
