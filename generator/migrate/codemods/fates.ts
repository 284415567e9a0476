import type { ts } from 'ts-morph';
import { canonicalJson } from '../../base/json.ts';
import type { FieldStep, MigrationPlan } from '../plan.ts';
import type { AddField, DropField, MapValue, StepBasis, WrapValue } from '../step.ts';
import { pathTo, type Place, type Root, type Spot } from './role.ts';

/** What becomes of a key of an object, by all steps that act on it. */
export interface Fate {
  /** Where it goes, seen from the object that holds it; undefined where it stays. */
  readonly to: readonly string[] | undefined;
  readonly drop: (StepBasis & DropField) | undefined;
  /** What becomes of its value, in this order. */
  readonly values: readonly ValueStep[];
  /** The steps, the one that moves it first. */
  readonly steps: readonly FieldStep[];
  /** Why nothing can be done, where nothing can: the places disagree, or nobody can say whether a step acts. */
  readonly open: string | undefined;
}

/** `sure` is false where nobody can say whether the step acts on this object. */
export interface ValueStep {
  readonly step: StepBasis & (MapValue | WrapValue);
  readonly sure: boolean;
}

/** Whether a step acts on the object that `root` is, as far as the program tells. */
export type Acts = (step: FieldStep, root: Root) => boolean | undefined;

/** An object that has a key, and the places that it may have. */
export interface Holder {
  readonly places: readonly Place[];
  readonly self: ts.Node;
}

/** What becomes of a key in all places that an object may have; undefined where nothing does. */
export function fateOf(
  { places, self }: Holder,
  key: string,
  plan: MigrationPlan,
  acts: Acts,
): Fate | undefined {
  const holding = places.filter(({ shape }) =>
    shape.kind === 'object' ? shape.fields.some((one) => one.key === key) : false,
  );
  const own = (spot: Spot): Spot => (spot.path === '' ? { ...spot, root: self } : spot);
  const fates = holding.map(({ spots }) => fateAt(spots.map(own), key, plan, acts));
  const [first] = fates;
  if (fates.every((one) => one === undefined) || holding.length === 0) return undefined;
  if (fates.every((one) => one !== undefined && first !== undefined && isSame(one, first)))
    return first;
  const some = fates.find((one) => one !== undefined);
  return some && { ...some, open: 'it may be one of several things here' };
}

function isSame(one: Fate, other: Fate): boolean {
  return effect(one) === effect(other);
}

function effect({ to, drop, values, open }: Fate): string {
  const said = values.map(({ step, sure }) => [
    sure,
    step.kind === 'map-value' ? [step.values, step.others] : step.as,
  ]);
  return canonicalJson([to, drop !== undefined, said, open]);
}

function fateAt(
  spots: readonly Spot[],
  key: string,
  plan: MigrationPlan,
  acts: Acts,
): Fate | undefined {
  const found: Fate[] = [];
  for (const spot of spots) {
    const path = pathTo(spot.path, key);
    for (const step of plan.types.get(spot.type)?.steps ?? []) {
      if (step.kind === 'add-field' || oldPath(step) !== path) continue;
      // What the user has to choose is changed wherever it is written, not only in objects.
      if (step.option !== undefined) continue;
      const sure = step.when === undefined ? true : acts(step, spot.root);
      if (sure !== false) found.push(fateByStep(step, spot, sure === true, plan));
    }
  }
  return found.length === 0 ? undefined : together(found);
}

/** A step that acts on what is there. */
export type ActingStep = Exclude<FieldStep, { readonly kind: 'add-field' }>;

/** The path of the old type that a step acts on. */
export function oldPath(step: ActingStep): string {
  return 'from' in step ? step.from : step.path;
}

function fateByStep(step: ActingStep, spot: Spot, sure: boolean, plan: MigrationPlan): Fate {
  const open = sure ? undefined : 'whether the step acts here depends on what the object holds';
  const none = { to: undefined, drop: undefined, values: [], steps: [step], open };
  switch (step.kind) {
    case 'rename-field':
      return { ...none, to: [step.to] };
    case 'move-field': {
      const to = relativeTo(spot, step.to, plan);
      return to === undefined ? { ...none, open: outOfReach } : { ...none, to };
    }
    case 'drop-field':
      return { ...none, drop: step };
    case 'map-value':
    case 'wrap-value':
      return { ...none, values: [{ step, sure }], open: undefined };
  }
}

/** What `open` says where a field goes to an object further out than the one that holds it. */
export const outOfReach = 'it goes to another object than the one that holds it';

/** Where a move leads, seen from the object at a spot, which may be moved itself. */
function relativeTo(
  { type, path }: Spot,
  to: string,
  plan: MigrationPlan,
): readonly string[] | undefined {
  if (path === '') return to.split('.');
  const steps = plan.types.get(type)?.steps ?? [];
  const moved = steps.find((one) => one.kind === 'move-field' && one.from === path);
  const now = moved?.kind === 'move-field' ? moved.to : path;
  return to.startsWith(`${now}.`) ? to.slice(now.length + 1).split('.') : undefined;
}

function together(fates: readonly Fate[]): Fate {
  const moving = fates.filter((one) => one.to !== undefined || one.drop !== undefined);
  const ways = new Set(moving.map((one) => canonicalJson([one.to, one.drop !== undefined])));
  const first = moving[0];
  return {
    to: first?.to,
    drop: first?.drop,
    values: fates.flatMap((one) => one.values),
    steps: [...moving, ...fates.filter((one) => !moving.includes(one))].flatMap((one) => one.steps),
    open: ways.size > 1 ? 'two steps say otherwise of it' : fates.find((one) => one.open)?.open,
  };
}

/** The steps that put something into an object itself, where they are the same in all places that it may have. */
export function addedTo(
  places: readonly Place[],
  plan: MigrationPlan,
): readonly (StepBasis & AddField)[] {
  const lists = places.map(({ spots }) =>
    spots
      .filter((one) => one.path === '')
      .flatMap(({ type }) => plan.types.get(type)?.steps ?? [])
      .filter((one) => one.kind === 'add-field'),
  );
  const [first = [], ...others] = lists;
  const said = (steps: readonly AddField[]): string =>
    canonicalJson(steps.map(({ path, value }) => [path, value]));
  return others.every((one) => said(one) === said(first)) ? first : [];
}

/** What a field becomes, told to somebody who has to do it. */
export function toDo({ to, drop, steps }: Fate): string {
  if (drop !== undefined) return 'leave it out';
  if (to === undefined) return steps[0]?.why ?? '';
  return to.length === 1 ? `call it ${to.join('.')}` : `move it to ${to.join('.')}`;
}
