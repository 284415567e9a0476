import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { namedEvents } from '../generator/migrate/plan.ts';
import { valuesOf } from './migrate/arbitrary-values.ts';
import { existingMigrations, migrated } from './migrate/converters.ts';
import { createConversionJudge } from './migrate/judge-conversion.ts';
import { runConverters } from './migrate/run-converters.ts';

const runs = { numRuns: 70, seed: 7 };

test('there are maps between three pairs of versions', () => {
  expect(existingMigrations.map((pair) => pair.join(' to '))).toEqual([
    'beta to ga',
    'preview to ga',
    'ga to current',
  ]);
});

describe.each(existingMigrations)('from %s to %s', async (before, after) => {
  const migration = await migrated(before, after);
  const { before: model } = migration;
  const converters = await runConverters(migration.text);
  const values = valuesOf(model);
  const judge = createConversionJudge(migration, after);

  test.each(namedEvents(model).map((one) => [`${one.flow} ${one.event}`, one] as const))(
    'any %s comes out valid, and comes back but for its losses',
    (_, event) => {
      fc.assert(
        fc.property(values(event.type), (value) => {
          expect(judge.event(converters, event, value)).toEqual([]);
        }),
        runs,
      );
    },
  );

  const types = model.shapes.flatMap(({ name, shape }) =>
    shape.kind === 'object' && converters[`upgrade${name}`] !== undefined ? [name] : [],
  );

  test.each(types)('any %s comes out valid, and comes back but for its losses', (name) => {
    fc.assert(
      fc.property(values(name), (value) => {
        expect(judge.type(converters, name, value)).toEqual([]);
      }),
      runs,
    );
  });
});

describe('the judge of that', async () => {
  const migration = await migrated('beta', 'ga');
  const { before: model, text } = migration;
  const judge = createConversionJudge(migration, 'ga');
  const sample = namedEvents(model).flatMap((event) =>
    fc
      .sample(valuesOf(model)(event.type), { numRuns: 30, seed: 7 })
      .map((value) => [event, value] as const),
  );

  async function faults(changed: string): Promise<readonly string[]> {
    const converters = await runConverters(changed);
    return sample.flatMap(([event, value]) => judge.event(converters, event, value));
  }

  test('finds nothing wrong with the converters as they are', async () => {
    expect(await faults(text)).toEqual([]);
  });

  /** Each changes one thing: what the map says, or how it is done. */
  const mutations: readonly (readonly [what: string, from: RegExp, to: string])[] = [
    [
      'an event keeps its name',
      /to: \['response\.output_text\.delta'\]/,
      "to: ['response.text.delta']",
    ],
    [
      'a field is moved to another place',
      /\['voice', 'audio\.output\.voice'\]/g,
      "['voice', 'audio.voice']",
    ],
    ['a field is not moved', /\['speed', 'audio\.output\.speed'\],/g, ''],
    ['a field is not renamed', /\['modalities', 'output_modalities'\],/g, ''],
    ['a value becomes another one', /rate: 24000/g, 'rate: 44100'],
    ['a value that nobody knows is kept', /others: 'drop'/g, "others: 'keep'"],
    ['a field is not dropped', /\{\s*kind: 'drop',\s*path: 'temperature',[^}]*\},/g, ''],
    ['items are not dropped', /\{\s*kind: 'drop',\s*path: 'input\[\]',[^}]*\},/g, ''],
    [
      'a required field is not added',
      /\{ kind: 'add', path: 'type', constant: 'realtime' \},/g,
      '',
    ],
    ['a condition is asked of nothing', /function holds\(.*\{\n/, '$&  return true;\n'],
    ['objects inside are left as they are', /holds\(row\.of, one\) \?/, 'false ?'],
    [
      'objects inside are left as they are on the way back',
      /holds\(row\.ofBack \?\? row\.of, one\) \?/,
      'false ?',
    ],
    ['lists keep their gaps', /value\.filter\(\(one\) => one !== absent\)/, 'value'],
    [
      'what was added stays on the way back',
      /return taken;(\s+\},?\s+\);\s+case 'close')/,
      'return one;$1',
    ],
    ['what was known anyway goes on the way back', /if \(row\.stays === true\) return value;/, ''],
    ['moves are not undone', /const back = row\.moves\.map\(.*\);/, 'const back = row.moves;'],
    [
      'a dropped field is not told',
      /tell\(\{ path: place, lost: one, why: row\.why \}\);\n\s*return absent;/,
      'return absent;',
    ],
    ['a mapped value is not told', /if \(!same\(round, one\)\) lose\(\);/, ''],
    [
      'a stand-in is not told',
      /if \(row\.why !== undefined\) \{\n\s*tell\(/,
      'if (false) {\n tell(',
    ],
  ];

  test.each(mutations)('finds that %s', async (_, from, to) => {
    const changed = text.replace(from, to);
    expect(changed).not.toBe(text);
    expect((await faults(changed)).length).toBeGreaterThan(0);
  });
});
