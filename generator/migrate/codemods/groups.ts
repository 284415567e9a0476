import type { FieldStep } from '../plan.ts';
import type { Contribution, Leaf } from './branch.ts';
import type { Item } from './literal-items.ts';

/** What goes to one key of the object. */
export interface Group {
  /** With the place of the property that each comes from; -1 for what is new. */
  readonly contributions: readonly { readonly place: number; readonly one: Contribution }[];
  /** The properties that go into it. */
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
  from: {
    readonly item: Item | undefined;
    readonly place: number;
    readonly steps: readonly FieldStep[];
  },
): void {
  const top = to[0] ?? '';
  const known = groups.get(top);
  const items = from.item === undefined || known?.from.includes(from.item) ? [] : [from.item];
  groups.set(top, {
    contributions: [
      ...(known?.contributions ?? []),
      { place: from.place, one: { kind: 'own', to, leaf } },
    ],
    from: [...(known?.from ?? []), ...items],
    steps: [...(known?.steps ?? []), ...from.steps],
  });
}

/** The contributions of a group, in the order in which later ones win. */
export function contributionsOf({ contributions }: Group): readonly Contribution[] {
  return contributions.toSorted((a, b) => a.place - b.place).map(({ one }) => one);
}
