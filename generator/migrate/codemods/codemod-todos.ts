import { ts } from 'ts-morph';
import type { SourceEdit } from '../codemod.ts';

/** What a comment is to say, and where. */
export interface Todo {
  /** An offset into the text. */
  readonly start: number;
  readonly step: string;
  readonly text: string;
}

const mark = 'TODO(wireshape):';

/** Puts comments above the lines that they are about; one that stands there already is not written again. */
export function todoEdits(
  name: string,
  text: string,
  todos: readonly Todo[],
): readonly SourceEdit[] {
  const kind = name.endsWith('x') || /\.[cm]?js$/.test(name) ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
  const file = ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true, kind);
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  const lines = new Map<number, Map<string, string>>();
  for (const { start, step, text: said } of todos) {
    const line = lineAbove(file, start, text);
    const comments = lines.get(line) ?? new Map<string, string>();
    lines.set(line, comments.set(`// ${mark} ${oneLine(said)}`, step));
  }
  return [...lines].flatMap(([line, comments]) => {
    const indent = /^[ \t]*/.exec(text.slice(line))?.[0] ?? '';
    const above = commentsAbove(text, line);
    const missing = [...comments].filter(([comment]) => !above.includes(comment));
    const [first] = missing;
    if (first === undefined) return [];
    const added = missing.map(([comment]) => indent + comment + newline).join('');
    const reason = 'a comment says what is left to do';
    return [{ start: line, end: line, text: added, step: first[1], reason }];
  });
}

/** Where the line begins above which a comment may stand: that of the innermost part of a program that begins its own line. */
function lineAbove(file: ts.SourceFile, place: number, text: string): number {
  let found = 0;
  const visit = (node: ts.Node): void => {
    if (place < node.getStart(file) || place >= node.getEnd()) return;
    const begin = text.lastIndexOf('\n', node.getStart(file) - 1) + 1;
    if (isPart(node) && text.slice(begin, node.getStart(file)).trim() === '') found = begin;
    ts.forEachChild(node, visit);
  };
  ts.forEachChild(file, visit);
  return found;
}

/** What a line comment may stand above, whatever is around it. */
function isPart(node: ts.Node): boolean {
  return (
    ts.isStatement(node) ||
    ts.isCaseOrDefaultClause(node) ||
    ts.isClassElement(node) ||
    ts.isTypeElement(node) ||
    ts.isObjectLiteralElement(node) ||
    ts.isEnumMember(node) ||
    (ts.isStringLiteralLike(node) && ts.isArrayLiteralExpression(node.parent))
  );
}

/** The comments right above a line. */
function commentsAbove(text: string, line: number): readonly string[] {
  const above = text.slice(0, line).split(/\r?\n/).slice(0, -1).toReversed();
  const end = above.findIndex((one) => !one.trim().startsWith('//'));
  return above.slice(0, end === -1 ? undefined : end).map((one) => one.trim());
}

/** Nothing that would end the comment. */
function oneLine(text: string): string {
  return text.replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();
}
