import { ts } from 'ts-morph';
import type { Literal } from '../../model/shape.ts';
import { accessKey } from './access-key.ts';
import { bare, nameOfKey } from './node-text.ts';
import { requiredModule, specifierOf, type Program } from './program.ts';

/** How many names may stand between a value and the literal that it is. */
const longestChain = 5;

/** The literal that an expression is whenever it runs: itself one, or a constant that is one. */
export function constantOf(
  node: ts.Expression,
  program: Program,
  depth = 0,
): { readonly value: Literal } | undefined {
  const inner = bare(node);
  if (ts.isStringLiteralLike(inner)) return { value: inner.text };
  if (ts.isNumericLiteral(inner)) return { value: Number(inner.text) };
  if (inner.kind === ts.SyntaxKind.TrueKeyword) return { value: true };
  if (inner.kind === ts.SyntaxKind.FalseKeyword) return { value: false };
  if (inner.kind === ts.SyntaxKind.NullKeyword) return { value: null };
  if (depth > longestChain) return undefined;
  const behind = ts.isIdentifier(inner)
    ? initializerOf(program.resolve(inner))
    : memberOf(inner, program);
  return behind === undefined ? undefined : constantOf(behind, program, depth + 1);
}

/** What a `const` is; undefined for all else. */
export function constInitializer(node: ts.Node | undefined): ts.Expression | undefined {
  if (node === undefined || !ts.isVariableDeclaration(node)) return undefined;
  return (ts.getCombinedNodeFlags(node) & ts.NodeFlags.Const) !== 0 ? node.initializer : undefined;
}

/** `EVENTS.SESSION_UPDATE` of a constant object, of an enum, of a class, or of a whole module. */
function memberOf(node: ts.Expression, program: Program): ts.Expression | undefined {
  if (!ts.isPropertyAccessExpression(node) && !ts.isElementAccessExpression(node)) return undefined;
  const name = accessKey(node);
  if (name === undefined || !ts.isIdentifier(node.expression)) return undefined;
  const target = program.resolve(node.expression);
  if (target === undefined) return undefined;
  if (ts.isEnumDeclaration(target))
    return target.members.find((one) => nameOfKey(one.name) === name)?.initializer;
  if (ts.isClassDeclaration(target)) return staticMember(target, name);
  const from = wholeModule(target);
  if (from !== undefined)
    return initializerOf(program.exported(target.getSourceFile(), from, name));
  const holder = initializerOf(target);
  const object = holder === undefined ? undefined : unfrozen(holder);
  return object === undefined || !ts.isObjectLiteralExpression(object)
    ? undefined
    : propertyOf(object, name)?.initializer;
}

function initializerOf(node: ts.Node | undefined): ts.Expression | undefined {
  return node !== undefined && ts.isExpression(node) ? node : constInitializer(node);
}

function isStatic(node: ts.PropertyDeclaration): boolean {
  return node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.StaticKeyword) === true;
}

function staticMember(target: ts.ClassDeclaration, name: string): ts.Expression | undefined {
  const found = target.members.find(
    (one): one is ts.PropertyDeclaration =>
      ts.isPropertyDeclaration(one) && nameOfKey(one.name) === name && isStatic(one),
  );
  return found?.initializer;
}

/** The module of `import * as events` and `const events = require('./events')`. */
function wholeModule(target: ts.Node): string | undefined {
  if (ts.isNamespaceImport(target)) return specifierOf(target);
  return ts.isVariableDeclaration(target) ? requiredModule(target.initializer) : undefined;
}

/** Of `Object.freeze({ … })`, the object. */
function unfrozen(node: ts.Expression): ts.Expression {
  const inner = bare(node);
  if (!ts.isCallExpression(inner) || inner.expression.getText() !== 'Object.freeze') return inner;
  const [first] = inner.arguments;
  return first === undefined ? inner : bare(first);
}

/** The property of an object literal by its key, if it has a value of its own. */
export function propertyOf(
  object: ts.ObjectLiteralExpression,
  key: string,
): ts.PropertyAssignment | undefined {
  return object.properties.find(
    (one): one is ts.PropertyAssignment =>
      ts.isPropertyAssignment(one) && nameOfKey(one.name) === key,
  );
}

/** The keys that an object literal writes itself, with their values where these are literals. */
export function writtenKeys(
  object: ts.ObjectLiteralExpression,
  program: Program,
): ReadonlyMap<string, Literal | undefined> {
  const keys = new Map<string, Literal | undefined>();
  for (const property of object.properties) {
    const key = nameOfKey(property.name);
    if (key === undefined) continue;
    const value = ts.isPropertyAssignment(property)
      ? constantOf(property.initializer, program)
      : undefined;
    keys.set(key, value?.value);
  }
  return keys;
}
