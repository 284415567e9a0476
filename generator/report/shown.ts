import { columnsOf, shown } from '../render/shown.ts';
import type { ReportEnd } from './report.ts';

/** A text of at most `columns` columns, with `…` for what does not fit. */
export function clip(text: string, columns: number): string {
  if (columnsOf(text) <= columns) return text;
  const characters = [...text.slice(0, columns)];
  while (characters.length > 0 && columnsOf(characters.join('')) > columns - 1) characters.pop();
  return `${characters.join('').trimEnd()}…`;
}

/**
 * What a version says, to be shown: a type may be as long as a page, and the json has all of it. Where it differs from what the other
 * version says only further on, it begins shortly before.
 */
export function endText({ text }: ReportEnd, other: ReportEnd | undefined): string {
  const own = shown(text);
  const same = other === undefined ? 0 : sharedStart(own, shown(other.text));
  if (columnsOf(own) <= longestEnd || same < longestEnd - seen) return clip(own, longestEnd);
  return `…${clip(own.slice(same - seen), longestEnd - 1)}`;
}

function sharedStart(one: string, other: string): number {
  const most = Math.min(one.length, other.length);
  let same = 0;
  while (same < most && one[same] === other[same]) same += 1;
  return same;
}

/** How much of what is the same is seen before what differs. */
const seen = 60;
const longestEnd = 400;

/** `1 change`, `2 changes`. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

/** `a, b and 12 more`. */
export function listing(items: readonly string[], more: number): string {
  const text = items.join(', ');
  if (more === 0) return text;
  return text === '' ? `${more} more` : `${text} and ${more} more`;
}
