import type { Origin } from '../base/finding.ts';
import { canonicalJson, isRecord, own } from '../base/json.ts';
import { pointerSegments, pointerTo } from '../base/pointer.ts';

/** A step into a value: a key, or a position in a list. */
export type Step = string | number;

/**
 * A value that is edited while the one it was made from stays as it is, and that knows of each part where it was written. What an
 * edit leads through is copied once; everything else is shared, so that an anchor which stands in two places is edited in one.
 */
export class EditedValue {
  #root: unknown;
  readonly #origin: Origin;
  readonly #copies = new WeakMap<object, Copy>();

  constructor(value: unknown, origin: Origin) {
    this.#root = value;
    this.#origin = origin;
  }

  get value(): unknown {
    return this.#root;
  }

  /** What stands at a place; undefined where nothing does. */
  at(place: readonly Step[]): unknown {
    return place.reduce((value, step) => own(value, String(step)), this.#root);
  }

  /** True where a place has all that it would be updated with, so that there is nothing left to do. */
  has(place: readonly Step[], update: unknown): boolean {
    return holds(this.at(place), update);
  }

  /** Takes away what stands at a place. */
  remove(place: readonly Step[]): void {
    const last = place.at(-1);
    const parent = place.slice(0, -1);
    if (last === undefined || own(this.at(parent), String(last)) === undefined) return;
    this.#open(parent).remove(last);
  }

  /** Puts a value behind those of a list. */
  append(place: readonly Step[], value: unknown, origin: Origin): void {
    const list = this.#open(place);
    list.set(list.size, value, origin);
  }

  /** Puts the keys of an object into another one: objects are merged, lists are put together, anything else is replaced. */
  merge(place: readonly Step[], update: Readonly<Record<string, unknown>>, origin: Origin): void {
    const target = this.#open(place);
    for (const [key, value] of Object.entries(update)) {
      const at = { file: origin.file, pointer: pointerTo(origin.pointer, key) };
      const old = target.get(key);
      const inner = [...place, key];
      if (isRecord(old) && isRecord(value)) this.merge(inner, value, at);
      else if (Array.isArray(old) && Array.isArray(value)) {
        for (const [index, item] of value.entries())
          this.append(inner, item, { file: at.file, pointer: pointerTo(at.pointer, index) });
      } else target.set(key, value, at);
    }
  }

  /** Where the part at a pointer was written. */
  originOf(pointer: string): Origin {
    let value = this.#root;
    let origin = this.#origin;
    for (const step of pointerSegments(pointer)) {
      const copy = isObject(value) ? this.#copies.get(value) : undefined;
      origin = copy?.originOf(step) ?? {
        file: origin.file,
        pointer: pointerTo(origin.pointer, step),
      };
      value = own(value, step);
    }
    return origin;
  }

  /** The object or list at a place, as a copy of our own, with all that leads to it. */
  #open(place: readonly Step[]): Copy {
    let copy = this.#copyOf(this.#root, this.#origin);
    this.#root = copy.value;
    for (const step of place) {
      const origin = copy.originOf(String(step)) ?? this.#origin;
      const inner = this.#copyOf(copy.get(step), origin);
      copy.set(step, inner.value, origin);
      copy = inner;
    }
    return copy;
  }

  #copyOf(value: unknown, origin: Origin): Copy {
    if (!isObject(value)) throw new Error('a place leads into what holds nothing');
    const known = this.#copies.get(value);
    if (known !== undefined) return known;
    const copy = new Copy(value, origin);
    this.#copies.set(copy.value, copy);
    return copy;
  }
}

/** A copy of an object or a list, with the origins of what it holds. */
class Copy {
  readonly value: object;
  readonly #origins: Map<string, Origin> | Origin[];

  constructor(source: object, origin: Origin) {
    const at = (key: Step): Origin => ({
      file: origin.file,
      pointer: pointerTo(origin.pointer, key),
    });
    if (Array.isArray(source)) {
      this.value = [...(source as readonly unknown[])];
      this.#origins = source.map((_, index) => at(index));
    } else {
      this.value = Object.fromEntries(Object.entries(source));
      this.#origins = new Map(Object.keys(source).map((key) => [key, at(key)]));
    }
  }

  get size(): number {
    return Array.isArray(this.value) ? this.value.length : Object.keys(this.value).length;
  }

  get(key: Step): unknown {
    return own(this.value, String(key));
  }

  set(key: Step, value: unknown, origin: Origin): void {
    // A key may be called `__proto__`.
    const property = { value, writable: true, enumerable: true, configurable: true };
    Object.defineProperty(this.value, key, property);
    if (Array.isArray(this.#origins)) this.#origins[Number(key)] = origin;
    else this.#origins.set(String(key), origin);
  }

  remove(key: Step): void {
    if (Array.isArray(this.value) && Array.isArray(this.#origins)) {
      this.value.splice(Number(key), 1);
      this.#origins.splice(Number(key), 1);
    } else {
      Reflect.deleteProperty(this.value, key);
      if (!Array.isArray(this.#origins)) this.#origins.delete(String(key));
    }
  }

  originOf(key: string): Origin | undefined {
    return Array.isArray(this.#origins) ? this.#origins[Number(key)] : this.#origins.get(key);
  }
}

/** A list has an item wherever it stands in it, and an object what its keys hold. */
function holds(value: unknown, part: unknown): boolean {
  if (Array.isArray(value))
    return Array.isArray(part) && part.every((item) => value.some((one) => isSame(one, item)));
  if (!isRecord(value) || !isRecord(part)) return isSame(value, part);
  return Object.entries(part).every(([key, inner]) => {
    const old = own(value, key);
    return old !== undefined && holds(old, inner);
  });
}

function isSame(one: unknown, other: unknown): boolean {
  return one === other || canonicalJson(one) === canonicalJson(other);
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
