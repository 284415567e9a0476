import { ts } from 'ts-morph';
import type { Literal } from '../../model/shape.ts';
import { bare, nameOfKey } from './node-text.ts';
import type { Program } from './program.ts';

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
    ? constInitializer(program.resolve(inner))
    : memberOf(inner, program);
  return behind === undefined ? undefined : constantOf(behind, program, depth + 1);
}

/** What a `const` is; undefined for all else. */
export function constInitializer(node: ts.Node | undefined): ts.Expression | undefined {
  if (node === undefined || !ts.isVariableDeclaration(node)) return undefined;
  return (ts.getCombinedNodeFlags(node) & ts.NodeFlags.Const) !== 0 ? node.initializer : undefined;
}

/** `EVENTS.SESSION_UPDATE` of a constant object. */
function memberOf(node: ts.Expression, program: Program): ts.Expression | undefined {
  if (!ts.isPropertyAccessExpression(node) || !ts.isIdentifier(node.expression)) return undefined;
  const holder = constInitializer(program.resolve(node.expression));
  const object = holder === undefined ? undefined : bare(holder);
  if (object === undefined || !ts.isObjectLiteralExpression(object)) return undefined;
  return propertyOf(object, node.name.text)?.initializer;
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
