import { describe, expect, test } from 'vitest';
import { planMigration } from '../generator/migrate/plan.ts';
import type { Migration, MigrationStep, StepBasis } from '../generator/migrate/step.ts';
import { modelOfFile } from './output/emit.ts';

const beta = modelOfFile('spec/openai-realtime/beta.asyncapi.yaml');
const ga = modelOfFile('spec/openai-realtime/ga.asyncapi.yaml');

const basis: StepBasis = {
  id: 'step',
  why: 'because',
  evidence: [],
  lossy: undefined,
  lossyBack: undefined,
  silent: false,
  option: undefined,
  at: { file: 'map.yaml', pointer: '' },
};
const inSession = { ...basis, in: ['Session'], when: undefined };

const steps: readonly MigrationStep[] = [
  {
    ...basis,
    kind: 'rename-event',
    flow: 'received',
    from: 'response.audio.delta',
    to: 'response.output_audio.delta',
    whenBack: undefined,
  },
  {
    ...basis,
    kind: 'split-event',
    flow: 'received',
    from: 'conversation.item.created',
    to: [
      { event: 'conversation.item.added', when: undefined },
      { event: 'conversation.item.done', when: { 'item.status': ['completed'] } },
    ],
  },
  {
    ...basis,
    kind: 'rename-type',
    from: 'Session',
    to: 'RealtimeSessionCreateRequest',
    when: undefined,
    whenBack: undefined,
  },
  { ...inSession, kind: 'move-field', from: 'turn_detection', to: 'audio.input.turn_detection' },
  { ...inSession, kind: 'drop-field', path: 'temperature' },
];

const migration: Migration = {
  api: 'openai-realtime',
  from: 'beta',
  to: 'ga',
  file: 'map.yaml',
  steps,
  waivers: [],
};
const plan = planMigration(migration, beta, ga);

/** The targets of a type, as a line. */
function becomes(type: string): string | undefined {
  return plan.types
    .get(type)
    ?.to.map((one) => one.type)
    .join(' ');
}

describe('events', () => {
  test('each event of the version before is planned once', () => {
    expect(plan.events).toHaveLength(beta.messages.length);
    expect(new Set(plan.events.map(({ flow, from }) => `${flow} ${from}`)).size).toBe(
      beta.messages.length,
    );
  });

  test.each([
    ['response.audio.delta', ['response.output_audio.delta ResponseAudioDeltaEvent'], 0],
    [
      'conversation.item.created',
      [
        'conversation.item.added ConversationItemAdded',
        'conversation.item.done ConversationItemDone',
      ],
      1,
    ],
    ['error', ['error RealtimeErrorEvent'], undefined],
    // Nothing says what it is called now, so nothing is known to come of it.
    ['response.text.delta', [], undefined],
  ])('%s becomes %j', (event, to, step) => {
    const found = plan.events.find(({ flow, from }) => flow === 'received' && from === event);
    expect(found?.to.map((one) => `${one.event} ${one.type}`)).toEqual(to);
    expect(found?.step).toBe(step === undefined ? undefined : steps[step]);
  });

  test('a split keeps its conditions', () => {
    const split = plan.events.find(({ from }) => from === 'conversation.item.created');
    expect(split?.to[1]?.when).toEqual({ 'item.status': ['completed'] });
  });
});

describe('types', () => {
  test.each([
    ['Session', 'RealtimeSessionCreateRequest', 'a step'],
    ['ConversationItem', 'ConversationItem', 'its name'],
    ['ErrorEventError', 'RealtimeError', 'the field that holds it'],
    ['SessionTurnDetection', 'RealtimeAudioInputTurnDetection', 'the field that it is moved to'],
    ['SessionTool', 'Models', 'the member of a union in a list'],
    ['ConversationItemWithReference', 'ConversationItem', 'the item of a list'],
    ['SessionInputAudioTranscription', '', 'nothing, since no step says where the field goes'],
  ])('%s becomes %j by %s', (type, to) => {
    expect(becomes(type)).toBe(to);
  });

  test('have their steps in the order of the map', () => {
    expect(plan.types.get('Session')?.steps).toEqual([steps[3], steps[4]]);
    expect(plan.types.get('SessionTool')?.steps).toEqual([]);
  });

  test('are all object types that events hold', () => {
    const objects = beta.shapes.filter(({ shape }) => shape.kind === 'object');
    const missing = objects.filter(({ name }) => !plan.types.has(name)).map(({ name }) => name);
    expect(missing).toEqual([]);
  });
});
