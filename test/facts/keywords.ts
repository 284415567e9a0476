import { isRecord } from '../../generator/base/json.ts';
import type { ApiModel } from '../../generator/model/api.ts';
import type { Field, Json, Limits, Shape } from '../../generator/model/shape.ts';
import { indexShapes, type ShapeIndex } from '../../generator/model/walk.ts';

/** A field of ours, or a type as a whole (`field` is empty), with what our document says of its values. */
export interface Place {
  readonly type: string;
  readonly field: string;
  readonly description: string;
  /** `default: 'auto'`, `minimum: 0`, `const: 'function'`, `nullable: true`. */
  readonly keywords: Readonly<Record<string, Json>>;
}

/** Every field of the named shapes, and each named shape itself. */
export function placesOf(model: ApiModel): readonly Place[] {
  return model.shapes.flatMap((one): readonly Place[] => {
    const self: Place = {
      type: one.name,
      field: '',
      description: one.doc.description ?? '',
      keywords: one.shape.kind === 'object' ? {} : keywordsOf(one.shape),
    };
    const fields = one.shape.kind === 'object' ? one.shape.fields : [];
    return [self, ...fields.map((field) => placeOf(one.name, field))];
  });
}

/** The places that a path of the facts leads to from a type of ours: `turn_detection.type`, `include[]`. */
export function placesAt(model: ApiModel, type: string, path: string): readonly Place[] {
  const index = indexShapes(model);
  if (path === '') return placesOf(model).filter((one) => one.type === type && one.field === '');
  let holders: readonly string[] = [type];
  const steps = path.replaceAll('[]', '').split('.');
  for (const step of steps.slice(0, -1)) {
    holders = holders.flatMap((name) =>
      fieldsOf(name, index)
        .filter(([, field]) => field.key === step)
        .flatMap(([, field]) => refsOf(field.shape)),
    );
  }
  const last = steps.at(-1);
  return holders.flatMap((name) =>
    fieldsOf(name, index)
      .filter(([, field]) => field.key === last)
      .map(([owner, field]) => placeOf(owner, field)),
  );
}

/** The fields of a named shape, or of every named object in a named union, each with its owner. */
function fieldsOf(name: string, index: ShapeIndex): readonly (readonly [string, Field])[] {
  const named = index.get(name);
  if (named === undefined) return [];
  if (named.shape.kind === 'object') return named.shape.fields.map((field) => [name, field]);
  return refsOf(named.shape).flatMap((one) => fieldsOf(one, index));
}

function refsOf(shape: Shape): readonly string[] {
  if (shape.kind === 'ref') return [shape.name];
  if (shape.kind === 'union') return shape.members.flatMap(refsOf);
  return shape.kind === 'list' ? refsOf(shape.item) : [];
}

function placeOf(type: string, field: Field): Place {
  const { description = '', default: value } = field.doc;
  const alternatives = field.shape.kind === 'union' ? field.shape.members : [field.shape];
  const nullable = alternatives.some((one) => one.kind === 'scalar' && one.scalar === 'null');
  return {
    type,
    field: field.key,
    description,
    keywords: {
      ...(value === undefined ? {} : { default: value }),
      ...(nullable ? { nullable } : {}),
      ...limitsOfAll(alternatives),
      ...constOf(alternatives),
    },
  };
}

/** The keywords of all alternatives together; no field of ours has two that say different things by the same keyword. */
function limitsOfAll(alternatives: readonly Shape[]): Readonly<Record<string, Json>> {
  return alternatives.reduce((all, one) => ({ ...all, ...keywordsOf(one) }), {});
}

/** The one value that a field may have, or that a list may hold: `include[]`. */
function constOf(alternatives: readonly Shape[]): Readonly<Record<string, Json>> {
  const [only, ...others] = alternatives.filter(
    (one) => one.kind !== 'scalar' || one.scalar !== 'null',
  );
  const value = only?.kind === 'list' ? only.item : only;
  return value?.kind === 'literal' && others.length === 0 ? { const: value.value } : {};
}

function keywordsOf(shape: Shape): Readonly<Record<string, Json>> {
  switch (shape.kind) {
    case 'scalar':
      return {
        ...limitsOf(shape.limits),
        ...(shape.format === undefined ? {} : { format: shape.format }),
      };
    case 'list':
    case 'map':
      return {
        ...limitsOf(shape.limits),
        ...(shape.kind === 'map' && shape.value.kind === 'scalar'
          ? limitsOf(shape.value.limits)
          : {}),
      };
    case 'literal':
    case 'enum':
    case 'tuple':
    case 'object':
    case 'union':
    case 'all':
    case 'ref':
    case 'unknown':
    case 'never':
      return {};
  }
}

function limitsOf(limits: Limits | undefined): Readonly<Record<string, Json>> {
  return isRecord(limits) ? (limits as Readonly<Record<string, Json>>) : {};
}
