import type { CapturePlace } from '../base/wire-report.ts';

export interface CountedText {
  readonly text: string;
  readonly count: number;
}

/** Stands for all that is not told one by one. */
export const rest = '…';

const mostTexts = 20;

/** The order of texts by their code units, the rest last: the same on every machine. */
export function compareTexts(a: string, b: string): number {
  if (a === b) return 0;
  if (a === rest) return 1;
  if (b === rest) return -1;
  return a < b ? -1 : 1;
}

/**
 * Counted texts in order, the first 20 of them and the rest together. The first ones by their own order, not by their counts: only so
 * are those of two lists, put together, the same as if they had been counted at once.
 */
export function countTexts(
  counts: ReadonlyMap<string, number>,
  most = mostTexts,
): readonly CountedText[] {
  const sorted = [...counts]
    .map(([text, count]) => ({ text, count }))
    .sort((a, b) => compareTexts(a.text, b.text));
  const named = sorted.filter((one) => one.text !== rest);
  const others = [...named.slice(most), ...sorted.filter((one) => one.text === rest)];
  const left = others.reduce((sum, one) => sum + one.count, 0);
  return left === 0 ? named : [...named.slice(0, most), { text: rest, count: left }];
}

/** Two lists of counted texts as one. */
export function mergeTexts(
  a: readonly CountedText[],
  b: readonly CountedText[],
  most = mostTexts,
): readonly CountedText[] {
  const counts = new Map<string, number>();
  for (const { text, count } of [...a, ...b]) counts.set(text, (counts.get(text) ?? 0) + count);
  return countTexts(counts, most);
}

export function comparePlaces(a: CapturePlace, b: CapturePlace): number {
  return compareTexts(a.capture, b.capture) || a.line - b.line;
}

/** Lists in the order of their keys, those with the same key put together. */
export function mergeByKey<T>(
  items: readonly T[],
  keyOf: (item: T) => string,
  merge: (a: T, b: T) => T,
): readonly T[] {
  const found = new Map<string, T>();
  for (const item of items) {
    const key = keyOf(item);
    const known = found.get(key);
    found.set(key, known === undefined ? item : merge(known, item));
  }
  return [...found].sort(([a], [b]) => compareTexts(a, b)).map(([, item]) => item);
}
