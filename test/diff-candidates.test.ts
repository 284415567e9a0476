import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { findCandidates } from '../generator/diff/candidates.ts';
import { compareApis } from '../generator/diff/compare.ts';
import type { Comparison } from '../generator/diff/change.ts';
import { nameWords } from '../generator/diff/name-words.ts';
import { eventLabel, pairMessages } from '../generator/diff/pair-messages.ts';
import { oneToOne, type Pair } from '../generator/diff/one-to-one.ts';
import { corpus, folderOf, samplesOf } from './corpus/samples.ts';
import { figures, measure, moveText, proposalsOf } from './diff-candidates/measure.ts';
import { manyEvents } from './diff-candidates/many-events.ts';
import { CountedReads } from './diff-compare/counted-reads.ts';
import { readDocument, readVersion, series, seriesFolder } from './diff-candidates/series.ts';
import { bodyComparison, comparisonOf, facts, modelOf } from './diff-facts/compared.ts';
import { isBody } from './diff-facts/judge.ts';
import { migrations, type Entity, type Migration } from './diff-facts/migration.ts';
import { nameOf } from './facts/naming.ts';
import { versions } from './facts/tables.ts';

describe.each(migrations)('what was renamed or moved from $before to $after', (migration) => {
  const { before, after, entities, events } = migration;
  const comparison = comparisonOf(before, after);

  test('events: all, and nothing else', () => {
    const renamed = comparison.candidates.filter((one) => one.kind === 'event-renamed');
    expect(renamed.map(({ from, to }) => `${from} -> ${to}`).toSorted()).toEqual(
      events.renamed.map(({ from, to }) => `${from} -> ${to}`).toSorted(),
    );
  });

  test('fields: all, and nothing else', () => {
    const truth = entities.filter((one) => !isBody(one)).flatMap((one) => movesOf(one, migration));
    truth.push(...reviewedAt('type RealtimeTranscriptionSessionCreateResponse', migration));
    const measured = measure(
      truth,
      proposals(comparison).filter((one) => !one.startsWith('event ')),
    );
    console.info(`${before} to ${after}: fields renamed or moved: ${figures(measured)}`);
    expect(measured.wrong).toEqual([]);
    expect(measured.missed).toEqual([]);
  });

  test.each(entities.filter(isBody))('$name', (entity) => {
    const truth = movesOf(entity, migration);
    if (entity.side === 'read') truth.push(...reviewedAt(entity.name, migration, 'session.'));
    const measured = measure(truth, proposals(bodyComparison(entity, before, after)));
    console.info(`${entity.name}, ${before} to ${after}: ${figures(measured)}`);
    expect(measured.wrong).toEqual(mistaken.filter((one) => one.startsWith(entity.name)));
    expect(measured.missed.length).toBeLessThanOrEqual(measured.truth.size / 3);
  });
});

test.each(versions)('nothing was renamed between %s and itself', (version) => {
  expect(compareApis(modelOf(version), modelOf(version)).candidates).toEqual([]);
});

test('the way back is the same way', () => {
  const back = comparisonOf('ga', 'beta').candidates;
  const there = comparisonOf('beta', 'ga').candidates;
  const turned = back.map(({ from, to, kind }) => `${kind} ${to} -> ${from}`);
  const events = (texts: readonly string[]): readonly string[] =>
    [...new Set(texts)].filter((one) => one.startsWith('event')).toSorted();
  expect(events(turned)).toEqual(
    events(there.map(({ from, to, kind }) => `${kind} ${from} -> ${to}`)),
  );
});

describe.skipIf(seriesFolder === undefined)('documents from elsewhere', () => {
  test.each(series)('from $before to $after', ({ before, after, truth }) => {
    const measured = measure(truth, told(before, after));
    expect(measured.wrong).toEqual([]);
    expect(measured.missed).toEqual(missed.filter((one) => truth.includes(one)));
  });

  test('are read as somebody reads them, but for a few', () => {
    const read = series.map(({ before, after, truth }) => ({
      truth: truth.map((one) => `${after} ${one}`),
      proposed: told(before, after).map((one) => `${after} ${one}`),
    }));
    const measured = measure(
      read.flatMap((one) => one.truth),
      read.flatMap((one) => one.proposed),
    );
    console.info(`series: ${figures(measured)}`);
    expect(measured.missed.length / measured.truth.size).toBeLessThan(0.15);
  });
});

/** What only somebody who knows the API would find: another type, or three things at once. */
const missed: readonly string[] = [
  'FlightRuleNotificationMessage: source -> receiver_sources',
  'DPI Diagnostics Message: screenId -> clientId',
  'ResponseSubscriptionData: payload -> value',
  'subscribe: payload -> value',
];

test('documents that are no versions of each other: hardly a guess', () => {
  const models = samplesOf('asyncapi').flatMap((sample) => {
    const folder = folderOf(sample);
    const file = path.relative(folder, path.join(corpus, sample.file));
    return readDocument(file, folder) ?? [];
  });
  const pairs = models.flatMap((one, place) =>
    [1, 7, 13].map((step) => compareApis(one, models[(place + step) % models.length] ?? one)),
  );
  const gone = pairs.flatMap(({ changes }) =>
    changes.filter((one) => one.kind.endsWith('-removed')),
  );
  const guesses = pairs.flatMap(({ candidates }) => candidates);
  console.info(`${String(guesses.length)} guesses where ${String(gone.length)} things went`);
  expect(gone.length).toBeGreaterThan(200);
  expect(guesses.length / gone.length).toBeLessThan(0.01);
});

test.each([
  ['maxOutputTokens', ['max', 'output', 'token']],
  ['input_audio.MCPTools-done', ['input', 'audio', 'mcp', 'tool', 'done']],
  ['g711_ulaw', ['g711', 'ulaw']],
  ['名前', ['名前']],
  ['--', []],
])('the words of %s', (name, words) => {
  expect(nameWords(name)).toEqual(words);
});

describe('pairs of which none occurs twice', () => {
  const pair = (before: string, after: string, score: number): Pair => ({
    score,
    before: endOf(before),
    after: endOf(after),
  });
  const endOf = (key: string): Pair['before'] => {
    const steps = key.split('.');
    return {
      key,
      above: steps.slice(1).map((_step, index) => steps.slice(0, index + 1).join('.')),
    };
  };

  test.each<[string, readonly Pair[], readonly string[]]>([
    [
      'the best first',
      [pair('a', 'x', 0.7), pair('a', 'y', 0.9), pair('b', 'x', 0.8)],
      ['a y', 'b x'],
    ],
    ['neither of two that are as likely', [pair('a', 'x', 0.8), pair('a', 'y', 0.79)], []],
    ['nor of two that want the same', [pair('a', 'x', 0.8), pair('b', 'x', 0.8)], []],
    [
      'what is left when a rival is taken',
      [pair('a', 'x', 0.9), pair('b', 'x', 0.7), pair('b', 'y', 0.69)],
      ['a x', 'b y'],
    ],
    ['the whole before its part', [pair('a', 'x', 0.7), pair('a', 'x.y', 0.71)], ['a x']],
    [
      'parts where the whole is unlike',
      [pair('a', 'x.y', 0.8), pair('b', 'x.z', 0.8), pair('c', 'x', 0.6)],
      ['a x.y', 'b x.z'],
    ],
  ])('%s', (_, pairs, expected) => {
    for (const given of [pairs, pairs.toReversed()]) {
      expect(
        oneToOne(given)
          .map((one) => `${one.before.key} ${one.after.key}`)
          .toSorted(),
      ).toEqual(expected);
    }
  });
});

test('looking for what was renamed among twice as many events takes twice the work', () => {
  const [one, two] = [500, 1000].map((count) => {
    const reads = new CountedReads();
    const [before, after] = [manyEvents(count, 'order'), manyEvents(count, 'shop.order')];
    const { changes, candidates } = compareApis(before, after);
    const found = findCandidates(reads.of(changes), reads.of(before), reads.of(after));
    expect(found).toEqual(candidates);
    expect(found).toHaveLength(count);
    return reads.count;
  });
  expect((two ?? 0) / (one ?? 0)).toBeLessThan(2.2);
});

/** What became of an entity's paths, wherever it is mounted. */
function movesOf(
  { name, from_type, to_type, mounts, entries }: Entity,
  { before, after }: Migration,
): string[] {
  const moves = entries.filter((one) => moved.has(one.kind) && one.from !== one.to);
  const type = nameOf(facts[before].types, from_type);
  // One event in the place of another that stays: nothing went away, so nothing can be proposed.
  const isSame = type === nameOf(facts[after].types, to_type);
  const alone = name.startsWith('POST ') ? [name] : isSame ? [`type ${type}`] : [];
  const holders = mounts.length > 0 ? mounts : alone.map((event) => ({ event, path: '' }));
  return holders.flatMap(({ event, path }) =>
    moves.map(({ from = '', to = '' }) => {
      const [one, other] = [from, to].map((inner) => (path === '' ? inner : `${path}.${inner}`));
      return moveText(event, one ?? '', other ?? '');
    }),
  );
}

/**
 * Guesses that are wrong: the secret of a session is of the same form as another that is in the answer now, and a list of the same values
 * went from what transcribes, while it is in what speaks.
 */
const mistaken: readonly string[] = [
  'POST /realtime/sessions answer: client_secret -> session.client_secret',
  'POST /realtime/transcription_sessions body: modalities -> session.output_modalities',
];

const moved: ReadonlySet<string> = new Set(['renamed', 'moved', 'restructured']);

/**
 * What the migrations do not list, since they see the members of a union as one: the transcription session as an answer over HTTP had its
 * settings below `audio` in the preview and has them there again, and had them flat in GA, as its events had.
 */
const reviewed: readonly (readonly [string, string])[] = [
  ['turn_detection', 'audio.input.turn_detection'],
  ['input_audio_transcription', 'audio.input.transcription'],
  ['input_audio_format', 'audio.input.format'],
];

function reviewedAt(holder: string, { before, after }: Migration, mount = ''): readonly string[] {
  const all = reviewed.map(([flat, inner]) => [mount + flat, mount + inner] as const);
  if (after === 'current') return all.map(([flat, inner]) => moveText(holder, flat, inner));
  const isBack = before === 'preview' && mount !== '';
  return isBack ? all.map(([flat, inner]) => moveText(holder, inner, flat)) : [];
}

/** What is proposed, and which events are the same ones because they are alone on their channel. */
function told(before: string, after: string): readonly string[] {
  const [one, other] = [readVersion(before), readVersion(after)];
  const renamed = pairMessages(one, other).pairs.flatMap((pair) => {
    const [from, to] = [eventLabel(pair.before), eventLabel(pair.after)];
    return from === to ? [] : [`event ${from} -> ${to}`];
  });
  return [...renamed, ...proposals(compareApis(one, other))];
}

function proposals({ candidates, changes }: Comparison): readonly string[] {
  return proposalsOf(candidates, changes);
}
