import { canonicalJson } from '../base/json.ts';
import type { Json } from '../model/shape.ts';
import type { Condition } from './step.ts';

/** False where no object satisfies both conditions. */
export function mayMeet(one: Condition | undefined, other: Condition | undefined): boolean {
  if (one === undefined || other === undefined) return true;
  return Object.entries(one).every(([path, values]) => {
    const others = Object.hasOwn(other, path) ? other[path] : undefined;
    return others === undefined || values.some((value) => isAmong(value, others));
  });
}

/**
 * False where no object that satisfies a condition becomes the type of that place in a list, since the first whose own condition holds is
 * it: nothing of what `type: call` says reaches a type behind one that takes all with `type: call`.
 */
export function mayReach(
  condition: Condition | undefined,
  targets: readonly { readonly when: Condition | undefined }[],
  place: number,
): boolean {
  const target = targets[place];
  if (condition === undefined || target === undefined) return true;
  const before = targets.slice(0, place);
  return objectsOf(condition).some(
    (one) => mayMeet(one, target.when) && !before.some(({ when }) => isWithin(one, when)),
  );
}

/** A condition as such of one value each. */
function objectsOf(condition: Condition): readonly Condition[] {
  return Object.entries(condition).reduce<readonly Condition[]>(
    (all, [path, values]) =>
      all.flatMap((one) => values.map((value) => ({ ...one, [path]: [value] }))),
    [{}],
  );
}

/** True where all that satisfies the one satisfies the other. */
function isWithin(one: Condition, other: Condition | undefined): boolean {
  if (other === undefined) return true;
  return Object.entries(other).every(([path, values]) => {
    const own = Object.hasOwn(one, path) ? one[path] : undefined;
    return own?.every((value) => isAmong(value, values)) === true;
  });
}

function isAmong(value: Json, values: readonly Json[]): boolean {
  const text = canonicalJson(value);
  return values.some((one) => canonicalJson(one) === text);
}
