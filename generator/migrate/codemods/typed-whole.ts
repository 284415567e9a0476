import { ts } from 'ts-morph';
import { memberOf } from './callables.ts';
import { bare, nameOfKey } from './node-text.ts';
import type { ShapeWorld } from './shape-world.ts';
import { typeDeclarationOf } from './type-names.ts';

/**
 * Whether the type that somebody wrote by hand for a name says that something is there, or will when it has the new shape: to say it once more
 * is an error to the compiler.
 */
export function isTypedWhole(node: ts.Expression, key: string, world: ShapeWorld): boolean {
  const type = typeFor(bare(node), world);
  if (type === undefined || !ts.isTypeReferenceNode(type)) return false;
  const declared = typeDeclarationOf(type, world.program);
  if (declared === undefined) return false;
  const body = ts.isTypeAliasDeclaration(declared) ? declared.type : declared;
  if (!ts.isInterfaceDeclaration(body) && !ts.isTypeLiteralNode(body)) return false;
  const member = body.members.find((one) => nameOfKey(one.name) === key);
  if (member !== undefined) return member.questionToken === undefined;
  return world.roleOf(type)?.partial === false;
}

/** The type that is written where a name is declared, unless it may be absent. */
function typeFor(node: ts.Expression, { program }: ShapeWorld): ts.TypeNode | undefined {
  const target = ts.isIdentifier(node)
    ? program.resolve(node)
    : ts.isPropertyAccessExpression(node)
      ? memberOf(node, program)
      : undefined;
  if (target === undefined) return undefined;
  if (ts.isVariableDeclaration(target)) return target.type;
  if (!ts.isParameter(target) && !ts.isPropertyDeclaration(target)) return undefined;
  return target.questionToken === undefined ? target.type : undefined;
}
