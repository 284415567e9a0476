import { emitReference } from '../../generator/emit/emit-reference.ts';
import type { ApiModel } from '../../generator/model/api.ts';
import type { HttpDocument } from '../../generator/model/http.ts';
import { loadTemplates } from '../../generator/render/templates.ts';

const render = await loadTemplates();

/** The pages of a model, as the generator would write them. */
export function pagesOf(
  model: ApiModel,
  http?: HttpDocument,
): { readonly reference: string; readonly api: string } {
  const drafts = emitReference(model, render, { importPath: './index.js', http });
  const textOf = (name: string): string => {
    const draft = drafts.find((one) => one.path === name);
    if (draft === undefined) throw new Error(`there is no ${name}`);
    return draft.text;
  };
  return { reference: textOf('reference.md'), api: textOf('api.md') };
}

/** A section of the reference, read as a person would, without anything of the generator. */
export interface ReadSection {
  readonly chapter: string;
  readonly heading: string;
  readonly anchor: string;
  /** The JSON of its example; undefined where it has none. */
  readonly example: string | undefined;
  /** The rows of its tables, each by the head of its columns. */
  readonly rows: readonly Readonly<Record<string, string>>[];
  readonly lines: readonly string[];
}

/** The sections of a page: whatever stands behind a heading of the third order. */
export function readSections(page: string): readonly ReadSection[] {
  const found: ReadSection[] = [];
  let chapter = '';
  for (const part of page.split(/(?=^<a id="[^"]*"><\/a>$)/m)) {
    const [, anchor = '', signs = '', heading = ''] =
      /^<a id="([^"]*)"><\/a>\n\n(#{2,3}) (.*)$/m.exec(part) ?? [];
    if (signs === '##') chapter = heading;
    if (signs !== '###') continue;
    const [, example] = /^```json\n([^]*?)\n```$/m.exec(part) ?? [];
    const lines = part.split('\n');
    found.push({
      chapter,
      heading: unquoted(heading),
      anchor,
      example,
      rows: rowsIn(lines),
      lines,
    });
  }
  return found;
}

function rowsIn(lines: readonly string[]): ReadSection['rows'] {
  const rows: Record<string, string>[] = [];
  let head: readonly string[] | undefined;
  for (const line of lines) {
    const cells = /^\|.*\|$/.test(line) ? cellsOf(line) : undefined;
    if (cells === undefined) head = undefined;
    else if (head === undefined) head = cells;
    else if (!/^[|\s-]+$/.test(line)) {
      rows.push(Object.fromEntries(head.map((name, at) => [name, cells[at] ?? ''])));
    }
  }
  return rows;
}

/** A `|` within a cell has a backslash before it. */
function cellsOf(line: string): readonly string[] {
  return line
    .slice(1, -1)
    .split(/(?<!\\)\|/)
    .map((cell) => cell.trim().replaceAll('\\|', '|'));
}

/** The text of a span of code. */
export function unquoted(text: string): string {
  return /^`(.*)`$/.exec(text)?.[1] ?? text;
}
