import { fitsFields, fitsIndexes, type Relate } from './fits-object.ts';
import type { Atom, ObjectAtom, Structure, Term } from './terms.ts';

/** TypeScript tries no more combinations of literals. */
const mostCombinations = 25;

/**
 * True where for each combination of literals that an object's fields may hold there are members of a union that take it: `{ type: 'a' |
 * 'b' }` fits `{ type: 'a' } | { type: 'b' }` (TypeScript 3.5 "Smarter union type checking").
 */
export function fitsDiscriminated(
  source: ObjectAtom,
  members: readonly ObjectAtom[],
  relate: Relate,
): boolean {
  const telling = [...source.fields].filter(([key]) => tells(key, members));
  if (telling.length === 0) return false;
  const choices = telling.map(([, field]) => choicesOf(field.term()));
  const count = choices.reduce((product, terms) => product * terms.length, 1);
  if (count > mostCombinations) return false;
  const matching = new Set<ObjectAtom>();
  for (const combination of combinationsOf(choices)) {
    const found = members.filter((member) =>
      telling.every(([key], place) => {
        const wanted = member.fields.get(key);
        const choice = combination[place];
        return wanted !== undefined && choice !== undefined && relate(choice, wanted.term());
      }),
    );
    if (found.length === 0) return false;
    for (const member of found) matching.add(member);
  }
  const told = new Set(telling.map(([key]) => key));
  return [...matching].every(
    (member) => fitsFields(source, member, told, relate) && fitsIndexes(source, member, relate),
  );
}

/** True for a key that holds different types in the members, one of them of literals alone. */
function tells(key: string, members: readonly ObjectAtom[]): boolean {
  const terms = members.flatMap((one) => one.fields.get(key)?.term() ?? []);
  const held = members.flatMap((one) => {
    const field = one.fields.get(key);
    return field === undefined ? [] : [field];
  });
  const [first] = held;
  if (terms.length === 0 || first === undefined) return false;
  const differs = held.some(
    (one) => one.optional !== first.optional || !sameAtoms(one.term(), first.term()),
  );
  return differs && held.some((one) => isUnits(one.term()));
}

function sameAtoms(one: Term, other: Term): boolean {
  return one.length === other.length && one.every((a) => other.some((b) => isSame(a, b)));
}

function isSame(a: Atom, b: Atom): boolean {
  if (a === b) return true;
  if (a.kind === 'plain') return b.kind === 'plain' && a.of === b.of;
  if (a.kind === 'literal') return b.kind === 'literal' && a.value === b.value;
  return a.kind === 'own' && b.kind === 'own' && a.id === b.id;
}

function isUnits(term: Term): boolean {
  return term.length > 0 && term.every(isUnit);
}

function isUnit(atom: Atom): boolean {
  return (
    atom.kind === 'literal' ||
    (atom.kind === 'plain' && (atom.of === 'null' || atom.of === 'undefined'))
  );
}

/** A type's members, each as a type; `never` is one choice like others. */
function choicesOf(term: Term): readonly Term[] {
  return term.length === 0 ? [term] : term.map((atom) => [atom]);
}

function combinationsOf(choices: readonly (readonly Term[])[]): readonly (readonly Term[])[] {
  return choices.reduce<readonly (readonly Term[])[]>(
    (rows, all) => rows.flatMap((row) => all.map((one) => [...row, one])),
    [[]],
  );
}

/** Which members of a large union an object may fit at all. */
export interface MemberIndex {
  readonly likely: (source: Structure) => Term;
}

/** Finds members by the literal of a key that all of them require, so that not each is held against each. */
export function memberIndex(target: Term): MemberIndex {
  if (target.length < manyMembers) return { likely: () => target };
  const known = indexes.get(target) ?? buildIndex(target);
  indexes.set(target, known);
  return known;
}

const manyMembers = 8;
const indexes = new WeakMap<Term, MemberIndex>();

function buildIndex(target: Term): MemberIndex {
  const objects = target.filter((one) => one.kind === 'object');
  const others = target.filter((one) => one.kind !== 'object');
  const [first] = objects;
  const key = [...(first?.fields.keys() ?? [])].find((one) =>
    objects.every((object) => {
      const field = object.fields.get(one);
      if (field?.optional !== false) return false;
      // What holds nothing fits every literal.
      const term = field.term();
      return term.length > 0 && term.every((atom) => atom.kind === 'literal');
    }),
  );
  if (key === undefined) return { likely: () => target };
  const buckets = new Map<unknown, Atom[]>();
  for (const object of objects) {
    for (const atom of object.fields.get(key)?.term() ?? []) {
      const value = atom.kind === 'literal' ? atom.value : undefined;
      const bucket = buckets.get(value);
      if (bucket === undefined) buckets.set(value, [object]);
      else bucket.push(object);
    }
  }
  return {
    likely: (source) => {
      if (source.kind !== 'object') return target;
      const term = source.fields.get(key)?.term();
      // What holds nothing there fits every literal.
      if (term?.length === 0) return target;
      const [atom] = term ?? [];
      return [...others, ...(atom?.kind === 'literal' ? (buckets.get(atom.value) ?? []) : [])];
    },
  };
}
