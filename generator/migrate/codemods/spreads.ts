import { ts } from 'ts-morph';
import { bare } from './node-text.ts';
import { calledBy, classAround, copiedBy, memberOf, returnedBy } from './callables.ts';
import type { Program } from './program.ts';
import { sourcesOf } from './sources.ts';
import { writesOf } from './written-members.ts';

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

/** What may be spread: the literals that it is one of, and how one of its objects is spread in turn, where it may be asked again. */
export interface SpreadSource {
  readonly literals: readonly ts.ObjectLiteralExpression[];
  readonly at: ((path: string, chain: '.' | '?.') => string) | undefined;
}

/** Where the objects that a spread brings are written; undefined where nobody can say. */
export function spreadSource(node: ts.Expression, program: Program): SpreadSource | undefined {
  const inner = bare(node);
  if (
    ts.isBinaryExpression(inner) &&
    inner.operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken
  )
    return underCondition(inner.left, inner.right, '', program);
  if (ts.isConditionalExpression(inner)) {
    if (isNothing(inner.whenFalse))
      return underCondition(inner.condition, inner.whenTrue, '', program);
    if (isNothing(inner.whenTrue))
      return underCondition(inner.condition, inner.whenFalse, '!', program);
  }
  const literals = literalsOf(inner, program, 0);
  if (literals === undefined) return undefined;
  const text = inner.getText();
  return {
    literals,
    at: isPure(inner) ? (path, chain) => `...${text}.${path.replaceAll('.', chain)}` : undefined,
  };
}

function underCondition(
  condition: ts.Expression,
  value: ts.Expression,
  not: string,
  program: Program,
): SpreadSource | undefined {
  const literals = literalsOf(value, program, 0);
  if (literals === undefined) return undefined;
  const asked = condition.getText();
  const said = not === '' ? asked : `!(${asked})`;
  const text = bare(value).getText();
  const isRepeatable = isPure(condition) && isPure(value);
  return {
    literals,
    at: isRepeatable
      ? (path, chain) => `...(${said} && ${text}.${path.replaceAll('.', chain)})`
      : undefined,
  };
}

const deepest = 5;

/** All object literals that an expression may be; undefined where it may be something else. */
export function literalsOf(
  node: ts.Expression,
  program: Program,
  depth = 0,
): readonly ts.ObjectLiteralExpression[] | undefined {
  const inner = bare(node);
  if (ts.isObjectLiteralExpression(inner)) return [inner];
  if (depth > deepest) return undefined;
  const all = (
    nodes: readonly ts.Expression[],
  ): readonly ts.ObjectLiteralExpression[] | undefined => {
    const found = nodes.map((one) => literalsOf(one, program, depth + 1));
    const known = found.filter((one) => one !== undefined);
    return known.length === found.length && found.length > 0 ? known.flat() : undefined;
  };
  if (isNothing(inner)) return [];
  if (ts.isConditionalExpression(inner)) return all([inner.whenTrue, inner.whenFalse]);
  if (ts.isAwaitExpression(inner)) return all([inner.expression]);
  if (isEither(inner)) return all([inner.left, inner.right]);
  if (ts.isCallExpression(inner)) {
    const copied = copiedBy(inner);
    if (copied !== undefined) return all([copied]);
    const callable = calledBy(inner, program);
    return callable === undefined ? undefined : all(returnedBy(callable));
  }
  if (ts.isElementAccessExpression(inner)) {
    const tables = literalsOf(inner.expression, program, depth + 1);
    const [table, ...more] = tables ?? [];
    if (table === undefined || more.length > 0) return undefined;
    const values = table.properties.map((one) =>
      ts.isPropertyAssignment(one) ? one.initializer : undefined,
    );
    const known = values.filter((one) => one !== undefined);
    return known.length === values.length ? all(known) : undefined;
  }
  const behind = ts.isIdentifier(inner) ? sourcesOf(inner, program) : memberValues(inner, program);
  return behind === undefined ? undefined : all(behind);
}

function isEither(node: ts.Expression): node is ts.BinaryExpression {
  if (!ts.isBinaryExpression(node)) return false;
  const { kind } = node.operatorToken;
  return kind === ts.SyntaxKind.QuestionQuestionToken || kind === ts.SyntaxKind.BarBarToken;
}

/** All that a member may be: what it begins as, and what the methods of its class make it. */
function memberValues(node: ts.Expression, program: Program): readonly ts.Expression[] {
  const member = ts.isPropertyAccessExpression(node) ? memberOf(node, program) : undefined;
  if (member === undefined) return [];
  if (ts.isPropertyAssignment(member)) return [member.initializer];
  const owner = classAround(member);
  if (owner === undefined || ts.isParameter(member)) return [];
  const first = ts.isPropertyDeclaration(member) ? member.initializer : undefined;
  const name = ts.isPropertyAccessExpression(node) ? node.name.text : '';
  const later = writesOf(owner, name).map((one) => one.right);
  return first === undefined ? later : [first, ...later];
}
