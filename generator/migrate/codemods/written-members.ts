import { ts } from 'ts-morph';

type Writes = ReadonlyMap<string, readonly ts.BinaryExpression[]>;

const known = new WeakMap<ts.Node, Writes>();

/** Where the methods of a class write to one of its members: `this.session = {}`. */
export function writesOf(
  owner: ts.ClassLikeDeclaration,
  name: string,
): readonly ts.BinaryExpression[] {
  const writes = known.get(owner) ?? look(owner);
  known.set(owner, writes);
  return writes.get(name) ?? [];
}

function look(owner: ts.ClassLikeDeclaration): Writes {
  const writes = new Map<string, ts.BinaryExpression[]>();
  const see = (node: ts.Node): void => {
    const name = ts.isBinaryExpression(node) ? writtenTo(node) : undefined;
    if (name !== undefined && ts.isBinaryExpression(node))
      writes.set(name, [...(writes.get(name) ?? []), node]);
    // A class inside has another `this`.
    if (!ts.isClassLike(node)) ts.forEachChild(node, see);
  };
  ts.forEachChild(owner, see);
  return writes;
}

function writtenTo({ left, operatorToken }: ts.BinaryExpression): string | undefined {
  const isWrite =
    operatorToken.kind === ts.SyntaxKind.EqualsToken ||
    operatorToken.kind === ts.SyntaxKind.QuestionQuestionEqualsToken;
  if (!isWrite || !ts.isPropertyAccessExpression(left)) return undefined;
  return left.expression.kind === ts.SyntaxKind.ThisKeyword ? left.name.text : undefined;
}
