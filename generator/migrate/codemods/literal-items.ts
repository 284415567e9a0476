import { ts } from 'ts-morph';
import { nameOfKey } from './node-text.ts';

/** A property of an object literal with the comments that belong to it. */
export interface Item {
  readonly node: ts.ObjectLiteralElementLike;
  /** The key, where it is known without running anything. */
  readonly key: string | undefined;
  /** Comments before it, each without its indentation. */
  readonly lead: readonly string[];
  /** A comment behind it in the same line. */
  readonly trail: string | undefined;
  /** From the first comment to the last, the comma included. */
  readonly start: number;
  readonly end: number;
  /** Where the comma stands; undefined behind a last property without one. */
  readonly comma: number | undefined;
  /** True where nothing else stands in its lines. */
  readonly alone: boolean;
}

/** How an object literal is written. */
export interface Layout {
  readonly items: readonly Item[];
  readonly multiline: boolean;
  /** The white space before its properties, and one level of it. */
  readonly indent: string;
  readonly unit: string;
  readonly trailingComma: boolean;
  /** The quotes of its keys, where it has them. */
  readonly keyQuote: string;
  readonly newline: string;
}

/** Takes an object literal apart. */
export function layoutOf(node: ts.ObjectLiteralExpression): Layout {
  const text = node.getSourceFile().text;
  const items = node.properties.map((property, at) => itemOf(property, at, node, text));
  const start = node.getStart();
  const first = node.properties[0];
  const multiline =
    first === undefined ? false : text.slice(start, first.getStart()).includes('\n');
  const outer = indentAt(start, text);
  const indent = first !== undefined && multiline ? indentAt(first.getStart(), text) : outer;
  const unit = indent.startsWith(outer) ? indent.slice(outer.length) : '';
  const quoted = node.properties.flatMap(({ name }) =>
    name !== undefined && ts.isStringLiteral(name) ? [name.getText().charAt(0)] : [],
  );
  return {
    items,
    multiline,
    indent,
    unit: unit === '' ? fileUnit(text) : unit,
    trailingComma: node.properties.hasTrailingComma,
    keyQuote: quoted.length > node.properties.length / 2 ? (quoted[0] ?? '') : '',
    newline: text.includes('\r\n') ? '\r\n' : '\n',
  };
}

/** The white space at the beginning of a line. */
export function indentAt(place: number, text: string): string {
  const line = text.lastIndexOf('\n', place - 1) + 1;
  return /^[ \t]*/.exec(text.slice(line, place))?.[0] ?? '';
}

function fileUnit(text: string): string {
  if (/^\t/m.test(text)) return '\t';
  const [first] = /^ +(?=[^ *])/m.exec(text) ?? [];
  return first === undefined || first.length > 8 ? '  ' : first;
}

function itemOf(
  node: ts.ObjectLiteralElementLike,
  at: number,
  object: ts.ObjectLiteralExpression,
  text: string,
): Item {
  const from = at === 0 ? object.getStart() + 1 : commaBehind(object.properties[at - 1], text) + 1;
  const lead = leadOf(from, node.getStart(), text);
  const next = object.properties[at + 1];
  const isLast = next === undefined;
  const hasComma = !isLast || object.properties.hasTrailingComma;
  const comma = hasComma ? commaBehind(node, text) : undefined;
  const behind = comma === undefined ? node.end : comma + 1;
  const limit = next === undefined ? object.end - 1 : next.getStart();
  const trail = trailOf(behind, limit, text, isLast);
  const end = trail?.end ?? behind;
  const start = lead[0]?.pos ?? node.getStart();
  const before = text.slice(text.lastIndexOf('\n', start - 1) + 1, start);
  const after = /^[ \t]*(?:\r?\n|$)/.test(text.slice(end));
  return {
    node,
    key: nameOfKey(node.name),
    lead: lead.map(({ pos, end }) => text.slice(pos, end)),
    trail: trail?.text,
    start,
    end,
    comma,
    alone: before.trim() === '' && after,
  };
}

function commaBehind(node: ts.Node | undefined, text: string): number {
  let at = node?.end ?? 0;
  for (const one of ts.getTrailingCommentRanges(text, at) ?? []) at = one.end;
  for (const one of ts.getLeadingCommentRanges(text, at) ?? []) at = one.end;
  return text.indexOf(',', at);
}

/** The comments before a property, but for those that end the line of the one before it. */
function leadOf(from: number, start: number, text: string): readonly ts.CommentRange[] {
  const all = [
    ...(ts.getTrailingCommentRanges(text, from) ?? []),
    ...(ts.getLeadingCommentRanges(text, from) ?? []),
  ].filter((one) => one.end <= start);
  return all.filter((one) =>
    !text.slice(from, one.pos).includes('\n') ? !text.slice(one.end, start).includes('\n') : true,
  );
}

function trailOf(
  behind: number,
  limit: number,
  text: string,
  isLast: boolean,
): { readonly text: string; readonly end: number } | undefined {
  const ranges = (ts.getTrailingCommentRanges(text, behind) ?? []).filter(
    (one) => one.end <= limit,
  );
  const [first] = ranges;
  const last = ranges.at(-1);
  if (first === undefined || last === undefined) return undefined;
  // In one line with the next property, it is about that.
  if (!isLast && !text.slice(last.end, limit).includes('\n')) return undefined;
  return { text: text.slice(first.pos, last.end), end: last.end };
}
