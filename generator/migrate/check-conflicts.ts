import { mayMeet } from './conditions.ts';
import type { MapCheck } from './map-check.ts';
import { newPath } from './moved-path.ts';
import { mapPathText, parseMapPath } from './map-path.ts';
import type { FieldStep } from './plan.ts';
import type { MigrationStep } from './step.ts';

/** Steps that take the same value to two places, or two values to the same place, of one object. */
export function checkConflicts(check: MapCheck): void {
  const taken = new Map<string, FieldStep[]>();
  for (const step of check.migration.steps) {
    if (!('in' in step)) continue;
    for (const type of step.in) {
      for (const [claim, what] of claimsOf(step)) {
        const key = `${claim} ${type}.${what}`;
        const others = taken.get(key) ?? [];
        taken.set(key, [...others, step]);
        const other = others.find((one) => mayMeet(one.when, step.when));
        if (other !== undefined)
          check.wrong(step, keyOf(claim, step), `${other.id} ${claim} ${type}.${what} too`);
      }
    }
  }
  checkEvents(check);
}

type Claim = 'takes' | 'maps' | 'fills';

/** What a step has to itself: the value that it takes away, the values that it maps, the place that it fills. */
function claimsOf(step: FieldStep): readonly (readonly [Claim, string])[] {
  switch (step.kind) {
    case 'rename-field':
    case 'move-field':
      return [
        ['takes', plain(step.from)],
        ['fills', mapPathText(newPath(step))],
      ];
    case 'drop-field':
      // Of a list's items, each step takes its own.
      return step.item === undefined ? [['takes', plain(step.path)]] : [];
    case 'map-value':
      return [['maps', plain(step.path)]];
    case 'wrap-value':
      return [['maps', `${plain(step.path)} as a whole`]];
    case 'add-field':
      // A value that an old one brought there stays.
      return [];
  }
}

function keyOf(claim: Claim, step: FieldStep): string {
  return claim === 'fills' ? 'to' : step.kind;
}

function plain(path: string): string {
  return mapPathText(parseMapPath(path) ?? []);
}

/** An event becomes something once. */
function checkEvents(check: MapCheck): void {
  const seen = new Map<string, MigrationStep>();
  for (const step of check.migration.steps) {
    if (step.kind !== 'rename-event' && step.kind !== 'split-event') continue;
    const key = `${step.flow} ${step.from}`;
    const other = seen.get(key);
    if (other === undefined) seen.set(key, step);
    else check.wrong(step, step.kind, `${other.id} says what becomes of ${step.from}`);
  }
}
