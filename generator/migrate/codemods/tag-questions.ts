import { ts } from 'ts-morph';
import { findBinding } from './bindings.ts';
import { constantOf } from './constant.ts';
import { bare } from './node-text.ts';
import type { Program } from './program.ts';

/** An expression whose tag was asked for, and the tags that it may have. */
export interface Question {
  readonly subject: ts.Expression;
  readonly tags: readonly string[];
}

export function isAnd(node: ts.Node): node is ts.BinaryExpression {
  return (
    ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken
  );
}

/** `event.type === 'x'`, and several of them with `||`; for `!==`, with `&&`. */
export function questionOf(
  condition: ts.Expression,
  program: Program,
  operator: ts.SyntaxKind.EqualsEqualsEqualsToken | ts.SyntaxKind.ExclamationEqualsEqualsToken,
): Question | undefined {
  const inner = bare(condition);
  if (!ts.isBinaryExpression(inner)) return undefined;
  const isSame = operator === ts.SyntaxKind.EqualsEqualsEqualsToken;
  const loose = isSame ? ts.SyntaxKind.EqualsEqualsToken : ts.SyntaxKind.ExclamationEqualsToken;
  const joint = isSame ? ts.SyntaxKind.BarBarToken : ts.SyntaxKind.AmpersandAmpersandToken;
  const { kind } = inner.operatorToken;
  if (kind === joint) {
    const left = questionOf(inner.left, program, operator);
    const right = questionOf(inner.right, program, operator);
    if (left?.subject.getText() !== right?.subject.getText() || left === undefined)
      return undefined;
    return { subject: left.subject, tags: [...left.tags, ...(right?.tags ?? [])] };
  }
  if (kind !== operator && kind !== loose) return undefined;
  const subject = taggedBy(inner.left) ?? taggedBy(inner.right);
  const other = taggedBy(inner.left) === undefined ? inner.left : inner.right;
  const value = constantOf(other, program)?.value;
  return subject !== undefined && typeof value === 'string'
    ? { subject, tags: [value] }
    : undefined;
}

/** The event of `event.type`, or of `type` where that was taken out of the event. */
export function taggedBy(node: ts.Expression): ts.Expression | undefined {
  const inner = bare(node);
  if (ts.isPropertyAccessExpression(inner))
    return inner.name.text === 'type' ? bare(inner.expression) : undefined;
  if (ts.isElementAccessExpression(inner)) {
    const key = inner.argumentExpression;
    return ts.isStringLiteral(key) && key.text === 'type' ? bare(inner.expression) : undefined;
  }
  return ts.isIdentifier(inner) ? takenFrom(inner) : undefined;
}

/** The event of `const { type } = event` and of `const type = event.type`. */
function takenFrom(name: ts.Identifier): ts.Expression | undefined {
  const binding = findBinding(name);
  if (binding === undefined) return undefined;
  if (ts.isVariableDeclaration(binding) && binding.initializer !== undefined) {
    const { initializer } = binding;
    return ts.isPropertyAccessExpression(initializer) ? taggedBy(initializer) : undefined;
  }
  if (!ts.isBindingElement(binding)) return undefined;
  const key = (binding.propertyName ?? binding.name).getText();
  const holder = binding.parent.parent;
  if (key !== 'type' || !ts.isVariableDeclaration(holder) || holder.initializer === undefined)
    return undefined;
  const source = bare(holder.initializer);
  return ts.isIdentifier(source) || ts.isPropertyAccessExpression(source) ? source : undefined;
}
