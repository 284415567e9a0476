import type { ts as TypeScript } from 'ts-morph';
import type { Finding, Origin } from '../base/finding.ts';
import type { ApiModel, NamedShape } from '../model/api.ts';
import type { Shape } from '../model/shape.ts';
import { isOnSide, type Side } from '../model/side.ts';
import type { Compiled } from './compile.ts';
import { defect } from './defect.ts';

/** A shape of the model and the type that was written for it. */
export interface Place {
  /** `Session.voice`, or `Voice` for what an alias stands for. */
  readonly name: string;
  readonly shape: Shape;
  readonly side: Side;
  readonly node: TypeScript.TypeNode;
  readonly origin: Origin;
}

/** The name under which a shape is exported on each side on which it has a declaration of its own. */
export function declaredNames(one: NamedShape): readonly (readonly [Side, string])[] {
  const { sides, param, name } = one;
  return [
    ...(sides.read ? [['read', name] as const] : []),
    ...(param === undefined || param.same ? [] : [['write', param.name] as const]),
  ];
}

/** Every field and alias of the model together with its type; `missing` tells of what has none. */
export function findPlaces(
  model: ApiModel,
  compiled: Compiled,
): { readonly places: readonly Place[]; readonly missing: readonly Finding[] } {
  const places: Place[] = [];
  const missing: Finding[] = [];
  for (const one of model.shapes) {
    for (const [side, name] of declaredNames(one)) {
      for (const [what, shape, origin, node] of partsOf(one, side, name, compiled)) {
        if (node === undefined) missing.push(defect(origin, `${what} is not in the output`));
        else places.push({ name: what, shape, side, node, origin });
      }
    }
  }
  return { places, missing };
}

type Part = readonly [string, Shape, Origin, TypeScript.TypeNode | undefined];

function partsOf(one: NamedShape, side: Side, name: string, compiled: Compiled): readonly Part[] {
  const { ts, exports } = compiled;
  const declaration = exports.get(name)?.declarations?.[0];
  if (declaration === undefined) return [];
  if (ts.isTypeAliasDeclaration(declaration)) {
    return [[name, one.shape, one.origin, declaration.type]];
  }
  if (!ts.isInterfaceDeclaration(declaration) || one.shape.kind !== 'object') {
    return [[name, one.shape, one.origin, undefined]];
  }
  const types = new Map(
    declaration.members.flatMap((member) =>
      ts.isPropertySignature(member) && 'text' in member.name
        ? [[member.name.text, member.type] as const]
        : [],
    ),
  );
  return one.shape.fields
    .filter((field) => isOnSide(field, side))
    .map((field) => [`${name}.${field.key}`, field.shape, field.origin, types.get(field.key)]);
}
