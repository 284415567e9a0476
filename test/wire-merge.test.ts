import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { WireReport } from '../generator/base/wire-report.ts';
import { emptyReport, mergeReports } from '../generator/wire/merge.ts';
import { captured } from './wire/captured.ts';
import { checkGiven, type Given } from './wire/check-files.ts';
import { wireVersions } from './wire/models.ts';

const versions = await wireVersions('unpatched');
const of = { api: 'openai-realtime', version: 'beta' };

/** Lines of a capture: messages that were captured, with something else in them now and then, and lines that are none. */
const line = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .constantFrom(...captured)
      .map(({ direction, message }) => ({ direction, message })),
  },
  {
    weight: 3,
    arbitrary: fc
      .record({
        one: fc.constantFrom(...captured),
        key: fc.constantFrom('type', 'event_id', 'response', 'item', 'extra', '__proto__'),
        value: fc.oneof(fc.constant(null), fc.string({ maxLength: 4 }), fc.integer()),
      })
      .map(({ one, key, value }) => ({
        direction: one.direction,
        message: Object.fromEntries([...Object.entries(one.message), [key, value]]),
      })),
  },
  { weight: 1, arbitrary: fc.constant('no JSON') },
);

const capture = fc
  .array(line, { maxLength: 12 })
  .map((lines) => lines.map((one) => (one === 'no JSON' ? one : JSON.stringify(one))).join('\n'));

const captures = fc
  .array(capture, { minLength: 3, maxLength: 8 })
  .map((texts) => texts.map((text, at): Given => [`c${String(at)}.ndjson`, Buffer.from(text)]));

function check(some: readonly Given[]): WireReport {
  return checkGiven(versions, 'beta', some);
}

describe('reports', () => {
  test('of shards, merged in whatever order, are the report of all captures, to the byte', () => {
    const split = captures.chain((all) =>
      fc.record({
        all: fc.constant(all),
        shards: fc.array(fc.nat(7), { minLength: all.length, maxLength: all.length }),
        order: fc.shuffledSubarray([0, 1, 2, 3, 4, 5, 6, 7], { minLength: 8 }),
      }),
    );
    fc.assert(
      fc.property(split, ({ all, shards, order }) => {
        const whole = JSON.stringify(check(all));
        const reports = order.map((shard) => check(all.filter((_, at) => shards[at] === shard)));
        const none = emptyReport(of);
        expect(JSON.stringify(reports.reduce(mergeReports, none))).toBe(whole);
        expect(JSON.stringify(reports.reduceRight((a, b) => mergeReports(b, a), none))).toBe(whole);
        expect(JSON.stringify(check([...all].reverse()))).toBe(whole);
      }),
      { numRuns: 25 },
    );
  });

  test('add up in any grouping, either way round, and with nothing to themselves', () => {
    fc.assert(
      fc.property(captures, (all) => {
        const [a, b, c] = [0, 1, 2].map((part) => check(all.filter((_, at) => at % 3 === part)));
        if (a === undefined || b === undefined || c === undefined) throw new Error('three parts');
        const left = mergeReports(mergeReports(a, b), c);
        expect(JSON.stringify(mergeReports(a, mergeReports(b, c)))).toBe(JSON.stringify(left));
        expect(JSON.stringify(mergeReports(b, a))).toBe(JSON.stringify(mergeReports(a, b)));
        expect(JSON.stringify(mergeReports(a, emptyReport(of)))).toBe(JSON.stringify(a));
        expect(mergeReports(left, b)).toEqual(left);
      }),
      { numRuns: 15 },
    );
  });

  test('do not depend on where the bytes of a capture are cut', () => {
    const cut = fc.record({ text: capture, piece: fc.integer({ min: 1, max: 700 }) });
    fc.assert(
      fc.property(cut, ({ text, piece }) => {
        const given: readonly Given[] = [['c.ndjson', Buffer.from(text)]];
        expect(checkGiven(versions, 'beta', given, piece)).toEqual(check(given));
      }),
      { numRuns: 25 },
    );
  });

  test('hold no more than anybody reads, however much differs', () => {
    const lines = Array.from({ length: 3000 }, (_, at) => {
      const event = `made.up.${String((at * 7919) % 1000)}`;
      return JSON.stringify({ type: event, [`key${String(at)}`]: at });
    });
    const halves: readonly Given[] = [
      ['a', Buffer.from(lines.slice(0, 1500).join('\n'))],
      ['b', Buffer.from(lines.slice(1500).join('\n'))],
    ];
    const [a, b] = halves.map((one) => check([one]));
    if (a === undefined || b === undefined) throw new Error('two halves');
    const merged = mergeReports(a, b);
    expect(JSON.stringify(merged)).toBe(JSON.stringify(check(halves)));
    expect(merged.drifts.length).toBe(501);
    expect(merged.drifts.reduce((sum, one) => sum + one.count, 0)).toBe(3000);
    expect(merged.fits[0]?.unknown.length).toBe(51);
  });
});

describe('reports are not merged', () => {
  const [one, other] = ['{"type":"response.cancel"}', '{"type":"error"}'].map((text) =>
    check([['same.ndjson', Buffer.from(text)]]),
  );
  if (one === undefined || other === undefined) throw new Error('two reports');
  const more = check([
    ['same.ndjson', Buffer.from('{"type":"response.cancel"}')],
    ['more.ndjson', Buffer.from('{"type":"error"}')],
  ]);
  const third = check([
    ['same.ndjson', Buffer.from('{"type":"response.cancel"}')],
    ['third.ndjson', Buffer.from('{"type":"error"}')],
  ]);

  test.each([
    ['of two versions', one, { ...one, version: 'ga' }, 'do not add up'],
    ['of two APIs', one, { ...one, api: 'chat' }, 'do not add up'],
    ['where a name stands for two contents', one, other, 'two captures are called same.ndjson'],
    ['where they overlap in part', more, third, 'both reports have same.ndjson'],
  ])('%s', (_, a, b, message) => {
    expect(() => mergeReports(a, b)).toThrow(message);
  });

  test('twice', () => {
    expect(mergeReports(one, more)).toEqual(more);
    expect(mergeReports(more, one)).toEqual(more);
  });
});
