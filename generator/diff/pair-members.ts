import type { Literal, ObjectShape, Tag } from '../model/shape.ts';
import { valuesAt, type Member, type Members } from './members.ts';

/** A member of one union and the one of the other that it has become. */
export interface MemberPair {
  readonly before: Member;
  readonly after: Member;
}

export interface PairedMembers {
  readonly pairs: readonly MemberPair[];
  readonly removed: readonly Member[];
  readonly added: readonly Member[];
}

/** Pairs what is no plain value: objects by the literals of their tags, then by name, then those that are left; others by their kind. */
export function pairMembers(before: Members, after: Members): PairedMembers {
  const pairing = new Pairing(before, after);
  for (const tag of [...after.tags, ...before.tags]) pairing.byTag(tag);
  pairing.byName();
  pairing.bySimilarity();
  pairing.theOnlyOnes();
  pairing.byKind();
  return pairing.result();
}

class Pairing {
  readonly #before: Members;
  readonly #after: Members;
  readonly #taken = new Map<Member, Member>();
  readonly #given = new Set<Member>();

  constructor(before: Members, after: Members) {
    this.#before = before;
    this.#after = after;
  }

  result(): PairedMembers {
    const pairs = this.#before.others.flatMap((one) => {
      const other = this.#taken.get(one);
      return other === undefined ? [] : [{ before: one, after: other }];
    });
    const removed = this.#before.others.filter((one) => !this.#taken.has(one));
    const added = this.#after.others.filter((one) => !this.#given.has(one));
    return { pairs, removed, added };
  }

  #take(before: Member, after: Member): void {
    this.#taken.set(before, after);
    this.#given.add(after);
  }

  #left(): { readonly before: readonly ObjectMember[]; readonly after: readonly ObjectMember[] } {
    return {
      before: this.#before.others.filter(isObject).filter((one) => !this.#taken.has(one)),
      after: this.#after.others.filter(isObject).filter((one) => !this.#given.has(one)),
    };
  }

  /** Those that share a combination of literals; the whole of them first. */
  byTag(tag: Tag): void {
    for (const keyOf of [wholeRow, firstRow]) {
      const { before, after } = this.#left();
      const holders = new Map<string, ObjectMember[]>();
      for (const one of after) {
        for (const key of keyOf(one.shape, tag))
          holders.set(key, [...(holders.get(key) ?? []), one]);
      }
      for (const one of before) {
        const found = keyOf(one.shape, tag)
          .flatMap((key) => holders.get(key) ?? [])
          .find((other) => !this.#given.has(other));
        if (found !== undefined) this.#take(one, found);
      }
    }
  }

  byName(): void {
    const { before, after } = this.#left();
    const names = new Map(after.map((one) => [nameOf(one), one]));
    for (const one of before) {
      const found = nameOf(one) === undefined ? undefined : names.get(nameOf(one));
      if (found !== undefined && !this.#given.has(found) && !this.#contradict(one, found))
        this.#take(one, found);
    }
  }

  /** Those that share at least half of their keys, those that share most first; large unions are told apart otherwise. */
  bySimilarity(): void {
    const { before, after } = this.#left();
    if (before.length * after.length > mostHeldTogether) return;
    const scored = before.flatMap((one) =>
      after.flatMap((other) => {
        const score = this.#contradict(one, other) ? 0 : similarity(one.shape, other.shape);
        return score < 0.5 ? [] : [{ one, other, score }];
      }),
    );
    for (const { one, other } of scored.sort((a, b) => b.score - a.score)) {
      if (!this.#taken.has(one) && !this.#given.has(other)) this.#take(one, other);
    }
  }

  theOnlyOnes(): void {
    const { before, after } = this.#left();
    const [one] = before;
    const [other] = after;
    if (one === undefined || other === undefined) return;
    const [wasAlone, isAlone] = [this.#before, this.#after].map(
      ({ others }) => others.length === 1,
    );
    // Where there is nothing else, the one has become the other, whatever it is called now.
    if (wasAlone === true && isAlone === true) this.#take(one, other);
    else if (before.length === 1 && after.length === 1) {
      if (!this.#contradict(one, other)) this.#take(one, other);
    } else if (wasAlone === true || isAlone === true) this.#nearest(before, after);
  }

  /** One object that has become several, or several that have become one: the two that share most keys. */
  #nearest(before: readonly ObjectMember[], after: readonly ObjectMember[]): void {
    const pairs = before.flatMap((one) => after.map((other) => ({ one, other })));
    const scored = pairs
      .filter(({ one, other }) => !this.#contradict(one, other))
      .map(({ one, other }) => ({ one, other, score: sharedKeys(one.shape, other.shape) }));
    const best = scored.reduce<(typeof scored)[number] | undefined>(
      (known, next) => (next.score > (known?.score ?? 0) ? next : known),
      undefined,
    );
    if (best !== undefined) this.#take(best.one, best.other);
  }

  /** Lists with lists, maps with maps, types of a format with the same. */
  byKind(): void {
    for (const one of this.#before.others) {
      if (this.#taken.has(one) || one.shape.kind === 'object') continue;
      const found = this.#after.others.find(
        (other) => !this.#given.has(other) && kindOf(other) === kindOf(one),
      );
      if (found !== undefined) this.#take(one, found);
    }
  }

  #contradict(one: ObjectMember, other: ObjectMember): boolean {
    return [...this.#before.tags, ...this.#after.tags].flat().some((key) => {
      const [values, others] = [valuesAt(one.shape, key), valuesAt(other.shape, key)];
      if (values === undefined || others === undefined) return false;
      return !values.some((value) => others.includes(value));
    });
  }
}

const mostHeldTogether = 2500;

type ObjectMember = Member & { readonly shape: ObjectShape };

function isObject(member: Member): member is ObjectMember {
  return member.shape.kind === 'object';
}

function nameOf({ given }: Member): string | undefined {
  return given.kind === 'ref' ? given.name : undefined;
}

function kindOf({ shape }: Member): string {
  if (shape.kind !== 'scalar') return shape.kind;
  return `${shape.scalar} ${JSON.stringify(shape.type)}`;
}

/** All literals that a member's tag may hold, as one text; none where it may hold others. */
function wholeRow(object: ObjectShape, tag: Tag): readonly string[] {
  const values = tag.map((key) => valuesAt(object, key));
  return values[0] === undefined ? [] : [JSON.stringify(values.map(sorted))];
}

function sorted(values: readonly Literal[] | undefined): readonly string[] {
  return (values ?? []).map((value) => JSON.stringify(value)).sort();
}

/** Each combination of the first literals. */
function firstRow(object: ObjectShape, tag: Tag): readonly string[] {
  return tag.reduce<readonly string[]>(
    (rows, key, place) => {
      const values = valuesAt(object, key);
      if (values === undefined) return place === 0 ? [] : rows;
      return rows.flatMap((row) => values.map((value) => `${row} ${JSON.stringify(value)}`));
    },
    [''],
  );
}

function similarity(one: ObjectShape, other: ObjectShape): number {
  const shared = sharedKeys(one, other);
  const all = one.fields.length + other.fields.length - shared;
  return all === 0 ? 1 : shared / all;
}

function sharedKeys(one: ObjectShape, other: ObjectShape): number {
  const keys = new Set(one.fields.map(({ key }) => key));
  return other.fields.filter(({ key }) => keys.has(key)).length;
}
