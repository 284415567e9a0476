import type { FieldStep } from '../plan.ts';
import { grow, type Entry, type Leaf } from './branch.ts';
import type { Item } from './literal-items.ts';

/** What goes to one key of the object. */
export interface Group {
  readonly entry: Entry;
  /** Where it is put: in place of the first property that goes into it; undefined at the beginning. */
  readonly at: Item | undefined;
  readonly from: readonly Item[];
  readonly steps: readonly FieldStep[];
}

/** What is new in an object literal, and what is not in it any more. */
export interface Placing {
  readonly groups: Map<string, Group>;
  readonly removed: Map<Item, FieldStep>;
}

/** Puts something to a path of the object, with whatever else goes to the first key of it. */
export function addTo(
  groups: Map<string, Group>,
  to: readonly string[],
  leaf: Leaf,
  from: { readonly item: Item | undefined; readonly steps: readonly FieldStep[] },
): void {
  const top = to[0] ?? '';
  const known = groups.get(top);
  const items = from.item === undefined ? [] : [from.item];
  const entries: Entry[] = known?.entry.kind === 'branch' ? known.entry.entries : [];
  grow(entries, to.slice(1), leaf);
  const entry: Entry = to.length === 1 ? leaf : { kind: 'branch', key: top, entries };
  groups.set(top, {
    entry,
    at: known?.at ?? from.item,
    from: [...(known?.from ?? []), ...items],
    steps: [...(known?.steps ?? []), ...from.steps],
  });
}
