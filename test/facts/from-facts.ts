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
import { addedLiterals, tagText, type AddedLiterals } from './tags.ts';
import type { Facts, FactsType, FactsTypes, Tree } from './tables.ts';

/** A declaration together with the key of the tables that it was made from. */
export interface FactsDeclaration extends Declaration {
  readonly key: string;
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
