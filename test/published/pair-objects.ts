import type { Literal, ObjectShape } from '../../generator/model/shape.ts';

/** A member of a union, and its fields that hold one of a few values. */
export interface Member {
  readonly object: ObjectShape;
  readonly literals: ReadonlyMap<string, ReadonlySet<Literal>>;
}

/** What belongs together in two unions, and the labels of what stands in one of them only. */
export interface Paired {
  readonly pairs: readonly {
    readonly label: string;
    readonly ours: ObjectShape;
    readonly theirs: ObjectShape;
  }[];
  readonly ours: readonly string[];
  readonly theirs: readonly string[];
  /** Who has one object where the other has several. */
  readonly split: readonly ('ours' | 'theirs')[];
}

/** Pairs the members of two unions: those first that share most, and none that no value can be both of. */
export function pairObjects(ours: readonly Member[], theirs: readonly Member[]): Paired {
  const nothing: Paired = { pairs: [], ours: [], theirs: [], split: [] };
  if (isSplit(ours, theirs)) return { ...nothing, split: ['ours'] };
  if (isSplit(theirs, ours)) return { ...nothing, split: ['theirs'] };
  const candidates = ours
    .flatMap((one) => theirs.map((other) => ({ one, other, score: scoreOf(one, other) })))
    .filter(({ score }) => score >= 0)
    .sort((a, b) => b.score - a.score);
  const taken = new Set<Member>();
  const pairs = candidates.flatMap(({ one, other }) => {
    if (taken.has(one) || taken.has(other)) return [];
    taken.add(one).add(other);
    return [{ label: labelOf(one), ours: one.object, theirs: other.object }];
  });
  const alone = (members: readonly Member[]): readonly string[] =>
    members.filter((member) => !taken.has(member)).map(labelOf);
  return { pairs, ours: alone(ours), theirs: alone(theirs), split: [] };
}

/** True where a single object has the types of all the others. */
function isSplit([one, ...more]: readonly Member[], others: readonly Member[]): boolean {
  const types = one?.literals.get('type');
  if (types === undefined || more.length > 0 || others.length < 2) return false;
  const found = others.flatMap(({ literals }) => [...(literals.get('type') ?? [])]);
  return found.length === types.size && found.every((value) => types.has(value));
}

/** Negative where the fields of few values have none in common. */
function scoreOf(one: Member, other: Member): number {
  const shared = [...one.literals].flatMap(([key, values]) => {
    const others = other.literals.get(key);
    return others === undefined ? [] : [[...values].some((value) => others.has(value))];
  });
  if (shared.includes(false)) return -1;
  const keys = new Set(other.object.fields.map(({ key }) => key));
  const common = one.object.fields.filter(({ key }) => keys.has(key)).length;
  return shared.length * 1000 + common;
}

/** `message user`: the values by which the member is told, or its keys. */
function labelOf({ object, literals }: Member): string {
  const told = ['type', 'role'].flatMap((key) => [...(literals.get(key) ?? [])].map(String));
  return told.length > 0 ? told.join(' ') : object.fields.map(({ key }) => key).join(' ');
}
