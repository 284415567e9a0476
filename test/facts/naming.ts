import { typeAt, type FactsType, type FactsTypes, type Side } from './tables.ts';

/**
 * Types that the package writes down a second time, in a module of their own; we have the first alone. They are held against
 * our types like all others, so a difference between the two would show.
 */
export const secondCopies: readonly { readonly module: string; readonly first: string }[] = [
  {
    module: 'realtime.realtime_tools_config_param',
    first: 'realtime.realtime_tools_config_union_param',
  },
];

/** The key of the type that a key stands for with us: what one reads, where there is such, and of copies the first. */
export function canonicalKey(types: FactsTypes, key: string): string {
  const type = typeAt(types, key);
  const copy = secondCopies.find((one) => one.module === type.module);
  const first = copy === undefined ? key : `${copy.first}.${type.name}`;
  if (types.has(first) && first !== key) return canonicalKey(types, first);
  return type.side === 'write' && type.twin !== undefined ? type.twin : key;
}

/**
 * The name of a type in our documents. A module is named after one class, which keeps its name; what else it holds is named
 * behind that one. Events that stand in the module of a union have names of their own.
 */
export function nameOf(types: FactsTypes, key: string): string {
  const canonical = canonicalKey(types, key);
  const type = typeAt(types, canonical);
  if (isMain(type) || /\.realtime_(?:server|client)_event$/.test(type.module)) return type.name;
  const mains = [...types.values()].filter((one) => one.module === type.module && isMain(one));
  if (mains.length !== 1) throw new Error(`${type.module} is named after no class, or several`);
  return `${mains[0]!.name}${type.name}`;
}

/** The name that we export for a type on a side; what is read and written in two ways is `…Param` where one writes it. */
export function exportedName(types: FactsTypes, key: string, side: Side): string {
  const canonical = canonicalKey(types, key);
  const name = nameOf(types, canonical);
  const { side: own, twin } = typeAt(types, canonical);
  return side === 'write' && own !== 'write' && twin !== undefined ? `${name}Param` : name;
}

/** The sides on which a key of the tables is a type of its own. */
export function sidesOf(type: FactsType): readonly Side[] {
  return type.side === 'both' ? ['read', 'write'] : [type.side];
}

function isMain(type: FactsType): boolean {
  const module = type.module.split('.').at(-1) ?? '';
  return type.exported === true || module.replaceAll('_', '') === type.name.toLowerCase();
}
