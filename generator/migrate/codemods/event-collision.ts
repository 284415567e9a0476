import { ts } from 'ts-morph';
import { positionOf } from './event-position.ts';
import { around, nameOfKey, nodesBelow } from './node-text.ts';

/**
 * What already has the new name where the old one stands, so that one of them would be there twice: the same switch, object, list, union
 * or condition; undefined where nothing has.
 */
export function findTwin(literal: ts.StringLiteralLike, to: string): ts.Node | undefined {
  const { parent } = around(literal);
  const { parent: own } = literal;
  if (isMember(own) && own.name === literal)
    return own.parent.getChildren().length > 0 ? memberCalled(own.parent, to) : undefined;
  if (ts.isCaseClause(parent))
    return parent.parent.clauses.find((one) => ts.isCaseClause(one) && isText(one.expression, to));
  if (ts.isArrayLiteralExpression(parent)) return parent.elements.find((one) => isText(one, to));
  if (ts.isLiteralTypeNode(parent)) {
    const union = parent.parent;
    return ts.isUnionTypeNode(union)
      ? union.types.find((one) => ts.isLiteralTypeNode(one) && isText(one.literal, to))
      : undefined;
  }
  return ts.isBinaryExpression(parent) ? comparedIn(outermost(parent), to) : undefined;
}

/** Whether the file asks for both names anywhere, so that it tells one from the other. */
export function asksForBoth(literal: ts.StringLiteralLike, to: string): boolean {
  if (!isAsked(literal)) return false;
  for (const node of nodesBelow(literal.getSourceFile())) {
    if (ts.isStringLiteralLike(node) && node.text === to && isAsked(node)) return true;
  }
  return false;
}

function isAsked(literal: ts.StringLiteralLike): boolean {
  const { parent } = literal;
  return (
    ['asked', 'listened'].includes(positionOf(literal)) ||
    (isMember(parent) && parent.name === literal)
  );
}

type Member = ts.ObjectLiteralElement | ts.TypeElement | ts.ClassElement;

function isMember(node: ts.Node): node is Member {
  return ts.isObjectLiteralElement(node) || ts.isTypeElement(node) || ts.isClassElement(node);
}

function memberCalled(holder: ts.Node, key: string): ts.Node | undefined {
  return ts.forEachChild(holder, (child) =>
    isMember(child) && nameOfKey(child.name) === key ? child : undefined,
  );
}

function isText(node: ts.Node, text: string): boolean {
  return ts.isStringLiteralLike(node) && node.text === text;
}

/** The whole condition of which a comparison is a part. */
function outermost(node: ts.Expression): ts.Expression {
  const { parent } = node;
  return ts.isBinaryExpression(parent) || ts.isParenthesizedExpression(parent)
    ? outermost(parent)
    : node;
}

function comparedIn(condition: ts.Expression, to: string): ts.Node | undefined {
  for (const node of nodesBelow(condition)) {
    if (ts.isStringLiteralLike(node) && node.text === to) return node;
  }
  return undefined;
}
