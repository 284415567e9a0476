import { isOnSide, type Side } from '../model/side.ts';
import type { Shape } from '../model/shape.ts';
import { childShapes, resolveShape, type ShapeIndex } from '../model/walk.ts';

/**
 * True where the document itself may admit no value, so that `never` is the right type: `false`, alternatives that are all
 * `false`, and parts of an intersection, which may exclude each other.
 */
export function canBeEmpty(shape: Shape, index: ShapeIndex): boolean {
  return isEmpty(shape, index, new Set());
}

/** True where a shape can be empty somewhere inside, other named shapes left aside. */
export function holdsEmpty(shape: Shape, side: Side, index: ShapeIndex): boolean {
  if (canBeEmpty(shape, index)) return true;
  if (shape.kind === 'object') {
    const fields = shape.fields.filter((field) => isOnSide(field, side));
    // An object that may have no key at all is written as a dictionary of `never`.
    if (fields.length === 0 && (shape.rest === undefined || shape.rest.kind === 'never'))
      return true;
    return [...fields, ...shape.patterns].some((one) => holdsEmpty(one.shape, side, index));
  }
  return childShapes(shape).some((child) => holdsEmpty(child, side, index));
}

function isEmpty(shape: Shape, index: ShapeIndex, passed: ReadonlySet<Shape>): boolean {
  const one = resolveShape(shape, index);
  if (one.kind === 'union' && !passed.has(one)) {
    const inside = new Set([...passed, one]);
    return one.members.every((member) => isEmpty(member, index, inside));
  }
  return one.kind === 'never' || one.kind === 'all';
}
