import { unreachable } from '../base/finding.ts';
import type { Shape } from '../model/shape.ts';
import { isOnSide, type Side } from '../model/side.ts';
import type { ShapeIndex } from '../model/walk.ts';

/** How deep the flattest value of a shape is; infinite where there is none, as for an object that must hold itself. */
export type DepthOf = (shape: Shape) => number;

/**
 * The depths of the flattest values on a side. What is deeper than {@link deepest} is taken to be endless: no example is so deep.
 */
export function smallestDepths(index: ShapeIndex, side: Side): DepthOf {
  const depths = new Map<string, number>();
  const depthOf: DepthOf = (shape) => depthIn(shape, side, depths);
  for (let round = 0; round < deepest; round += 1) {
    let changed = false;
    for (const { name, shape } of index.values()) {
      const depth = depthOf(shape) + 1;
      if (depth >= (depths.get(name) ?? Infinity)) continue;
      depths.set(name, depth);
      changed = true;
    }
    if (!changed) break;
  }
  return depthOf;
}

const deepest = 40;

function depthIn(shape: Shape, side: Side, depths: ReadonlyMap<string, number>): number {
  const inner = (one: Shape): number => depthIn(one, side, depths);
  switch (shape.kind) {
    case 'list':
      return (shape.limits?.minItems ?? 0) > 0 ? inner(shape.item) : 0;
    case 'tuple':
      return Math.max(0, ...shape.items.slice(0, shape.required).map(inner));
    case 'map':
      return (shape.limits?.minProperties ?? 0) > 0 ? inner(shape.value) : 0;
    case 'object': {
      const needed = shape.fields.filter((one) => one.required && isOnSide(one, side));
      return Math.max(0, ...needed.map((one) => inner(one.shape)));
    }
    case 'union':
      return Math.min(Infinity, ...shape.members.map(inner));
    case 'all':
      return Math.max(0, ...shape.parts.map(inner));
    case 'ref':
      return depths.get(shape.name) ?? Infinity;
    case 'scalar':
    case 'literal':
    case 'enum':
    case 'unknown':
      return 0;
    case 'never':
      return Infinity;
    default:
      return unreachable(shape);
  }
}
