import type { Deviation } from '../deviations.ts';
import {
  alternativesText,
  listText,
  literalText,
  mapText,
  type Declaration,
} from './declaration.ts';
import { exportedName, nameOf, sidesOf } from './naming.ts';
import { readNulls } from './nulls.ts';
import { typeAt, type Facts, type FactsType, type FactsTypes, type Side, type Tree, type Version } from './tables.ts';

/** A declaration together with the key of the tables that it was made from. */
export interface FactsDeclaration extends Declaration {
  readonly key: string;
}

/** How much of the tables was compared, per side. */
export interface Counts {
  readonly types: number;
  readonly fields: number;
  readonly nullable: number;
  readonly literals: number;
  readonly open: number;
  readonly unions: number;
}

/**
 * Every type of the tables as a declaration, once for each side on which it stands. Fields that the deviations add may be what
 * tells the classes of a union apart.
 */
export function fromFacts(
  facts: Facts,
  deviations: readonly Deviation[],
): readonly FactsDeclaration[] {
  const added = addedLiterals(facts.version, deviations);
  const { nullable } = readNulls(facts);
  return [...facts.types].flatMap(([key, type]) =>
    sidesOf(type).map((side): FactsDeclaration => {
      const name = exportedName(facts.types, key, side);
      const isNull = (field: string): boolean =>
        side === 'write'
          ? type.fields?.find((one) => one.wire === field)?.nullable === true
          : nullable.has(`${key}.${field}`);
      return {
        key,
        type: nameOf(facts.types, key),
        side,
        lines: new Map([['(name)', name], ...linesOf(type, isNull, facts.types, added)]),
      };
    }),
  );
}

/** What the tables hold on a side, counted over their type trees rather than over our lines. */
export function countFacts(facts: Facts, side: Side): Counts {
  const types = [...facts.types.values()].filter((type) => sidesOf(type).includes(side));
  const trees = types.flatMap((type) => treesOf(type).flatMap(withParts));
  const literals = trees.map((tree) =>
    tree.k === 'literal' ? 1 : tree.k === 'enum' ? tree.values.length : 0,
  );
  const { nullable } = readNulls(facts);
  return {
    types: types.length,
    fields: types.flatMap((type) => type.fields ?? []).length,
    nullable:
      side === 'read'
        ? nullable.size
        : types.flatMap((type) => (type.fields ?? []).filter((field) => field.nullable)).length,
    literals: literals.reduce<number>((sum, one) => sum + one, 0),
    open: trees.filter((tree) => tree.k === 'enum' && tree.open === true).length,
    unions:
      types.filter((type) => type.members !== undefined).length +
      trees.filter((tree) => tree.k === 'union').length,
  };
}

function linesOf(
  type: FactsType,
  isNull: (field: string) => boolean,
  types: FactsTypes,
  added: AddedLiterals,
): readonly (readonly [string, string])[] {
  if (type.fields !== undefined) {
    const fields = type.fields.map((field) => {
      const parts = [
        ...partsOf(field.type, types),
        ...(isNull(field.wire) ? ['null'] : []),
        ...(field.required ? [] : ['absent']),
      ];
      return [field.wire, alternativesText(parts)] as const;
    });
    return [['(is)', 'object'], ...fields];
  }
  if (type.members !== undefined) {
    const parts = type.members.flatMap((member) => partsOf(member, types));
    return [
      ['(is)', alternativesText(parts)],
      ['(tag)', tagText(type, types, added)],
    ];
  }
  if (type.type === undefined) throw new Error(`${type.name} is no class, union or alias`);
  return [['(is)', alternativesText(partsOf(type.type, types))]];
}

function partsOf(tree: Tree, types: FactsTypes): readonly string[] {
  switch (tree.k) {
    case 'object':
      return ['unknown'];
    case 'string':
    case 'integer':
    case 'number':
    case 'boolean':
    case 'null':
      return [tree.k];
    case 'literal':
      return [literalText(tree.value)];
    case 'enum':
      return [...tree.values.map(literalText), ...(tree.open === true ? ['string'] : [])];
    case 'array':
      return [listText(alternativesText(partsOf(tree.items, types)))];
    case 'map':
      return [mapText(alternativesText(partsOf(tree.values, types)))];
    case 'union':
      return tree.of.flatMap((member) => partsOf(member, types));
    case 'ref':
      return [nameOf(types, tree.to)];
  }
}

/**
 * The fields whose literals tell the classes of a union apart: the one that the package declares, or else `type`, or the first
 * that does; together with a second where that one leaves classes alike.
 */
function tagText(union: FactsType, types: FactsTypes, added: AddedLiterals): string {
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
type AddedLiterals = ReadonlyMap<string, readonly (readonly [string, readonly string[]])[]>;

function addedLiterals(version: Version, deviations: readonly Deviation[]): AddedLiterals {
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

function treesOf(type: FactsType): readonly Tree[] {
  const fields = (type.fields ?? []).map((field) => field.type);
  return [...fields, ...(type.members ?? []), ...(type.type === undefined ? [] : [type.type])];
}

function withParts(tree: Tree): readonly Tree[] {
  switch (tree.k) {
    case 'array':
      return [tree, ...withParts(tree.items)];
    case 'map':
      return [tree, ...withParts(tree.values)];
    case 'union':
      return [tree, ...tree.of.flatMap(withParts)];
    case 'string':
    case 'integer':
    case 'number':
    case 'boolean':
    case 'null':
    case 'object':
    case 'literal':
    case 'enum':
    case 'ref':
      return [tree];
  }
}
