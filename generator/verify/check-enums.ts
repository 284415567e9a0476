import type { ts as TypeScript } from 'ts-morph';
import type { Finding } from '../base/finding.ts';
import type { EnumShape, Shape } from '../model/shape.ts';
import { childShapes } from '../model/walk.ts';
import type { Compiled } from './compile.ts';
import { defect } from './defect.ts';
import type { Place } from './places.ts';

/** An editor offers the known values of an open enum only while the type still holds them beside `string & {}`. */
export function checkOpenEnums(compiled: Compiled, places: readonly Place[]): readonly Finding[] {
  return places.flatMap(({ name, shape, node, origin }) =>
    openEnumsIn(shape)
      .filter((one) => !someNode(node, compiled, (type) => offers(type, one, compiled)))
      .map(() => defect(origin, `the known values of ${name} are no longer offered`)),
  );
}

/** The open enums of a shape that have strings to offer, other named shapes left aside. */
function openEnumsIn(shape: Shape): readonly EnumShape[] {
  if (shape.kind !== 'enum') return childShapes(shape).flatMap(openEnumsIn);
  return shape.open && shape.values.some((value) => typeof value === 'string') ? [shape] : [];
}

function someNode(
  node: TypeScript.Node,
  compiled: Compiled,
  test: (type: TypeScript.Type) => boolean,
): boolean {
  const { ts, checker } = compiled;
  if (ts.isTypeNode(node) && test(checker.getTypeFromTypeNode(node))) return true;
  return ts.forEachChild(node, (child) => someNode(child, compiled, test) || undefined) ?? false;
}

function offers(type: TypeScript.Type, { values }: EnumShape, { ts }: Compiled): boolean {
  const members = type.isUnion() ? type.types : [type];
  const literals = new Set(
    members.flatMap((member) => (member.isStringLiteral() ? [member.value] : [])),
  );
  const isAnyString = (member: TypeScript.Type): boolean =>
    member.isIntersection() &&
    member.types.some((part) => (part.flags & ts.TypeFlags.String) !== 0);
  return (
    members.some(isAnyString) &&
    values.every((value) => typeof value !== 'string' || literals.has(value))
  );
}
