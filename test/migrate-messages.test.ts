import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { sameButForLosses } from './migrate/but-for-losses.ts';
import { migrated } from './migrate/converters.ts';
import { runConverters, type Conversion } from './migrate/run-converters.ts';
import { emit } from './output/emit.ts';
import { compileVirtual, lineOf, virtualOptions } from './output/virtual-program.ts';
import { patchedBundle } from './patched.ts';
import { captured, type Captured } from './wire/captured.ts';
import { createJudge } from './wire/judge.ts';

const { after, text } = await migrated('beta', 'ga');
const converters = await runConverters(text);
const beta = createJudge(patchedBundle('beta'));
const ga = createJudge(patchedBundle('ga'));

const documented = examples('beta-2025-07-04.ndjson');
const earlier = examples('beta-2024-10-24.ndjson');
const all = [...captured, ...documented];

/** Where examples of the vendor's own document say something else than its beta; everything else fits. */
const contradictions = [
  'beta-2025-07-04.ndjson:1 previous_item_id null',
  'beta-2025-07-04.ndjson:10 response.max_output_tokens unknown',
  'beta-2025-07-04.ndjson:16  required',
  'beta-2025-07-04.ndjson:18 error.param null',
  'beta-2025-07-04.ndjson:46 session.input_audio_noise_reduction unknown',
  'beta-2025-07-04.ndjson:46 session.include unknown',
  'beta-2025-07-04.ndjson:46 session.turn_detection.create_response unknown',
];

/** What no version of the API declares, and one captured message has; the map says that it stays where it is. */
const undeclared =
  'rate-limit-failure-2025-07.ndjson:1 response.status_details.error.message unknown';

describe('of 73 real messages and 46 documented ones', () => {
  test('all fit the beta but for five', () => {
    expect(all).toHaveLength(119);
    expect(drifts(all, beta)).toEqual(contradictions);
  });

  test('those that fit become valid messages of GA, no field of them undeclared there', () => {
    const valid = all.filter(fits);
    expect(valid).toHaveLength(114);
    expect(drifts(valid.flatMap(become), ga)).toEqual([undeclared]);
  });

  test('those that fit become what TypeScript takes for events of GA, written as literals', () => {
    const literals = all.filter(fits).flatMap(become);
    expect(misfits(literals)).toEqual([
      expect.stringMatching(/^rate-limit-failure.* TS2353 .*message/),
    ]);
  });

  test('they come back as they were, but for what was told as lost', () => {
    const wrong = all.filter(fits).flatMap((one) => {
      const { values = [], losses } = convert('upgrade', one.direction, one.message);
      const back = values.flatMap(
        (value) => convert('downgrade', one.direction, value).values ?? [],
      );
      return back.length === 1 && sameButForLosses(one.message, back[0], losses) ? [] : [one.place];
    });
    expect(wrong).toEqual([]);
  });
});

test('the 37 examples of an earlier document become valid messages of GA where they fit the beta', () => {
  expect(earlier).toHaveLength(37);
  const valid = earlier.filter(fits);
  expect(valid).toHaveLength(29);
  expect(drifts(valid.flatMap(become), ga)).toEqual([]);
});

describe('the judges', () => {
  test.each([
    ['an old name', { type: 'response.audio.done' }],
    ['an old field', { type: 'session.update', session: { type: 'realtime', voice: 'ash' } }],
    ['an old value', { type: 'response.create', response: { output_modalities: ['sound'] } }],
  ])('both refuse %s', (_, message) => {
    const direction = message.type === 'response.audio.done' ? 'server' : 'client';
    const spoilt: Captured = { place: 'spoilt:1', direction, message };
    expect(ga(spoilt)).not.toEqual([]);
    expect(misfits([spoilt])).not.toEqual([]);
  });
});

/** Messages that a document gives as examples, in the form of captured ones. */
function examples(file: string): readonly Captured[] {
  const lines = readFileSync(path.join(import.meta.dirname, 'fixtures/examples', file), 'utf8');
  return lines
    .trim()
    .split('\n')
    .map((line, index) => {
      const { direction, message } = JSON.parse(line) as Omit<Captured, 'place'>;
      return { direction, message, place: `${file}:${String(index + 1)}` };
    });
}

function convert(
  verb: 'upgrade' | 'downgrade',
  direction: Captured['direction'],
  message: unknown,
): Conversion {
  const found = converters[`${verb}${direction === 'server' ? 'Server' : 'Client'}Event`];
  if (found === undefined) throw new Error(`nothing can ${verb} what comes from the ${direction}`);
  return found(message);
}

/** The messages that a message becomes, each with the place of that. */
function become({ place, direction, message }: Captured): readonly Captured[] {
  const { values = [] } = convert('upgrade', direction, message);
  return values.map((one) => ({ place, direction, message: one as Captured['message'] }));
}

function fits(one: Captured): boolean {
  return beta(one).length === 0;
}

function drifts(messages: readonly Captured[], judge: typeof ga): readonly string[] {
  return messages.flatMap(judge).map(({ place, path: at, kind }) => `${place} ${at} ${kind}`);
}

/** The places of the messages that are no literals of the event types of GA, with what the compiler says. */
function misfits(messages: readonly Captured[]): readonly string[] {
  const types = { server: 'RealtimeServerEvent', client: 'RealtimeClientEventParam' } as const;
  const lines = messages.map(
    ({ direction, message }, index) =>
      `export const m${String(index)}: ${types[direction]} = ${JSON.stringify(message)};`,
  );
  const head = `import type { ${Object.values(types).join(', ')} } from './ga/index.js';`;
  const { program, source } = compileVirtual(
    new Map([
      ...emit(after).map((draft) => [`ga/${draft.path}`, draft.text] as const),
      ['literals.ts', [head, ...lines].join('\n')],
    ]),
    { ...virtualOptions, exactOptionalPropertyTypes: true },
  );
  const literals = source('literals.ts');
  return program.getSemanticDiagnostics(literals).map((diagnostic) => {
    const { line } = literals.getLineAndCharacterOfPosition(diagnostic.start ?? 0);
    return `${messages[line - 1]?.place ?? 'import'} ${lineOf(diagnostic)}`;
  });
}
