import { columnsOf } from '../render/shown.ts';

/**
 * A text of one line in lines of at most `columns` columns, of which the first begins with `first` and the others with `rest`. A
 * word that is longer stands alone on its line: half a name is no use to anybody.
 */
export function wrap(
  text: string,
  columns: number,
  first: string,
  rest: string,
): readonly string[] {
  const lines: string[] = [];
  let line = first;
  let width = columnsOf(first);
  let isEmpty = true;
  for (const word of text.split(' ')) {
    const wide = columnsOf(word);
    if (!isEmpty && width + 1 + wide > columns) {
      lines.push(line);
      line = rest;
      width = columnsOf(rest);
      isEmpty = true;
    }
    line += isEmpty ? word : ` ${word}`;
    width += isEmpty ? wide : wide + 1;
    isEmpty = false;
  }
  return [...lines, line];
}
