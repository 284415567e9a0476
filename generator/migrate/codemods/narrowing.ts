import { ts } from 'ts-morph';
import type { OwnerIn } from './api-signs.ts';
import { constantOf } from './constant.ts';
import type { KnownApi } from './known-api.ts';
import { bare, headOf } from './node-text.ts';
import { findBinding } from './bindings.ts';
import { visit, type Program } from './program.ts';
import { listOf, type Role } from './role.ts';
import { assertedTag, foundByTag } from './asserted-tags.ts';
import { isAnd, questionOf, taggedBy, type Question } from './tag-questions.ts';

/**
 * What events are where a program has asked for their tag: `switch (event.type)`, `if (event.type === 'session.updated')`, and behind
 * `if (event.type !== 'session.updated') return` and what a test expects. By the expression that stands for the event.
 */
export function narrowedRoles(
  program: Program,
  api: KnownApi,
  ownerOf: OwnerIn,
): ReadonlyMap<ts.Node, Role> {
  const roles = new Map<ts.Node, Role>();
  const roleIn = (file: ts.SourceFile, tags: readonly string[]): Role | undefined => {
    const areOurs = tags.every((one) => api.isTag(one) && ownerOf(file, one) === 'ours');
    return areOurs ? api.events(tags) : undefined;
  };
  const narrow = ({ subject, tags }: Question, within: readonly ts.Node[]): void => {
    const role = roleIn(subject.getSourceFile(), tags);
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
      if (ts.isExpressionStatement(node)) narrowBehind(node, assertedTag(node, program), narrow);
      const found = ts.isCallExpression(node) ? foundByTag(node, program) : undefined;
      const role = found && roleIn(file, [found.tag]);
      if (role !== undefined)
        roles.set(node, found?.isList === true ? (listOf(role) ?? role) : role);
    });
  return roles;
}

type Narrow = (question: Question, within: readonly ts.Node[]) => void;

function isSubject(node: ts.Node, text: string, subject: ts.Expression): boolean {
  if (node.getText() !== text) return false;
  const head = headOf(subject);
  const own = ts.isExpression(node) ? headOf(node) : undefined;
  if (head === undefined || own === undefined) return true;
  return findBinding(head) === findBinding(own);
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
  if (!endsHere(node.thenStatement)) return;
  const question = questionOf(node.expression, program, ts.SyntaxKind.ExclamationEqualsEqualsToken);
  narrowBehind(node, question, narrow);
}

function narrowBehind(node: ts.Statement, question: Question | undefined, narrow: Narrow): void {
  if (question === undefined || !('statements' in node.parent)) return;
  const { statements } = node.parent as ts.Block;
  narrow(question, statements.slice(statements.indexOf(node) + 1));
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
