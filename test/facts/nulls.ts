import { typeAt, type Facts, type Tree } from './tables.ts';

/** Where one may receive null, as the vendor's TypeScript package declares it. */
export interface ReadNulls {
  /** `module.Name.field` of each field that may be null. */
  readonly nullable: ReadonlySet<string>;
  /** Paths on which the two packages do not agree, or which lead to no field. */
  readonly disagreements: readonly string[];
}

interface Spot {
  readonly field: string;
  /** Whether one may send null here; undefined where the type is only received. */
  readonly sent: boolean | undefined;
}

/**
 * The declared paths as fields of types. Where a path leads to fields of several members of a union, null belongs to those that
 * may be sent as null; fields that no event reaches are not declared null.
 */
export function readNulls(facts: Facts): ReadNulls {
  const nullable = new Set<string>();
  const solid = new Set<string>();
  const disagreements: string[] = [];
  for (const flow of ['client', 'server'] as const) {
    for (const event of facts.events[flow]) {
      const declared = new Set(facts.nulls[flow][event.type] ?? []);
      const spots = spotsOf(facts, event.def);
      for (const path of declared) {
        if (!spots.has(path)) disagreements.push(`${event.type} ${path}: there is no such field`);
      }
      for (const [path, candidates] of spots) {
        const sent = candidates.filter((one) => one.sent === true);
        const received = candidates.filter((one) => one.sent === undefined);
        const chosen = !declared.has(path) ? [] : sent.length > 0 ? sent : received;
        if (declared.has(path) && chosen.length === 0)
          disagreements.push(`${event.type} ${path}: null may be received, but not sent`);
        if (!declared.has(path))
          disagreements.push(
            ...sent.map((one) => `${one.field}: null may be sent, but not received`),
          );
        for (const one of candidates) (chosen.includes(one) ? nullable : solid).add(one.field);
      }
    }
  }
  for (const field of nullable) {
    if (solid.has(field)) disagreements.push(`${field}: null in one event, not in another`);
  }
  return { nullable, disagreements: [...new Set(disagreements)] };
}

/** Every path inside a type with the fields that it leads to: `session.tools[].headers`. */
function spotsOf(facts: Facts, root: string): ReadonlyMap<string, readonly Spot[]> {
  const spots = new Map<string, Spot[]>();
  const follow = (tree: Tree, path: string, above: readonly string[]): void => {
    switch (tree.k) {
      case 'array':
        follow(tree.items, `${path}[]`, above);
        break;
      case 'map':
        follow(tree.values, `${path}{}`, above);
        break;
      case 'union':
        for (const member of tree.of) follow(member, path, above);
        break;
      case 'ref':
        if (!above.includes(tree.to)) enter(tree.to, path, [...above, tree.to]);
        break;
      case 'string':
      case 'integer':
      case 'number':
      case 'boolean':
      case 'null':
      case 'object':
      case 'literal':
      case 'enum':
    }
  };
  const enter = (key: string, path: string, above: readonly string[]): void => {
    const type = typeAt(facts.types, key);
    for (const member of type.members ?? []) follow(member, path, above);
    if (type.type !== undefined) follow(type.type, path, above);
    const twin = type.twin === undefined ? undefined : typeAt(facts.types, type.twin);
    for (const field of type.fields ?? []) {
      const at = path === '' ? field.wire : `${path}.${field.wire}`;
      const spot: Spot = {
        field: `${key}.${field.wire}`,
        sent: twin?.fields?.find((one) => one.wire === field.wire)?.nullable,
      };
      const known = spots.get(at);
      if (known === undefined) spots.set(at, [spot]);
      else known.push(spot);
      follow(field.type, at, above);
    }
  };
  enter(root, '', [root]);
  return spots;
}
