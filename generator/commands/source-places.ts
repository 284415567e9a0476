import type { Place } from '../base/finding.ts';

/** Tells lines and columns, 1-based, of offsets into a text. */
export function placesIn(file: string, text: string): (offset: number) => Place {
  const starts = [0];
  for (const { index, 0: end } of text.matchAll(/\r\n|[\n\r\u2028\u2029]/g))
    starts.push(index + end.length);
  return (offset) => {
    const line = starts.findLastIndex((start) => start <= offset);
    const column = offset - (starts[line] ?? 0) + 1;
    return { file, pointer: '', line: line + 1, column };
  };
}
