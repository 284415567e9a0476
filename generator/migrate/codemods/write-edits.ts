import { ts } from 'ts-morph';
import { propertyKey } from '../../base/text.ts';
import type { StepBasis } from '../step.ts';
import type { Fate } from './fates.ts';
import { constantOf } from './constant.ts';
import { isTransparent } from './flow-kinds.ts';
import type { ShapeWorld } from './shape-world.ts';
import { isPure } from './spreads.ts';
import { declaredType } from './static-types.ts';
import { editValue } from './values.ts';

/**
 * Makes `session.voice = x` a statement that writes to where it is now, and keeps what stands beside it there:
 * `session.audio = { ...session.audio, output: { ...session.audio?.output, voice: x } }`. False where nobody can say that all is as it was.
 */
export function editWrite(
  node: ts.PropertyAccessExpression | ts.ElementAccessExpression,
  { to = [], values, steps }: Fate,
  world: ShapeWorld,
): boolean {
  const { parent } = node;
  const [step] = steps;
  const key = to.at(-1);
  if (step === undefined || key === undefined || !isStatement(node)) return false;
  if (!ts.isBinaryExpression(parent)) return false;
  const { right } = parent;
  const object = node.expression;
  const between = world.edits.text.slice(object.end, right.getStart());
  if (to.length > 1 && (!isSpreadable(object, world) || /\/[/*]|\n/.test(between))) return false;
  if (editValue(right, values, { ...world, keyQuote: '' }).kind === 'open') return false;
  const reason = `${to.join('.')} is where it is written now`;
  const [open, close] = wrapped(object.getText(), to);
  world.edits.put(object.end, right.getStart(), open, step, reason);
  if (close !== '') world.edits.put(right.end, right.end, close, step, reason);
  return true;
}

/**
 * Takes away a statement that only writes a constant to what is gone, `session.temperature = 0.8`, and the `if` that is about nothing else.
 * False where something else is written, such as an option of the program, which has no effect any more: its author has to know.
 */
export function dropWrite(node: ts.Expression, step: StepBasis, world: ShapeWorld): boolean {
  const { parent } = node;
  if (!ts.isBinaryExpression(parent) || !isStatement(node)) return false;
  if (constantOf(parent.right, world.program) === undefined) return false;
  const own = parent.parent;
  if (!ts.isExpressionStatement(own)) return false;
  const around = own.parent;
  const isWhole =
    ts.isIfStatement(around) &&
    around.thenStatement === own &&
    around.elseStatement === undefined &&
    isPure(around.expression);
  const statement = isWhole ? around : own;
  if (!ts.isBlock(statement.parent) && !ts.isSourceFile(statement.parent)) return false;
  const { text } = world.edits;
  const line = text.lastIndexOf('\n', statement.getStart() - 1) + 1;
  const end = text.indexOf('\n', statement.end);
  const isAlone =
    text.slice(line, statement.getStart()).trim() === '' &&
    end !== -1 &&
    text.slice(statement.end, end).trim() === '';
  if (isAlone) world.edits.put(line, end + 1, '', step, step.why);
  else world.edits.put(statement.getFullStart(), statement.end, '', step, step.why);
  return true;
}

/** What stands in front of the value behind the object, and what behind the value. */
function wrapped(object: string, to: readonly string[]): readonly [string, string] {
  const [first = '', ...rest] = to;
  const inner = rest.map((key, at) => {
    const [, ...before] = to.slice(0, at + 1);
    const path = [first, ...before].map((one, place) => access(one, place > 0)).join('');
    return `{ ...${object}${path}, ${propertyKey(key)}: `;
  });
  return [`${access(first, false)} = ${inner.join('')}`, ' }'.repeat(rest.length)];
}

function access(key: string, isAsked: boolean): string {
  const name = propertyKey(key);
  if (name === key) return `${isAsked ? '?.' : '.'}${key}`;
  return `${isAsked ? '?.' : ''}[${name}]`;
}

/** An assignment of which nobody takes the value: a statement, also behind `x && (…)`. */
function isStatement(node: ts.Expression): boolean {
  const { parent } = node;
  if (!ts.isBinaryExpression(parent) || parent.left !== node) return false;
  if (parent.operatorToken.kind !== ts.SyntaxKind.EqualsToken) return false;
  if (node.parent !== parent || isAskedFor(node)) return false;
  let at: ts.Node = parent;
  while (ts.isParenthesizedExpression(at.parent) || isLastOfAnd(at)) at = at.parent;
  return ts.isExpressionStatement(at.parent);
}

function isAskedFor(node: ts.Expression): boolean {
  return 'questionDotToken' in node && node.questionDotToken !== undefined;
}

function isLastOfAnd(node: ts.Node): boolean {
  const { parent } = node;
  return (
    ts.isBinaryExpression(parent) &&
    parent.right === node &&
    parent.operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken
  );
}

/** Whether an object can be asked twice, and the compiler lets its members be spread: those of `Record<string, unknown>` it does not. */
function isSpreadable(object: ts.Expression, { program }: ShapeWorld): boolean {
  const type = declaredType(object, program)?.getText() ?? '';
  return isPure(object) && !/\bunknown\b|\bobject\b/.test(type);
}

/** Whether something is written to a member of what stands at a node, where no `?.` may stand in front. */
function isWrittenInto(node: ts.Expression): boolean {
  let at = node;
  for (;;) {
    const { parent } = at;
    const isOf = ts.isPropertyAccessExpression(parent) || ts.isElementAccessExpression(parent);
    if (isOf && parent.expression === at) at = parent;
    else if (isTransparent(parent)) at = parent;
    else break;
  }
  return at !== node && isTarget(at);
}

function isTarget(node: ts.Expression): boolean {
  const { parent } = node;
  if (ts.isBinaryExpression(parent) && parent.left === node) {
    const { kind } = parent.operatorToken;
    return kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment;
  }
  if (ts.isPostfixUnaryExpression(parent)) return true;
  return (
    ts.isPrefixUnaryExpression(parent) &&
    (parent.operator === ts.SyntaxKind.PlusPlusToken ||
      parent.operator === ts.SyntaxKind.MinusMinusToken)
  );
}

export type Joint = '?.' | '!.' | '.';

/** How a member is got at that may be absent: where it is written to, it has to be there. */
export function jointOf(node: ts.Expression): Joint {
  if (!isWrittenInto(node)) return '?.';
  return /\.[cm]?tsx?$/.test(node.getSourceFile().fileName) ? '!.' : '.';
}
