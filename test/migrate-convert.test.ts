import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { patchedBundle } from './patched.ts';
import { valuesOf } from './migrate/arbitrary-values.ts';
import { sameButForLosses } from './migrate/but-for-losses.ts';
import { migrated } from './migrate/converters.ts';
import { runConverters } from './migrate/run-converters.ts';
import { namedEvents } from '../generator/migrate/plan.ts';
import { createJudge } from './wire/judge.ts';

const { before, text } = await migrated('beta', 'ga');
const converters = await runConverters(text);
const judge = createJudge(patchedBundle('ga'));
const events = namedEvents(before);
const values = valuesOf(before);
const sides = { sent: 'Client', received: 'Server' } as const;
const directions = { sent: 'client', received: 'server' } as const;

describe('any event of beta', () => {
  test.each(events.map((one) => [`${one.flow} ${one.event}`, one] as const))(
    '%s upgrades to ga, and comes back but for its losses',
    (_, { flow, event, type }) => {
      const up = converters[`upgrade${sides[flow]}Event`]!;
      const down = converters[`downgrade${sides[flow]}Event`]!;
      fc.assert(
        fc.property(values(type), (value) => {
          const given = JSON.stringify(value);
          const { values: upgraded = [], losses } = up(value);
          expect(JSON.stringify(value)).toBe(given);
          const drifts = upgraded.flatMap((message) =>
            judge({
              place: event,
              direction: directions[flow],
              message: message as Record<string, unknown>,
            }),
          );
          expect(drifts.map((one) => `${one.path} ${one.kind}`).slice(0, 3)).toEqual([]);
          const back = upgraded.map((one) => down(one));
          const returned = back.flatMap((one) => one.values ?? []);
          expect(returned).toHaveLength(1);
          const told = back.flatMap((one) => (one.values?.length === 0 ? [] : one.losses));
          if (!sameButForLosses(value, returned[0], losses)) {
            expect({ losses, told, returned: returned[0] }).toEqual(value);
          }
          expect(told).toEqual([]);
        }),
        { numRuns: 200, seed: 7 },
      );
    },
  );
});
