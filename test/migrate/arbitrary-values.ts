import fc, { type Arbitrary } from 'fast-check';
import { unreachable } from '../../generator/base/finding.ts';
import type { ApiModel } from '../../generator/model/api.ts';
import type { Limits, ObjectShape, ScalarShape, Shape } from '../../generator/model/shape.ts';
import { indexShapes, type ShapeIndex } from '../../generator/model/walk.ts';

/** JSON values of a named shape of a model: all that its types and limits allow, and nothing else. */
export function valuesOf(model: ApiModel): (name: string) => Arbitrary<unknown> {
  const index = indexShapes(model);
  const known = new Map<string, Arbitrary<unknown>>();
  const named = (name: string): Arbitrary<unknown> => {
    const arbitrary = known.get(name);
    if (arbitrary !== undefined) return arbitrary;
    const shape = index.get(name)?.shape;
    if (shape === undefined) throw new Error(`there is no ${name}`);
    // What a shape leads back to is made when it is met.
    known.set(
      name,
      fc.constant(null).chain(() => named(name)),
    );
    const made = values(shape, index, named);
    known.set(name, made);
    return made;
  };
  return named;
}

function values(
  shape: Shape,
  index: ShapeIndex,
  named: (name: string) => Arbitrary<unknown>,
): Arbitrary<unknown> {
  const inner = (one: Shape): Arbitrary<unknown> => values(one, index, named);
  switch (shape.kind) {
    case 'ref':
      return named(shape.name);
    case 'literal':
      return fc.constant(shape.value);
    case 'enum':
      return shape.open
        ? fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...shape.values) }, words)
        : fc.constantFrom(...shape.values);
    case 'scalar':
      return scalars(shape);
    case 'list': {
      const { minItems = 0, maxItems = 3 } = shape.limits ?? {};
      return fc.array(inner(shape.item), { minLength: minItems, maxLength: Math.min(3, maxItems) });
    }
    case 'tuple':
      return fc.tuple(...shape.items.map(inner));
    case 'map':
      return fc.dictionary(fc.stringMatching(/^[a-z]{1,6}$/), inner(shape.value), { maxKeys: 3 });
    case 'object':
      return objects(shape, inner);
    case 'union':
      return fc.oneof(...shape.members.map(inner));
    case 'unknown':
      return fc.jsonValue({ maxDepth: 1 });
    case 'all':
    case 'never':
      throw new Error(`no values are made of ${shape.kind}`);
    default:
      return unreachable(shape);
  }
}

function objects(
  { fields }: ObjectShape,
  inner: (shape: Shape) => Arbitrary<unknown>,
): Arbitrary<unknown> {
  const entries = fields.map((one) => [one.key, inner(one.shape)] as const);
  const requiredKeys = fields.filter(({ required }) => required).map(({ key }) => key);
  return fc.record(Object.fromEntries(entries), { requiredKeys, noNullPrototype: true });
}

function scalars({ scalar, format, limits }: ScalarShape): Arbitrary<unknown> {
  switch (scalar) {
    case 'string': {
      const { minLength = 0, maxLength = 40, pattern } = limits ?? {};
      if (format === 'uri') return fc.webUrl();
      if (pattern !== undefined) return fc.stringMatching(new RegExp(pattern, 'u'));
      return fc.oneof(words, fc.string({ maxLength: 20 })).filter((text) => {
        return text.length >= minLength && text.length <= maxLength;
      });
    }
    case 'integer':
      return fc.integer(range(limits, 5000));
    case 'number':
      return fc.double({ ...range(limits, 1), noNaN: true, noDefaultInfinity: true });
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    default:
      return unreachable(scalar);
  }
}

/** Limits are no part of a type: where one version has none, values stay where every version lets them be. */
function range(
  { minimum = 0, maximum }: Limits = {},
  usual: number,
): { readonly min: number; readonly max: number } {
  return { min: minimum, max: maximum ?? minimum + usual };
}

const words = fc.stringMatching(/^[a-z_]{1,12}$/);
