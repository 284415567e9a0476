import { VERSION } from 'openai/version';
import { describe, expect, test } from 'vitest';
import { compareEvents, type Comparison, type Misfit } from './assignability/compare-events.ts';
import { withoutDeviations } from './assignability/without-deviations.ts';
import { deviations, type Deviation } from './deviations.ts';
import { modelOfFile } from './output/emit.ts';

/** The vendor's own types for each version, in its TypeScript SDK, and how many events there are. */
const versions = [
  { version: 'beta', vendor: 'openai/resources/beta/realtime/realtime', events: 46 },
  { version: 'ga', vendor: 'openai/resources/realtime/realtime', events: 59 },
] as const;

const cases = versions.map(({ version, vendor, events }) => {
  const model = modelOfFile(`spec/openai-realtime/${version}.asyncapi.yaml`);
  const own = deviations.filter((one) => one.version === version);
  // What only HTTP carries is in no event.
  const single = own.filter((one) => one.events.length > 0);
  return { version, vendor, events, model, own, single };
});

const beta = withoutDeviations(cases[0]!.model, cases[0]!.own);
const spoiled: readonly Comparison[] = [
  {
    label: 'spoiled: an event less',
    model: { ...beta, messages: beta.messages.slice(1) },
    vendor: versions[0].vendor,
  },
  { label: 'spoiled: no package', model: beta, vendor: 'openai/resources/beta/realtime/nowhere' },
];

const outcomes = compareEvents([
  ...spoiled,
  ...cases.flatMap(({ version, vendor, model, own, single }): readonly Comparison[] => [
    { label: `${version} as shipped`, model, vendor },
    { label: `${version} without deviations`, model: withoutDeviations(model, own), vendor },
    ...single.map((one) => {
      const others = own.filter((other) => other !== one);
      return {
        label: `${version} with ${labelOf(one)}`,
        model: withoutDeviations(model, others),
        vendor,
      };
    }),
  ]),
]);

function labelOf({ type, field, kind }: Deviation): string {
  return `${type}.${field} ${kind}`;
}

/** `ours to theirs response.done`, sorted. */
function placesOf(misfits: readonly Pick<Misfit, 'event' | 'direction'>[]): readonly string[] {
  return [...new Set(misfits.map(({ event, direction }) => `${direction}: ${event}`))].sort();
}

/** Null or absence where the vendor has none cannot be given to the vendor's type; a further optional field can. */
function expectedOf(given: readonly Deviation[]): readonly string[] {
  return placesOf(
    given
      .filter(({ kind }) => kind !== 'field')
      .flatMap(({ events }) =>
        events.map((event) => ({ event, direction: 'ours to theirs' as const })),
      ),
  );
}

test('the package that we compare with is the one that the facts are about', () => {
  expect(VERSION).toBe('5.20.0');
});

describe.each(cases)('$version', ({ version, events, own, single }) => {
  test(`all ${String(events)} events are mutually assignable, deviations taken out`, () => {
    expect(outcomes.get(`${version} without deviations`)).toEqual({
      compared: events,
      misfits: [],
    });
  });

  test('as shipped, what fails is what the deviations say', () => {
    const { compared, misfits } = outcomes.get(`${version} as shipped`)!;
    expect(compared).toBe(events);
    expect(placesOf(misfits)).toEqual(expectedOf(own));
  });

  test.each(single.map((one) => [labelOf(one), one.ours, one] as const))(
    'alone, %s (%s) fails its events',
    (label, _ours, one) => {
      const { misfits } = outcomes.get(`${version} with ${label}`)!;
      expect(placesOf(misfits)).toEqual(expectedOf([one]));
    },
  );
});

describe('the comparison', () => {
  test('sees an event that is missing', () => {
    const { compared, misfits } = outcomes.get('spoiled: an event less')!;
    expect(compared).toBe(45);
    const places = misfits.map(({ event }) => event);
    expect(new Set(places)).toEqual(new Set(['type of RealtimeClientEvent', 'any that is sent']));
  });

  test('sees a package that is missing', () => {
    const { misfits } = outcomes.get('spoiled: no package')!;
    expect(misfits.map(({ event }) => event)).toEqual(['import']);
  });

  test('takes no deviation out twice', () => {
    expect(() => withoutDeviations(beta, [cases[0]!.own[0]!])).toThrow('has no deviation');
  });
});
