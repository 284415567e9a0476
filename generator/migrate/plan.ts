import type { Flow } from '../model/api.ts';
import type { Condition, InType, Migration, MigrationStep } from './step.ts';

/** A map with everything worked out that follows from it and the two models; converters, codemod and guide are made of it. */
export interface MigrationPlan {
  readonly migration: Migration;
  /** Every event of the version before, those that stay as they are included. */
  readonly events: readonly EventPlan[];
  /** By the name of the type in the version before: every object type that an event, or a body of a paired endpoint, holds. */
  readonly types: ReadonlyMap<string, TypePlan>;
}

export interface EventPlan {
  readonly flow: Flow;
  /** The tag of the event, `response.audio.delta`. */
  readonly from: string;
  /** The name of the payload's type. */
  readonly fromType: string;
  /** Several where the event is split; none where the new version has nothing for it. */
  readonly to: readonly EventTarget[];
  /** The step that says so; undefined where nothing is said of it. */
  readonly step: MigrationStep | undefined;
}

export interface EventTarget {
  readonly event: string;
  readonly type: string;
  readonly when: Condition | undefined;
}

/** What becomes of objects of a type. */
export interface TypePlan {
  readonly from: string;
  /** The types of the version after, the first whose condition holds; none where the type is gone. */
  readonly to: readonly { readonly type: string; readonly when: Condition | undefined }[];
  /** In the map's order. */
  readonly steps: readonly FieldStep[];
}

export type FieldStep = Extract<MigrationStep, InType>;
