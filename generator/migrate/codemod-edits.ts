import type { SourceEdit } from './codemod.ts';

/** Edits that were made to a text at once, from the first to the last. */
export type Batch = readonly SourceEdit[];

/**
 * Edits from the first to the last; undefined where two of them overlap. What is put in at one place stays in the order in which it was
 * given, in front of what is replaced there.
 */
export function inOrder(edits: readonly SourceEdit[]): Batch | undefined {
  const sorted = withoutRepeats(edits).sort((a, b) => a.start - b.start || a.end - b.end);
  const overlaps = sorted.some((one, index) => {
    const next = sorted[index + 1];
    return next !== undefined && next.start < one.end;
  });
  return overlaps ? undefined : sorted;
}

/** Whether what both edits replace has anything in common. */
export function areAtOnePlace(one: SourceEdit, other: SourceEdit): boolean {
  if (one.start === other.start) return true;
  const [first, second] = one.start < other.start ? [one, other] : [other, one];
  return second.start < first.end;
}

/** The text with all edits made; what lies between them stays to the letter. */
export function applyEdits(text: string, edits: Batch): string {
  let from = 0;
  let result = '';
  for (const { start, end, text: put } of edits) {
    result += text.slice(from, start) + put;
    from = end;
  }
  return result + text.slice(from);
}

/** Where a place of the text before stands in the text after; a place inside of what was replaced is where that begins. */
export function placeAfter(place: number, edits: Batch): number {
  let shift = 0;
  for (const { start, end, text } of edits) {
    if (start > place) break;
    if (place < end) return start + shift;
    shift += text.length - (end - start);
  }
  return place + shift;
}

/** Where a place of the text after stood in the text before; a place inside of what was put in is where the old text began. */
export function placeBefore(place: number, edits: Batch): number {
  let shift = 0;
  for (const { start, end, text } of edits) {
    const begin = start + shift;
    if (place < begin) break;
    if (place < begin + text.length) return start;
    shift += text.length - (end - start);
  }
  return place - shift;
}

function withoutRepeats(edits: readonly SourceEdit[]): SourceEdit[] {
  const seen = new Map<string, SourceEdit>();
  for (const one of edits) {
    // What is put in twice is meant twice.
    const isPut = one.start === one.end;
    const key = isPut ? `put ${String(seen.size)}` : JSON.stringify([one.start, one.end, one.text]);
    if (!seen.has(key)) seen.set(key, one);
  }
  return [...seen.values()];
}
