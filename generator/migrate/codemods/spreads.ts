import { ts } from 'ts-morph';
import { constInitializer } from './constant.ts';
import { bare } from './node-text.ts';
import { memberOf } from './callables.ts';
import type { Program } from './program.ts';

/** `...(condition && { … })`, or `...(condition ? { … } : {})`. */
export interface Guard {
  readonly literal: ts.ObjectLiteralExpression;
  /** Where the literal stands in the text of the spread. */
  readonly before: string;
  readonly after: string;
  /** True where the condition may be asked twice. */
  readonly isPure: boolean;
}

/** The literal that a spread has under a condition; undefined for any other spread. */
export function guardOf(node: ts.SpreadAssignment): Guard | undefined {
  const inner = bare(node.expression);
  if (ts.isBinaryExpression(inner)) {
    if (inner.operatorToken.kind !== ts.SyntaxKind.AmpersandAmpersandToken) return undefined;
    return guarded(node, inner.left, inner.right);
  }
  if (!ts.isConditionalExpression(inner)) return undefined;
  if (isNothing(inner.whenFalse)) return guarded(node, inner.condition, inner.whenTrue);
  return isNothing(inner.whenTrue) ? guarded(node, inner.condition, inner.whenFalse) : undefined;
}

function guarded(
  node: ts.SpreadAssignment,
  condition: ts.Expression,
  value: ts.Expression,
): Guard | undefined {
  const literal = bare(value);
  if (!ts.isObjectLiteralExpression(literal) || literal.properties.length === 0) return undefined;
  if (literal.properties.some((one) => ts.isSpreadAssignment(one))) return undefined;
  const text = node.getSourceFile().text;
  return {
    literal,
    before: text.slice(node.getStart(), literal.getStart()),
    after: text.slice(literal.end, node.end),
    isPure: isPure(condition),
  };
}

function isNothing(node: ts.Expression): boolean {
  const inner = bare(node);
  if (ts.isObjectLiteralExpression(inner)) return inner.properties.length === 0;
  return inner.kind === ts.SyntaxKind.NullKeyword || inner.getText() === 'undefined';
}

/** True for an expression that does nothing and gives the same when it is asked again. */
export function isPure(node: ts.Expression): boolean {
  const inner = bare(node);
  if (ts.isIdentifier(inner) || ts.isLiteralExpression(inner)) return true;
  if (inner.kind === ts.SyntaxKind.ThisKeyword || inner.kind === ts.SyntaxKind.NullKeyword)
    return true;
  if (inner.kind === ts.SyntaxKind.TrueKeyword || inner.kind === ts.SyntaxKind.FalseKeyword)
    return true;
  if (ts.isPropertyAccessExpression(inner)) return isPure(inner.expression);
  if (ts.isElementAccessExpression(inner))
    return isPure(inner.expression) && isPure(inner.argumentExpression);
  if (ts.isPrefixUnaryExpression(inner))
    return inner.operator === ts.SyntaxKind.ExclamationToken && isPure(inner.operand);
  if (ts.isTypeOfExpression(inner)) return isPure(inner.expression);
  if (!ts.isBinaryExpression(inner)) return false;
  const { kind } = inner.operatorToken;
  const assigns = kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment;
  return !assigns && isPure(inner.left) && isPure(inner.right);
}

/** The literal of what is spread, where that is a constant, or a member that is one. */
export function spreadLiteral(
  node: ts.Expression,
  program: Program,
): ts.ObjectLiteralExpression | undefined {
  const inner = bare(node);
  if (ts.isObjectLiteralExpression(inner)) return inner;
  const behind = ts.isIdentifier(inner)
    ? constInitializer(program.resolve(inner))
    : memberValue(inner, program);
  const value = behind === undefined ? undefined : bare(behind);
  return value !== undefined && ts.isObjectLiteralExpression(value) ? value : undefined;
}

function memberValue(node: ts.Expression, program: Program): ts.Expression | undefined {
  if (!ts.isPropertyAccessExpression(node)) return undefined;
  const member = memberOf(node, program);
  if (member === undefined) return undefined;
  if (ts.isPropertyAssignment(member)) return member.initializer;
  if (!ts.isPropertyDeclaration(member)) return undefined;
  const isFixed =
    member.modifiers?.some((one) => one.kind === ts.SyntaxKind.ReadonlyKeyword) === true;
  return isFixed ? member.initializer : undefined;
}
