import type { NamedShape } from '../model/api.ts';
import type { Literal, ObjectShape, ScalarShape, Shape, Tag } from '../model/shape.ts';
import { shapeText } from './shape-text.ts';
import { siteOf, type Place, type Resolved, type Slot } from './slot.ts';

/** One thing that may stand at a place. */
export interface Member {
  /** References followed. */
  readonly shape: Shape;
  /** As the union names it: a reference where it has a name. */
  readonly given: Shape;
  /** Where it stands as an alternative. */
  readonly at: Place;
  /** Where the shape itself stands, the same unless it has a name. */
  readonly home: Place;
  /** What tells it from others: the literals of its tag, or its type. */
  readonly label: string;
}

/** Texts, numbers or booleans: any of them, or those that are named, or both where the list is not all. */
export interface Values {
  readonly any: Member | undefined;
  readonly values: ReadonlyMap<Literal, Member>;
}

/** All that may stand at a place, unions and references dissolved. */
export interface Members {
  readonly none: Member | undefined;
  readonly strings: Values;
  readonly numbers: Values;
  readonly booleans: Values;
  /** What is neither null nor a value of these. */
  readonly others: readonly Member[];
  /** The fields by which its unions tell their members apart. */
  readonly tags: readonly Tag[];
  /** The named unions and values that were dissolved. */
  readonly passed: readonly NamedShape[];
}

interface Gathered {
  any: Member | undefined;
  readonly values: Map<Literal, Member>;
}

/** What may stand at a place. */
export function membersOf(slot: Slot, resolve: (slot: Slot) => Resolved): Members {
  const gathering = new Gathering();
  const entered = new Set<Shape>();
  const waiting: { readonly slot: Slot; readonly tag: Tag }[] = [{ slot, tag: [] }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { slot: found, passed } = resolve(next.slot);
    const { shape, at, site } = found;
    if (shape.kind === 'union') {
      gathering.passed.push(...passed);
      if (entered.has(shape)) continue;
      entered.add(shape);
      if (shape.tag !== undefined) gathering.tags.push(shape.tag);
      const tag = shape.tag ?? next.tag;
      for (const member of shape.members.toReversed())
        waiting.push({ slot: { shape: member, at, ...(site && { site }) }, tag });
    } else gathering.take(found, next.slot, next.tag, passed);
  }
  return gathering;
}

class Gathering implements Members {
  none: Member | undefined;
  readonly strings: Gathered = { any: undefined, values: new Map() };
  readonly numbers: Gathered = { any: undefined, values: new Map() };
  readonly booleans: Gathered = { any: undefined, values: new Map() };
  readonly others: Member[] = [];
  readonly tags: Tag[] = [];
  readonly passed: NamedShape[] = [];

  take({ shape, at }: Slot, given: Slot, tag: Tag, passed: readonly NamedShape[]): void {
    // Values stand in the list that names them, all else in the union that lists it.
    const isValue = shape.kind === 'literal' || shape.kind === 'enum' || shape.kind === 'scalar';
    const place = isValue && given.shape.kind === 'ref' ? at : siteOf(given);
    const label = shapeText(given.shape);
    const member: Member = { shape, at: place, home: at, given: given.shape, label };
    switch (shape.kind) {
      case 'never':
        return;
      case 'literal':
        this.passed.push(...passed);
        this.#value(shape.value, member);
        return;
      case 'enum':
        this.passed.push(...passed);
        for (const value of shape.values) this.#value(value, member);
        if (shape.open) this.strings.any ??= { ...member, shape, given: anyText };
        return;
      case 'scalar':
        this.#scalar(shape, member, passed);
        return;
      case 'object':
        this.others.push({ ...member, label: tagLabel(shape, tag) ?? member.label });
        return;
      default:
        this.others.push(member);
    }
  }

  #scalar(shape: ScalarShape, member: Member, passed: readonly NamedShape[]): void {
    if (shape.type !== undefined) {
      this.others.push(member);
      return;
    }
    this.passed.push(...passed);
    if (shape.scalar === 'null') this.none ??= member;
    else if (shape.scalar === 'string') this.strings.any ??= member;
    else if (shape.scalar === 'boolean') this.booleans.any ??= member;
    else this.numbers.any ??= member;
  }

  #value(value: Literal, member: Member): void {
    const shape: Shape = { kind: 'literal', value };
    const own = { ...member, shape, given: shape, label: JSON.stringify(value) };
    if (value === null) this.none ??= { ...own, given: { ...nullOf } };
    else if (typeof value === 'string') this.strings.values.set(value, own);
    else if (typeof value === 'number') this.numbers.values.set(value, own);
    else this.booleans.values.set(value, own);
  }
}

const nullOf: Shape = { kind: 'scalar', scalar: 'null', format: undefined, limits: undefined };
const anyText: Shape = { kind: 'scalar', scalar: 'string', format: undefined, limits: undefined };

/** `message, user`: the literals that a union's tag has in one of its members. */
function tagLabel(object: ObjectShape, tag: Tag): string | undefined {
  const told = tag.flatMap((key) => {
    const values = valuesAt(object, key);
    return values === undefined ? [] : [values.map(String).join('|')];
  });
  return told.length === 0 ? undefined : told.join(', ');
}

/** The literals that a field may hold; undefined where it may hold something else. */
export function valuesAt({ fields }: ObjectShape, key: string): readonly Literal[] | undefined {
  const shape = fields.find((field) => field.key === key)?.shape;
  if (shape?.kind === 'literal') return [shape.value];
  return shape?.kind === 'enum' && !shape.open ? shape.values : undefined;
}
