import { objectsOf, type ShapeIndex } from '../model/walk.ts';
import { pathSteps, shapesAt } from './field-path.ts';
import { moveOf } from './pair-types.ts';
import type { TypePlan } from './plan.ts';

type Steps = readonly string[];

/** The paths at which only the types of the version after have something; whatever stands below them is not looked at. */
export function newPaths(
  { from, to, steps }: TypePlan,
  before: ShapeIndex,
  after: ShapeIndex,
): readonly Steps[] {
  const shape = before.get(from)?.shape;
  // What takes any key has had these too.
  if (shape?.kind !== 'object' || shape.rest !== undefined || shape.patterns.length > 0) return [];
  const moves = steps.flatMap((step) =>
    step.kind === 'rename-field' || step.kind === 'move-field' ? [moveOf(step)] : [],
  );
  const moved = new Set(moves.map((move) => move.from.join('.')));
  const known = [
    ...shape.fields.filter(({ key }) => !moved.has(key)).map(({ key }) => [key]),
    ...moves.map((move) => move.to),
    ...steps.flatMap((step) => (step.kind === 'add-field' ? [pathSteps(step.path)] : [])),
  ];
  const found = new Map<string, Steps>();
  const visit = (objects: ReturnType<typeof objectsOf>, at: Steps): void => {
    for (const { key, shape: inner } of objects.flatMap(({ fields }) => fields)) {
      const path = [...at, key];
      const below = known.filter((one) => path.every((step, index) => one[index] === step));
      if (below.length === 0) found.set(path.join('.'), path);
      else if (below.every((one) => one.length > path.length)) visit(objectsOf(inner, after), path);
    }
  };
  visit(
    to.flatMap(({ type }) => objectsOf({ kind: 'ref', name: type }, after)),
    [],
  );
  return [...found.values()];
}

/** True for a path that the version before has too, and that nothing is moved away from. */
export function staysKnown({ from, steps }: TypePlan, path: Steps, before: ShapeIndex): boolean {
  const isMoved = steps.some(
    (step) =>
      (step.kind === 'rename-field' || step.kind === 'move-field') &&
      moveOf(step).from.join('.') === path.join('.'),
  );
  return !isMoved && shapesAt([{ kind: 'ref', name: from }], path, before).length > 0;
}
