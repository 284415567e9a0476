import { describe, expect, test } from 'vitest';
import type { Change } from '../generator/diff/change.ts';
import { makeChange } from './make-change.ts';
import { makeReport, movedField, renamedEvent } from './make-report.ts';

describe('the rows', () => {
  const info = makeChange('description-changed', { subject: 'a', at: ['x.made:a'] });
  const warning = makeChange('default-changed', { subject: 'b', at: ['x.made:b'] });
  const loud = makeChange('limit-added', {
    subject: 'maxLength',
    flows: ['sent'],
    at: ['w.set:c'],
  });
  const silent = makeChange('field-removed', { subject: 'd', relation: 'wider', at: ['z.made:d'] });
  const first = makeChange('event-removed', { subject: 'b.made', at: ['b.made'] });
  const changes = [info, warning, loud, silent, first];

  test('stand gravest first, and by event', () => {
    const { rows, counts } = makeReport(changes);
    expect(rows.map(({ id, sort }) => [id, sort])).toEqual([
      [first.id, 'silent'],
      [silent.id, 'silent'],
      [loud.id, 'loud'],
      [warning.id, 'warning'],
      [info.id, 'info'],
    ]);
    expect(counts).toEqual({ silent: 2, loud: 1, warning: 1, info: 1, waived: 0 });
  });

  test('do not depend on the order of the changes', () => {
    expect(makeReport(changes.toReversed())).toEqual({
      ...makeReport(changes),
      semver: makeReport(changes.toReversed()).semver,
    });
  });

  test('that are waived stand last and are counted apart', () => {
    const waivers = [
      { rule: 'event-removed', at: 'b.made', reason: 'nobody listens', expires: '2026-12-31' },
    ];
    const { rows, counts, headlines } = makeReport(changes, { settings: { waivers } });
    expect(rows.at(-1)).toMatchObject({
      id: first.id,
      sort: 'silent',
      waiver: { reason: 'nobody listens', expires: '2026-12-31' },
    });
    expect(counts).toEqual({ silent: 1, loud: 1, warning: 1, info: 1, waived: 1 });
    expect(headlines.flatMap(({ items }) => items)).not.toContain('b.made');
  });

  test('that nobody is to be told of are not there', () => {
    const levels = { 'description-changed': 'off' } as const;
    const { rows, counts } = makeReport(changes, { settings: { levels } });
    expect(rows.map(({ id }) => id)).not.toContain(info.id);
    expect(counts.info).toBe(0);
  });

  test('say all that is known', () => {
    const change = makeChange('field-removed', {
      subject: 'voice',
      shape: 'Session',
      before: 'string',
      flows: ['sent'],
      at: ['session.update:session.voice'],
    });
    expect(makeReport([change]).rows).toEqual([
      {
        id: 'field-removed Session.voice voice',
        // printf 'field-removed Session.voice voice' | sha256sum
        fingerprint: 'f7baacf04a280e36',
        rule: 'field-removed',
        kind: 'field-removed',
        sort: 'silent',
        source: { level: 'error', effect: 'loud' },
        wire: { level: 'error', effect: 'silent' },
        flows: ['sent'],
        place: 'session.update: session.voice',
        reaches: [{ flow: 'sent', event: 'session.update', path: 'session.voice' }],
        message: 'the field "voice" is gone from what is sent',
        hint: 'stop sending it',
        before: { text: 'string', at: { file: 'a.yaml', pointer: '/voice', line: 7, column: 3 } },
        after: undefined,
        waiver: undefined,
      },
    ]);
  });

  test.each<[change: Change, want: string]>([
    [makeChange('event-added', { subject: 'a.made', at: ['a.made'] }), 'a.made'],
    [makeChange('null-added', { subject: 'k', shape: 'S', at: ['a:k'] }), 'a: k'],
    [makeChange('null-added', { subject: 'k', shape: 'S', at: ['a:k', 'a:l.k'] }), 'a: k'],
    [makeChange('null-added', { subject: 'k', shape: 'S', at: ['a:k', 'b:l.k'] }), 'S.k'],
    [makeChange('null-added', { subject: 'k', shape: 'S' }), 'S.k'],
    [makeChange('channel-removed', { subject: 'rooms/{id}' }), 'rooms/{id}'],
    [makeChange('channel-removed', { subject: 'rooms/{id}', at: ['a', 'b'] }), 'rooms/{id}'],
  ])('have a place to read: %o is at %s', (change, want) => {
    expect(makeReport([change]).rows[0]?.place).toBe(want);
  });

  test('point at what they probably are now', () => {
    const [gone, come, candidate] = renamedEvent('a.old', 'a.new');
    const { rows, candidates } = makeReport([gone, come], { candidates: [candidate] });
    expect(Object.fromEntries(rows.map(({ id, hint }) => [id, hint]))).toEqual({
      [gone.id]: 'it is probably a.new now',
      [come.id]: 'it probably is what a.old was',
    });
    expect(candidates).toEqual([
      {
        kind: 'event-renamed',
        removed: gone.id,
        added: come.id,
        from: 'a.old',
        to: 'a.new',
        score: 0.9,
        evidence: ['same fields'],
      },
    ]);
  });

  test('point at all that has probably gone into one', () => {
    const [speed, audio, first] = movedField(['x'], 's.speed', 's.audio');
    const [voice, , second] = movedField(['x'], 's.voice', 's.audio');
    const candidates = [first, { ...second, added: audio.id, to: 's.audio.voice' }];
    const { rows } = makeReport([speed, voice, audio], { candidates });
    expect(Object.fromEntries(rows.map(({ id, hint }) => [id, hint]))).toEqual({
      [speed.id]: 'it is probably s.audio now',
      [voice.id]: 'it is probably s.audio.voice now',
      [audio.id]: 'it probably is what s.speed (and 1 more) was',
    });
  });
});
