import type { Json, ObjectShape, Shape } from '../model/shape.ts';
import { objectsOf, type ShapeIndex } from '../model/walk.ts';
import { shapesAt } from './field-path.ts';
import { moveOf } from './pair-types.ts';
import type { FieldStep, MigrationPlan, TypePlan } from './plan.ts';
import type { Condition } from './step.ts';

/** Objects of a type inside those of another. */
export interface InnerType {
  readonly path: readonly string[];
  /** In the version before. */
  readonly type: string;
  /** Which values there are of the type, where others may stand in the same place; on the value of the version before. */
  readonly of: Condition | undefined;
  /** The same, on the value of the version after. */
  readonly ofBack: Condition | undefined;
}

/** The object types that stand directly inside a type, through lists, maps and choices. */
export function innerTypes(
  name: string,
  plan: MigrationPlan,
  before: ShapeIndex,
  after: ShapeIndex,
): readonly InnerType[] {
  const shape = before.get(name)?.shape;
  if (shape?.kind !== 'object') return [];
  return shape.fields.flatMap(({ key, shape: inner }) =>
    namesIn(inner, [key], before).flatMap((all, _, groups): readonly InnerType[] => {
      const rivals = groups.filter((one) => one.path.join('.') === all.path.join('.'));
      const isAlone = rivals.length === 1;
      return [
        {
          path: all.path,
          type: all.name,
          of: isAlone ? undefined : literalsOf([all.name], before),
          ofBack: isAlone ? undefined : literalsAfter(all.name, plan, after),
        },
      ];
    }),
  );
}

interface NamedPlace {
  readonly path: readonly string[];
  readonly name: string;
}

function namesIn(
  shape: Shape,
  path: readonly string[],
  index: ShapeIndex,
  passed: ReadonlySet<string> = new Set(),
): readonly NamedPlace[] {
  const into = (inner: Shape, ...steps: readonly string[]): readonly NamedPlace[] =>
    namesIn(inner, [...path, ...steps], index, passed);
  switch (shape.kind) {
    case 'ref': {
      const target = index.get(shape.name)?.shape;
      if (target === undefined || passed.has(shape.name)) return [];
      if (target.kind === 'object') return [{ path, name: shape.name }];
      return namesIn(target, path, index, new Set([...passed, shape.name]));
    }
    case 'list':
      return into(shape.item, '[]');
    case 'tuple':
      return [...shape.items, ...(shape.rest ? [shape.rest] : [])].flatMap((one) =>
        into(one, '[]'),
      );
    case 'map':
      return into(shape.value, '{}');
    case 'union':
      return shape.members.flatMap((one) => into(one));
    case 'all':
      return shape.parts.flatMap((one) => into(one));
    case 'object':
    case 'scalar':
    case 'literal':
    case 'enum':
    case 'unknown':
    case 'never':
      return [];
  }
}

function literalsAfter(
  name: string,
  { types }: MigrationPlan,
  after: ShapeIndex,
): Condition | undefined {
  return literalsOf(types.get(name)?.to.map(({ type }) => type) ?? [], after);
}

/** Objects that may stand in a place of the version after, and are none of what the version before has there. */
export interface NewMember {
  /** In the version after. */
  readonly path: readonly string[];
  /** The same place in the version before. */
  readonly before: readonly string[];
  /** By which they are known. */
  readonly is: Condition;
  /** Nothing is without it what the version before takes, so that all of it has no place there. */
  readonly needed: boolean;
}

/** Members that only the version after has, wherever an object of a type holds such. */
export function newMembers(
  { from, to, steps }: TypePlan,
  inner: readonly InnerType[],
  plan: MigrationPlan,
  { before, after }: { readonly before: ShapeIndex; readonly after: ShapeIndex },
): readonly NewMember[] {
  const targets = to.map(({ type }): Shape => ({ kind: 'ref', name: type }));
  const paths = new Map(inner.map(({ path }) => [path.join('.'), path]));
  return [...paths.values()].flatMap((path): readonly NewMember[] => {
    const needed = path.length === 1 && !isOptional(from, path[0], before);
    const types = inner.filter((one) => one.path.join('.') === path.join('.'));
    const paired = types.flatMap(({ type }) => plan.types.get(type)?.to ?? []);
    const known = paired.flatMap(({ type }) => objectsOf({ kind: 'ref', name: type }, after));
    const place = movedPath(path, steps);
    const found = shapesAt(targets, place, after).flatMap((one) => objectsOf(one, after));
    const others = [...new Set(found)].filter((one) => !known.includes(one));
    return others.flatMap((one): readonly NewMember[] => {
      const is = conditionOn([one]);
      const isTold = is !== undefined && !known.some((other) => mayHold(other, is));
      return isTold ? [{ path: place, before: path, is, needed }] : [];
    });
  });
}

function isOptional(type: string, key: string | undefined, index: ShapeIndex): boolean {
  const shape = index.get(type)?.shape;
  return shape?.kind === 'object' && shape.fields.some((one) => one.key === key && !one.required);
}

/** Where steps move what stands at a path, or above it. */
function movedPath(path: readonly string[], steps: readonly FieldStep[]): readonly string[] {
  for (const step of steps) {
    if (step.kind !== 'rename-field' && step.kind !== 'move-field') continue;
    const { from, to } = moveOf(step);
    if (from.every((one, index) => path[index] === one)) return [...to, ...path.slice(from.length)];
  }
  return path;
}

/** True unless some literal of an object rules a condition out. */
function mayHold({ fields }: ObjectShape, condition: Condition): boolean {
  return Object.entries(condition).every(([key, values]) => {
    const shape = fields.find((one) => one.key === key)?.shape;
    if (shape?.kind === 'literal') return values.includes(shape.value);
    return (
      shape?.kind !== 'enum' ||
      shape.open ||
      values.some((one) => shape.values.some((value) => value === one))
    );
  });
}

/** The keys that hold one of a few literals in all objects of some types, by which they are told from others. */
function literalsOf(names: readonly string[], index: ShapeIndex): Condition | undefined {
  return conditionOn(names.flatMap((name) => objectsOf({ kind: 'ref', name }, index)));
}

function conditionOn(objects: readonly ObjectShape[]): Condition | undefined {
  const [first] = objects;
  if (first === undefined) return undefined;
  const entries = first.fields.flatMap(
    ({ key }): readonly (readonly [string, readonly Json[]])[] => {
      const values = objects.map((one) => literalsUnder(one, key));
      return values.some((one) => one.length === 0) ? [] : [[key, [...new Set(values.flat())]]];
    },
  );
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}

function literalsUnder({ fields }: ObjectShape, key: string): readonly Json[] {
  const field = fields.find((one) => one.key === key);
  return field?.required === true && field.shape.kind === 'literal' ? [field.shape.value] : [];
}
