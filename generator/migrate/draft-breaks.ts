import type { Change } from '../diff/change.ts';
import type { Judgement } from '../diff/judgement.ts';
import { exampleMaker } from '../emit/example.ts';
import { indexShapes } from '../model/walk.ts';
import { coverOf, isAnswered } from './cover.ts';
import {
  drafted,
  draftedMap,
  placeOf,
  todo,
  type DraftedStep,
  type Drafting,
} from './draft-steps.ts';
import { findPath } from './find-path.ts';
import { mapPathText, withoutMembers } from './map-path.ts';
import { planMigration, type MigrationPlan } from './plan.ts';

/** What a draft makes of breaks that no candidate explains. */
export interface DraftedBreaks {
  readonly steps: readonly DraftedStep[];
  /** For the rest somebody has to find a step, or a reason why there need be none. */
  readonly open: readonly Judgement[];
}

/** What is gone is dropped, what has to be there is asked for; all else is left to a person. */
export function draftBreaks(
  steps: readonly DraftedStep[],
  judgements: readonly Judgement[],
  drafting: Drafting,
): DraftedBreaks {
  const { before, after } = drafting;
  const map = draftedMap(steps, drafting);
  const plan = planMigration(map, before, after);
  const left = coverOf(map, before, after, judgements).breaks.filter((one) => !isAnswered(one));
  const made = left.flatMap(({ judgement }) => stepFor(judgement, plan, drafting) ?? []);
  const whole = draftedMap([...steps, ...made], drafting);
  return {
    steps: made,
    open: coverOf(whole, before, after, judgements)
      .breaks.filter((one) => !isAnswered(one))
      .map((one) => one.judgement),
  };
}

function stepFor(
  { change, message }: Judgement,
  plan: MigrationPlan,
  drafting: Drafting,
): DraftedStep | undefined {
  const path = mapPathText(withoutMembers(change.path));
  if (path === '') return undefined;
  const type = change.before?.shape;
  if (change.kind === 'field-removed' && type !== undefined) {
    const what = { kind: 'drop-field', path, in: [type], when: undefined } as const;
    return drafted(what, [message], undefined, todo);
  }
  const isNeeded = change.kind === 'field-required' || change.kind === 'field-added';
  return isNeeded ? askedFor(change, path, message, plan, drafting) : undefined;
}

/** Data gets a stand-in, and whoever writes source code a note. */
function askedFor(
  change: Change,
  path: string,
  message: string,
  plan: MigrationPlan,
  { after }: Drafting,
): DraftedStep | undefined {
  const type = change.after?.shape;
  if (type === undefined) return undefined;
  const index = indexShapes(after);
  const [spot] = findPath(type, path, index).spots;
  const standIn = spot && exampleMaker(index, 'write')(spot.shape);
  const types = [...plan.types.values()].filter(({ to }) => to.some((one) => one.type === type));
  if (standIn === undefined || types.length === 0) return undefined;
  const value = { kind: 'asked', question: `What is ${placeOf(change)}?`, standIn } as const;
  const what = {
    kind: 'add-field',
    path,
    value,
    in: types.map(({ from }) => from),
    when: undefined,
  } as const;
  return drafted(what, [message], undefined);
}
