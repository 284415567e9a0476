import type { Place } from '../base/finding.ts';

/** `spec/x.yaml:54:11`, or `spec/x.yaml#/info` where the line is not known. */
export function placeText({ file, pointer, line, column }: Place): string {
  if (line === undefined) return pointer === '' ? file : `${file}#${pointer}`;
  return column === undefined ? `${file}:${line}` : `${file}:${line}:${column}`;
}
