import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { namedEvents } from '../generator/migrate/plan.ts';
import type { Flow } from '../generator/model/api.ts';
import { valuesOf } from './migrate/arbitrary-values.ts';
import { sameButForLosses } from './migrate/but-for-losses.ts';
import { existingMigrations, migrated } from './migrate/converters.ts';
import { runConverters, type Conversion, type Converters } from './migrate/run-converters.ts';
import { patchedBundle } from './patched.ts';
import { createJudge, createSchemaJudge, type Drift } from './wire/judge.ts';

const speakers = { sent: 'Client', received: 'Server' } as const;
const directions = { sent: 'client', received: 'server' } as const;
const runs = { numRuns: 150, seed: 7 };

/** Anything as JSON has it, so that what a converter changed would be seen. */
const textOf = (value: unknown): string => JSON.stringify(value);

describe.each(existingMigrations)('from %s to %s', async (before, after) => {
  const { plan, before: model, text } = await migrated(before, after);
  const converters = await runConverters(text);
  const values = valuesOf(model);
  const judge = createJudge(patchedBundle(after));
  const judgeShape = createSchemaJudge(patchedBundle(after));

  /** Fields of which the map says that they stay where they are, though the version after has no type for them. */
  const kept = plan.migration.waivers.flatMap(({ change }) => {
    const [, key] = /^field-removed [\w*]+\.(\w+)$/.exec(change) ?? [];
    return key === undefined ? [] : [key];
  });
  const surprising = (drifts: readonly Drift[]): readonly string[] =>
    drifts
      .filter(({ path, kind }) => !(kind === 'unknown' && kept.includes(path.split('.').at(-1)!)))
      .map(({ path, kind }) => `${path} ${kind}`)
      .slice(0, 5);

  test.each(namedEvents(model).map((one) => [`${one.flow} ${one.event}`, one] as const))(
    'any %s comes out valid, and comes back but for its losses',
    (_, { flow, event, type }) => {
      fc.assert(
        fc.property(values(type), (value) => {
          const given = textOf(value);
          const up = converter(converters, 'upgrade', flow)(value);
          expect(textOf(value)).toBe(given);
          const messages = (up.values ?? []) as readonly Readonly<Record<string, unknown>>[];
          for (const message of messages) {
            const drifts = judge({ place: event, direction: directions[flow], message });
            expect(surprising(drifts)).toEqual([]);
          }
          // One that has become what is another event there already cannot be told from it any more.
          if (up.losses.some(({ path }) => path === '/type')) return;
          const downs = messages.map((one) => converter(converters, 'downgrade', flow)(one));
          expectBack(
            value,
            up,
            downs.filter((one) => one.values?.length !== 0),
          );
        }),
        runs,
      );
    },
  );

  const shapes = model.shapes.flatMap(({ name, shape }) =>
    shape.kind === 'object' && converters[`upgrade${name}`] !== undefined ? [name] : [],
  );

  test.each(shapes)('any %s comes out valid, and comes back but for its losses', (name) => {
    const targets = plan.types.get(name)?.to.map(({ type }) => type) ?? [];
    fc.assert(
      fc.property(values(name), (value) => {
        const up = converters[`upgrade${name}`]!(value);
        const found = targets.map((type) => surprising(judgeShape(type, up.value)));
        if (!found.some((drifts) => drifts.length === 0)) expect(found).toEqual([]);
        expectBack(value, up, [converters[`downgrade${name}`]!(up.value)]);
      }),
      runs,
    );
  });
});

function converter(
  converters: Converters,
  verb: 'upgrade' | 'downgrade',
  flow: Flow,
): Converters[string] {
  const found = converters[`${verb}${speakers[flow]}Event`];
  if (found === undefined) throw new Error(`there is no function that can ${verb} what is ${flow}`);
  return found;
}

/** What the only way back gave is what was given, but for what was told on the way there; on the way back, nothing more is lost. */
function expectBack(value: unknown, up: Conversion, downs: readonly Conversion[]): void {
  expect(downs).toHaveLength(1);
  const [down] = downs;
  const returned = down?.values?.[0] ?? down?.value;
  if (!sameButForLosses(value, returned, up.losses)) {
    expect({ returned, losses: up.losses }).toEqual({ returned: value });
  }
  expect(down?.losses).toEqual([]);
}
