import type { Json, ObjectShape, Shape } from '../model/shape.ts';
import { objectsOf, type ShapeIndex } from '../model/walk.ts';
import type { MigrationPlan } from './plan.ts';
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

/** The keys that hold one of a few literals in all objects of some types, by which they are told from others. */
function literalsOf(names: readonly string[], index: ShapeIndex): Condition | undefined {
  const objects = names.flatMap((name) => objectsOf({ kind: 'ref', name }, index));
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
