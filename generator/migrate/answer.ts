import type { Change } from '../diff/change.ts';
import type { ApiModel } from '../model/api.ts';
import type { Json } from '../model/shape.ts';
import type { ShapeIndex } from '../model/walk.ts';
import type { MigrationPlan } from './plan.ts';
import type { MigrationStep } from './step.ts';
import type { StepSpots } from './step-spots.ts';

/** The steps that together answer a change; undefined where something of it is left unanswered. */
export type Answer = readonly MigrationStep[] | undefined;

/** A map with its two versions, which is asked for answers. */
export interface Asked {
  readonly before: ApiModel;
  readonly old: ShapeIndex;
  readonly new: ShapeIndex;
  readonly plan: MigrationPlan;
  readonly spots: StepSpots;
  readonly steps: readonly MigrationStep[];
}

/** The answer that steps are, where there are any. */
export function some(steps: readonly MigrationStep[]): Answer {
  return steps.length === 0 ? undefined : [...new Set(steps)];
}

/** The value that a change is about; null where it is about null. */
export function valueOf({ kind, subject }: Change): Json {
  if (kind.startsWith('null-')) return null;
  try {
    return JSON.parse(subject) as Json;
  } catch {
    return subject;
  }
}
