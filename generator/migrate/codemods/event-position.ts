import { ts } from 'ts-morph';
import { around, calleeName, nameOfKey } from './node-text.ts';

/**
 * What a text is at its place in a program.
 *
 * | position | for example |
 * | --- | --- |
 * | `asked` | `case 'x'`, `type === 'x'`, `names.has('x')`, `handlers['x']` |
 * | `listened` | `socket.on('x', …)`, which may be anybody's socket |
 * | `said` | `{ type: 'x' }`, `const NAME = 'x'`, `['x']`, `'x' \| 'y'`, `{ 'x': handler }`, `z.literal('x')` |
 * | `passed` | `count('x')`, a function of which nothing is known |
 * | `spoken` | `console.log('x')`, `{ message: 'x' }` |
 * | `none` | `import 'x'` |
 */
export type Position = 'asked' | 'listened' | 'said' | 'passed' | 'spoken' | 'none';

/** The position of a string literal. */
export function positionOf(literal: ts.StringLiteralLike): Position {
  const { parent, child } = around(literal);
  if (ts.isLiteralTypeNode(parent)) return ts.isImportTypeNode(parent.parent) ? 'none' : 'said';
  if (isModuleName(parent) || ts.isExpressionStatement(parent)) return 'none';
  if (ts.isCaseClause(parent) || ts.isElementAccessExpression(parent)) return 'asked';
  if (ts.isBinaryExpression(parent)) return inBinary(parent, child);
  if (ts.isTaggedTemplateExpression(parent)) return 'spoken';
  if (isInLog(parent, child)) return 'spoken';
  if (ts.isCallExpression(parent)) return asArgument(parent, child);
  if (ts.isNewExpression(parent)) return asNew(parent);
  if (ts.isJsxAttribute(parent) || ts.isJsxExpression(parent)) return inJsx(parent);
  if (ts.isPropertyAssignment(parent) && parent.initializer === child) {
    const isSpoken = spokenKeys.test(nameOfKey(parent.name) ?? '') && !isInTable(parent);
    return isSpoken ? 'spoken' : 'said';
  }
  return 'said';
}

/** Keys whose value somebody is to read. */
const spokenKeys =
  /^(?:message|msg|description|title|label|text|content|transcript|comment|summary|reason|help|hint|placeholder|instructions|caption)$/i;

/** Whether another property of the object holds what may be the name of an event, too: `{ text: 'text.delta', audio: 'audio.delta' }`. */
function isInTable(property: ts.PropertyAssignment): boolean {
  const { parent: object } = property;
  return (
    ts.isObjectLiteralExpression(object) &&
    object.properties.some(
      (one) =>
        one !== property &&
        ts.isPropertyAssignment(one) &&
        nameOfKey(one.name) !== 'type' &&
        ts.isStringLiteralLike(one.initializer) &&
        /^[\w-]+(?:[.:/][\w-]+)+$/.test(one.initializer.text),
    )
  );
}

const comparisons: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.EqualsEqualsToken,
  ts.SyntaxKind.EqualsEqualsEqualsToken,
  ts.SyntaxKind.ExclamationEqualsToken,
  ts.SyntaxKind.ExclamationEqualsEqualsToken,
  ts.SyntaxKind.InKeyword,
]);

function inBinary({ operatorToken, right }: ts.BinaryExpression, child: ts.Node): Position {
  if (comparisons.has(operatorToken.kind)) return 'asked';
  return operatorToken.kind === ts.SyntaxKind.EqualsToken && right === child ? 'said' : 'spoken';
}

function isModuleName(node: ts.Node): boolean {
  return (
    ts.isImportDeclaration(node) ||
    ts.isExportDeclaration(node) ||
    ts.isExternalModuleReference(node) ||
    ts.isModuleDeclaration(node) ||
    ts.isImportAttribute(node)
  );
}

/** Functions by which somebody listens, or is called for: anybody may have one. */
const listening =
  /^(?:on|once|off|(?:add|remove|prepend|prependOnce)(?:Event)?Listener|waitFor\w*|listeners|listenerCount|emit|subscribe|unsubscribe|dispatch|dispatchEvent|trigger|fire|fromEvent|register\w*|unregister\w*)$/;
/** Functions that look for a value, or hold one against another. */
const asking =
  /^(?:has|includes|indexOf|lastIndexOf|get|set|add|delete|push|unshift|concat|of|startsWith|endsWith|match|toBe|toEqual|toStrictEqual|toContain|toContainEqual|toHaveProperty|equal|strictEqual|deepEqual|deepStrictEqual|notEqual|is|eq|equals)$/;
/** Words in the name of a function that takes what an event is called. */
const aboutEvents =
  /event|wait|until|next|expect|listen|handle|handler|send|collect|filter|find|type/i;
/** Functions by which libraries of schemas take a text for a type: `z.literal('x')`, `Type.Literal('x')`. */
const schemas = /^(?:literals?|const(?:ant)?)$/i;
/** What speaks to people: logs, errors, the titles of tests. */
const speaking =
  /^(?:log|info|warn|error|debug|trace|verbose|silly|fatal|describe|it|test|suite|context|bench|alert|print|printf|write|writeLine)$/;

function asArgument(call: ts.CallExpression, child: ts.Node): Position {
  if (call.expression === child) return 'none';
  if (call.expression.kind === ts.SyntaxKind.ImportKeyword) return 'none';
  const name = calleeName(call.expression);
  if (name === undefined) return 'passed';
  if (name === 'require' || /^(?:un)?(?:do)?mock$/i.test(name)) return 'none';
  if (listening.test(name)) return 'listened';
  if (asking.test(name)) return 'asked';
  return aboutEvents.test(name) || schemas.test(name) ? 'said' : 'passed';
}

function asNew({ expression }: ts.NewExpression): Position {
  const name = calleeName(expression) ?? '';
  if (/(?:Set|Map)$/.test(name)) return 'said';
  return name.endsWith('Event') ? 'listened' : 'passed';
}

function inJsx(node: ts.JsxAttribute | ts.JsxExpression): Position {
  const attribute = ts.isJsxExpression(node) ? node.parent : node;
  if (!ts.isJsxAttribute(attribute)) return 'spoken';
  const name = ts.isIdentifier(attribute.name) ? attribute.name.text : '';
  return /^(?:type|name|value|on)$|event/i.test(name) ? 'said' : 'spoken';
}

/** Whether the text goes to a log, in an object or a list too. */
function isInLog(parent: ts.Node, child: ts.Node): boolean {
  if (ts.isCallExpression(parent)) return parent.expression !== child && isLog(parent.expression);
  if (ts.isNewExpression(parent)) return (calleeName(parent.expression) ?? '').endsWith('Error');
  if (ts.isThrowStatement(parent)) return true;
  if (ts.isPropertyAssignment(parent) && parent.initializer === child) {
    return isInLog(parent.parent.parent, parent.parent);
  }
  return ts.isArrayLiteralExpression(parent) && isInLog(parent.parent, parent);
}

function isLog(callee: ts.Expression): boolean {
  const name = calleeName(callee) ?? '';
  if (!ts.isPropertyAccessExpression(callee)) return speaking.test(name) || /^log/i.test(name);
  const receiver = callee.expression.getText();
  if (/(?:console|logg?er|logging|log|winston|pino|debug|assert\.fail)$/i.test(receiver))
    return true;
  return /^(?:describe|it|test)$/.test(receiver) && name !== 'each';
}
