import { ts } from 'ts-morph';
import { quote, templateText } from '../../base/text.ts';

/** Every node below one, itself included, in the order of the text. */
export function* nodesBelow(node: ts.Node): Generator<ts.Node> {
  yield node;
  const children: ts.Node[] = [];
  ts.forEachChild(node, (child) => {
    children.push(child);
  });
  for (const child of children) yield* nodesBelow(child);
}

/** A text that takes the place of a literal's, in the quotes that the literal has. */
export function literalWith(literal: ts.StringLiteralLike, value: string): string {
  const text = literal.getText();
  // What needs no escape stands between any quotes.
  const mark = text.charAt(0);
  if (/^[\w .:/?=&#-]*$/.test(value)) return mark + value + mark;
  return mark === '`' ? templateText([value]) : quote(value);
}

/** The expression without parentheses and what only concerns its type. */
export function bare(node: ts.Expression): ts.Expression {
  return ts.isParenthesizedExpression(node) ||
    ts.isAsExpression(node) ||
    ts.isSatisfiesExpression(node) ||
    ts.isNonNullExpression(node) ||
    ts.isTypeAssertionExpression(node)
    ? bare(node.expression)
    : node;
}

/** The name that a chain of properties begins with. */
export function headOf(node: ts.Expression): ts.Identifier | undefined {
  const inner = bare(node);
  if (ts.isIdentifier(inner)) return inner;
  return ts.isPropertyAccessExpression(inner) ? headOf(inner.expression) : undefined;
}

/** The node around one, behind parentheses, type assertions, `a ? b : c` and `a ?? b`, and the part of it that the node is. */
export function around(node: ts.Node): { readonly parent: ts.Node; readonly child: ts.Node } {
  let child = node;
  let { parent } = node;
  while (isAround(parent, child)) {
    child = parent;
    ({ parent } = parent);
  }
  return { parent, child };
}

function isAround(parent: ts.Node, child: ts.Node): boolean {
  if (ts.isConditionalExpression(parent)) return parent.condition !== child;
  if (ts.isBinaryExpression(parent)) {
    return [
      ts.SyntaxKind.QuestionQuestionToken,
      ts.SyntaxKind.BarBarToken,
      ts.SyntaxKind.AmpersandAmpersandToken,
    ].includes(parent.operatorToken.kind);
  }
  return (
    ts.isParenthesizedExpression(parent) ||
    ts.isAsExpression(parent) ||
    ts.isSatisfiesExpression(parent) ||
    ts.isNonNullExpression(parent) ||
    ts.isTypeAssertionExpression(parent) ||
    ts.isSpreadElement(parent)
  );
}

/** The name by which a property is asked for, `on` of `socket.on`; of a plain function its own name. */
export function calleeName(callee: ts.Expression): string | undefined {
  const inner = bare(callee);
  if (ts.isIdentifier(inner)) return inner.text;
  if (ts.isPropertyAccessExpression(inner)) return inner.name.text;
  return undefined;
}

/** The name of a property where it is known without running anything. */
export function nameOfKey(
  name: ts.PropertyName | ts.JsxAttributeName | undefined,
): string | undefined {
  if (name === undefined) return undefined;
  if (ts.isIdentifier(name) || ts.isStringLiteralLike(name) || ts.isNumericLiteral(name))
    return name.text;
  if (ts.isComputedPropertyName(name) && ts.isStringLiteralLike(name.expression))
    return name.expression.text;
  return undefined;
}
