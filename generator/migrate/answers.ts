import type { Change } from '../diff/change.ts';
import type { ApiModel } from '../model/api.ts';
import { indexShapes, type ShapeIndex } from '../model/walk.ts';
import { mayReach } from './conditions.ts';
import { some, valueOf, type Answer, type Asked } from './answer.ts';
import { answersOfMembers } from './answers-members.ts';
import { endpointOf } from './endpoint-of.ts';
import { findPath, open, spotText } from './find-path.ts';
import { mapPathText, parseMapPath, withoutMembers } from './map-path.ts';
import { NewTypes } from './new-types.ts';
import { planMigration, type FieldStep, type MigrationPlan, type TypePlan } from './plan.ts';
import type { Migration, MigrationStep } from './step.ts';
import { holdsValue, names, StepSpots, stepsOf, type Act } from './step-spots.ts';

type Target = TypePlan['to'][number];

/** Which steps of a map say what becomes of what a change has made otherwise. */
export class Answers implements Asked {
  readonly before: ApiModel;
  readonly after: ApiModel;
  readonly plan: MigrationPlan;
  readonly spots: StepSpots;
  readonly #types: NewTypes;

  constructor(migration: Migration, before: ApiModel, after: ApiModel) {
    this.before = before;
    this.after = after;
    this.plan = planMigration(migration, before, after);
    this.spots = new StepSpots(this.plan, before, after);
    this.#types = new NewTypes(indexShapes(after));
  }

  /** A step answers a change where it acts at the very place, and on the very value, that the change is about. */
  to(change: Change): Answer {
    switch (change.kind) {
      case 'event-removed':
      case 'event-added':
      case 'event-moved':
        return some(this.#eventSteps(change));
      case 'endpoint-removed':
      case 'endpoint-added':
      case 'channel-removed':
      case 'channel-added':
      case 'address-changed':
        return some(this.#endpointSteps(change));
      case 'field-added':
        return this.#added(change);
      case 'value-added':
        return this.#brought(change);
      case 'member-added':
      case 'member-removed':
        return answersOfMembers(change, this);
      default:
        return this.#old(change);
    }
  }

  get steps(): readonly MigrationStep[] {
    return this.plan.migration.steps;
  }

  get old(): ShapeIndex {
    return indexShapes(this.before);
  }

  get new(): ShapeIndex {
    return indexShapes(this.after);
  }

  #eventSteps({ kind, subject, flows }: Change): readonly MigrationStep[] {
    return this.steps.filter((step) => {
      if (step.kind !== 'rename-event' && step.kind !== 'split-event') return false;
      if (!flows.includes(step.flow)) return false;
      if (kind !== 'event-added') return step.from === subject;
      return typeof step.to === 'string'
        ? step.to === subject
        : step.to.some((one) => one.event === subject);
    });
  }

  #endpointSteps({ kind, subject }: Change): readonly MigrationStep[] {
    const isNew = kind.endsWith('-added');
    const model = isNew ? this.after : this.before;
    return stepsOf(this.steps, 'change-endpoint').filter((step) => {
      const path = isNew ? step.to : step.from;
      return path === subject || endpointOf(model, path, step.method)?.name === subject;
    });
  }

  /** What is otherwise about something of the version before: for each type that it becomes, the type has it still, or a step acts on it. */
  #old(change: Change): Answer {
    const holder = change.before?.shape;
    if (holder === undefined) return undefined;
    const path = mapPathText(withoutMembers(change.path));
    const acts = [...this.spots.at(holder, path), ...this.#onWhole(holder, path)];
    const value = valueOf(change);
    const outs = this.spots
      .outOfLists(holder)
      .filter(({ step }) => step.kind === 'drop-field' && names(step.item, path, value));
    const parts = change.kind === 'field-removed' ? this.#dissolved(holder, path) : [];
    const used = new Set<MigrationStep>();
    for (const target of this.#targets(holder, path, change)) {
      const keeping = this.#keeping(holder, path, target, change);
      if (keeping.length > 0) {
        for (const step of keeping) used.add(step);
        continue;
      }
      const found =
        change.kind === 'field-required'
          ? this.#filling(holder, path, target)
          : [...acts.filter((act) => this.#acts(act, holder, change, target)), ...outs, ...parts];
      if (found.length === 0) return undefined;
      for (const { step } of found) used.add(step);
    }
    return [...used];
  }

  /** Steps by which objects come to a type that has the thing still: another one than the diff looked at. */
  #keeping(
    holder: string,
    path: string,
    target: Target | undefined,
    change: Change,
  ): readonly MigrationStep[] {
    if (target === undefined || !this.#types.keeps(target.type, path, change)) return [];
    const renamed = stepsOf(this.steps, 'rename-type').filter(
      (one) => one.from === holder && one.to === target.type,
    );
    if (renamed.length > 0) return renamed;
    // The type is called the same, and its events are others now.
    const moved = change.reaches.map(({ flow, event }) =>
      this.steps.find(
        (one) =>
          (one.kind === 'rename-event' || one.kind === 'split-event') &&
          one.flow === flow &&
          one.from === event,
      ),
    );
    return moved.every((one) => one !== undefined) ? moved : [];
  }

  /** Steps that take an object apart, where nothing of it is left. */
  #dissolved(holder: string, path: string, outer: readonly string[] = []): readonly Act[] {
    const here = spotText({ holder, path: parseMapPath(path) ?? [] });
    // What holds itself is never used up.
    if (outer.includes(here)) return [];
    const inside = findPath(holder, path, this.old).spots.flatMap((one) => open(one, this.old));
    const parts = inside.flatMap(({ shape, ...at }) => {
      if (shape.kind !== 'object') return [[]];
      return shape.fields.map(({ key }) => {
        const inner = mapPathText([...at.path, { kind: 'field', key }]);
        const own = this.spots.at(at.holder, inner).filter(({ step }) => step.kind !== 'map-value');
        return own.length > 0 ? own : this.#dissolved(at.holder, inner, [...outer, here]);
      });
    });
    return parts.every((one) => one.length > 0) ? parts.flat() : [];
  }

  /** Steps that drop, or map, a value that the place is inside of. */
  #onWhole(holder: string, path: string): readonly Act[] {
    const parts = path.split(/(?=\[\]|\{\}|\.)/);
    return parts
      .slice(1)
      .flatMap((_, count) => this.spots.at(holder, parts.slice(0, count + 1).join('')))
      .filter(({ step }) => step.kind === 'drop-field' || step.kind === 'map-value');
  }

  /** The types that the holder becomes, as far as they have to do with the change; undefined where there is none. */
  #targets(holder: string, path: string, change: Change): readonly (Target | undefined)[] {
    const all = this.plan.types.get(holder)?.to ?? [];
    if (all.length === 0) return [undefined];
    if (change.kind !== 'value-removed') return all;
    const value = valueOf(change);
    const named = all.filter(({ when }) => names(when, path, value));
    if (named.length > 0) return named;
    const others = all.filter(({ when }) => when === undefined || !Object.hasOwn(when, path));
    return others.length === 0 ? [undefined] : others;
  }

  #acts({ step, type }: Act, holder: string, change: Change, target: Target | undefined): boolean {
    if (type === holder && !this.#reaches(step, holder, target)) return false;
    if (step.kind !== 'map-value')
      return change.kind !== 'field-required' && step.kind !== 'add-field';
    switch (change.kind) {
      case 'value-removed':
      case 'null-removed': {
        const value = valueOf(change);
        return step.others === 'drop' || step.values.some(({ from }) => holdsValue(from, value));
      }
      case 'values-closed':
        return step.others === 'drop';
      case 'type-changed':
      case 'format-changed':
      case 'rest-changed':
        return true;
      default:
        return false;
    }
  }

  /** Whether a step acts on objects that become a type. */
  #reaches({ when }: FieldStep, holder: string, target: Target | undefined): boolean {
    const targets = this.plan.types.get(holder)?.to ?? [];
    return target === undefined || mayReach(when, targets, targets.indexOf(target));
  }

  /** Steps that fill what has to be there. */
  #filling(holder: string, path: string, target: Target | undefined): readonly Act[] {
    if (target === undefined) return [];
    return this.spots
      .into(target.type, path)
      .filter(({ step, type }) => type === holder && this.#reaches(step, holder, target));
  }

  /** What only the version after has: every type that becomes its holder brings it along, or a step fills it. */
  #added(change: Change): Answer {
    const holder = change.after?.shape;
    if (holder === undefined) return undefined;
    const path = mapPathText(withoutMembers(change.path));
    const filling = this.spots.into(holder, path);
    const sources = [...this.plan.types.values()].filter(({ to }) =>
      to.some(
        ({ type }) =>
          type === holder || this.#types.objects(type).some((one) => one.holder === holder),
      ),
    );
    const used = new Set<MigrationStep>();
    for (const { from } of sources) {
      const own = filling.filter(({ type }) => type === from);
      for (const { step } of own) used.add(step);
      if (own.length === 0 && findPath(from, path, this.old).spots.length === 0) return undefined;
    }
    if (sources.length === 0) for (const { step } of filling) used.add(step);
    return some([...used]);
  }

  /** A value that only the version after has: something is mapped to it. */
  #brought(change: Change): Answer {
    const holder = change.after?.shape;
    if (holder === undefined) return undefined;
    const path = mapPathText(withoutMembers(change.path));
    const value = valueOf(change);
    const acts = this.spots.into(holder, path).filter(({ step }) => {
      return step.kind === 'map-value' && step.values.some(({ to }) => holdsValue(to, value));
    });
    return some(acts.map(({ step }) => step));
  }
}
