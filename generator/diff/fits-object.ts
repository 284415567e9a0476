import { isSpeltLike, matchesSpelling } from '../model/key-spelling.ts';
import { meet } from './meet.ts';
import { inheritedField, type IndexTerm, type ObjectAtom, type Term } from './terms.ts';

/** Whether one type fits another one. */
export type Relate = (source: Term, target: Term) => boolean;

/** True where an object of one type is one of the other; a weak type wants at least one key that it knows. */
export function fitsObject(source: ObjectAtom, target: ObjectAtom, relate: Relate): boolean {
  if (isWeak(target) && source.fields.size > 0 && !shareKey(source, target)) return false;
  return fitsFields(source, target, none, relate) && fitsIndexes(source, target, relate);
}

const none: ReadonlySet<string> = new Set();

/** True for an object type that `{}` would fit, so that TypeScript refuses what has none of its keys (TypeScript 2.4 "weak type"). */
export function isWeak({ fields, indexes, loose }: ObjectAtom): boolean {
  if (loose || indexes.length > 0 || fields.size === 0) return false;
  for (const field of fields.values()) if (!field.optional) return false;
  return true;
}

/** True where two objects know a key in common. */
export function shareKey(source: ObjectAtom, target: ObjectAtom): boolean {
  for (const key of source.fields.keys()) if (target.fields.has(key)) return true;
  return false;
}

/** The keys that the target names, but for some. */
export function fitsFields(
  source: ObjectAtom,
  target: ObjectAtom,
  except: ReadonlySet<string>,
  relate: Relate,
): boolean {
  for (const [key, wanted] of target.fields) {
    if (except.has(key)) continue;
    const given = source.fields.get(key) ?? inheritedField(key);
    if (given === undefined) {
      if (!wanted.optional) return false;
    } else {
      if (given.optional && !wanted.optional) return false;
      if (!relate(given.term(), wanted.term())) return false;
    }
  }
  return true;
}

/**
 * The optional keys of the target that the source has as well: where one part of an intersection fits, TypeScript looks at those of the
 * whole of it.
 */
export function fitsShared(source: ObjectAtom, target: ObjectAtom, relate: Relate): boolean {
  for (const [key, wanted] of target.fields) {
    const given = source.fields.get(key);
    if (given !== undefined && wanted.optional && !relate(given.term(), wanted.term()))
      return false;
  }
  return true;
}

/** The keys that the target tells by their spelling. */
export function fitsIndexes(source: ObjectAtom, target: ObjectAtom, relate: Relate): boolean {
  return target.indexes.every((wanted) => {
    const given = applicable(source.indexes, wanted.texts);
    if (given !== undefined) return relate(given, wanted.term());
    if (!source.inferable) return false;
    const spelt = [...source.fields].filter(([key]) => matchesSpelling(wanted.texts, key));
    const narrower = source.indexes.filter((one) => isSpeltLike(wanted.texts, one.texts));
    const terms = [...spelt.map(([, one]) => one.term()), ...narrower.map((one) => one.term())];
    return terms.every((term) => relate(term, wanted.term()));
  });
}

/** What is said of keys of a spelling: by spellings that hold all of them, or else by what is said of any key. */
function applicable(indexes: readonly IndexTerm[], texts: readonly string[]): Term | undefined {
  const spelt = indexes.filter((one) => !isAnyKey(one) && isSpeltLike(one.texts, texts));
  // An intersection may say something of any key more than once.
  const [first, ...others] = spelt.length > 0 ? spelt : indexes.filter(isAnyKey);
  if (first === undefined) return undefined;
  return others.reduce((term, one) => meet(term, one.term()), first.term());
}

function isAnyKey({ texts }: IndexTerm): boolean {
  return texts.length === 2 && texts[0] === '' && texts[1] === '';
}
