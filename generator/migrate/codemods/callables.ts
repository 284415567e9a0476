import { ts } from 'ts-morph';
import { bare, nameOfKey } from './node-text.ts';
import type { Program } from './program.ts';
import { writesOf } from './written-members.ts';

/** A function whose body is there to be read. */
export type Callable =
  | ts.FunctionDeclaration
  | ts.FunctionExpression
  | ts.ArrowFunction
  | ts.MethodDeclaration
  | ts.ConstructorDeclaration;

/** The function that a call runs: by its name, as a method of `this`, or of an object made by `new` of a class of these files. */
export function calledBy(
  call: ts.CallExpression | ts.NewExpression,
  program: Program,
): Callable | undefined {
  const callee = bare(call.expression);
  if (ts.isIdentifier(callee)) {
    const target = program.resolve(callee);
    if (ts.isNewExpression(call))
      return target !== undefined && ts.isClassLike(target)
        ? target.members.find((one) => ts.isConstructorDeclaration(one))
        : undefined;
    return callableOf(target, program);
  }
  if (!ts.isPropertyAccessExpression(callee)) return undefined;
  const member = memberOf(callee, program);
  return member === undefined ? undefined : callableOf(member, program);
}

/** The member that a property of an object is, where the object is `this`, of a class of these files, or a constant literal. */
export function memberOf(node: ts.PropertyAccessExpression, program: Program): ts.Node | undefined {
  const holder = bare(node.expression);
  const owner =
    holder.kind === ts.SyntaxKind.ThisKeyword ? classAround(node) : classOf(holder, program);
  const name = node.name.text;
  if (owner !== undefined && ts.isClassLike(owner)) return classMember(owner, name);
  return owner?.properties.find((one) => nameOfKey(one.name) === name);
}

function classMember(owner: ts.ClassLikeDeclaration, name: string): ts.Node | undefined {
  const declared = owner.members.find((one) => one.name?.getText() === name && !ts.isAccessor(one));
  if (declared !== undefined) return declared;
  const made = owner.members.find((one) => ts.isConstructorDeclaration(one));
  const parameter = made?.parameters.find(
    (one) => ts.isParameterPropertyDeclaration(one, made) && one.name.getText() === name,
  );
  return parameter ?? writesOf(owner, name)[0]?.left;
}

/** What a copy is made of: `structuredClone(x)`, `Object.freeze(x)`, `JSON.parse(JSON.stringify(x))`. */
export function copiedBy(call: ts.CallExpression): ts.Expression | undefined {
  const [argument] = call.arguments;
  const callee = call.expression.getText();
  if (/^(?:structuredClone|(?:_\.)?clone(?:Deep)?|Object\.(?:freeze|seal))$/.test(callee))
    return argument;
  if (callee !== 'JSON.parse' || argument === undefined || !ts.isCallExpression(argument))
    return undefined;
  return argument.expression.getText() === 'JSON.stringify' ? argument.arguments[0] : undefined;
}

/** The class whose `this` is meant at a node. */
export function classAround(node: ts.Node): ts.ClassLikeDeclaration | undefined {
  for (let at = node; !ts.isSourceFile(at); at = at.parent) {
    if (ts.isClassLike(at)) return at;
    // A function of its own has another `this`.
    if (ts.isFunctionDeclaration(at) || ts.isFunctionExpression(at)) return undefined;
  }
  return undefined;
}

function classOf(
  holder: ts.Expression,
  program: Program,
): ts.ClassLikeDeclaration | ts.ObjectLiteralExpression | undefined {
  const target = ts.isIdentifier(holder)
    ? program.resolve(holder)
    : ts.isPropertyAccessExpression(holder) && holder.expression.kind === ts.SyntaxKind.ThisKeyword
      ? memberOf(holder, program)
      : undefined;
  if (target === undefined) return undefined;
  if (ts.isClassDeclaration(target)) return target;
  const typed = classOfType(target, program);
  if (typed !== undefined || !ts.isVariableDeclaration(target)) return typed;
  const made = target.initializer === undefined ? undefined : bare(target.initializer);
  if (made === undefined) return undefined;
  if (ts.isObjectLiteralExpression(made)) return made;
  if (!ts.isNewExpression(made) || !ts.isIdentifier(made.expression)) return undefined;
  const type = program.resolve(made.expression);
  return type !== undefined && ts.isClassLike(type) ? type : undefined;
}

/** The class that a variable, a parameter or a member is said to be of. */
function classOfType(target: ts.Node, program: Program): ts.ClassLikeDeclaration | undefined {
  if (
    !ts.isVariableDeclaration(target) &&
    !ts.isParameter(target) &&
    !ts.isPropertyDeclaration(target)
  )
    return undefined;
  const { type } = target;
  if (type === undefined || !ts.isTypeReferenceNode(type) || !ts.isIdentifier(type.typeName))
    return undefined;
  const found = program.resolve(type.typeName);
  return found !== undefined && ts.isClassDeclaration(found) ? found : undefined;
}

/** The function behind a name or a member; a constant that is one, or one that `useCallback` wraps. */
export function callableOf(node: ts.Node | undefined, program: Program): Callable | undefined {
  if (node === undefined) return undefined;
  if (
    ts.isVariableDeclaration(node) ||
    ts.isPropertyDeclaration(node) ||
    ts.isPropertyAssignment(node)
  )
    return callableOf(node.initializer, program);
  if (ts.isFunctionDeclaration(node) || ts.isMethodDeclaration(node)) return node;
  if (!ts.isExpression(node)) return undefined;
  const inner = bare(node);
  if (ts.isFunctionExpression(inner) || ts.isArrowFunction(inner)) return inner;
  if (ts.isCallExpression(inner) && /(?:^|\.)useCallback$/.test(inner.expression.getText()))
    return callableOf(inner.arguments[0], program);
  if (ts.isIdentifier(inner)) {
    const target = program.resolve(inner);
    return target === node || target === undefined || ts.isIdentifier(target)
      ? undefined
      : callableOf(target, program);
  }
  return undefined;
}

/** What a function gives back: the expressions of its own `return`, or its body where it is an expression. */
export function returnedBy(callable: Callable): readonly ts.Expression[] {
  if (callable.body === undefined) return [];
  if (!ts.isBlock(callable.body)) return [callable.body];
  const found: ts.Expression[] = [];
  const look = (node: ts.Node): void => {
    if (ts.isReturnStatement(node)) {
      if (node.expression !== undefined) found.push(node.expression);
    } else if (!ts.isFunctionLike(node) && !ts.isClassLike(node)) ts.forEachChild(node, look);
  };
  ts.forEachChild(callable.body, look);
  return found;
}

/** What `table[key]` may be, where the table is a constant object and the key is not known. */
export function tableValues(
  node: ts.ElementAccessExpression,
  program: Program,
): readonly ts.Expression[] {
  const table = bare(node.expression);
  const target = ts.isIdentifier(table) ? program.resolve(table) : undefined;
  if (target === undefined || !ts.isVariableDeclaration(target)) return [];
  const object = target.initializer === undefined ? undefined : bare(target.initializer);
  if (object === undefined || !ts.isObjectLiteralExpression(object)) return [];
  const key = bare(node.argumentExpression);
  const wanted = ts.isStringLiteralLike(key) ? key.text : undefined;
  return object.properties.flatMap((one) =>
    ts.isPropertyAssignment(one) && (wanted === undefined || nameOfKey(one.name) === wanted)
      ? [one.initializer]
      : [],
  );
}
