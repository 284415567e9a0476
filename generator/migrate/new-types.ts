import type { Change } from '../diff/change.ts';
import { valueFits } from '../emit/value-fits.ts';
import type { Json, ObjectShape, Shape } from '../model/shape.ts';
import type { ShapeIndex } from '../model/walk.ts';
import { valueOf } from './answer.ts';
import { findPath, open } from './find-path.ts';

/** What types of the version after have, where a change says that the one which it looked at has it not. */
export class NewTypes {
  readonly #index: ShapeIndex;

  constructor(index: ShapeIndex) {
    this.#index = index;
  }

  /** Whether a type of the version after has what the change says to be gone from the one that it was paired with. */
  keeps(type: string, path: string, change: Change): boolean {
    const spots = findPath(type, path, this.#index).spots;
    switch (change.kind) {
      case 'field-required':
        return !this.#requires(type, path);
      case 'value-removed':
      case 'null-removed':
        return spots.some(({ shape }) => this.#admits(valueOf(change), shape));
      case 'values-closed':
        return spots.some(({ shape }) => this.#admits('any text at all', shape));
      case 'field-removed':
        return this.#allHold(type, path);
      default:
        return false;
    }
  }

  #admits(value: Json, shape: Shape): boolean {
    return valueFits(value, shape, { index: this.#index, side: 'read', keys: 'any' });
  }

  /** Whether every object that a type may be has a place. */
  #allHold(type: string, path: string): boolean {
    const objects = this.objects(type);
    return (
      objects.length > 0 &&
      objects.every((one) => findPath(one.holder, path, this.#index).spots.length > 0)
    );
  }

  #requires(type: string, path: string): boolean {
    const key = path.split('.').at(-1);
    const outer = path.slice(0, Math.max(0, path.length - (key?.length ?? 0) - 1));
    const holders =
      outer === ''
        ? this.objects(type)
        : findPath(type, outer, this.#index).spots.flatMap((one) => open(one, this.#index));
    return holders.some(
      ({ shape }) =>
        shape.kind === 'object' && shape.fields.some((one) => one.key === key && one.required),
    );
  }

  /** The objects that a type may be. */
  objects(type: string): readonly { readonly holder: string; readonly shape: ObjectShape }[] {
    return findPath(type, [], this.#index)
      .spots.flatMap((one) => open(one, this.#index))
      .flatMap(({ holder, shape }) => (shape.kind === 'object' ? [{ holder, shape }] : []));
  }
}
