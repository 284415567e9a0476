import { unreachable } from '../base/finding.ts';
import { isRecord } from '../base/json.ts';
import type {
  Field,
  Json,
  ListShape,
  MapShape,
  ObjectShape,
  Shape,
  TupleShape,
  UnionShape,
} from '../model/shape.ts';
import { isNull } from '../model/shape.ts';
import { isOnSide, type Side } from '../model/side.ts';
import { childShapes, resolveShape, type ShapeIndex } from '../model/walk.ts';
import { itemKey, scalarCandidates } from './example-scalar.ts';
import { rootPlace, type Place } from './example-place.ts';
import { smallestDepths, type DepthOf } from './smallest-depth.ts';
import { areUnique, valueFits } from './value-fits.ts';

/**
 * Makes a value of a shape, or takes the first that fits of what the document gives as examples of it; undefined where there is none,
 * or none was found.
 */
export type MakeExample = (shape: Shape, given?: readonly Json[]) => Json | undefined;

/**
 * Examples of what a side may hold: what is required, and what may be left out where that is not deep inside. What the document itself
 * gives as an example, or as a default, is taken where it is one.
 */
export function exampleMaker(index: ShapeIndex, side: Side): MakeExample {
  const depthOf = smallestDepths(index, side);
  return (shape, given = []) => {
    const fits = (one: Json): boolean => valueFits(one, shape, { index, side, keys: 'told' });
    const own = given.find(fits);
    if (own !== undefined) return own;
    let smallest: Json | undefined;
    // A few objects inside each other show what an event is about, as long as that is no page.
    for (const levels of [5, 4, 3, 2, 1, 0]) {
      const value = new Maker(index, side, depthOf).make(shape, rootPlace, levels);
      if (value === undefined || !fits(value)) continue;
      smallest = value;
      if (linesOf(value) <= mostLines) return value;
    }
    return smallest;
  };
}

const mostLines = 100;

function linesOf(value: Json): number {
  return JSON.stringify(value, null, 1).split('\n').length;
}

class Maker {
  readonly #index: ShapeIndex;
  readonly #side: Side;
  readonly #depthOf: DepthOf;
  /** The types that the value stands in. */
  readonly #within = new Set<string>();
  /** What takes more is not found: documents are written that have many ways to nowhere. */
  #steps = 3000;
  /** The types that lead to the very value that is being made: one that leads back to itself makes none. */
  #open = new Set<string>();
  #depth = 0;

  constructor(index: ShapeIndex, side: Side, depthOf: DepthOf) {
    this.#index = index;
    this.#side = side;
    this.#depthOf = depthOf;
  }

  /** `levels` is in how many objects inside each other what may be left out is shown; none shows what must be there alone. */
  make(shape: Shape, place: Place, levels: number): Json | undefined {
    this.#steps -= 1;
    if (this.#steps < 0) return undefined;
    return this.#given(shape, place) ?? this.#made(shape, place, levels);
  }

  /** A value within another one. */
  #inner(shape: Shape, place: Place, levels: number): Json | undefined {
    if (this.#depth > deepest) return undefined;
    const outer = this.#open;
    this.#open = new Set();
    this.#depth += 1;
    const value = this.make(shape, place, Math.max(0, levels));
    this.#depth -= 1;
    this.#open = outer;
    return value;
  }

  /** What the document says that a value may be; null, which often is a default, would tell nothing. */
  #given(shape: Shape, { doc, turn }: Place): Json | undefined {
    if (turn > 0) return undefined;
    const told = doc.default === undefined ? doc.examples : [...doc.examples, doc.default];
    return told.find(
      (one) => one !== null && this.#fits(one, shape) && !this.#isAmbiguous(one, shape),
    );
  }

  /** True for what several members of a union admit, which `oneOf` forbids; other keys may stand in any object there. */
  #isAmbiguous(value: Json, shape: Shape): boolean {
    const resolved = resolveShape(shape, this.#index);
    if (resolved.kind !== 'union') return false;
    const expected = { index: this.#index, side: this.#side, keys: 'any' } as const;
    return resolved.members.filter((one) => valueFits(value, one, expected)).length > 1;
  }

  #fits(value: Json, shape: Shape): boolean {
    return valueFits(value, shape, { index: this.#index, side: this.#side, keys: 'told' });
  }

  #made(shape: Shape, place: Place, levels: number): Json | undefined {
    switch (shape.kind) {
      case 'scalar':
        return [...scalarCandidates(shape, place)].find((one) => this.#fits(one, shape));
      case 'literal':
        return isJson(shape.value) ? shape.value : undefined;
      case 'enum': {
        const values = shape.values.filter((one) => one !== null && isJson(one));
        return values[place.turn % Math.max(1, values.length)] ?? shape.values.find(isJson);
      }
      case 'list':
        return this.#list(shape, place, levels);
      case 'tuple':
        return this.#tuple(shape, place, levels);
      case 'map':
        return this.#map(shape, place, levels);
      case 'object':
        return this.#object(shape, place, levels);
      case 'union':
        return this.#union(shape, place, levels);
      case 'all':
        return this.#all(shape.parts, place, levels);
      case 'ref':
        return shape.of === undefined
          ? this.#named(shape.name, place, levels)
          : this.make(shape.of, place, levels);
      case 'unknown':
        return {};
      case 'never':
        return undefined;
      default:
        return unreachable(shape);
    }
  }

  /** What stands in itself is shown once, and then as small as it can be. */
  #named(name: string, place: Place, levels: number): Json | undefined {
    const named = this.#index.get(name);
    if (named === undefined || this.#depthOf({ kind: 'ref', name }) === Infinity) return undefined;
    if (this.#open.has(name)) return undefined;
    this.#open.add(name);
    const isFirst = !this.#within.has(name);
    this.#within.add(name);
    const doc = place.doc.examples.length === 0 ? { ...named.doc, ...ownWords(place) } : place.doc;
    const value = isFirst
      ? this.make(named.shape, { ...place, doc, holder: name }, levels)
      : this.make(named.shape, { ...place, holder: name }, 0);
    if (isFirst) this.#within.delete(name);
    this.#open.delete(name);
    return value;
  }

  #object({ fields }: ObjectShape, place: Place, levels: number): Json | undefined {
    const entries: [string, Json][] = [];
    for (const field of fields) {
      if (!isOnSide(field, this.#side) || !this.#isShown(field, levels)) continue;
      const { key, doc, shape } = field;
      const inner = { key, doc, holder: place.holder, turn: place.turn };
      const value = this.#inner(shape, inner, levels - 1);
      if (value !== undefined) entries.push([key, value]);
      else if (field.required) return undefined;
    }
    return Object.fromEntries(entries);
  }

  #isShown({ required, doc, shape }: Field, levels: number): boolean {
    return required || (levels > 0 && !doc.deprecated && this.#depthOf(shape) < Infinity);
  }

  #list({ item, limits = {} }: ListShape, place: Place, levels: number): Json | undefined {
    const least = limits.minItems ?? 0;
    if (least > mostItems) return undefined;
    const wanted = levels > 0 || !this.#leadsBack(item) ? 1 : 0;
    const count = Math.min(Math.max(least, wanted), limits.maxItems ?? Infinity);
    const items = this.#several(count, (turn) =>
      this.#inner(item, { ...place, doc: rootPlace.doc, key: itemKey(place.key), turn }, levels),
    );
    if (items === undefined) return least === 0 ? [] : undefined;
    return limits.uniqueItems !== true || areUnique(items) ? items : undefined;
  }

  /** True for what the value stands in already; a list that may be empty ends there. */
  #leadsBack(item: Shape): boolean {
    if (item.kind === 'ref') return this.#within.has(item.name);
    return childShapes(item).some((one) => this.#leadsBack(one));
  }

  #tuple({ items, required }: TupleShape, place: Place, levels: number): Json | undefined {
    const shown = levels > 0 ? items.length : required;
    const made = items
      .slice(0, shown)
      .map((one, turn) => this.#inner(one, { ...place, doc: rootPlace.doc, turn }, levels));
    const end = made.indexOf(undefined);
    if (end !== -1 && end < required) return undefined;
    return made.slice(0, end === -1 ? undefined : end).filter((one) => one !== undefined);
  }

  #map({ value, limits = {} }: MapShape, place: Place, levels: number): Json | undefined {
    const least = limits.minProperties ?? 0;
    if (least > mostItems) return undefined;
    const count = Math.min(Math.max(least, levels > 0 ? 1 : 0), limits.maxProperties ?? Infinity);
    const values = this.#several(count, (turn) =>
      this.#inner(value, { ...place, doc: rootPlace.doc, key: 'value', turn }, levels - 1),
    );
    if (values === undefined) return least === 0 ? {} : undefined;
    return Object.fromEntries(
      values.map((one, at) => [at === 0 ? 'key' : `key_${String(at + 1)}`, one]),
    );
  }

  /** So many values that differ where they can; undefined where one cannot be made. */
  #several(count: number, make: (turn: number) => Json | undefined): Json[] | undefined {
    const made: Json[] = [];
    for (let turn = 0; turn < count; turn += 1) {
      const value = make(turn);
      if (value === undefined) return undefined;
      made.push(value);
    }
    return made;
  }

  /** The first member that tells something, or the flattest one where little is to be shown. */
  #union(shape: UnionShape, place: Place, levels: number): Json | undefined {
    const { members } = shape;
    const flatFirst = [...members].sort((a, b) => order(this.#depthOf(a), this.#depthOf(b)));
    const ordered = levels > 0 ? members : flatFirst;
    let ambiguous: Json | undefined;
    for (const member of [...ordered.filter((one) => !isNull(one)), ...members.filter(isNull)]) {
      const value =
        this.#depthOf(member) === Infinity ? undefined : this.make(member, place, levels);
      if (value === undefined) continue;
      if (!this.#isAmbiguous(value, shape)) return value;
      ambiguous ??= value;
    }
    return ambiguous;
  }

  /** A value of one part, or what the values of all parts hold together. */
  #all(parts: readonly Shape[], place: Place, levels: number): Json | undefined {
    const values = parts.map((one) => this.make(one, place, levels));
    const records = values.filter((one) => one !== undefined && isRecord(one));
    const merged = records.length === values.length ? [Object.assign({}, ...records) as Json] : [];
    const whole: Shape = { kind: 'all', parts };
    return [...merged, ...values].find((one) => one !== undefined && this.#fits(one, whole));
  }
}

/** What stands deeper stands in itself. */
const deepest = 40;

/** More of the same is no example. */
const mostItems = 12;

/** What a field says of its value in its own words goes before what the type says. */
function ownWords({ doc }: Place): Partial<Place['doc']> {
  return {
    ...(doc.description === undefined ? {} : { description: doc.description }),
    ...(doc.default === undefined ? {} : { default: doc.default }),
  };
}

/** YAML has numbers that JSON lacks. */
function isJson(value: Json): boolean {
  return typeof value !== 'number' || Number.isFinite(value);
}

function order(a: number, b: number): number {
  return a === b ? 0 : a - b;
}
