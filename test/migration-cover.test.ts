import { beforeAll, describe, expect, test } from 'vitest';
import { checkMigrations } from '../generator/commands/check-migrations.ts';
import { coverOf, isAnswered, type Cover } from '../generator/migrate/cover.ts';
import type { Migration, MigrationStep } from '../generator/migrate/step.ts';
import { mapInPlace, mapNames, root, type MapInPlace } from './migration/maps.ts';

test('all that breaks between two versions of OpenAI Realtime is answered by their map', async () => {
  const { outcome, checks, findings } = await checkMigrations({
    cwd: root,
    configFile: undefined,
    apis: [],
    today: '2026-01-01',
  });
  expect(findings).toEqual([]);
  expect(outcome).toBe('clean');
  for (const { before, after, breaks, byStep, byWaiver, open, steps, unasked } of checks) {
    const share = ((100 * (byStep + byWaiver)) / breaks).toFixed(1);
    console.info(
      `${before} to ${after}: ${share} % of ${String(breaks)} breaks answered, ${String(byStep)} by steps, ${String(byWaiver)} ` +
        `waived; ${String(unasked.length)} of ${String(steps)} steps are for converters and code alone`,
    );
    expect({ breaks: byStep + byWaiver, open }).toEqual({ breaks, open: 0 });
    // A map of nothing but waivers says nothing.
    expect(byStep / breaks).toBeGreaterThan(0.6);
  }
  expect(checks.map(({ before, after }) => `${before}-to-${after}`)).toEqual(mapNames);
});

describe.each(mapNames)('%s', (name) => {
  let given: MapInPlace;
  let whole: Cover;
  const coverWith = (change: Partial<Migration>): Cover => {
    const { migration, before, after, judgements } = given;
    return coverOf({ ...migration, ...change }, before, after, judgements);
  };
  const openWith = (change: Partial<Migration>): readonly string[] =>
    coverWith(change)
      .breaks.filter((one) => !isAnswered(one))
      .map(({ judgement }) => judgement.change.id);

  beforeAll(async () => {
    given = await mapInPlace(name);
    whole = coverWith({});
  });

  test('no step can be left out that alone answers a break', () => {
    const { steps } = given.migration;
    const needed = new Map<MigrationStep, string[]>();
    for (const { judgement, steps: own } of whole.breaks) {
      const [only, ...others] = own;
      if (only === undefined || others.length > 0) continue;
      needed.set(only, [...(needed.get(only) ?? []), judgement.change.id]);
    }
    for (const [step, ids] of needed) {
      const open = openWith({ steps: steps.filter((one) => one !== step) });
      expect(ids.filter((id) => !open.includes(id))).toEqual([]);
    }
    const used = new Set(whole.breaks.flatMap((one) => one.steps));
    const shared = [...used].filter(
      (step) => openWith({ steps: steps.filter((one) => one !== step) }).length === 0,
    );
    expect(shared.map(({ id }) => id)).toEqual(sharing[name]);
    expect(needed.size).toBeGreaterThan(5);
  });

  test('no type can be left out of a step that answers a break about it', () => {
    let types = 0;
    for (const { judgement, steps: own } of whole.breaks) {
      const [step, ...others] = own;
      const holder = judgement.change.before?.shape;
      if (step === undefined || others.length > 0 || !('in' in step)) continue;
      if (holder === undefined || !step.in.includes(holder)) continue;
      const less = { ...step, in: step.in.filter((one) => one !== holder) };
      const steps = given.migration.steps.map((one) => (one === step ? less : one));
      expect(openWith({ steps })).toContain(judgement.change.id);
      types += 1;
    }
    expect(types).toBeGreaterThan(3);
  });

  test('no step answers what happens at another place', () => {
    const fields = whole.breaks.filter(
      ({ judgement, steps }) => judgement.change.kind === 'field-removed' && steps.length === 1,
    );
    for (const { judgement, steps: own } of fields) {
      const [step] = own;
      if (step === undefined || !('in' in step)) continue;
      const elsewhere = { ...step, in: ['Metadata'] };
      const steps = given.migration.steps.map((one) => (one === step ? elsewhere : one));
      expect(openWith({ steps })).toContain(judgement.change.id);
    }
    expect(fields.length).toBeGreaterThan(3);
  });

  test('no waiver can be left out', () => {
    const { waivers } = given.migration;
    const idle = waivers.filter(
      (waiver) => openWith({ waivers: waivers.filter((one) => one !== waiver) }).length === 0,
    );
    expect(idle).toEqual([]);
  });

  test('no waiver covers what a step answers, nor what is not there', () => {
    const [answered] = whole.breaks.filter((one) => one.steps.length > 0);
    const kind = answered?.judgement.change.kind ?? '';
    const waiver = (change: string) => ({ change, why: 'x', at: { file: 'm', pointer: '/w' } });
    const { findings } = coverWith({
      waivers: [
        ...given.migration.waivers,
        waiver(`${kind} *`),
        waiver('field-removed Nothing.at_all'),
      ],
    });
    expect(findings.map(({ rule }) => rule)).toEqual([
      'migration-waiver-overlap',
      'migration-waiver-unused',
    ]);
  });

  test('without a step and a waiver, every break is told, each with its id', () => {
    const { findings, breaks } = coverWith({ steps: [], waivers: [] });
    expect(new Set(findings.map(({ rule }) => rule))).toEqual(new Set(['migration-uncovered']));
    expect(findings.map(({ message }) => /^nothing is said of (.*?): /.exec(message)?.[1])).toEqual(
      breaks.map(({ judgement }) => judgement.change.id.split(': ')[0]),
    );
  });

  test('what only a choice of the user does, answers nothing', () => {
    const optional = given.migration.steps.map((one) => ({ ...one, option: 'x' }));
    const fields = coverWith({ steps: optional }).breaks.filter(
      ({ judgement, steps }) =>
        judgement.change.kind === 'field-removed' && steps.some((one) => 'in' in one),
    );
    expect(fields).toEqual([]);
  });
});

/** Steps that answer a break together with others, of which any would do. */
const sharing: Readonly<Record<(typeof mapNames)[number], readonly string[]>> = {
  // What a part becomes depends on whose message it is in, which the diff of parts does not know.
  'beta-to-ga': [
    'parts of the assistant',
    'parts of the user',
    'parts of the system',
    'audio of the system',
  ],
  'preview-to-ga': [],
  // The first of two types takes objects by a condition; all that breaks is that the second one has not what they had.
  'ga-to-current': [
    'rename-type RealtimeTranscriptionSessionAudioInputTurnDetection RealtimeTranscriptionSessionAudioInputTurnDetectionSemanticVad',
    'rename-type RealtimeAudioInputTurnDetection RealtimeAudioInputTurnDetectionSemanticVad',
    'rename-type RealtimeSessionCreateResponseAudioInputTurnDetection RealtimeSessionCreateResponseAudioInputTurnDetectionSemanticVad',
  ],
};
