import { isRecord } from '../base/json.ts';
import type { ApiModel, NamedShape } from '../model/api.ts';
import type { Shape } from '../model/shape.ts';
import { indexShapes, type ShapeIndex } from '../model/walk.ts';

/**
 * Finds shapes of two versions that say the same to the letter, prose included, wherever they stand and whatever they are called. Most of
 * a document does from version to version, and to see that is less work than to compare it.
 */
export class SameShapes {
  readonly #before: ShapeIndex;
  readonly #after: ShapeIndex;
  readonly #same = new Map<NamedShape, Set<NamedShape>>();
  readonly #other = new Map<NamedShape, Set<NamedShape>>();

  constructor(before: ApiModel, after: ApiModel) {
    this.#before = indexShapes(before);
    this.#after = indexShapes(after);
  }

  /** True where nothing can differ; false may only mean that it is not seen at once. */
  are(before: Shape, after: Shape): boolean {
    const supposed: (readonly [NamedShape, NamedShape])[] = [];
    const answer = this.#isSame(before, after, supposed, 0);
    // What leads to itself was supposed to be the same on the way.
    if (!answer) for (const [one, other] of supposed) this.#same.get(one)?.delete(other);
    return answer;
  }

  #isSame(
    before: unknown,
    after: unknown,
    supposed: (readonly [NamedShape, NamedShape])[],
    depth: number,
  ): boolean {
    // The very same reference leads to two different shapes where they are in different models.
    const leadsOn = typeof before === 'object' && before !== null && this.#before !== this.#after;
    if (before === after && !leadsOn) return true;
    if (depth > deepest) return false;
    if (Array.isArray(before)) {
      return (
        Array.isArray(after) &&
        before.length === after.length &&
        before.every((one, index) => this.#isSame(one, after[index], supposed, depth + 1))
      );
    }
    if (!isRecord(before) || !isRecord(after)) return false;
    if (before['kind'] === 'ref' && after['kind'] === 'ref') {
      const names = this.#areSameNames(before['name'], after['name'], supposed, depth);
      return names && this.#isSame(before['of'], after['of'], supposed, depth + 1);
    }
    return this.#areSameRecords(before, after, supposed, depth);
  }

  #areSameRecords(
    before: Readonly<Record<string, unknown>>,
    after: Readonly<Record<string, unknown>>,
    supposed: (readonly [NamedShape, NamedShape])[],
    depth: number,
  ): boolean {
    const keys = Object.keys(before);
    if (keys.length !== Object.keys(after).length) return false;
    // What stands in a document has a place, and what it is called there is no part of it.
    const isPlaced = 'origin' in before;
    return keys.every(
      (key) =>
        (isPlaced && (key === 'origin' || key === 'title' || key === 'name')) ||
        (key in after && this.#isSame(before[key], after[key], supposed, depth + 1)),
    );
  }

  #areSameNames(
    before: unknown,
    after: unknown,
    supposed: (readonly [NamedShape, NamedShape])[],
    depth: number,
  ): boolean {
    const one = this.#before.get(String(before));
    const other = this.#after.get(String(after));
    if (one === undefined || other === undefined) return false;
    if (this.#same.get(one)?.has(other) === true) return true;
    if (this.#other.get(one)?.has(other) === true) return false;
    remember(this.#same, one, other);
    supposed.push([one, other]);
    const answer =
      this.#isSame(one.doc, other.doc, supposed, depth + 1) &&
      this.#isSame(one.shape, other.shape, supposed, depth + 1);
    if (!answer) remember(this.#other, one, other);
    return answer;
  }
}

/** What is nested deeper is compared the long way, which needs no stack. */
const deepest = 200;

function remember(
  pairs: Map<NamedShape, Set<NamedShape>>,
  one: NamedShape,
  other: NamedShape,
): void {
  const known = pairs.get(one);
  if (known === undefined) pairs.set(one, new Set([other]));
  else known.add(other);
}
