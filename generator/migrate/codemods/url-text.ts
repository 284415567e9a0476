import { ts } from 'ts-morph';
import { constInitializer, propertyOf } from './constant.ts';
import { bare, nameOfKey, nodesBelow } from './node-text.ts';
import type { Program } from './program.ts';

/** Stands in a text for what is only known when the program runs. */
export const unknownText = '\0';

/** How many texts one expression is followed to, and how many names may stand between. */
const mostTexts = 8;
const longestChain = 5;

/**
 * The texts that an expression may be, as far as they are written down: `` `${BASE}/realtime` `` of a constant, of a class's own field, of
 * `process.env.BASE ?? 'https://…'`. What is only known when the program runs counts for nothing beside what is written.
 */
export function textsOf(node: ts.Expression, program: Program, depth = 0): readonly string[] {
  const inner = bare(node);
  if (ts.isStringLiteralLike(inner)) return [inner.text];
  if (depth > longestChain) return [unknownText];
  const follow = (one: ts.Expression): readonly string[] => textsOf(one, program, depth + 1);
  if (ts.isTemplateExpression(inner)) {
    const pieces = inner.templateSpans.map((span) =>
      joined([follow(span.expression), [span.literal.text]]),
    );
    return joined([[inner.head.text], ...pieces]);
  }
  if (ts.isConditionalExpression(inner))
    return known([...follow(inner.whenTrue), ...follow(inner.whenFalse)]);
  if (ts.isBinaryExpression(inner)) return ofOperator(inner, follow);
  const behind = written(inner, program);
  return behind.length === 0 ? [unknownText] : known(behind.flatMap(follow));
}

function ofOperator(
  { left, right, operatorToken }: ts.BinaryExpression,
  follow: (one: ts.Expression) => readonly string[],
): readonly string[] {
  switch (operatorToken.kind) {
    case ts.SyntaxKind.PlusToken:
      return joined([follow(left), follow(right)]);
    case ts.SyntaxKind.BarBarToken:
    case ts.SyntaxKind.QuestionQuestionToken:
      return known([...follow(left), ...follow(right)]);
    default:
      return [unknownText];
  }
}

/** Each text of the first with each of the second, and so on. */
function joined(parts: readonly (readonly string[])[]): readonly string[] {
  let all: readonly string[] = [''];
  for (const part of parts)
    all = all.flatMap((one) => part.map((next) => one + next)).slice(0, mostTexts);
  return all;
}

function known(texts: readonly string[]): readonly string[] {
  const written = texts.filter((one) => one !== unknownText);
  return written.length === 0 ? [unknownText] : written.slice(0, mostTexts);
}

/** What is behind a name: of a constant, of a default, of a member of a constant object, of a class's own field. */
function written(node: ts.Expression, program: Program): readonly ts.Expression[] {
  if (ts.isIdentifier(node)) {
    const found = program.resolve(node);
    const value = constInitializer(found) ?? defaultOf(found);
    return value === undefined ? [] : [value];
  }
  if (ts.isCallExpression(node))
    return ts.isPropertyAccessExpression(node.expression) ? trimmed(node.expression) : [];
  if (!ts.isPropertyAccessExpression(node)) return [];
  if (node.expression.kind === ts.SyntaxKind.ThisKeyword) return ownField(node, node.name.text);
  const holder = ts.isIdentifier(node.expression)
    ? constInitializer(program.resolve(node.expression))
    : undefined;
  const object = holder === undefined ? undefined : bare(holder);
  const value =
    object !== undefined && ts.isObjectLiteralExpression(object)
      ? propertyOf(object, node.name.text)?.initializer
      : undefined;
  return value === undefined ? [] : [value];
}

/** Of `base.replace(/\/$/, '')` and `base.trim()`, `base`. */
function trimmed({ expression, name }: ts.PropertyAccessExpression): readonly ts.Expression[] {
  return /^(?:replace|trim|toString)$/.test(name.text) ? [expression] : [];
}

function defaultOf(node: ts.Node | undefined): ts.Expression | undefined {
  if (node === undefined) return undefined;
  return ts.isParameter(node) || ts.isBindingElement(node) ? node.initializer : undefined;
}

/** What a class writes into a field of its own, where it is declared and in its methods. */
function ownField(node: ts.Node, name: string): readonly ts.Expression[] {
  const holder = ts.findAncestor(node, ts.isClassLike);
  if (holder === undefined) return [];
  return [...nodesBelow(holder)].flatMap((one): readonly ts.Expression[] => {
    if (ts.isPropertyDeclaration(one) && nameOfKey(one.name) === name)
      return one.initializer === undefined ? [] : [one.initializer];
    const isWritten =
      ts.isBinaryExpression(one) &&
      one.operatorToken.kind === ts.SyntaxKind.EqualsToken &&
      one.left.getText() === `this.${name}`;
    return isWritten ? [one.right] : [];
  });
}
