import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isRecord } from '../generator/base/json.ts';
import { pointerSegments } from '../generator/base/pointer.ts';
import { namedEvents } from '../generator/migrate/plan.ts';
import type { ApiModel } from '../generator/model/api.ts';
import { valuesOf } from './migrate/arbitrary-values.ts';
import { existingMigrations, migrated } from './migrate/converters.ts';
import { runConverters, type Loss } from './migrate/run-converters.ts';
import { patchedBundle } from './patched.ts';
import { createJudge } from './wire/judge.ts';

const runs = { numRuns: 60, seed: 11 };
const speakers = { sent: 'Client', received: 'Server' } as const;
const directions = { sent: 'client', received: 'server' } as const;

/** Each event of a model with a way to try what comes of it. */
function eachEvent(
  model: ApiModel,
  prove: (one: ReturnType<typeof namedEvents>[number], value: unknown) => void,
): void {
  for (const one of namedEvents(model)) {
    const property = fc.property(valuesOf(model)(one.type), (value) => {
      prove(one, value);
    });
    fc.assert(property, runs);
  }
}

/** What stands at the place of a loss; an empty list where nothing does. */
function standing(value: unknown, path: string): readonly unknown[] {
  let found = [value];
  for (const key of pointerSegments(path)) {
    found = found.flatMap((one) => {
      if (Array.isArray(one)) return one.slice(Number(key), Number(key) + 1) as unknown[];
      return isRecord(one) && Object.hasOwn(one, key) ? [one[key]] : [];
    });
  }
  return found;
}

/** What is wrong with how a loss is told. Of what others tell from within, the rest is lost. */
function faultsOf(
  given: unknown,
  { path, lost, standIn, why }: Loss,
  all: readonly Loss[],
): readonly string[] {
  const [there] = standing(given, path);
  const isWhole = !all.some((one) => one.path.startsWith(`${path}/`));
  return [
    ...(why.trim() === '' ? [`${path} is told without a reason`] : []),
    ...(standIn === undefined && there === undefined ? [`nothing stood at ${path}`] : []),
    ...(lost !== undefined && isWhole && JSON.stringify(lost) !== JSON.stringify(there)
      ? [`at ${path} stood something else`]
      : []),
    ...(lost === undefined && standIn === undefined ? [`${path} lost nothing`] : []),
  ];
}

describe.each(existingMigrations)('from %s to %s', async (before, after) => {
  const migration = await migrated(before, after);
  const converters = await runConverters(migration.text);

  test.each([
    ['upgrade', migration.before],
    ['downgrade', migration.after],
  ] as const)('each loss on %s says what stood where, and why', (verb, model) => {
    let told = 0;
    eachEvent(model, ({ flow }, value) => {
      const { losses } = converters[`${verb}${speakers[flow]}Event`]!(value);
      told += losses.length;
      expect(losses.flatMap((one) => faultsOf(value, one, losses))).toEqual([]);
    });
    expect(told).toBeGreaterThan(100);
  });
});

test('any event of GA becomes one that the beta declares, but for values that only GA allows', async () => {
  const migration = await migrated('beta', 'ga');
  const converters = await runConverters(migration.text);
  const judge = createJudge(patchedBundle('beta'));
  const made = new Map<string, number>();
  eachEvent(migration.after, ({ flow, event }, value) => {
    const { values = [] } = converters[`downgrade${speakers[flow]}Event`]!(value);
    for (const message of values) {
      if (!isRecord(message)) throw new Error('an event is an object');
      const drifts = judge({ place: event, direction: directions[flow], message });
      // A name of a model that came with GA, a kind of content, a setting that is switched off by null.
      const others = drifts.filter(({ kind }) => kind !== 'enum' && kind !== 'null');
      expect(others).toEqual([]);
    }
    made.set(event, (made.get(event) ?? 0) + values.length);
  });
  const silent = [...made].filter(([, count]) => count === 0).map(([event]) => event);
  const known = new Set(namedEvents(migration.before).map((one) => one.event));
  expect(silent.filter((one) => known.has(one))).toEqual([]);
});
