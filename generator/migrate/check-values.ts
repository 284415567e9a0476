import type { Json } from '../model/shape.ts';
import { findPath, type Spot } from './find-path.ts';
import { textsIn, type MapCheck, type MapSide } from './map-check.ts';
import { movedPath } from './moved-path.ts';
import type { AddField, MapValue, MigrationStep, ValuePair } from './step.ts';

/** Whether the old type may have each value that is mapped, and the new one each that it is mapped to; and the other way round. */
export function checkMapped(step: MigrationStep & MapValue, check: MapCheck): void {
  const [old, now] = [spotsBefore(step, check), spotsAfter(step, check)];
  // What is not there at all has been told of.
  if (old.length === 0) return;
  if (now.length === 0) {
    const targets = step.in.flatMap((type) => check.targetsOf(type));
    const message = `${targets.join(', ') || check.migration.to} has no ${step.path} any more`;
    check.unmatched(step, step.kind, message, [], 'say with move-field where it is, or drop it');
    return;
  }
  const table = (pairs: readonly ValuePair[], key: 'values' | 'back'): void => {
    const [from, to] =
      key === 'values' ? (['before', 'after'] as const) : (['after', 'before'] as const);
    for (const [index, pair] of pairs.entries()) {
      const at = (end: 'from' | 'to'): string => placeOf(step, key, index, pair, end);
      expectFit(from, pair.from, from === 'before' ? old : now, at('from'), step, check);
      expectFit(to, pair.to, to === 'before' ? old : now, at('to'), step, check);
    }
    repeated(pairs, key, step, check);
  };
  table(step.values, 'values');
  if (step.back !== undefined) table(step.back, 'back');
}

/** Whether the new type may have the value that it is given. */
export function checkAdded(step: MigrationStep & AddField, check: MapCheck): void {
  const { value } = step;
  if (value.kind === 'copied') return;
  const targets = step.in.flatMap((type) => check.targetsOf(type));
  const spots = targets.flatMap((type) => findPath(type, step.path, check.index('after')).spots);
  if (spots.length === 0) return;
  const [given, key] =
    value.kind === 'constant' ? [value.value, 'value'] : [value.standIn, 'standIn'];
  expectFit('after', given, spots, key, step, check);
}

function expectFit(
  side: MapSide,
  value: Json,
  spots: readonly Spot[],
  key: string,
  step: MigrationStep,
  check: MapCheck,
): void {
  if (spots.some(({ shape }) => check.fits(side, value, shape))) return;
  const message = `${check.version(side)} does not have the value ${JSON.stringify(value)} there`;
  const known = textsIn(spots, check.index(side));
  check.unmatched(step, key, message, typeof value === 'string' ? [value, known] : []);
}

/** In an object of values the old one is a key; in a list, both have one. */
function placeOf(
  { values, back }: MapValue,
  key: 'values' | 'back',
  index: number,
  pair: ValuePair,
  end: 'from' | 'to',
): string {
  const pairs = key === 'values' ? values : back;
  const at = pairs?.indexOf(pair) ?? index;
  return typeof pair.from === 'string' &&
    pairs?.every((one) => typeof one.from === 'string') === true
    ? `${key}/${pair.from.replaceAll('~', '~0').replaceAll('/', '~1')}`
    : `${key}/${String(at)}/${end}`;
}

function repeated(
  pairs: readonly ValuePair[],
  key: 'values' | 'back',
  step: MigrationStep & MapValue,
  check: MapCheck,
): void {
  const seen = new Set<string>();
  for (const [index, { from }] of pairs.entries()) {
    const text = JSON.stringify(from);
    if (seen.has(text)) check.wrong(step, `${key}/${String(index)}`, `${text} is told twice`);
    seen.add(text);
  }
}

function spotsBefore(step: MapValue, check: MapCheck): readonly Spot[] {
  return step.in.flatMap((type) => findPath(type, step.path, check.index('before')).spots);
}

/** Where the values stand in the new version. */
function spotsAfter(step: MapValue, check: MapCheck): readonly Spot[] {
  return step.in.flatMap((type) => {
    const path = movedPath(step.path, type, check.migration.steps);
    return check
      .targetsOf(type)
      .flatMap((target) => findPath(target, path, check.index('after')).spots);
  });
}
