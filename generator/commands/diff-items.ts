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

/** What one change is about, to read. `of` tells things of one text apart that may be told in one: the events that hold a key. */
export interface Item {
  readonly text: string;
  readonly of: string | undefined;
}

/** A line names no more than that. */
const most = 6;

/** A key that this many events hold is named once. */
const many = 3;

/** The first of the items, each once: what stands directly in several events by its key and their number. */
export function shownItems(items: readonly Item[]): ShownItems {
  const holders = new Map<string, Set<string | undefined>>();
  for (const { text, of } of items) {
    const known = holders.get(text);
    if (known === undefined) holders.set(text, new Set([of]));
    else known.add(of);
  }
  const told = [...holders].flatMap(([text, of]) => {
    if (of.size >= many) return [{ text: `${text} (${of.size} events)`, count: of.size }];
    return [...of].map((one) => ({ text: one === undefined ? text : `${one}: ${text}`, count: 1 }));
  });
  const shown = told.slice(0, most);
  const count = sum(told);
  return { count, items: shown.map((one) => one.text), more: count - sum(shown) };
}

/** The event, channel or operation itself. */
export function subjectItem({ subject }: Change): Item {
  return { text: subject, of: undefined };
}

/** `session.type`; of what stands directly in an event, `response_id` of `response.cancel`. */
export function fieldItem({ before, after, path, reaches, subject }: Change): Item {
  const [reach] = reaches;
  if (reach === undefined) {
    const shape = (after ?? before)?.shape;
    return { text: [shape, pathText(path)].filter(Boolean).join('.') || subject, of: undefined };
  }
  if (reach.path.length === 0) return { text: reach.event, of: undefined };
  return { text: pathText(reach.path), of: reach.path.length === 1 ? reach.event : undefined };
}

/** `"text" in session.modalities`. */
export function valueItem(change: Change): Item {
  const { text, of } = fieldItem(change);
  return { text: `${change.subject} in ${text}`, of };
}

/** `maxLength of session.instructions`. */
export function limitItem(change: Change): Item {
  const { text, of } = fieldItem(change);
  return { text: `${change.subject} of ${text}`, of };
}

function sum(items: readonly { readonly count: number }[]): number {
  return items.reduce((total, one) => total + one.count, 0);
}
