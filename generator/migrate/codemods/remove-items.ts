import type { EditList } from './edit-list.ts';
import type { Item, Layout } from './literal-items.ts';
import type { Filling } from './place-entries.ts';

type ByItem = ReadonlyMap<Item, Filling>;

/** True for a property that is not taken away: it stays, or something else stands in its place. */
export function isKept(item: Item, byItem: ByItem): boolean {
  const filling = byItem.get(item);
  return filling === undefined || filling.text !== undefined;
}

/** Whether properties that follow each other have their lines for themselves. */
function standsAlone(items: readonly Item[], text: string): boolean {
  const first = items[0];
  const last = items.at(-1);
  if (first === undefined || last === undefined) return true;
  const before = text.slice(text.lastIndexOf('\n', first.start - 1) + 1, first.start);
  return before.trim() === '' && /^[ \t]*(?:\r?\n|$)/.test(text.slice(last.end));
}

/** Takes properties away, with their commas, comments and lines; something has to be left. */
export function removeItems(
  { items, trailingComma }: Layout,
  byItem: ByItem,
  behind: ReadonlyMap<Item, unknown>,
  edits: EditList,
): void {
  for (let at = 0; at < items.length; at += 1) {
    const run = runFrom(at, items, byItem);
    const [first] = run;
    const last = run.at(-1);
    const filling = first === undefined ? undefined : byItem.get(first);
    const [step] = filling?.steps ?? [];
    if (first === undefined || last === undefined || step === undefined) continue;
    const next = items[at + run.length];
    const previous = items[at - 1];
    const reason = [...new Set(run.map((one) => byItem.get(one)?.reason ?? ''))].join('; ');
    edits.take(first.start, last.end);
    const cut = (start: number, end: number, text = ''): void =>
      edits.put(start, end, text, step, reason);
    const { text } = edits;
    if (standsAlone(run, text)) {
      const newline = text.indexOf('\n', last.end);
      cut(text.lastIndexOf('\n', first.start - 1) + 1, newline === -1 ? last.end : newline + 1);
      const comma = previous?.comma;
      const isLeft =
        previous !== undefined && byItem.get(previous) === undefined && !behind.has(previous);
      if (next === undefined && !trailingComma && isLeft && comma !== undefined)
        cut(comma, comma + 1);
    } else if (next === undefined && previous !== undefined) {
      const isEdited = byItem.has(previous) || behind.has(previous);
      if (isEdited) cut(previous.end, last.end);
      else cut(previous.node.end, last.end, trailingComma ? ',' : '');
    } else if (/^[ \t]*\r?\n/.test(text.slice(last.end)) && previous !== undefined) {
      cut(previous.end, last.end);
    } else if (next !== undefined) cut(first.start, next.start);
    at += run.length;
  }
}

/** The properties that are taken away together. */
function runFrom(at: number, items: readonly Item[], byItem: ByItem): readonly Item[] {
  const end = items.findIndex((one, index) => index >= at && isKept(one, byItem));
  return items.slice(at, end === -1 ? items.length : end);
}
