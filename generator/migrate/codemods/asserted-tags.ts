import { ts } from 'ts-morph';
import { constantOf, propertyOf } from './constant.ts';
import { bare, calleeName } from './node-text.ts';
import type { Program } from './program.ts';
import { isAnd, questionOf, taggedBy, type Question } from './tag-questions.ts';

/** What a test expects the tag of an event to be: nothing behind it runs where it is another one. */
export function assertedTag(
  { expression }: ts.ExpressionStatement,
  program: Program,
): Question | undefined {
  const call = bare(expression);
  if (!ts.isCallExpression(call)) return undefined;
  const [first, second] = call.arguments;
  if (first === undefined) return undefined;
  const name = calleeName(call.expression) ?? '';
  if (/^(?:equal|strictEqual|deepEqual|deepStrictEqual|is)$/.test(name) && second !== undefined)
    return asked(first, second, program) ?? asked(second, first, program);
  if (!/^(?:toBe|toEqual|toStrictEqual|toMatchObject)$/.test(name)) return undefined;
  const subject = expectedOf(call.expression);
  return subject === undefined ? undefined : asked(subject, first, program);
}

/** Of `expect(x).toBe`, `x`; what is turned round by `not` tells nothing. */
function expectedOf(callee: ts.Expression): ts.Expression | undefined {
  const holder = ts.isPropertyAccessExpression(callee) ? bare(callee.expression) : undefined;
  if (holder === undefined || !ts.isCallExpression(holder)) return undefined;
  return holder.expression.getText() === 'expect' ? holder.arguments[0] : undefined;
}

/** `event.type` with its tag, or an event with what it is to be. */
function asked(
  subject: ts.Expression,
  value: ts.Expression,
  program: Program,
): Question | undefined {
  const whole = bare(value);
  const type = ts.isObjectLiteralExpression(whole) ? propertyOf(whole, 'type') : undefined;
  const event = type === undefined ? taggedBy(subject) : bare(subject);
  const tag = constantOf(type?.initializer ?? whole, program)?.value;
  return event !== undefined && typeof tag === 'string'
    ? { subject: event, tags: [tag] }
    : undefined;
}

/** `sent.find((event) => event.type === 'session.update')`: the tag of what is found, and whether it is a list of such. */
export function foundByTag(
  call: ts.CallExpression,
  program: Program,
): { readonly tag: string; readonly isList: boolean } | undefined {
  const name = ts.isPropertyAccessExpression(call.expression) ? call.expression.name.text : '';
  if (!/^(?:find|findLast|filter)$/.test(name)) return undefined;
  const [test] = call.arguments;
  if (test === undefined || (!ts.isArrowFunction(test) && !ts.isFunctionExpression(test)))
    return undefined;
  const parameter = test.parameters[0]?.name;
  const condition = resultOf(test);
  const question = condition === undefined ? undefined : firstQuestion(condition, program);
  const [tag, ...others] = question?.tags ?? [];
  if (parameter === undefined || tag === undefined || others.length > 0) return undefined;
  return question?.subject.getText() === parameter.getText()
    ? { tag, isList: name === 'filter' }
    : undefined;
}

function resultOf({ body }: ts.ArrowFunction | ts.FunctionExpression): ts.Expression | undefined {
  if (!ts.isBlock(body)) return body;
  const [only, ...others] = body.statements;
  return only !== undefined && others.length === 0 && ts.isReturnStatement(only)
    ? only.expression
    : undefined;
}

/** The question of a condition, or of the parts that have to be true together. */
function firstQuestion(condition: ts.Expression, program: Program): Question | undefined {
  const inner = bare(condition);
  if (isAnd(inner))
    return firstQuestion(inner.left, program) ?? firstQuestion(inner.right, program);
  return questionOf(inner, program, ts.SyntaxKind.EqualsEqualsEqualsToken);
}
