import { unreachable } from '../base/finding.ts';
import { fitsDiscriminated, memberIndex } from './fits-discriminated.ts';
import { fitsObject, isWeak } from './fits-object.ts';
import { mergedObject } from './meet.ts';
import type { Atom, ListAtom, PlainAtom, Structure, Term, TupleAtom } from './terms.ts';

/** Whether a value of one structure may stand where another is wanted; asked of the one who remembers. */
export type Ask = (source: Structure, target: Structure) => boolean;

/** True where each value of one type is one of the other (TypeScript "assignable to"). */
export function fitsTerm(source: Term, target: Term, ask: Ask): boolean {
  return source.every((atom) => fitsAtom(atom, target, ask));
}

function fitsAtom(source: Atom, target: Term, ask: Ask): boolean {
  const members = isStructure(source) ? memberIndex(target).likely(source) : target;
  if (members.some((one) => fitsOne(source, one, ask))) return true;
  const object = objectOf(source);
  if (object === undefined) return false;
  const objects = target.flatMap((one) => objectOf(one) ?? []);
  return objects.length > 1 && fitsDiscriminated(object, objects, relate(ask));
}

function fitsOne(source: Atom, target: Atom, ask: Ask): boolean {
  if (source === target) return true;
  if (isStructure(target)) return isStructure(source) ? ask(source, target) : false;
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
      if (source.kind === 'own') return source.base === target.of;
      return source.kind === 'literal' && typeof source.value === target.of;
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
    if (source.parts.some((part) => fitsOne(part, target, ask))) return true;
    const merged = mergedObject(source.parts);
    return (
      merged !== undefined && target.kind === 'object' && fitsObject(merged, target, relate(ask))
    );
  }
  if (target.kind === 'object') {
    if (source.kind === 'object') return fitsObject(source, target, relate(ask));
    // A list is an object too, with keys that no document means.
    const { loose, fields } = target;
    return loose && [...fields.keys()].every((key) => !Object.hasOwn(Array.prototype, key));
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
    part.kind === 'object' && object !== undefined
      ? fitsObject(object, { ...part, loose: true }, relate(ask))
      : fitsOne(source, part, ask),
  );
}

function relate(ask: Ask): (source: Term, target: Term) => boolean {
  return (source, target) => fitsTerm(source, target, ask);
}

function objectOf(atom: Atom): ReturnType<typeof mergedObject> {
  if (atom.kind === 'object') return atom;
  return atom.kind === 'both' ? mergedObject(atom.parts) : undefined;
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
  return places.every((place, position) => {
    const other = wanted[Math.min(position, wanted.length - 1)];
    if (other === undefined) return false;
    if (other.kind === 'required' && place.kind !== 'required') return false;
    // What may be absent is undefined to whoever takes any number of them.
    if (place.kind === 'optional' && other.kind === 'rest' && !takesUndefined(other.term()))
      return false;
    return fitsTerm(place.term(), other.term(), ask);
  });
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

function takesUndefined(term: Term): boolean {
  return term.some(
    (one) => one.kind === 'unknown' || (one.kind === 'plain' && one.of === 'undefined'),
  );
}
