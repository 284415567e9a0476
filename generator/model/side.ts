import type { Field } from './shape.ts';

/** `read` is what one receives or reads back, `write` what one may send. */
export type Side = 'read' | 'write';

/** True for a field that stands on a side. */
export function isOnSide(field: Field, side: Side): boolean {
  return field.access === 'both' || field.access === side;
}

/** True for a required field that the sender may leave out, since the receiver fills in a default. */
export function isSpared(field: Field): boolean {
  return field.required && field.doc.default !== undefined && field.shape.kind !== 'literal';
}
