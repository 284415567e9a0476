import type { Change } from '../diff/change.ts';
import { pathText } from '../diff/path.ts';

/** What a line of a report names: a text, and how many things it stands for. */
export interface ShownItems {
  /** How many different things there are. */
  readonly count: number;
  readonly items: readonly string[];
  /** How many are not among `items`. */
  readonly more: number;
}

/** What one change is about, to read. */
export interface Item {
  /** What stands before the place: `"text" in `; empty for most. */
  readonly lead: string;
  readonly text: string;
  /** The only event that holds it; undefined where several do, and for events themselves. */
  readonly of: string | undefined;
  /** How deep in its event it is: what is near the top says more to whoever does not know the rest. */
  readonly depth: number;
}

/** A line names no more than that. */
const most = 6;

/** What this many events hold, each its own, is named once. */
const many = 3;

/** Nearest to the top of their events first. */
export function byDepth(items: readonly Item[]): readonly Item[] {
  return items.toSorted((one, other) => one.depth - other.depth);
}

/** The first of the items, each once. */
export function shownItems(items: readonly Item[]): ShownItems {
  const holders = new Map<string, Map<string | undefined, Item>>();
  for (const item of items) {
    const key = item.lead + item.text;
    const known = holders.get(key);
    if (known === undefined) holders.set(key, new Map([[item.of, item]]));
    else known.set(item.of, item);
  }
  const told = [...holders].flatMap(([key, alike]) => collapse(key, [...alike.values()]));
  const shown = told.slice(0, most);
  const count = sum(told);
  return { count, items: shown.map((one) => one.text), more: count - sum(shown) };
}

/** The first names of items, as many as fit into so many letters; where none does, one that is not too long all the same. */
export function inlineNames(
  items: readonly Item[],
  letters: number,
): { names: readonly string[]; more: boolean } {
  const all = [...new Set(items.map(({ lead, text }) => lead + text))];
  const fitting = all.slice(0, mostInline).filter((_, index) => {
    const text = all.slice(0, index + 1).join(', ');
    return text.length + (index + 1 < all.length ? ', …'.length : 0) <= letters;
  });
  const names = fitting.length > 0 ? fitting : all.slice(0, 1).filter((one) => one.length <= long);
  return { names, more: names.length < all.length };
}

const mostInline = 3;
const long = 40;

function collapse(key: string, items: readonly Item[]): readonly Counted[] {
  const alone = items.filter((one) => one.of !== undefined);
  if (alone.length < many) return items.map((one) => ({ text: itemText(one), count: 1 }));
  const shared = items.length > alone.length ? [{ text: key, count: 1 }] : [];
  return [...shared, { text: `${key} (${alone.length} events)`, count: alone.length }];
}

function itemText({ lead, of, text }: Item): string {
  return lead + (of === undefined ? text : `${of}: ${text}`);
}

/** The event, channel or operation itself. */
export function subjectItem({ subject }: Change): Item {
  return plainItem(subject);
}

/** A text that stands by itself. */
export function plainItem(text: string): Item {
  return { lead: '', text, of: undefined, depth: 0 };
}

/** `session.voice`; where one event alone holds it, `session.type` of `session.update`. */
export function fieldItem(change: Change): Item {
  const { before, after, path, reaches, subject } = atHolder(change);
  const [reach] = reaches;
  if (reach === undefined) {
    const shape = (before ?? after)?.shape;
    const text = [shape, pathText(path)].filter(Boolean).join('.') || subject;
    return { ...plainItem(text), depth: path.length };
  }
  const depth = reach.path.length;
  if (depth === 0) return plainItem(reach.event);
  const isShared = reaches.some((one) => one.event !== reach.event);
  return { lead: '', text: pathText(reach.path), of: isShared ? undefined : reach.event, depth };
}

/** What is said of the keys without a name is said of the object that has them. */
export function atHolder(change: Change): Change {
  const { kind, path, reaches } = change;
  if (kind !== 'rest-changed' || path.at(-1)?.kind !== 'value') return change;
  const outer = reaches.map((one) => ({ ...one, path: one.path.slice(0, -1) }));
  return { ...change, path: path.slice(0, -1), reaches: outer };
}

/** `"text" in session.modalities`. */
export function valueItem(change: Change): Item {
  return { ...fieldItem(change), lead: `${change.subject} in ` };
}

/** `maxLength of session.instructions`. */
export function limitItem(change: Change): Item {
  return { ...fieldItem(change), lead: `${change.subject} of ` };
}

interface Counted {
  readonly text: string;
  readonly count: number;
}

function sum(items: readonly Counted[]): number {
  return items.reduce((total, one) => total + one.count, 0);
}
