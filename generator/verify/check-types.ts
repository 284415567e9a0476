import type { ts as TypeScript } from 'ts-morph';
import type { Finding } from '../base/finding.ts';
import type { ApiModel } from '../model/api.ts';
import { indexShapes } from '../model/walk.ts';
import type { Compiled } from './compile.ts';
import { defect, positionIn } from './defect.ts';
import { canBeEmpty, holdsEmpty } from './empty-shape.ts';
import type { Place } from './places.ts';

/**
 * No type that is written anywhere in the output may turn out to be `any`, and none `never` but where the document admits no
 * value. Every node is asked: a union does not show a member that is `never`.
 */
export function checkTypes(
  model: ApiModel,
  compiled: Compiled,
  places: readonly Place[],
): readonly Finding[] {
  const { ts, checker } = compiled;
  const index = indexShapes(model);
  const placeAt = new Map<TypeScript.Node, Place>(places.map((place) => [place.node, place]));
  const emptyNames = new Set(
    model.shapes
      .filter((one) => canBeEmpty(one.shape, index))
      .flatMap((one) => [one.name, one.param?.name]),
  );
  const findings: Finding[] = [];

  const visit = (node: TypeScript.Node, within: Place | undefined, mayBeNever: boolean): void => {
    const place = placeAt.get(node);
    if (isWritten(node, compiled)) {
      const type = checker.getTypeFromTypeNode(node);
      const here = place === undefined ? mayBeNever : canBeEmpty(place.shape, index);
      const leadsToEmpty = ts.isTypeReferenceNode(node) && emptyNames.has(node.typeName.getText());
      const isAny = (type.flags & ts.TypeFlags.Any) !== 0;
      if (isAny || (isNever(type, compiled) && !here && !leadsToEmpty)) {
        findings.push(turnsOut(node, isAny ? 'any' : 'never', place ?? within));
        return;
      }
    }
    const inside = place === undefined ? mayBeNever : holdsEmpty(place.shape, place.side, index);
    ts.forEachChild(node, (child) => visit(child, place ?? within, inside));
  };
  for (const source of compiled.sources) {
    visit(source, undefined, neverIsMeant.test(source.fileName));
  }
  return [...findings, ...untypedValues(compiled)];
}

/**
 * Files in which never says what it should: openapi-typescript writes it where there is nothing, and no shape says where the document
 * itself leaves no value; functions that serve every document have parameters that nobody but their callers can fill.
 */
const neverIsMeant = /\/(?:rest|connection|validators)\.ts$/u;

/** True for a type that stands somewhere; the pieces of a template literal count as types, but are none by themselves. */
function isWritten(node: TypeScript.Node, { ts }: Compiled): node is TypeScript.TypeNode {
  return (
    ts.isTypeNode(node) &&
    !ts.isConstTypeReference(node) &&
    node.kind !== ts.SyntaxKind.TemplateLiteralTypeSpan
  );
}

/** An intersection whose literals exclude each other does not say so by its flags. */
function isNever(type: TypeScript.Type, { ts, checker }: Compiled): boolean {
  return (
    (type.flags & ts.TypeFlags.Never) !== 0 ||
    (type.isIntersection() && checker.isTypeAssignableTo(type, checker.getNeverType()))
  );
}

function turnsOut(
  node: TypeScript.TypeNode,
  type: 'any' | 'never',
  within: Place | undefined,
): Finding {
  const text = node.getText();
  if (within === undefined) {
    return defect(
      positionIn(node.getSourceFile(), node.getStart()),
      `${text} turns out to be ${type}`,
    );
  }
  const part = within.node === node ? '' : ` in the part ${text}`;
  return defect(within.origin, `the type of ${within.name} turns out to be ${type}${part}`);
}

/** Constants and functions whose type nobody wrote down, and of which the compiler only knows that they may be anything. */
function untypedValues({ ts, checker, exports }: Compiled): readonly Finding[] {
  return [...exports].flatMap(([name, { valueDeclaration }]) => {
    if (valueDeclaration === undefined) return [];
    const { flags } = checker.getTypeAtLocation(valueDeclaration);
    if ((flags & ts.TypeFlags.Any) === 0) return [];
    const at = positionIn(valueDeclaration.getSourceFile(), valueDeclaration.getStart());
    return [defect(at, `${name} turns out to be any`)];
  });
}
