import { isTelling } from '../codemod-words.ts';
import type { Condition } from '../step.ts';
import type { EventPlan, MigrationPlan } from '../plan.ts';

/** What becomes of the name of an event. */
export type EventFate = RenamedEvent | UndecidedEvent;

/** It is another name, wherever it stands. */
export interface RenamedEvent {
  readonly kind: 'renamed';
  readonly from: string;
  readonly to: string;
  readonly step: string;
  /** True where the old version has an event of the new name too, so that two become one. */
  readonly joins: boolean;
  readonly fromTypes: readonly string[];
}

/** Only the author knows which of the new events is meant, or there is none. */
export interface UndecidedEvent {
  readonly kind: 'undecided';
  readonly from: string;
  readonly step: string;
  readonly todo: string;
}

/** The events whose name does not stay, by their old name. */
export function eventFates(plan: MigrationPlan): ReadonlyMap<string, EventFate> {
  const known = answers.get(plan);
  if (known !== undefined) return known;
  const byName = new Map<string, readonly EventPlan[]>();
  for (const one of plan.events) byName.set(one.from, [...(byName.get(one.from) ?? []), one]);
  const fates = new Map(
    [...byName].flatMap(([from, events]) => {
      const fate = fateOf(from, events, byName);
      return fate === undefined ? [] : [[from, fate] as const];
    }),
  );
  answers.set(plan, fates);
  return fates;
}

/**
 * What becomes of a name that no document has, where nothing that begins with the same word is left: servers say `transcription_session.created`,
 * too.
 */
export function fateOfKin(name: string, { events }: MigrationPlan): UndecidedEvent | undefined {
  const [family, ...rest] = name.split('.');
  if (family === undefined || rest.length === 0 || !isTelling(family)) return undefined;
  const begins = (one: string): boolean => one.startsWith(`${family}.`);
  const kin = events.find(({ from }) => begins(from));
  const isLeft = events.some(
    ({ from, to }) => from === name || to.some((one) => begins(one.event)),
  );
  const [now] = kin?.to ?? [];
  if (kin === undefined || now === undefined || isLeft) return undefined;
  const todo = `nothing of ${family} comes any more; ${kin.from} is called ${now.event} now`;
  return { kind: 'undecided', from: name, step: kin.step?.id ?? kin.from, todo };
}

const answers = new WeakMap<MigrationPlan, ReadonlyMap<string, EventFate>>();

function fateOf(
  from: string,
  events: readonly EventPlan[],
  byName: ReadonlyMap<string, readonly EventPlan[]>,
): EventFate | undefined {
  const targets = new Map(events.flatMap(({ to }) => to.map((one) => [one.event, one] as const)));
  const step = events.find((one) => one.step !== undefined)?.step?.id ?? `${from} is gone`;
  const [only] = targets.values();
  if (only === undefined) {
    return { kind: 'undecided', from, step, todo: 'take it out; nothing like it comes any more' };
  }
  if (targets.size === 1 && only.when === undefined && events.every(({ to }) => to.length > 0)) {
    if (only.event === from) return undefined;
    const fromTypes = events.map(({ fromType }) => fromType);
    return {
      kind: 'renamed',
      from,
      to: only.event,
      step,
      joins: byName.has(only.event),
      fromTypes,
    };
  }
  const choices = [...targets.values()].map(({ event, when }) => event + conditionText(when));
  return { kind: 'undecided', from, step, todo: `handle ${choices.join(' or ')} in its place` };
}

function conditionText(when: Condition | undefined): string {
  if (when === undefined) return '';
  const parts = Object.entries(when).map(
    ([path, values]) => `${path} is ${values.map((one) => JSON.stringify(one)).join(' or ')}`,
  );
  return ` (where ${parts.join(', ')})`;
}
