import { typeAt, type Facts, type FactsType, type Tree } from '../facts/tables.ts';
import type { Place } from './places.ts';

/** Finds what the tables of facts say of a field somewhere in an event, on the side on which it travels. */
export function factPlaces(
  facts: Facts,
): (event: string, path: readonly string[]) => Place | undefined {
  return (event, path) => {
    const [last = '', ...others] = path.toReversed();
    let holders = classesOf(eventTree(facts, event), facts);
    for (const key of others.reverse()) {
      holders = fieldsAt(holders, key).flatMap((field) => classesOf(field.type, facts));
    }
    const found = fieldsAt(holders, last);
    if (found.length === 0) return undefined;
    return {
      required: found.every((one) => one.required),
      values: new Set(found.flatMap((one) => valuesOf(one.type, facts))),
    };
  };
}

function eventTree(facts: Facts, event: string): Tree {
  const sent = facts.events.client.find((one) => one.type === event);
  const known = sent ?? facts.events.server.find((one) => one.type === event);
  if (known === undefined) throw new Error(`the tables hold no event ${event}`);
  const twin = sent && typeAt(facts.types, sent.def).twin;
  return { k: 'ref', to: twin ?? known.def };
}

function fieldsAt(holders: readonly FactsType[], key: string) {
  return holders.flatMap((one) => one.fields ?? []).filter((one) => one.wire === key);
}

/** The classes that a value may be of, or the items of one. */
function classesOf(tree: Tree, facts: Facts): readonly FactsType[] {
  switch (tree.k) {
    case 'ref': {
      const type = typeAt(facts.types, tree.to);
      if (type.fields !== undefined) return [type];
      const trees = type.members ?? (type.type === undefined ? [] : [type.type]);
      return trees.flatMap((one) => classesOf(one, facts));
    }
    case 'union':
      return tree.of.flatMap((one) => classesOf(one, facts));
    case 'array':
      return classesOf(tree.items, facts);
    default:
      return [];
  }
}

function valuesOf(tree: Tree, facts: Facts): readonly string[] {
  switch (tree.k) {
    case 'literal':
      return [String(tree.value)];
    case 'enum':
      return tree.values.map(String);
    case 'ref': {
      const { fields, members, type } = typeAt(facts.types, tree.to);
      if (fields !== undefined) return [];
      return (members ?? (type === undefined ? [] : [type])).flatMap((one) => valuesOf(one, facts));
    }
    case 'union':
      return tree.of.flatMap((one) => valuesOf(one, facts));
    case 'array':
      return valuesOf(tree.items, facts);
    default:
      return [];
  }
}
