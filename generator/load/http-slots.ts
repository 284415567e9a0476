import { pointerTo } from '../base/pointer.ts';
import type { NamedShape } from '../model/api.ts';
import type { Side } from '../model/side.ts';
import type { Node } from './resolve.ts';

/** A schema with a place among the components of a bundle. */
export interface Slot {
  /** Where it stands; a reference, for a component that only refers to it. */
  readonly node: Node;
  readonly names: SlotNames;
  /** True for a component of the document itself, which keeps its key. */
  readonly isOwn: boolean;
  /** By the sides that it is used on. */
  readonly values: Map<Side, unknown>;
  /** Those that its values refer to. */
  readonly needs: Set<Slot>;
  /** True where what one reads is another type than what one sends. */
  differs: boolean;
}

type SlotNames = Readonly<Record<Side, string>> & {
  /** Where it is used on one side only; undefined where it then has the name of that side. */
  readonly alone: string | undefined;
};

/** A slot of that key; the type of the events that stands for it goes by its own names, unless a component has another one. */
export function createSlot(
  node: Node,
  key: string,
  isOwn: boolean,
  shape: NamedShape | undefined,
): Slot {
  const { name = key, param } = shape ?? {};
  const names =
    isOwn || shape === undefined
      ? { read: key, write: `${key}Param`, alone: key }
      : { read: name, write: param?.name ?? `${name}Param`, alone: undefined };
  const differs = shape !== undefined && param?.name !== name;
  return { node, names, isOwn, differs, values: new Map(), needs: new Set() };
}

/** The key of each slot on each side; one key for both where they are the same. */
export function settleKeys(
  slots: readonly Slot[],
): ReadonlyMap<Slot, Readonly<Record<Side, string>>> {
  spreadDifference(slots);
  const taken = new Set(slots.filter((one) => one.isOwn).map((one) => one.names.read));
  const claim = (wanted: string): string => {
    let key = wanted;
    for (let count = 2; taken.has(key); count += 1) key = `${wanted}${String(count)}`;
    taken.add(key);
    return key;
  };
  return new Map(
    slots.map((slot) => {
      const { names, isOwn, values, differs } = slot;
      const [first = 'read', second] = values.keys();
      if (second === undefined || !differs) {
        const wanted = second === undefined ? (names.alone ?? names[first]) : names.read;
        const key = isOwn ? wanted : claim(wanted);
        return [slot, { read: key, write: key }];
      }
      const read = isOwn ? names.read : claim(names.read);
      return [slot, { read, write: claim(names.write) }];
    }),
  );
}

/** What refers to something that differs from side to side does so, too. */
function spreadDifference(slots: readonly Slot[]): void {
  for (let grown = true; grown;) {
    grown = false;
    for (const slot of slots) {
      if (slot.differs || ![...slot.needs].some((one) => one.differs)) continue;
      slot.differs = true;
      grown = true;
    }
  }
}

/** A reference to a component schema. What would end or decode it is encoded. */
export function componentRef(key: string): string {
  return pointerTo('#/components/schemas', key)
    .replaceAll('%', '%25')
    .replaceAll('#', '%23')
    .replace('%23', '#');
}
