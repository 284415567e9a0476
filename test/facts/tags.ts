import type { Deviation } from '../deviations.ts';
import { literalText } from './declaration.ts';
import { nameOf } from './naming.ts';
import { typeAt, type FactsType, type FactsTypes, type Tree, type Version } from './tables.ts';

/**
 * The fields whose literals tell the classes of a union apart: the one that the package declares, or else `type`, or the first
 * that does; together with a second where that one leaves classes alike.
 */
export function tagText(union: FactsType, types: FactsTypes, added: AddedLiterals): string {
  const classes = classesOf(union, types, added);
  if (classes.length < 2) return 'none';
  const keys = [...new Set(classes.flatMap((one) => [...one.keys()]))].sort();
  const first = union.discriminator ?? 'type';
  const singles = [first, ...keys].filter((key) => classes.every((one) => one.has(key)));
  const exact = singles.find((key) => tellsApart(classes, [key]));
  if (exact !== undefined && (exact === first || union.discriminator === null)) return exact;
  const second = keys.find((key) => tellsApart(classes, [first, key]));
  return second === undefined ? 'none' : `${first}, ${second}`;
}

type LiteralFields = ReadonlyMap<string, readonly string[]>;

/** The fields of each class in a union that hold nothing but literals. */
function classesOf(
  union: FactsType,
  types: FactsTypes,
  added: AddedLiterals,
): readonly LiteralFields[] {
  return (union.members ?? []).flatMap((member): readonly LiteralFields[] => {
    if (member.k !== 'ref') return [];
    const type = typeAt(types, member.to);
    if (type.members !== undefined) return classesOf(type, types, added);
    if (type.fields === undefined) return [];
    const own = type.fields.flatMap((field) => {
      const values = literalsOf(field.type);
      return values === undefined ? [] : [[field.wire, values] as const];
    });
    return [new Map([...own, ...(added.get(nameOf(types, member.to)) ?? [])])];
  });
}

/** Per type, the fields of one literal that deviations add: `'realtime.session', may be absent`. */
export type AddedLiterals = ReadonlyMap<string, readonly (readonly [string, readonly string[]])[]>;

/** The literals that the deviations of a version add. */
export function addedLiterals(version: Version, deviations: readonly Deviation[]): AddedLiterals {
  const added = new Map<string, readonly (readonly [string, readonly string[]])[]>();
  for (const one of deviations) {
    const [literal] = /^'[^']+'/.exec(one.ours.replaceAll('`', '')) ?? [];
    if (one.version !== version || one.kind !== 'field' || literal === undefined) continue;
    added.set(one.type, [...(added.get(one.type) ?? []), [one.field, [literal]]]);
  }
  return added;
}

function literalsOf(tree: Tree): readonly string[] | undefined {
  if (tree.k === 'literal') return [literalText(tree.value)];
  return tree.k === 'enum' && tree.open !== true ? tree.values.map(literalText) : undefined;
}

/** True when any two classes differ in one of the keys that both hold. */
function tellsApart(classes: readonly LiteralFields[], keys: readonly string[]): boolean {
  return classes.every((one, index) =>
    classes.slice(index + 1).every((other) =>
      keys.some((key) => {
        const [mine, theirs] = [one.get(key), other.get(key)];
        if (mine === undefined || theirs === undefined) return false;
        return !mine.some((value) => theirs.includes(value));
      }),
    ),
  );
}
