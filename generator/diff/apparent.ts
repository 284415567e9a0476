import type { Atom, FieldTerm, ObjectAtom, Term, TupleAtom } from './terms.ts';
import { inheritedField } from './terms.ts';

/** What no document means by an object, and has keys all the same. */
export type Keyed = 'string' | 'number' | 'boolean' | 'list' | 'function';

/** A text, number, boolean or list as the object that TypeScript sees where an object is wanted: `''` has a `length`. */
export function apparentObject(of: Keyed): ObjectAtom {
  const known = apparent.get(of);
  if (known !== undefined) return known;
  const keys = Object.getOwnPropertyNames(prototypes[of]).filter((key) => isDeclared(key, of));
  const fields = new Map(keys.map((key) => [key, inheritedField(key) ?? methodField(key)]));
  if (of === 'string' || of === 'list')
    fields.set('length', { optional: false, term: () => lengthTerm });
  const made: ObjectAtom = { kind: 'object', fields, indexes: [], inferable: false, loose: false };
  apparent.set(of, made);
  return made;
}

/** `{}` in an intersection, where no index signature is found in it. */
export const emptyObject: ObjectAtom = {
  kind: 'object',
  fields: new Map(),
  indexes: [],
  inferable: false,
  loose: false,
};

/** TypeScript's own declarations leave to `Object` what they have nothing to say of. */
function isDeclared(key: string, of: Keyed): boolean {
  return of === 'boolean' ? key === 'valueOf' : key !== 'constructor';
}

/** A tuple that nothing may follow, by its places and its length. */
export function tupleObject(tuple: TupleAtom): ObjectAtom {
  const { items, required } = tuple;
  const known = tuples.get(tuple);
  if (known !== undefined) return known;
  const places = items.map((term, place): [string, FieldTerm] => {
    return [String(place), { optional: place >= required, term }];
  });
  const lengths = items.map((_, place): Atom => ({ kind: 'literal', value: place + 1 }));
  const all: Term = [{ kind: 'literal', value: 0 }, ...lengths];
  const length = all.slice(required);
  const fields = new Map([...places, ['length', { optional: false, term: () => length }]]);
  const made: ObjectAtom = { ...emptyObject, fields };
  tuples.set(tuple, made);
  return made;
}

const tuples = new WeakMap<TupleAtom, ObjectAtom>();

const apparent = new Map<Keyed, ObjectAtom>();

const prototypes: Readonly<Record<Keyed, object>> = {
  string: String.prototype,
  number: Number.prototype,
  boolean: Boolean.prototype,
  list: Array.prototype,
  function: Function.prototype,
};

const lengthTerm: Term = [{ kind: 'plain', of: 'number' }];

function methodField(key: string): FieldTerm {
  const term: Term = [{ kind: 'own', id: `method ${key}`, base: undefined }];
  return { optional: false, term: () => term };
}
