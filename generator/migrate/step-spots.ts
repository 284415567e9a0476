import { isRecord } from '../base/json.ts';
import type { ApiModel } from '../model/api.ts';
import type { Json } from '../model/shape.ts';
import { indexShapes } from '../model/walk.ts';
import { findPath, open, spotText, type Spot } from './find-path.ts';
import { mapPathText, parseMapPath } from './map-path.ts';
import { movedPath, newPath } from './moved-path.ts';
import type { FieldStep, MigrationPlan } from './plan.ts';
import type { Condition, MigrationStep } from './step.ts';

/** A step at one of the places where it does something. */
export interface Act {
  readonly step: FieldStep;
  /** The type that it acts in. */
  readonly type: string;
}

/** Where the steps of a map do what, in the terms of both versions. */
export class StepSpots {
  readonly #plan: MigrationPlan;
  readonly #before: ApiModel;
  readonly #after: ApiModel;
  readonly #old = new Map<string, Act[]>();
  readonly #new = new Map<string, Act[]>();
  readonly #items = new Map<string, Act[]>();

  constructor(plan: MigrationPlan, before: ApiModel, after: ApiModel) {
    this.#plan = plan;
    this.#before = before;
    this.#after = after;
    for (const step of plan.migration.steps) {
      // What is done only where the user chooses it answers nothing.
      if (!('in' in step) || step.option !== undefined) continue;
      for (const type of step.in) this.#add({ step, type });
    }
  }

  /** Steps that do something with what stands at a place of the version before. */
  at(holder: string, path: string): readonly Act[] {
    return this.#old.get(spotText({ holder, path: parseMapPath(path) ?? [] })) ?? [];
  }

  /** Steps that put something at a place of the version after. */
  into(holder: string, path: string): readonly Act[] {
    return this.#new.get(spotText({ holder, path: parseMapPath(path) ?? [] })) ?? [];
  }

  /** Steps that take objects of a type, of the version before, out of lists. */
  outOfLists(type: string): readonly Act[] {
    return this.#items.get(type) ?? [];
  }

  #add(act: Act): void {
    const { step, type } = act;
    const path = oldPath(step);
    const spots = path === undefined ? [] : findPath(type, path, indexShapes(this.#before)).spots;
    if (step.kind === 'drop-field' && step.item !== undefined) {
      const inside = spots.flatMap((one) => open(one, indexShapes(this.#before)));
      for (const { holder } of inside) push(this.#items, holder, act);
      return;
    }
    for (const spot of spots) push(this.#old, spotText(spot), act);
    for (const spot of this.#newSpots(act)) push(this.#new, spotText(spot), act);
  }

  /** Where a value stands that a step has moved, added, wrapped or mapped. */
  #newSpots({ step, type }: Act): readonly Spot[] {
    if (step.kind === 'drop-field') return [];
    const isMapped = step.kind === 'map-value' || step.kind === 'wrap-value';
    const path = isMapped
      ? movedPath(step.path, type, this.#plan.migration.steps)
      : mapPathText(newPath(step));
    const targets = this.#plan.types.get(type)?.to ?? [{ type }];
    return targets.flatMap((to) => findPath(to.type, path, indexShapes(this.#after)).spots);
  }
}

function oldPath(step: FieldStep): string | undefined {
  if (step.kind === 'add-field') return undefined;
  return step.kind === 'rename-field' || step.kind === 'move-field' ? step.from : step.path;
}

function push(map: Map<string, Act[]>, key: string, act: Act): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [act]);
  else if (!known.includes(act)) known.push(act);
}

/** True where a value is one, or is somewhere in it. */
export function holdsValue(whole: Json, value: Json): boolean {
  if (whole === value) return true;
  if (Array.isArray(whole)) return whole.some((one: Json) => holdsValue(one, value));
  return (
    isRecord(whole) &&
    Object.values(whole as Readonly<Record<string, Json>>).some((one) => holdsValue(one, value))
  );
}

/** True where a condition has a value among those of a path. */
export function names(condition: Condition | undefined, path: string, value: Json): boolean {
  if (condition === undefined || !Object.hasOwn(condition, path)) return false;
  return condition[path]?.includes(value) === true;
}

/** The steps of a kind. */
export function stepsOf<K extends MigrationStep['kind']>(
  steps: readonly MigrationStep[],
  kind: K,
): readonly Extract<MigrationStep, { readonly kind: K }>[] {
  return steps.filter(
    (one): one is Extract<MigrationStep, { readonly kind: K }> => one.kind === kind,
  );
}
