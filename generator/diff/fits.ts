import { unreachable } from '../base/finding.ts';
import { apparentObject, emptyObject, tupleObject, type Keyed } from './apparent.ts';
import { fitsDiscriminated, memberIndex } from './fits-discriminated.ts';
import { fitsObject, fitsShared, isWeak, shareKey } from './fits-object.ts';
import { mergedObject } from './meet.ts';
import type { Atom, ListAtom, ObjectAtom, PlainAtom, Structure, Term, TupleAtom } from './terms.ts';

/**
 * Whether a value of one structure may stand where another is wanted, or a union none of whose members takes it alone; asked of the one
 * who remembers.
 */
export type Ask = (source: Structure, target: Structure | Term) => boolean;

/** True where each value of one type is one of the other (TypeScript "assignable to"). */
export function fitsTerm(source: Term, target: Term, ask: Ask): boolean {
  return source.every((atom) => fitsAtom(atom, target, ask));
}

function fitsAtom(source: Atom, target: Term, ask: Ask): boolean {
  const members = isStructure(source) ? memberIndex(target).likely(source) : target;
  if (members.some((one) => fitsOne(source, one, ask))) return true;
  if (!isStructure(source) || keysOf(source) === undefined) return false;
  return target.filter(isObjectAlone).length > 1 && ask(source, target);
}

/** True where members of a union take between them what a structure may be. */
export function fitsTogether(source: Structure, target: Term, ask: Ask): boolean {
  const object = keysOf(source);
  const members = target.filter(isObjectAlone).flatMap((one) => keysOf(one) ?? []);
  return object !== undefined && fitsDiscriminated(object, members, relate(ask));
}

function fitsOne(source: Atom, target: Atom, ask: Ask): boolean {
  if (source === target) return true;
  if (isStructure(target)) {
    if (isStructure(source)) return ask(source, target);
    if (target.kind === 'both') return fitsEachPart(source, target.parts, ask);
    const keyed = keyedOf(source);
    if (keyed === undefined || target.kind !== 'object') return false;
    if (source.kind === 'texts' && fitsAsEmpty(target, ask)) return true;
    // What is loose is an object beside what else it is.
    const isObject = keyed === 'function';
    // Asked, since a function has functions, and what it is held against may hold itself.
    return (isObject || !target.loose) && ask(apparentObject(keyed), target);
  }
  if (isStructure(source)) {
    if (target.kind === 'unknown') return true;
    return source.kind === 'both' && source.parts.some((part) => fitsOne(part, target, ask));
  }
  return fitsPlain(source, target);
}

function fitsPlain(source: PlainAtom, target: PlainAtom): boolean {
  switch (target.kind) {
    case 'unknown':
      return true;
    case 'plain':
      if (source.kind === 'plain') return source.of === target.of;
      if (source.kind === 'texts') return target.of === 'string';
      if (source.kind === 'own') return source.base === target.of;
      return source.kind === 'literal' && typeof source.value === target.of;
    case 'texts':
      return source.kind === 'texts' || keyedOf(source) === 'string';
    case 'literal':
      return source.kind === 'literal' && source.value === target.value;
    case 'own':
      return source.kind === 'own' && source.id === target.id;
    default:
      return unreachable(target);
  }
}

/** The same of two structures, by what they hold. */
export function fitsStructure(source: Structure, target: Structure, ask: Ask): boolean {
  if (target.kind === 'both') return fitsBoth(source, target.parts, ask);
  if (source.kind === 'both') {
    const merged = mergedObject(source.parts);
    const isObject = merged !== undefined && target.kind === 'object';
    if (source.parts.some((part) => fitsOne(part, target, ask)))
      return !isObject || fitsShared(merged, target, relate(ask));
    return isObject && fitsObject(merged, target, relate(ask));
  }
  if (target.kind === 'object') {
    if (source.kind === 'object') return fitsObject(source, target, relate(ask));
    return fitsObject(apparentObject('list'), target, relate(ask));
  }
  return source.kind !== 'object' && fitsList(source, target, ask);
}

/** An intersection wants each of its parts; it is weak where all of them are. */
function fitsBoth(source: Structure, parts: readonly Atom[], ask: Ask): boolean {
  const merged = mergedObject(parts);
  const object = objectOf(source);
  if (merged !== undefined && parts.every((part) => part.kind === 'object' && isWeak(part))) {
    const keys = [...(object?.fields.keys() ?? [])];
    if (keys.length > 0 && !keys.some((key) => merged.fields.has(key))) return false;
  }
  return parts.every((part) =>
    part.kind === 'object' && object !== undefined && !hasPart(source, part, ask)
      ? fitsObject(object, loosened(part), relate(ask))
      : fitsOne(source, part, ask),
  );
}

/** The same of what is no structure; where a part is no object, none of them is weak. */
function fitsEachPart(source: PlainAtom, parts: readonly Atom[], ask: Ask): boolean {
  const keyed = keyedOf(source);
  const areObjects = parts.every((part) => part.kind === 'object');
  return parts.every((part) =>
    !areObjects && keyed !== undefined && part.kind === 'object' && !part.loose
      ? ask(apparentObject(keyed), loosened(part))
      : fitsOne(source, part, ask),
  );
}

/** The same object each time, so that what is asked of it is remembered. */
function loosened(part: ObjectAtom): ObjectAtom {
  const known = loose.get(part);
  if (known !== undefined) return known;
  const made: ObjectAtom = { ...part, loose: true };
  loose.set(part, made);
  return made;
}

const loose = new WeakMap<ObjectAtom, ObjectAtom>();

/** True where a part of an intersection fits by itself. */
function hasPart(source: Structure, target: Atom, ask: Ask): boolean {
  return source.kind === 'both' && source.parts.some((part) => fitsOne(part, target, ask));
}

/** `string & {}` is also what `{}` is, but for weak types that know none of a text's keys. */
function fitsAsEmpty(target: ObjectAtom, ask: Ask): boolean {
  const text = apparentObject('string');
  if (isWeak(target) && !shareKey(text, target)) return false;
  return fitsObject(emptyObject, target, relate(ask)) && fitsShared(text, target, relate(ask));
}

function keyedOf(atom: PlainAtom): Keyed | undefined {
  if (atom.kind === 'own' && atom.id.startsWith('inherited ')) return 'function';
  const base = atom.kind === 'texts' ? 'string' : baseOf(atom);
  return base === 'string' || base === 'number' || base === 'boolean' ? base : undefined;
}

function baseOf(atom: PlainAtom): string | undefined {
  if (atom.kind === 'literal') return typeof atom.value;
  if (atom.kind === 'plain') return atom.of;
  return atom.kind === 'own' ? atom.base : undefined;
}

function relate(ask: Ask): (source: Term, target: Term) => boolean {
  return (source, target) => fitsTerm(source, target, ask);
}

function objectOf(atom: Atom): ReturnType<typeof mergedObject> {
  if (atom.kind === 'object') return atom;
  return atom.kind === 'both' ? mergedObject(atom.parts) : undefined;
}

function isObjectAlone(atom: Atom): boolean {
  if (atom.kind === 'both') return atom.parts.every((part) => part.kind === 'object');
  return atom.kind === 'object' || (atom.kind === 'tuple' && atom.rest === undefined);
}

/** What may tell it from others by a key: the places of a tuple are keys too. */
function keysOf(atom: Atom): ObjectAtom | undefined {
  return atom.kind === 'tuple' && atom.rest === undefined ? tupleObject(atom) : objectOf(atom);
}

export function isStructure(atom: Atom): atom is Structure {
  return ['list', 'tuple', 'object', 'both'].includes(atom.kind);
}

type Row = ListAtom | TupleAtom;

function fitsList(source: Row, target: Row, ask: Ask): boolean {
  if (target.kind === 'list') {
    return elementsOf(source).every((term) => fitsTerm(term, target.item(), ask));
  }
  const places = placesOf(source);
  const wanted = placesOf(target);
  const isOpen = places.at(-1)?.kind === 'rest';
  const takesMore = wanted.at(-1)?.kind === 'rest';
  const least = source.kind === 'tuple' ? source.required : 0;
  if (!isOpen && places.length < target.required) return false;
  if (!takesMore && (wanted.length < least || isOpen || wanted.length < places.length))
    return false;
  const fitsPlaces = places.every((place, position) => {
    const other = wanted[Math.min(position, wanted.length - 1)];
    if (other === undefined) return false;
    if (other.kind === 'required' && place.kind !== 'required') return false;
    // What may be absent is undefined to whoever takes any number of them.
    if (place.kind === 'optional' && other.kind === 'rest' && !takesUndefined(other.term()))
      return false;
    return fitsTerm(place.term(), other.term(), ask);
  });
  if (!fitsPlaces || source.kind === 'list') return fitsPlaces;
  // By number they are lists of anything that stands at some place.
  return elementsOf(source).every((term) => fitsTerm(term, anywhereIn(target), ask));
}

interface TuplePlace {
  readonly kind: 'required' | 'optional' | 'rest';
  readonly term: () => Term;
}

function placesOf(row: Row): readonly TuplePlace[] {
  if (row.kind === 'list') return [{ kind: 'rest', term: row.item }];
  const items = row.items.map((term, position): TuplePlace => {
    return { kind: position < row.required ? 'required' : 'optional', term };
  });
  return row.rest === undefined ? items : [...items, { kind: 'rest', term: row.rest }];
}

/** What one may find in a list; a place that may be absent is undefined then. */
function elementsOf(row: Row): readonly Term[] {
  const absent: Term = [{ kind: 'plain', of: 'undefined' }];
  const places = placesOf(row);
  const terms = places.map((one) => one.term());
  return places.some((one) => one.kind === 'optional') ? [...terms, absent] : terms;
}

/** The union of all that stands in a tuple; the same one each time, since questions are remembered by what they ask for. */
function anywhereIn(row: Row): Term {
  const known = anywhere.get(row) ?? elementsOf(row).flat();
  anywhere.set(row, known);
  return known;
}

const anywhere = new WeakMap<Row, Term>();

function takesUndefined(term: Term): boolean {
  return term.some(
    (one) => one.kind === 'unknown' || (one.kind === 'plain' && one.of === 'undefined'),
  );
}
