import type { Shape } from '../../model/shape.ts';
import { alternativesOf, indexShapes, type ShapeIndex } from '../../model/walk.ts';
import type { CodemodContext } from '../codemod.ts';
import type { Place } from './role.ts';

/** Whether something is sure to stand at each step of a path of the new types that objects at some places become. */
export type IsSure = (places: readonly Place[], path: readonly string[]) => boolean;

/** Whether nothing at a step of such a path can be null, though it may be absent. */
export type IsNeverNull = IsSure;

/** Looks it up in the version after. */
export function sureIn({ plan, after }: Pick<CodemodContext, 'plan' | 'after'>): IsSure {
  const index = indexShapes(after);
  return (places, path) => {
    const shapes = newShapes(places, plan);
    return shapes.length > 0 && shapes.every((one) => isSureIn(one, path, index));
  };
}

/** Looks it up in the version after. */
export function neverNullIn({ plan, after }: Pick<CodemodContext, 'plan' | 'after'>): IsNeverNull {
  const index = indexShapes(after);
  return (places, path) => {
    const shapes = newShapes(places, plan);
    return shapes.length > 0 && shapes.every((one) => isNeverNull(one, path, index));
  };
}

function newShapes(places: readonly Place[], plan: CodemodContext['plan']): readonly Shape[] {
  const types = places.flatMap(({ spots }) => spots.filter((one) => one.path === ''));
  const targets = types.flatMap(({ type }) => plan.types.get(type)?.to ?? []);
  return targets.map(({ type }): Shape => ({ kind: 'ref', name: type }));
}

function isNeverNull(shape: Shape, path: readonly string[], index: ShapeIndex): boolean {
  const [key, ...rest] = path;
  if (key === undefined) return true;
  return alternativesOf(shape, index).every((one) => {
    if (one.kind !== 'object') return false;
    const field = one.fields.find((each) => each.key === key);
    return (
      field !== undefined &&
      !isNullable(field.shape, index) &&
      isNeverNull(field.shape, rest, index)
    );
  });
}

function isSureIn(shape: Shape, path: readonly string[], index: ShapeIndex): boolean {
  const [key, ...rest] = path;
  if (key === undefined) return true;
  return alternativesOf(shape, index).every((one) => {
    if (one.kind !== 'object') return false;
    const field = one.fields.find((each) => each.key === key);
    return (
      field?.required === true &&
      isSureIn(field.shape, rest, index) &&
      !isNullable(field.shape, index)
    );
  });
}

function isNullable(shape: Shape, index: ShapeIndex): boolean {
  return alternativesOf(shape, index).some((one) => one.kind === 'scalar' && one.scalar === 'null');
}
