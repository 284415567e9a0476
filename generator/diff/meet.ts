import { once } from './once.ts';
import type { Atom, BothAtom, FieldTerm, ObjectAtom, Term } from './terms.ts';

/** The type of what is of both types. More combinations than the compiler would bear are not worked out. */
export function meet(one: Term, other: Term): Term {
  if (one.length * other.length > mostCombinations) return one;
  return one.flatMap((a) => other.flatMap((b) => meetAtoms(a, b)));
}

const mostCombinations = 100_000;

function meetAtoms(one: Atom, other: Atom): Term {
  const [a, b] = [plain(one), plain(other)];
  if (a.kind === 'unknown' || a === b) return [b];
  if (b.kind === 'unknown') return [a];
  const parts = [...partsOf(a), ...partsOf(b)];
  const kept = parts.filter((part, place) => {
    return !parts.some((more, other) => other !== place && says(more, part, other < place));
  });
  const [only] = kept;
  if (kept.length === 1 && only !== undefined) return [only];
  return excludesItself(kept) ? [] : [bothOf(kept.toSorted((x, y) => rankOf(x) - rankOf(y)))];
}

/** The same atom for the same parts, so that what leads to itself through intersections is recognised. */
function bothOf(parts: readonly Atom[]): BothAtom {
  let node = boths;
  for (const part of parts) {
    const next: Boths = node.next.get(part) ?? { both: undefined, next: new WeakMap() };
    node.next.set(part, next);
    node = next;
  }
  node.both ??= { kind: 'both', parts };
  return node.both;
}

/** The same order for the same parts, whichever came first. */
function rankOf(atom: Atom): number {
  const known = ranks.get(atom);
  if (known !== undefined) return known;
  lastRank += 1;
  ranks.set(atom, lastRank);
  return lastRank;
}

const ranks = new WeakMap<Atom, number>();
let lastRank = 0;

interface Boths {
  both: BothAtom | undefined;
  readonly next: WeakMap<Atom, Boths>;
}

const boths: Boths = { both: undefined, next: new WeakMap() };

/** In an intersection `string & {}` is `string`. */
function plain(atom: Atom): Atom {
  return atom.kind === 'texts' ? anyText : atom;
}

const anyText: Atom = { kind: 'plain', of: 'string' };

function partsOf(atom: Atom): readonly Atom[] {
  return atom.kind === 'both' ? atom.parts : [atom];
}

/** True where an atom says all that another one does; of two that say the same, the first is kept. */
function says(more: Atom, less: Atom, isFirst: boolean): boolean {
  if (less.kind === 'plain') {
    if (more.kind === 'plain') return more.of === less.of && isFirst;
    if (more.kind === 'own') return more.base === less.of;
    return more.kind === 'literal' && typeof more.value === less.of;
  }
  if (less.kind === 'literal')
    return more.kind === 'literal' && more.value === less.value && isFirst;
  if (less.kind === 'own') return more.kind === 'own' && more.id === less.id && isFirst;
  return more === less && isFirst;
}

/** `string & number`, `'a' & 'b'`, `null & { … }`, and objects whose literals tell them apart. */
function excludesItself(parts: readonly Atom[]): boolean {
  const bases = parts.flatMap((part) => baseOf(part) ?? []);
  const literals = parts.filter((part) => part.kind === 'literal');
  if (new Set(bases).size > 1 || literals.length > 1) return true;
  const isNothing = bases[0] === 'null' || bases[0] === 'undefined';
  if (isNothing && parts.length > 1) return true;
  return areApart(parts.flatMap((part) => keysOf(part) ?? []));
}

function baseOf(atom: Atom): string | undefined {
  if (atom.kind === 'plain') return atom.of;
  if (atom.kind === 'literal') return typeof atom.value;
  return atom.kind === 'own' ? atom.base : undefined;
}

/** What the keys of an object hold, or the places of a tuple. */
function keysOf(part: Atom): ObjectAtom['fields'] | undefined {
  if (part.kind === 'object') return part.fields;
  if (part.kind !== 'tuple') return undefined;
  const { items, required, rest } = part;
  const fields = items.map((term, place): [string, FieldTerm] => {
    return [String(place), { optional: place >= required, term }];
  });
  const lengths = Array.from({ length: items.length - required + 1 }, (_, more): Atom => {
    return { kind: 'literal', value: required + more };
  });
  const length: Term = rest === undefined ? lengths : [{ kind: 'plain', of: 'number' }];
  return new Map([...fields, ['length', { optional: false, term: () => length }]]);
}

/** True where a key holds literals in one of several objects, and in the others none of them; it must be there in one at least. */
function areApart(objects: readonly ObjectAtom['fields'][]): boolean {
  if (objects.length < 2) return false;
  return [...new Set(objects.flatMap((one) => [...one.keys()]))].some((key) => {
    const held = objects.flatMap((one) => one.get(key) ?? []);
    if (held.length < 2 || held.every((one) => one.optional)) return false;
    const terms = held.map((one) => (one.optional ? [...one.term(), absent] : one.term()));
    const [literals] = terms.filter((term) => term.length > 0 && term.every(isUnit));
    if (literals === undefined || terms.some((term) => term.length === 0)) return false;
    return literals.every((one) => terms.some((term) => meet([one], term).length === 0));
  });
}

function isUnit(atom: Atom): boolean {
  return (
    atom.kind === 'literal' || (atom.kind === 'plain' && /^(?:null|undefined)$/u.test(atom.of))
  );
}

/** An intersection's parts that are objects, as one object; undefined where there is none. The same one for the same parts. */
export function mergedObject(parts: readonly Atom[]): ObjectAtom | undefined {
  const objects = parts.filter((part) => part.kind === 'object');
  const [first] = objects;
  if (first === undefined || objects.length === 1) return first;
  const known = merged.get(parts) ?? mergeObjects(objects, objects.length === parts.length);
  merged.set(parts, known);
  return known;
}

const absent: Atom = { kind: 'plain', of: 'undefined' };
const merged = new WeakMap<readonly Atom[], ObjectAtom>();

function mergeObjects(objects: readonly ObjectAtom[], isAll: boolean): ObjectAtom {
  const fields = new Map<string, FieldTerm>();
  for (const key of new Set(objects.flatMap((one) => [...one.fields.keys()]))) {
    const held = objects.flatMap((one) => one.fields.get(key) ?? []);
    const optional = held.every((one) => one.optional);
    // TypeScript keeps what an optional key is without a value, also where another part requires it.
    const termOf = (one: FieldTerm): Term =>
      one.optional && !optional ? [...one.term(), absent] : one.term();
    fields.set(key, { optional, term: once(() => held.map(termOf).reduce(meet)) });
  }
  return {
    kind: 'object',
    fields,
    indexes: objects.flatMap((one) => one.indexes),
    inferable: isAll && objects.every((one) => one.inferable),
    loose: objects.some((one) => one.loose),
  };
}
