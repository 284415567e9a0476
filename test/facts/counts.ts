import { sidesOf } from './naming.ts';
import { readNulls } from './nulls.ts';
import type { Facts, FactsType, Side, Tree } from './tables.ts';

/** How much of the tables was compared, per side. */
export interface Counts {
  readonly types: number;
  readonly fields: number;
  readonly nullable: number;
  readonly literals: number;
  readonly open: number;
  readonly unions: number;
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
