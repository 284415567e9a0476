import { describe, expect, test } from 'vitest';
import { UsageError } from '../generator/base/finding.ts';
import type { Change, ChangeKind } from '../generator/diff/change.ts';
import { judge, type JudgeSettings } from '../generator/diff/judge.ts';
import type { Judgement, SemverVerdict, Verdict, Waiver } from '../generator/diff/judgement.ts';
import { semverOf } from '../generator/diff/semver.ts';
import type { Flow } from '../generator/model/api.ts';
import { makeChange, type ChangeFacts } from './make-change.ts';

const both: readonly Flow[] = ['received', 'sent'];

describe('a verdict', () => {
  test.each<[kind: ChangeKind, facts: ChangeFacts, source: string, wire: string]>([
    ['event-added', { relation: 'wider' }, 'warning loud', 'info none'],
    ['event-added', { relation: 'wider', flows: ['sent'] }, 'info none', 'info none'],
    ['event-removed', { relation: 'narrower' }, 'error loud', 'error silent'],
    ['event-removed', { relation: 'narrower', flows: ['sent'] }, 'error loud', 'error loud'],
    ['field-removed', { relation: 'wider', required: true }, 'error loud', 'error silent'],
    ['field-removed', { required: false }, 'error loud', 'warning silent'],
    ['field-removed', { flows: ['sent'] }, 'error loud', 'error silent'],
    ['field-removed', { flows: ['sent'], otherKeys: 'refused' }, 'error loud', 'error loud'],
    ['field-removed', { flows: both, otherKeys: 'refused' }, 'error loud', 'error loud'],
    ['field-added', { relation: 'narrower', required: true }, 'info none', 'info none'],
    [
      'field-added',
      { relation: 'narrower', required: true, flows: ['sent'] },
      'error loud',
      'error loud',
    ],
    // A default stands in for it.
    [
      'field-added',
      { relation: 'narrower', sentRelation: 'same', required: true, flows: both },
      'info none',
      'info none',
    ],
    ['field-optional', { relation: 'wider' }, 'error loud', 'error silent'],
    ['field-optional', { relation: 'wider', flows: ['sent'] }, 'info none', 'info none'],
    ['field-required', { relation: 'narrower', flows: both }, 'error loud', 'error loud'],
    ['null-added', { relation: 'wider', flows: both }, 'error loud', 'error silent'],
    ['null-removed', { relation: 'narrower' }, 'info none', 'info none'],
    ['value-added', { relation: 'wider' }, 'error loud', 'error silent'],
    ['value-added', {}, 'info none', 'info none'],
    ['value-removed', { relation: 'narrower' }, 'warning loud', 'warning silent'],
    ['value-removed', { relation: 'narrower', flows: ['sent'] }, 'error loud', 'error loud'],
    ['type-changed', { relation: 'other', flows: ['sent'] }, 'error loud', 'error loud'],
    ['type-changed', { relation: 'other', flows: both }, 'error loud', 'error silent'],
    ['limit-added', { flows: ['sent'] }, 'info none', 'error loud'],
    ['limit-added', {}, 'info none', 'info none'],
    ['default-changed', { flows: both }, 'info none', 'warning silent'],
    ['description-changed', { flows: both }, 'info none', 'info none'],
    // Nobody holds it, but it is exported, and nobody knows which way it is used.
    ['field-removed', { flows: [] }, 'warning loud', 'info none'],
    ['null-added', { flows: [], relation: 'wider' }, 'warning loud', 'info none'],
    ['null-added', { flows: [] }, 'info none', 'info none'],
  ])('%s %j: source %s, wire %s', (kind, facts, source, wire) => {
    const { verdicts } = judgeOne(makeChange(kind, facts));
    expect([text(verdicts.source), text(verdicts.wire)]).toEqual([source, wire]);
  });

  test('is kept by flow', () => {
    const { byFlow } = judgeOne(makeChange('null-added', { relation: 'wider', flows: both }));
    expect(byFlow).toEqual({
      received: {
        source: { level: 'error', effect: 'loud' },
        wire: { level: 'error', effect: 'silent' },
      },
      sent: {
        source: { level: 'info', effect: 'none' },
        wire: { level: 'info', effect: 'none' },
      },
    });
  });

  test('comes with what to do, for each flow', () => {
    expect(judgeOne(makeChange('field-removed', { flows: both })).hint).toBe(
      'stop reading it; stop sending it',
    );
    expect(judgeOne(makeChange('null-added', { flows: ['sent'] })).hint).toBeUndefined();
  });
});

describe('a level that is set', () => {
  const removed = makeChange('field-removed', { relation: 'wider' });
  const nulled = makeChange('null-added', { relation: 'wider', flows: both });

  test.each<[change: Change, levels: JudgeSettings['levels'], source: string, wire: string]>([
    [removed, { 'field-removed': 'warning' }, 'warning loud', 'warning silent'],
    [removed, { 'field-removed': { wire: 'off' } }, 'error loud', 'off none'],
    [
      removed,
      { 'field-removed': { source: 'info', wire: 'warning' } },
      'info loud',
      'warning silent',
    ],
    [removed, { 'field-added': 'off' }, 'error loud', 'error silent'],
    [nulled, { 'null-added': 'warning' }, 'warning loud', 'warning silent'],
    [
      makeChange('description-changed'),
      { 'description-changed': 'warning' },
      'warning none',
      'warning none',
    ],
    [
      makeChange('field-removed', { flows: [] }),
      { 'field-removed': 'off' },
      'off none',
      'off none',
    ],
  ])('%o %j: source %s, wire %s', (change, levels, source, wire) => {
    const { verdicts } = judgeOne(change, { levels });
    expect([text(verdicts.source), text(verdicts.wire)]).toEqual([source, wire]);
  });

  test('is not for the flow of which the rule says nothing', () => {
    const sent = makeChange('null-added', { relation: 'wider', flows: ['sent'] });
    const { verdicts } = judgeOne(sent, { levels: { 'null-added': 'error' } });
    expect([text(verdicts.source), text(verdicts.wire)]).toEqual(['info none', 'info none']);
  });

  test('of a rule that is not there is wrong use', () => {
    const levels = { 'feild-removed': 'off' } as const;
    expect(hintOf(() => judge([], settings({ levels })))).toBe('did you mean field-removed?');
  });
});

describe('a waiver', () => {
  const change = makeChange('field-removed', {
    subject: 'voice',
    shape: 'RealtimeSession',
    flows: ['sent'],
    at: ['session.update:session.voice', 'session.create:session.voice'],
  });

  test.each([
    ['session.update', true],
    ['session.create:session.voice', true],
    ['session.*:session.voice', true],
    ['RealtimeSession.voice', true],
    ['RealtimeSession.*', true],
    [change.id, true],
    ['*', true],
    ['session', false],
    ['session.voice', false],
    ['RealtimeSession', false],
    ['session.update:session', false],
  ])('at %s: %s', (at, holds) => {
    const one = waiver({ at });
    const { judgements, findings } = judge([change], settings({ waivers: [one] }));
    expect(judgements.map(({ waiver }) => waiver)).toEqual([holds ? one : undefined]);
    expect(findings.map(({ rule }) => rule)).toEqual(holds ? [] : ['waiver-unused']);
  });

  test('leaves the verdict as it is', () => {
    const { judgements } = judge([change], settings({ waivers: [waiver({})] }));
    expect(judgements[0]?.verdicts).toEqual(judgeOne(change).verdicts);
  });

  test('covers an event by its name', () => {
    const event = makeChange('event-removed', { subject: 'a.b' });
    const waivers = [waiver({ rule: 'event-removed', at: 'a.*' })];
    expect(judge([event], settings({ waivers })).judgements[0]?.waiver).toBe(waivers[0]);
  });

  test('covers only its rule', () => {
    const waivers = [waiver({ rule: 'field-optional', at: '*' })];
    const { judgements, findings } = judge([change], settings({ waivers }));
    expect(judgements[0]?.waiver).toBeUndefined();
    expect(findings.map(({ rule }) => rule)).toEqual(['waiver-unused']);
  });

  test.each([
    ['2026-03-01', true],
    ['2026-02-28', true],
    ['2026-02-27', false],
    ['2025-12-31', false],
  ])('that expires on %s holds on 2026-02-28: %s', (expires, holds) => {
    const waivers = [waiver({ expires })];
    const { judgements, findings } = judge([change], settings({ waivers, today: '2026-02-28' }));
    expect(judgements[0]?.waiver).toBe(holds ? waivers[0] : undefined);
    expect(findings).toEqual(
      holds
        ? []
        : [
            {
              rule: 'waiver-expired',
              level: 'warning',
              at: { ...from, pointer: '/diff/waivers/0', line: undefined, column: undefined },
              message: `the waiver of field-removed at session.update held until ${expires}, and no longer does`,
              hint: 'renew it, or mend what it covers',
            },
          ],
    );
  });

  test('that stands behind one that covers the same is not useless', () => {
    const waivers = [waiver({}), waiver({ at: '*' })];
    const { judgements, findings } = judge([change], settings({ waivers }));
    expect(judgements[0]?.waiver).toBe(waivers[0]);
    expect(findings).toEqual([]);
  });

  test.each<[wrong: Partial<Waiver>, hint: string]>([
    [{ rule: 'field-remove' }, 'did you mean field-removed?'],
    [{ expires: 'tomorrow' }, 'write it as in 2026-12-31'],
    [{ expires: '2026-13-01' }, 'write it as in 2026-12-31'],
    [{ expires: '2026-02-30' }, 'write it as in 2026-12-31'],
  ])('with %j is wrong use', (wrong, hint) => {
    expect(hintOf(() => judge([change], settings({ waivers: [waiver(wrong)] })))).toBe(hint);
  });
});

describe('semver', () => {
  const gone = makeChange('event-removed', { subject: 'a' });
  const come = makeChange('event-added', { subject: 'b', relation: 'wider' });
  const more = makeChange('field-added', { subject: 'c', relation: 'narrower' });
  const words = makeChange('description-changed', { subject: 'd' });
  const tighter = makeChange('limit-added', { subject: 'maxLength', flows: ['sent'] });
  const looser = makeChange('limit-removed', { subject: 'maxLength', flows: ['sent'] });
  const other = makeChange('default-changed', { subject: 'e' });
  const waivers = [waiver({ rule: 'event-removed', at: 'a' })];

  test.each<
    [
      name: string,
      changes: readonly Change[],
      settings: Partial<JudgeSettings>,
      source: readonly [SemverVerdict['bump'], readonly Change[]],
      wire: readonly [SemverVerdict['bump'], readonly Change[]],
    ]
  >([
    ['nothing', [], {}, ['none', []], ['none', []]],
    ['a break', [words, gone, come], {}, ['major', [gone]], ['major', [gone]]],
    ['a waived break', [gone, words], { waivers }, ['patch', [words]], ['none', []]],
    ['what may break', [come, words], {}, ['minor', [come]], ['minor', [come]]],
    ['something added', [more, words], {}, ['minor', [more]], ['minor', [more]]],
    ['only words', [words], {}, ['patch', [words]], ['none', []]],
    ['a tighter limit', [tighter], {}, ['patch', [tighter]], ['major', [tighter]]],
    ['a looser limit', [looser, words], {}, ['patch', [looser, words]], ['patch', [looser]]],
    ['a default', [other], {}, ['patch', [other]], ['minor', [other]]],
    [
      'what is not told',
      [gone],
      { levels: { 'event-removed': { source: 'off' } } },
      ['none', []],
      ['major', [gone]],
    ],
    [
      'what is set to be less',
      [gone],
      { levels: { 'event-removed': { wire: 'info' } } },
      ['major', [gone]],
      ['patch', [gone]],
    ],
  ])('%s', (_name, changes, choice, source, wire) => {
    const { judgements } = judge(changes, settings(choice));
    expect([semverOf(judgements, 'source'), semverOf(judgements, 'wire')]).toEqual(
      [source, wire].map(([bump, forcedBy]) => ({ bump, forcedBy: forcedBy.map(({ id }) => id) })),
    );
  });
});

const from = { file: 'wireshape.config.ts', pointer: '/diff/waivers' };

function settings(choice: Partial<JudgeSettings>): JudgeSettings {
  return { levels: {}, waivers: [], from, today: '2026-02-28', ...choice };
}

function waiver(facts: Partial<Waiver>): Waiver {
  return {
    rule: 'field-removed',
    at: 'session.update',
    reason: 'nobody used it',
    expires: undefined,
    ...facts,
  };
}

function judgeOne(change: Change, choice: Partial<JudgeSettings> = {}): Judgement {
  const [judgement] = judge([change], settings(choice)).judgements;
  return judgement!;
}

function text({ level, effect }: Verdict): string {
  return `${level} ${effect}`;
}

function hintOf(run: () => unknown): string | undefined {
  try {
    run();
  } catch (error) {
    if (error instanceof UsageError) return error.hint;
    throw error;
  }
  throw new Error('nothing was thrown');
}
