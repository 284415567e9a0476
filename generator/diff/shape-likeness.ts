import { unreachable } from '../base/finding.ts';
import type { ApiModel } from '../model/api.ts';
import { isNull, type ObjectShape, type Shape } from '../model/shape.ts';
import { alternativesOf, indexShapes, type ShapeIndex } from '../model/walk.ts';

/** What a shape says, each with how much it tells: `.voice`, `.voice="alloy"`, `[]string`. */
export type Features = ReadonlyMap<string, number>;

/** How alike two shapes are. */
export interface Likeness {
  /** What they share of all that either says: between 0 and 1. */
  readonly share: number;
  /** How much there was to share: near 0 for two plain strings, near 1 for objects of many fields. */
  readonly support: number;
}

/** The features of the shapes of one model. */
export class ShapeFeatures {
  readonly #index: ShapeIndex;
  readonly #known = new WeakMap<Shape, Features>();

  constructor(model: Pick<ApiModel, 'shapes'>) {
    this.#index = indexShapes(model);
  }

  /** What a shape says, fields within fields down to the third; the keys `without` are left out at the top. */
  of(shape: Shape, without: readonly string[] = []): Features {
    const known = without.length === 0 ? this.#known.get(shape) : undefined;
    if (known !== undefined) return known;
    const found = new Map<string, number>();
    this.#gather(shape, '', 1, new Set(without), found);
    if (without.length === 0) this.#known.set(shape, found);
    return found;
  }

  /** The keys of a shape's objects, sorted. */
  keysOf(shape: Shape): readonly string[] {
    const objects = alternativesOf(shape, this.#index).filter((one) => one.kind === 'object');
    return [...new Set(objects.flatMap((one) => one.fields.map((field) => field.key)))].sort();
  }

  /** What a shape that is a list, or null, is a list of. */
  itemOf(shape: Shape): Shape | undefined {
    const [only, ...others] = alternativesOf(shape, this.#index).filter((one) => !isNull(one));
    return only?.kind === 'list' && others.length === 0 ? only.item : undefined;
  }

  #gather(
    shape: Shape,
    at: string,
    weight: number,
    without: ReadonlySet<string>,
    found: Map<string, number>,
  ): void {
    const add = (feature: string, more: number): void => {
      found.set(`${at}${feature}`, Math.max(found.get(`${at}${feature}`) ?? 0, more * weight));
    };
    for (const one of alternativesOf(shape, this.#index)) {
      switch (one.kind) {
        case 'scalar':
          add(one.scalar === 'integer' ? 'number' : one.scalar, plain);
          if (one.format !== undefined) add(`(${one.format})`, plain);
          break;
        case 'literal':
          add(typeof one.value, plain);
          add(`=${JSON.stringify(one.value)}`, value);
          break;
        case 'enum':
          add(typeof one.values[0], plain);
          for (const literal of one.values) add(`=${JSON.stringify(literal)}`, value);
          break;
        case 'list':
          add('[]', plain);
          this.#gather(one.item, `${at}[]`, weight, none, found);
          break;
        case 'tuple':
          for (const item of one.items) this.#gather(item, `${at}[]`, weight, none, found);
          break;
        case 'map':
          add('{}', plain);
          this.#gather(one.value, `${at}{}`, weight, none, found);
          break;
        case 'object':
          this.#gatherFields(one, at, weight, without, found);
          break;
        case 'all':
          for (const part of one.parts) this.#gather(part, at, weight, without, found);
          break;
        case 'unknown':
        case 'never':
          add(one.kind, plain);
          break;
        case 'union':
        case 'ref':
          // Dissolved into what they stand for.
          break;
        default:
          unreachable(one);
      }
    }
  }

  #gatherFields(
    { fields }: ObjectShape,
    at: string,
    weight: number,
    without: ReadonlySet<string>,
    found: Map<string, number>,
  ): void {
    for (const { key, shape } of fields) {
      if (without.has(key)) continue;
      const feature = `${at}.${key}`;
      found.set(feature, Math.max(found.get(feature) ?? 0, weight));
      const inner = weight * deeper;
      if (inner > least) this.#gather(shape, feature, inner, none, found);
    }
  }
}

/** What a plain type tells beside a field of an object, and what one value of several does. */
const plain = 0.3;
const value = 0.5;
/** What a feature one field further in counts; below the least, they are not looked at. */
const deeper = 0.3;
const least = 0.02;
const none: ReadonlySet<string> = new Set();

/** How alike two shapes are, by their features. */
export function likenessOf(one: Features, other: Features): Likeness {
  let [shared, all] = [0, 0];
  for (const [feature, weight] of one) {
    const theirs = other.get(feature) ?? 0;
    shared += Math.min(weight, theirs);
    all += Math.max(weight, theirs);
  }
  for (const [feature, weight] of other) if (!one.has(feature)) all += weight;
  return { share: all === 0 ? 1 : shared / all, support: shared / (shared + 1) };
}
