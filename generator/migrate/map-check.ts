import { finding, type Finding } from '../base/finding.ts';
import { suggest } from '../base/nearest.ts';
import { pointerSegments, pointerTo } from '../base/pointer.ts';
import type { Path } from '../diff/path.ts';
import { eventLabel } from '../diff/pair-messages.ts';
import { valueFits } from '../emit/value-fits.ts';
import type { ApiModel, Flow } from '../model/api.ts';
import type { Json, Shape } from '../model/shape.ts';
import { indexShapes, type ShapeIndex } from '../model/walk.ts';
import { endpointOf } from './endpoint-of.ts';
import { findPath, followPath, open, type FoundPath, type Spot } from './find-path.ts';
import { movedPath } from './moved-path.ts';
import { mapPathText, parseMapPath } from './map-path.ts';
import { planMigration, type MigrationPlan } from './plan.ts';
import type {
  ChangeEndpoint,
  Condition,
  DropField,
  Migration,
  MigrationStep,
  WrapValue,
} from './step.ts';

/** Where paths of a condition start, by what findings call it. */
type Start = readonly [from: string, spots: readonly Spot[]];

/** One of the two versions of a map. */
export type MapSide = 'before' | 'after';

/** A map beside its two versions, and what is found wrong with it. */
export class MapCheck {
  readonly migration: Migration;
  readonly findings: Finding[] = [];
  readonly plan: MigrationPlan;
  readonly #models: Readonly<Record<MapSide, ApiModel>>;

  constructor(migration: Migration, before: ApiModel, after: ApiModel) {
    this.migration = migration;
    this.#models = { before, after };
    this.plan = planMigration(migration, before, after);
  }

  index(side: MapSide): ShapeIndex {
    return indexShapes(this.#models[side]);
  }

  version(side: MapSide): string {
    return side === 'before' ? this.migration.from : this.migration.to;
  }

  /** Something is wrong with what stands under a key of a step, keys of which are parted by slashes. */
  wrong(step: MigrationStep, key: string, message: string, hint?: string): void {
    this.#tell('migration-conflict', step, key, message, hint);
  }

  /** A version does not have what a step names. */
  unmatched(
    step: MigrationStep,
    key: string,
    message: string,
    names: readonly [given: string, known: readonly string[]] | readonly [],
    hint?: string,
  ): void {
    const [given, known] = names;
    const better = given === undefined ? hint : (suggest(given, known ?? []) ?? hint);
    this.#tell('migration-unmatched', step, key, message, better);
  }

  /** The payload's type of an event, undefined where the version has no such event. */
  event(
    side: MapSide,
    event: string,
    flow: Flow,
    step: MigrationStep,
    key: string = step.kind,
  ): string | undefined {
    const { messages } = this.#models[side];
    const own = messages.filter((one) => one.flow === flow);
    const found = own.find((one) => eventLabel(one) === event);
    if (found !== undefined) return found.shape.kind === 'ref' ? found.shape.name : undefined;
    const other = messages.some((one) => eventLabel(one) === event);
    const message = `${this.version(side)} has no event ${event} that is ${flow}`;
    const hint = other ? `it is ${flow === 'sent' ? 'received' : 'sent'}` : undefined;
    this.unmatched(step, key, message, other ? [] : [event, own.map(eventLabel)], hint);
    return undefined;
  }

  type(side: MapSide, name: string, step: MigrationStep, key: string): boolean {
    const index = this.index(side);
    if (index.has(name)) return true;
    this.unmatched(step, key, `${this.version(side)} has no type ${name}`, [
      name,
      [...index.keys()],
    ]);
    return false;
  }

  path(side: MapSide, type: string, path: string, step: MigrationStep, key: string): boolean {
    const found = findPath(type, path, this.index(side));
    if (found.spots.length > 0) return true;
    this.unmatched(step, key, ...this.#nothingAt(type, path, found));
    return false;
  }

  /** Whether at least one of several types of the version after has a path in which a value may stand. */
  oneHolds(types: readonly string[], path: Path, step: MigrationStep, key: string): boolean {
    const index = this.index('after');
    const found = types.map((type) => [type, findPath(type, path, index)] as const);
    const spots = found.flatMap(([, { spots }]) => spots);
    if (spots.some(({ shape }) => shape.kind !== 'never')) return true;
    const text = mapPathText(path);
    const [nearest] = found.toSorted(([, a], [, b]) => b.until.length - a.until.length);
    if (spots.length > 0)
      this.wrong(step, key, `nothing may stand at ${text} in ${types.join(', ')}`);
    else if (nearest !== undefined)
      this.unmatched(step, key, ...this.#nothingAt(nearest[0], text, nearest[1]));
    return false;
  }

  /** Whether the paths of a condition are there in each of several types, and may have its values in one of them. */
  condition(
    side: MapSide,
    types: readonly string[],
    condition: Condition,
    step: MigrationStep,
    key = 'when',
  ): void {
    const index = this.index(side);
    const starts = types.map((type): Start => [type, findPath(type, [], index).spots]);
    this.#holds(side, starts, condition, step, key);
  }

  /** The same of the items of a list. */
  itemCondition(step: MigrationStep & DropField, condition: Condition): void {
    const index = this.index('before');
    const starts = step.in.map((type): Start => {
      return [`${type}.${step.path}`, findPath(type, step.path, index).spots];
    });
    this.#holds('before', starts, condition, step, 'item');
  }

  /** The types that objects of a type become. */
  targetsOf(type: string): readonly string[] {
    const planned = this.plan.types.get(type)?.to.map((one) => one.type) ?? [];
    if (planned.length > 0 || !this.index('after').has(type)) return planned;
    return [type];
  }

  /** Where what a step wraps stands in the new type. */
  wrapped(step: WrapValue, type: string): Path {
    return parseMapPath(movedPath(step.path, type, this.migration.steps)) ?? [];
  }

  endpoint(side: MapSide, path: string, step: MigrationStep & ChangeEndpoint, key: string): void {
    const { endpoints } = this.#models[side];
    // Without a document of what goes over HTTP nobody knows, and a connection is none of it.
    if (endpoints === undefined || step.method === 'WEBSOCKET') return;
    if (endpointOf({ endpoints }, path, step.method) !== undefined) return;
    const name = `${step.method ?? ''} ${path}`.trim();
    const known = endpoints.map((one) => one.name);
    this.unmatched(step, key, `${this.version(side)} has no endpoint ${name}`, [name, known]);
  }

  /** True for a value that a shape of a version admits, one way or the other. */
  fits(side: MapSide, value: Json, shape: Shape): boolean {
    const index = this.index(side);
    return (['read', 'write'] as const).some((one) =>
      valueFits(value, shape, { index, side: one, keys: 'any' }),
    );
  }

  #holds(
    side: MapSide,
    starts: readonly Start[],
    condition: Condition,
    step: MigrationStep,
    key: string,
  ): void {
    const index = this.index(side);
    for (const [path, values] of Object.entries(condition)) {
      const spots = starts.flatMap(([from, start]) => {
        const found = followPath(start, path, index);
        if (found.spots.length === 0 && start.length > 0)
          this.unmatched(step, `${key}/${path}`, ...this.#nothingAt(from, path, found));
        return found.spots;
      });
      if (spots.length === 0) continue;
      for (const value of values) {
        if (value === null || spots.some(({ shape }) => this.fits(side, value, shape))) continue;
        const message = `${path} of ${starts.map(([from]) => from).join(', ')} is never ${JSON.stringify(value)}`;
        this.unmatched(step, `${key}/${path}`, message, [
          typeof value === 'string' ? value : JSON.stringify(value),
          textsIn(spots, index),
        ]);
      }
    }
  }

  #nothingAt(
    type: string,
    path: string,
    { until, keys }: FoundPath,
  ): [string, readonly [string, readonly string[]]] {
    const steps = parseMapPath(path) ?? [];
    const next = steps[parseMapPath(until)?.length ?? 0];
    const where = until === '' ? type : `${until} of ${type}`;
    const missing = next === undefined ? path : mapPathText([next]);
    return [`${where} has no ${missing}`, [missing, keys]];
  }

  #tell(
    rule: 'migration-conflict' | 'migration-unmatched',
    step: MigrationStep,
    key: string,
    message: string,
    hint: string | undefined,
  ): void {
    const { file, pointer } = step.at;
    // Paths in conditions have no slash in them, and what has one is the key of a list.
    const at = { file, pointer: pointerTo(pointer, ...pointerSegments(`/${key}`)) };
    this.findings.push(finding(rule, 'error', at, message, hint));
  }
}

/** The texts that literals and enums at some spots name. */
export function textsIn(spots: readonly Spot[], index: ShapeIndex): readonly string[] {
  return spots
    .flatMap((one) => open(one, index))
    .flatMap(({ shape }) => {
      if (shape.kind === 'enum') return shape.values.map(String);
      return shape.kind === 'literal' ? [String(shape.value)] : [];
    });
}
