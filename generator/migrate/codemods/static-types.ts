import { ts } from 'ts-morph';
import { calledBy } from './callables.ts';
import { nameOfKey } from './node-text.ts';
import type { Program } from './program.ts';
import { typeDeclarationOf } from './type-names.ts';

/** As deep as anybody nests what is typed by hand. */
const deepest = 12;

/** The type that somebody wrote for the values of an expression, followed through members of types and results of functions. */
export function declaredType(
  node: ts.Expression,
  program: Program,
  depth = 0,
): ts.TypeNode | undefined {
  if (depth > deepest) return undefined;
  const next = (one: ts.Expression): ts.TypeNode | undefined =>
    declaredType(one, program, depth + 1);
  if (ts.isParenthesizedExpression(node) || ts.isNonNullExpression(node))
    return next(node.expression);
  if (ts.isAwaitExpression(node)) return unwrapped(next(node.expression));
  if (ts.isAsExpression(node)) return node.type;
  if (ts.isIdentifier(node)) return typeOfName(program.resolve(node), program, depth);
  if (ts.isPropertyAccessExpression(node)) {
    if (node.expression.kind === ts.SyntaxKind.ThisKeyword) return undefined;
    return memberType(next(node.expression), node.name.text, program);
  }
  if (ts.isElementAccessExpression(node)) return itemType(next(node.expression));
  if (!ts.isCallExpression(node)) return undefined;
  const callable = calledBy(node, program);
  if (callable?.type !== undefined) return callable.type;
  const callee = next(node.expression);
  return callee !== undefined && ts.isFunctionTypeNode(callee) ? callee.type : undefined;
}

function typeOfName(
  target: ts.Node | undefined,
  program: Program,
  depth: number,
): ts.TypeNode | undefined {
  if (target === undefined) return undefined;
  if (ts.isVariableDeclaration(target) || ts.isParameter(target)) {
    if (target.type !== undefined) return target.type;
    const { initializer } = target;
    return initializer === undefined ? undefined : declaredType(initializer, program, depth + 1);
  }
  if (!ts.isBindingElement(target) || !ts.isObjectBindingPattern(target.parent)) return undefined;
  const holder = typeOfName(target.parent.parent, program, depth + 1);
  const key = nameOfKey(
    target.propertyName ?? (ts.isIdentifier(target.name) ? target.name : undefined),
  );
  return key === undefined ? undefined : memberType(holder, key, program);
}

/** The type that somebody wrote for an object literal at its place: of a variable, a result, an argument, a member around it. */
export function expectedType(
  node: ts.Expression,
  program: Program,
  depth = 0,
): ts.TypeNode | undefined {
  const { parent } = node;
  if (depth > deepest) return undefined;
  if (ts.isVariableDeclaration(parent) || ts.isPropertyDeclaration(parent)) return parent.type;
  if (ts.isAsExpression(parent) || ts.isSatisfiesExpression(parent)) return parent.type;
  if (ts.isParenthesizedExpression(parent) || ts.isConditionalExpression(parent))
    return expectedType(parent, program, depth + 1);
  if (ts.isArrayLiteralExpression(parent))
    return itemType(expectedType(parent, program, depth + 1));
  if (ts.isArrowFunction(parent)) return unwrapped(parent.type);
  if (ts.isReturnStatement(parent)) return unwrapped(functionAround(parent)?.type);
  if (ts.isPropertyAssignment(parent)) {
    const key = nameOfKey(parent.name);
    const holder = expectedType(parent.parent, program, depth + 1);
    return key === undefined ? undefined : memberType(holder, key, program);
  }
  if (!ts.isCallExpression(parent) || parent.expression === node) return undefined;
  return calledBy(parent, program)?.parameters[parent.arguments.indexOf(node)]?.type;
}

function functionAround(node: ts.Node): ts.SignatureDeclaration | undefined {
  for (let at = node; !ts.isSourceFile(at); at = at.parent) if (ts.isFunctionLike(at)) return at;
  return undefined;
}

const wrapping = /^(?:Promise|Readonly|Partial|Required|NonNullable|Awaited)$/;

function unwrapped(type: ts.TypeNode | undefined): ts.TypeNode | undefined {
  if (type === undefined || !ts.isTypeReferenceNode(type)) return type;
  const [first] = type.typeArguments ?? [];
  return first !== undefined && wrapping.test(type.typeName.getText()) ? unwrapped(first) : type;
}

function itemType(type: ts.TypeNode | undefined): ts.TypeNode | undefined {
  const inner = unwrapped(type);
  if (inner === undefined) return undefined;
  if (ts.isArrayTypeNode(inner)) return inner.elementType;
  if (ts.isTypeOperatorNode(inner)) return itemType(inner.type);
  if (!ts.isTypeReferenceNode(inner)) return undefined;
  const name = inner.typeName.getText();
  if (name === 'Record') return inner.typeArguments?.[1];
  return /^(?:Readonly)?Array$/.test(name) ? inner.typeArguments?.[0] : undefined;
}

function memberType(
  type: ts.TypeNode | undefined,
  key: string,
  program: Program,
): ts.TypeNode | undefined {
  const inner = unwrapped(type);
  if (inner === undefined) return undefined;
  if (ts.isUnionTypeNode(inner)) {
    const found = inner.types
      .map((one) => memberType(one, key, program))
      .filter((one) => one !== undefined);
    return found.length === 1 ? found[0] : undefined;
  }
  if (ts.isTypeReferenceNode(inner) && inner.typeName.getText() === 'Record')
    return inner.typeArguments?.[1];
  const body = ts.isTypeReferenceNode(inner) ? bodyOf(inner, program) : inner;
  if (body === undefined || (!ts.isInterfaceDeclaration(body) && !ts.isTypeLiteralNode(body)))
    return undefined;
  const member = body.members.find((one) => nameOfKey(one.name) === key);
  return member !== undefined && ts.isPropertySignature(member) ? member.type : undefined;
}

function bodyOf(type: ts.TypeReferenceNode, program: Program): ts.Node | undefined {
  const declared = typeDeclarationOf(type, program);
  return declared !== undefined && ts.isTypeAliasDeclaration(declared)
    ? unwrapped(declared.type)
    : declared;
}
