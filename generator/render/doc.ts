import { textWidth } from './width.ts';

/**
 * A text that knows where it may be broken over lines: Wadler's "A prettier printer" with what prettier adds to it, as far
 * as declarations need it. `layOut` turns it into lines.
 */
export type Doc = string | Concat | Indent | Group | Line | IfBroken | IndentIfBroken | Fill;

interface Measured {
  /** Columns when written on one line. */
  readonly width: number;
  /** True where a break is certain, so that no group around it can stand on one line. */
  readonly breaks: boolean;
}

export interface Concat extends Measured {
  readonly kind: 'concat';
  readonly parts: readonly Doc[];
}

export interface Indent extends Measured {
  readonly kind: 'indent';
  readonly contents: Doc;
}

/** What stands on one line if it fits there, and otherwise breaks at each of its own lines. */
export interface Group extends Measured {
  readonly kind: 'group';
  readonly contents: Doc;
}

/** A place where a line may end; `flat` is what stands there if it does not. */
export interface Line extends Measured {
  readonly kind: 'line';
  readonly flat: '' | ' ';
}

/** One text where the group around it is broken, another where it is not. */
export interface IfBroken extends Measured {
  readonly kind: 'if-broken';
  readonly broken: Doc;
  readonly flat: Doc;
}

/** Contents that move to the right where `group`, which was written before them, is broken. */
export interface IndentIfBroken extends Measured {
  readonly kind: 'indent-if-broken';
  readonly contents: Doc;
  readonly group: Group;
}

/** A list of which each line takes as many items as fit, with a comma behind each when broken. */
export interface Fill extends Measured {
  readonly kind: 'fill';
  readonly items: readonly string[];
}

/** A space, or the end of the line. */
export const line: Line = { kind: 'line', flat: ' ', width: 1, breaks: false };

/** Nothing, or the end of the line. */
export const softline: Line = { kind: 'line', flat: '', width: 0, breaks: false };

export function concat(...parts: readonly Doc[]): Doc {
  return sequence(parts);
}

/** The same of a list, however long. */
export function sequence(parts: readonly Doc[]): Doc {
  return parts.every((part) => typeof part === 'string')
    ? parts.join('')
    : { kind: 'concat', parts, ...measure(parts) };
}

export function join(separator: Doc, docs: readonly Doc[]): Doc {
  return sequence(docs.flatMap((doc, index) => (index === 0 ? [doc] : [separator, doc])));
}

/** What has no line is indented by where it stands. */
export function indent(...parts: readonly Doc[]): Doc {
  const contents = sequence(parts);
  return typeof contents === 'string'
    ? contents
    : { kind: 'indent', contents, width: contents.width, breaks: contents.breaks };
}

export function group(...parts: readonly Doc[]): Group {
  const contents = sequence(parts);
  return typeof contents === 'string'
    ? { kind: 'group', contents, width: textWidth(contents), breaks: false }
    : { kind: 'group', contents, width: contents.width, breaks: contents.breaks };
}

/** A group that is broken even where it would fit. */
export function brokenGroup(...parts: readonly Doc[]): Group {
  return { ...group(...parts), breaks: true };
}

export function ifBroken(broken: Doc, flat: Doc): IfBroken {
  return { kind: 'if-broken', broken, flat, width: widthOf(flat), breaks: false };
}

export function indentIfBroken(contents: Doc, group: Group): IndentIfBroken {
  return { kind: 'indent-if-broken', contents, group, ...measure([contents]) };
}

export function fill(items: readonly string[]): Fill {
  return { kind: 'fill', items, width: textWidth(items.join(', ')), breaks: false };
}

/** Items between brackets: on one line, or one a line with `trailing` behind the last. */
export function bracketed(
  open: string,
  items: readonly Doc[],
  close: string,
  style: BracketStyle,
): Doc {
  return group(brackets(open, items, close, style));
}

/** The same as a part of the group around it, which then breaks as one with it. */
export function brackets(
  open: string,
  items: readonly Doc[],
  close: string,
  { pad, trailing }: BracketStyle,
): Doc {
  if (items.length === 0) return open + close;
  const end = trailing === '' ? '' : ifBroken(trailing, '');
  return concat(open, indent(pad, join(concat(',', line), items), end), pad, close);
}

export interface BracketStyle {
  readonly pad: Line;
  readonly trailing: '' | ',';
}

function widthOf(doc: Doc): number {
  return typeof doc === 'string' ? textWidth(doc) : doc.width;
}

function measure(parts: readonly Doc[]): Measured {
  let width = 0;
  let breaks = false;
  for (const part of parts) {
    width += widthOf(part);
    breaks ||= typeof part !== 'string' && part.breaks;
  }
  return { width, breaks };
}
