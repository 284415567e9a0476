import { ts } from 'ts-morph';
import type { OwnerIn } from './api-signs.ts';
import { constantOf } from './constant.ts';
import type { KnownApi } from './known-api.ts';
import { bare, headOf } from './node-text.ts';
import { findBinding } from './bindings.ts';
import { visit, type Program } from './program.ts';
import type { Role } from './role.ts';

/**
 * What events are where a program has asked for their tag: `switch (event.type)`, `if (event.type === 'session.updated')`, and behind
 * `if (event.type !== 'session.updated') return`. By the expression that stands for the event.
 */
export function narrowedRoles(
  program: Program,
  api: KnownApi,
  ownerOf: OwnerIn,
): ReadonlyMap<ts.Node, Role> {
  const roles = new Map<ts.Node, Role>();
  const narrow = ({ subject, tags }: Question, within: readonly ts.Node[]): void => {
    const file = subject.getSourceFile();
    const areOurs = tags.every((one) => api.isTag(one) && ownerOf(file, one) === 'ours');
    const role = areOurs ? api.events(tags) : undefined;
    if (role === undefined) return;
    const text = subject.getText();
    for (const part of within)
      visit(part, (node) => {
        if (node.kind === subject.kind && isSubject(node, text, subject)) roles.set(node, role);
      });
  };
  for (const file of program.files)
    visit(file, (node) => {
      if (ts.isSwitchStatement(node)) narrowClauses(node, program, narrow);
      if (ts.isIfStatement(node)) narrowIf(node, program, narrow);
      if (ts.isConditionalExpression(node))
        narrowWhere(node.condition, [node.whenTrue], program, narrow);
      if (isAnd(node)) narrowWhere(node.left, [node.right], program, narrow);
    });
  return roles;
}

/** An expression whose tag was asked for, and the tags that it may have. */
interface Question {
  readonly subject: ts.Expression;
  readonly tags: readonly string[];
}

type Narrow = (question: Question, within: readonly ts.Node[]) => void;

function isSubject(node: ts.Node, text: string, subject: ts.Expression): boolean {
  if (node.getText() !== text) return false;
  const head = headOf(subject);
  const own = ts.isExpression(node) ? headOf(node) : undefined;
  if (head === undefined || own === undefined) return true;
  return findBinding(head) === findBinding(own);
}

function isAnd(node: ts.Node): node is ts.BinaryExpression {
  return (
    ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken
  );
}

function narrowClauses(node: ts.SwitchStatement, program: Program, narrow: Narrow): void {
  const subject = taggedBy(node.expression);
  if (subject === undefined) return;
  let tags: (string | undefined)[] = [];
  for (const clause of node.caseBlock.clauses) {
    const value = ts.isCaseClause(clause)
      ? constantOf(clause.expression, program)?.value
      : undefined;
    tags.push(typeof value === 'string' ? value : undefined);
    narrowAll(subject, tags, clause.statements, narrow);
    if (endsHere(clause.statements.at(-1))) tags = [];
  }
}

function narrowAll(
  subject: ts.Expression,
  tags: readonly (string | undefined)[],
  within: readonly ts.Node[],
  narrow: Narrow,
): void {
  const known = tags.filter((one) => one !== undefined);
  if (known.length === tags.length && known.length > 0) narrow({ subject, tags: known }, within);
}

/** True where nothing behind the statement runs after it. */
export function endsHere(statement: ts.Statement | undefined): boolean {
  if (statement === undefined) return false;
  if (ts.isBlock(statement)) return endsHere(statement.statements.at(-1));
  return (
    ts.isBreakStatement(statement) ||
    ts.isReturnStatement(statement) ||
    ts.isThrowStatement(statement) ||
    ts.isContinueStatement(statement)
  );
}

function narrowIf(node: ts.IfStatement, program: Program, narrow: Narrow): void {
  narrowWhere(node.expression, [node.thenStatement], program, narrow);
  if (!endsHere(node.thenStatement) || !('statements' in node.parent)) return;
  const question = questionOf(node.expression, program, ts.SyntaxKind.ExclamationEqualsEqualsToken);
  const { statements } = node.parent as ts.Block;
  if (question !== undefined) narrow(question, statements.slice(statements.indexOf(node) + 1));
}

function narrowWhere(
  condition: ts.Expression,
  within: readonly ts.Node[],
  program: Program,
  narrow: Narrow,
): void {
  const inner = bare(condition);
  if (isAnd(inner)) {
    narrowWhere(inner.left, within, program, narrow);
    narrowWhere(inner.right, within, program, narrow);
    return;
  }
  const question = questionOf(inner, program, ts.SyntaxKind.EqualsEqualsEqualsToken);
  if (question !== undefined) narrow(question, within);
}

/** `event.type === 'x'`, and several of them with `||`; for `!==`, with `&&`. */
function questionOf(
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
function taggedBy(node: ts.Expression): ts.Expression | undefined {
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
