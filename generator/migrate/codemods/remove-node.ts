import { ts } from 'ts-morph';
import { around, nameOfKey } from './node-text.ts';

/** What takes a part of a program away: a place, and what stands there instead. */
export interface Removal {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Takes one of several that are separated by commas away, with its comma and the comment on its line. */
export function removeFromList(node: ts.Node, siblings: readonly ts.Node[], text: string): Removal {
  const at = siblings.indexOf(node);
  const next = siblings[at + 1];
  const previous = siblings[at - 1];
  if (next !== undefined) {
    const own = ownLine(node, text);
    const end = commaAfter(node, text);
    if (own !== undefined && lineEnd(end, text) !== undefined)
      return { start: own, end: lineEnd(end, text) ?? end, text: '' };
    return { start: node.getStart(), end: next.getStart(), text: '' };
  }
  const end = commaAfter(node, text);
  const own = ownLine(node, text);
  const line = lineEnd(end, text);
  if (own !== undefined && line !== undefined) return { start: own, end: line, text: '' };
  if (previous !== undefined) return { start: previous.getEnd(), end, text: '' };
  return { start: node.getStart(), end, text: '' };
}

/** The parts of the text that go with some of a list of which others stay. */
export function gapsIn(
  elements: readonly ts.Node[],
  gone: ReadonlySet<ts.Node>,
): readonly { readonly start: number; readonly end: number }[] {
  return elements.flatMap((one, at) => {
    if (!gone.has(one)) return [];
    const next = elements[at + 1];
    if (next !== undefined) return [{ start: one.getStart(), end: next.getStart() }];
    const before = elements.findLastIndex((each) => !gone.has(each));
    const last = elements[before];
    if (last === undefined) return [];
    return [{ start: elements[before + 1] === one ? last.end : one.getStart(), end: one.end }];
  });
}

/**
 * Takes a property away; an object that nothing is left in goes with it, where it is the value of a key that fits `goesEmpty` or the last
 * argument of a call.
 */
export function removeProperty(
  property: ts.ObjectLiteralElementLike,
  goesEmpty: RegExp,
  text: string,
): Removal {
  const object = property.parent;
  if (!ts.isObjectLiteralExpression(object)) return removeFromList(property, [property], text);
  if (object.properties.length > 1) return removeFromList(property, object.properties, text);
  const { parent } = object;
  if (ts.isPropertyAssignment(parent) && goesEmpty.test(nameOfKey(parent.name) ?? '')) {
    return removeProperty(parent, goesEmpty, text);
  }
  const call = ts.isCallExpression(parent) || ts.isNewExpression(parent) ? parent : undefined;
  const given = call?.arguments ?? [];
  if (given.length > 1 && given.at(-1) === object) return removeFromList(object, given, text);
  return { start: object.getStart(), end: object.getEnd(), text: '{}' };
}

/** Takes a statement away; undefined where the expression is more than a statement of its own. */
export function removeStatement(expression: ts.Expression, text: string): Removal | undefined {
  const { parent: statement } = around(expression);
  if (!ts.isExpressionStatement(statement)) return undefined;
  if (
    !ts.isBlock(statement.parent) &&
    !ts.isSourceFile(statement.parent) &&
    !ts.isModuleBlock(statement.parent) &&
    !ts.isCaseOrDefaultClause(statement.parent)
  ) {
    return { start: statement.getStart(), end: statement.getEnd(), text: '{}' };
  }
  const own = ownLine(statement, text);
  const line = lineEnd(statement.getEnd(), text);
  // What stood between it and the next one would stand at the beginning of the block.
  const gap = line === undefined ? '' : (/^[ \t]*\r?\n/.exec(text.slice(line))?.[0] ?? '');
  const isFirst = 'statements' in statement.parent && statement.parent.statements[0] === statement;
  return own !== undefined && line !== undefined
    ? { start: own, end: line + (isFirst ? gap.length : 0), text: '' }
    : { start: statement.getStart(), end: statement.getEnd(), text: '' };
}

/** Where the line begins, if nothing stands in front of the node; comments right above it belong to it only where they name it. */
function ownLine(node: ts.Node, text: string): number | undefined {
  const start = node.getStart();
  const begin = text.lastIndexOf('\n', start - 1) + 1;
  return text.slice(begin, start).trim() === '' ? begin : undefined;
}

/** Where the next line begins, if nothing but a comment stands behind a place. */
function lineEnd(place: number, text: string): number | undefined {
  const found = /^[ \t]*(?:\/\/[^\n]*)?(?:\r?\n|$)/.exec(text.slice(place));
  return found === null ? undefined : place + found[0].length;
}

function commaAfter(node: ts.Node, text: string): number {
  const found = /^\s*,/.exec(text.slice(node.getEnd()));
  return node.getEnd() + (found?.[0].length ?? 0);
}
