import type { ApiModel, Flow, Message } from '../model/api.ts';
import type { Shape } from '../model/shape.ts';
import { indexShapes } from '../model/walk.ts';
import { endpointOf } from './endpoint-of.ts';
import { shapesAt } from './field-path.ts';
import { pairTypes, type Place } from './pair-types.ts';
import type { ChangeEndpoint, Condition, InType, Migration, MigrationStep } from './step.ts';

/** A map with everything worked out that follows from it and the two models; converters, codemod and guide are made of it. */
export interface MigrationPlan {
  readonly migration: Migration;
  /** Every event of the version before, those that stay as they are included. */
  readonly events: readonly EventPlan[];
  /** By the name of the type in the version before: every object type, first those that events and bodies of paired endpoints hold. */
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

/**
 * Works out what follows from a map and its two models. The map is held to fit them: what it says of events and types that they do not
 * have is left out.
 */
export function planMigration(
  migration: Migration,
  before: ApiModel,
  after: ApiModel,
): MigrationPlan {
  const events = planEvents(migration, before, after);
  const indexes = [indexShapes(before), indexShapes(after)] as const;
  const places = [
    ...events.map(({ fromType, to }): Place => [
      refTo(fromType),
      to.map(({ type }) => refTo(type)),
    ]),
    ...bodies(migration, before, after),
    // Documents also hold what neither events nor endpoints do; code may name it all the same.
    ...before.shapes.map(({ name }): Place => [refTo(name), []]),
  ];
  const pairs = pairTypes(places, migration.steps, ...indexes);
  const types = [...pairs].map(([from, to]): readonly [string, TypePlan] => {
    const steps = migration.steps.filter(
      (step): step is FieldStep => 'in' in step && step.in.includes(from),
    );
    return [from, { from, to, steps }];
  });
  return { migration, events, types: new Map(types) };
}

function planEvents({ steps }: Migration, before: ApiModel, after: ApiModel): readonly EventPlan[] {
  const known = new Map(
    namedEvents(after).map((one) => [`${one.flow} ${one.event}`, one.type] as const),
  );
  return namedEvents(before).map(({ flow, event, type }) => {
    const step = steps.find(
      (one) =>
        (one.kind === 'rename-event' || one.kind === 'split-event') &&
        one.flow === flow &&
        one.from === event,
    );
    const to = targetsOf(step, event).flatMap((one): readonly EventTarget[] => {
      const name = known.get(`${flow} ${one.event}`);
      return name === undefined ? [] : [{ ...one, type: name }];
    });
    return { flow, from: event, fromType: type, to, step };
  });
}

function targetsOf(
  step: MigrationStep | undefined,
  event: string,
): readonly Omit<EventTarget, 'type'>[] {
  switch (step?.kind) {
    case 'rename-event':
      return [{ event: step.to, when: undefined }];
    case 'split-event':
      return step.to;
    default:
      return [{ event, when: undefined }];
  }
}

interface NamedEvent {
  readonly flow: Flow;
  readonly event: string;
  readonly type: string;
}

/** Each event once, by the first field of its tag; a message without a name or a tag cannot be told by a map. */
export function namedEvents({ messages }: Pick<ApiModel, 'messages'>): readonly NamedEvent[] {
  const all = messages.flatMap(({ flow, shape, tags }: Message) => {
    if (shape.kind !== 'ref') return [];
    const names = new Set(tags.flatMap(([first]) => (typeof first === 'string' ? [first] : [])));
    return [...names].map((event): NamedEvent => ({ flow, event, type: shape.name }));
  });
  return [
    ...new Map(all.toReversed().map((one) => [`${one.flow} ${one.event}`, one])).values(),
  ].toReversed();
}

/** What is asked and answered at the endpoints that both versions have, or that a step pairs. */
function bodies({ steps }: Migration, before: ApiModel, after: ApiModel): readonly Place[] {
  const indexes = [indexShapes(before), indexShapes(after)] as const;
  return (before.endpoints ?? []).flatMap((endpoint) => {
    const step = steps.find(
      (one): one is MigrationStep & ChangeEndpoint =>
        one.kind === 'change-endpoint' && endpointOf(before, one.from, one.method) === endpoint,
    );
    const other =
      step === undefined
        ? after.endpoints?.find(({ name }) => name === endpoint.name)
        : endpointOf(after, step.to, step.method);
    return (['asked', 'answered'] as const).flatMap((side) =>
      shapesAt([endpoint[side]], ['body'], indexes[0]).map((body): Place => {
        return [body, other === undefined ? [] : shapesAt([other[side]], ['body'], indexes[1])];
      }),
    );
  });
}

function refTo(name: string): Shape {
  return { kind: 'ref', name };
}
