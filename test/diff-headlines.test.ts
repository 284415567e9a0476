import { describe, expect, test } from 'vitest';
import type { Change } from '../generator/diff/change.ts';
import type { Headline } from '../generator/report/report.ts';
import { makeChange } from './make-change.ts';
import { makeReport, movedField, renamedEvent } from './make-report.ts';

const session = ['session.update', 'session.created', 'session.updated'];
const moves = [
  ...['voice', 'speed', 'output_audio_format'].map((key) =>
    movedField(session, `session.${key}`, `session.audio.output.${key}`, ['sent', 'received']),
  ),
  ...['turn_detection', 'input_audio_format', 'transcription', 'noise_reduction'].map((key) =>
    movedField(session, `session.${key}`, `session.audio.input.${key}`, ['sent', 'received']),
  ),
];

describe('a first screen', () => {
  const renames = ['delta', 'done'].flatMap((end) =>
    ['audio', 'audio_transcript', 'text'].map((what) =>
      renamedEvent(`response.${what}.${end}`, `response.output_${what}.${end}`),
    ),
  );
  const guesses = [
    ...renames,
    ...moves,
    movedField(session, 'session.modalities', 'session.output_modalities', ['sent', 'received']),
    movedField(['response.create'], 'response.voice', 'response.audio.output.voice'),
  ];
  const others = [
    ...['conversation.item.added', 'conversation.item.done', 'mcp_call.failed'].map((subject) =>
      makeChange('event-added', { subject, at: [subject], relation: 'wider' }),
    ),
    makeChange('event-added', { subject: 'mcp.cancel', at: ['mcp.cancel'], flows: ['sent'] }),
    makeChange('field-added', {
      subject: 'type',
      required: true,
      relation: 'narrower',
      flows: ['sent'],
      at: ['session.update:session.type'],
    }),
    makeChange('field-removed', {
      subject: 'temperature',
      flows: ['sent', 'received'],
      at: session.map((event) => `${event}:session.temperature`),
    }),
    makeChange('field-removed', {
      subject: 'id',
      shape: 'Received',
      relation: 'wider',
      at: ['session.created:session.id'],
    }),
    makeChange('value-removed', {
      subject: '"text"',
      relation: 'narrower',
      flows: ['sent'],
      at: ['response.create:response.output.type'],
    }),
    makeChange('description-changed', { subject: 'model', at: ['session.update:session.model'] }),
  ];

  test('tells what went where, what is asked for, what is lost and what is new', () => {
    const changes = [...guesses.flatMap(([removed, added]) => [removed, added]), ...others];
    const { headlines, rows } = makeReport(changes, {
      candidates: guesses.map(([, , candidate]) => candidate),
    });
    expect(headlines.map(lineOf)).toEqual([
      'silent: 6 events seem renamed: nothing is received under the old names [response.audio.delta → response.output_audio.delta, response.audio_transcript.delta → response.output_audio_transcript.delta, response.text.delta → response.output_text.delta, response.audio.done → response.output_audio.done, response.audio_transcript.done → response.output_audio_transcript.done, response.text.done → response.output_text.done]',
      'silent: session: 7 fields seem moved under audio, 1 renamed: old ones lost [voice → audio.output.voice, speed → audio.output.speed, output_audio_format → audio.output.output_audio_format, turn_detection → audio.input.turn_detection, input_audio_format → audio.input.input_audio_format, transcription → audio.input.transcription, and 2 more]',
      'silent: response: 1 field seems moved under audio: old one ignored [voice → audio.output.voice]',
      'silent: 1 field (session.temperature) lost: ignored when sent',
      'silent: 1 field (session.id) gone from what is received [session.created: session.id]',
      'loud: 1 field (session.type) new and now required in what is sent [session.update: session.type]',
      'loud: 1 value ("text" in response.output.type) no longer taken in what is sent ["text" in response.create: response.output.type]',
      'warning: 4 events added: 3 received, 1 sent [conversation.item.added, conversation.item.done, mcp_call.failed, mcp.cancel]',
      'info: 1 description changed [session.update: session.model]',
    ]);
    expect(rows.length).toBe(changes.length);
  });
});

describe('a headline', () => {
  test.each<[name: string, changes: readonly Change[], want: readonly string[]]>([
    ['nothing', [], []],
    [
      'of what is received and sent',
      [
        makeChange('event-removed', { subject: 'a' }),
        makeChange('event-removed', { subject: 'b', flows: ['sent'] }),
        makeChange('event-removed', { subject: 'c', flows: ['sent'] }),
      ],
      [
        'silent: 1 event (a) removed: its handler never runs',
        'loud: 2 events (b, c) removed from what may be sent',
      ],
    ],
    [
      'of a key that many events hold',
      [
        ...['a', 'b', 'c'].map((event) =>
          makeChange('null-added', {
            subject: 'id',
            shape: event,
            relation: 'wider',
            at: [`${event}:id`],
          }),
        ),
        makeChange('null-added', { subject: 'to', shape: 'd', relation: 'wider', at: ['d:to'] }),
      ],
      ['silent: 4 fields (id, to) now sometimes null in what is received [id (3 events), d: to]'],
    ],
    [
      'of types, by the flow that they break',
      [
        makeChange('type-changed', {
          subject: 'a',
          relation: 'other',
          flows: ['sent'],
          at: ['x:a'],
        }),
        makeChange('type-changed', { subject: 'b', relation: 'other', at: ['x:b'] }),
        makeChange('type-changed', { subject: 'c', relation: 'narrower', at: ['x:c'] }),
        makeChange('type-changed', { subject: 'd', at: ['x:d'] }),
      ],
      [
        'silent: 1 field (b) of another type in what is received [x: b]',
        'loud: 1 field (a) of another type in what is sent [x: a]',
        'warning: 1 field (d) of another type [x: d]',
        'info: 1 other change that breaks nobody [x: c]',
      ],
    ],
    [
      'of what nobody knows yet',
      [
        makeChange('value-added', { subject: '"x"', relation: 'wider', at: ['a:b.c'] }),
        makeChange('member-added', { subject: 'Image', relation: 'wider', at: ['a:b.d'] }),
        makeChange('values-opened', { relation: 'wider', at: ['a:b.e'] }),
        makeChange('field-optional', { relation: 'wider', at: ['a:b.f'] }),
      ],
      [
        'silent: 1 field (b.f) now sometimes missing in what is received [a: b.f]',
        'silent: more is received: 1 new value ("x" in b.c), 1 opened list, 1 new shape ["x" in a: b.c, a: b.e, Image in a: b.d]',
      ],
    ],
    [
      'of what the other end refuses',
      [
        makeChange('field-required', { relation: 'narrower', flows: ['sent'], at: ['a:b.c'] }),
        makeChange('null-removed', { relation: 'narrower', flows: ['sent'], at: ['a:b.d'] }),
        makeChange('values-closed', { relation: 'narrower', flows: ['sent'], at: ['a:b.e'] }),
        makeChange('member-removed', {
          subject: 'I',
          relation: 'narrower',
          flows: ['sent'],
          at: ['a:b.f'],
        }),
        makeChange('limit-added', { subject: 'maxLength', flows: ['sent'], at: ['a:b.g'] }),
        makeChange('field-removed', { otherKeys: 'refused', flows: ['sent'], at: ['a:b.h'] }),
      ],
      [
        'loud: 1 field (b.h) lost: refused when sent [a: b.h]',
        'loud: 1 field (b.c) now required in what is sent [a: b.c]',
        'loud: less is taken: 1 list closed (b.e), 1 shape gone, 1 null gone, 1 limit tighter [a: b.e, I in a: b.f, a: b.d, maxLength of a: b.g]',
      ],
    ],
    [
      'of channels and operations',
      [
        makeChange('channel-removed', { subject: 'rooms' }),
        makeChange('address-changed', { subject: 'halls' }),
        makeChange('operation-removed', { subject: 'join' }),
        makeChange('operation-added', { subject: 'leave' }),
      ],
      [
        'silent: 2 channels (halls, rooms) gone or moved',
        'loud: 1 operation (join) gone',
        'info: 1 operation added [leave]',
      ],
    ],
    [
      'of what other demands there are, too, names what is new',
      [
        makeChange('field-added', {
          subject: 'type',
          required: true,
          relation: 'narrower',
          flows: ['sent'],
          at: ['a:b.type'],
        }),
        makeChange('field-required', { relation: 'narrower', flows: ['sent'], at: ['a:b.c'] }),
      ],
      ['loud: now required: 1 new field (b.type), 1 old field [a: b.type, a: b.c]'],
    ],
    [
      'of an event that travels the other way',
      [makeChange('event-moved', { subject: 'a', flows: ['received', 'sent'] })],
      ['silent: 1 event (a) travels the other way now'],
    ],
    [
      'of a limit of which nobody knows whether it is tighter',
      [makeChange('limit-changed', { subject: 'pattern', flows: ['sent'], at: ['a:b'] })],
      ['warning: 1 limit (pattern of b) changed [pattern of a: b]'],
    ],
    [
      'of an object that takes no other keys any more',
      [
        makeChange('rest-changed', {
          subject: 'additionalProperties',
          flows: ['sent'],
          at: ['a:b'],
          after: 'never',
        }),
      ],
      ['warning: 1 object (b) refuses what it does not name [a: b]'],
    ],
    [
      'of what may break',
      [
        makeChange('value-removed', { subject: '"x"', relation: 'narrower', at: ['a:b.c'] }),
        makeChange('default-changed', { at: ['a:b.d'] }),
        makeChange('deprecated', { subject: 'a', at: ['a:b.e'] }),
      ],
      [
        'warning: 1 value ("x" in b.c) gone that code may wait for ["x" in a: b.c]',
        'warning: 1 default (b.d) changed [a: b.d]',
        'warning: 1 thing (b.e) deprecated [a: b.e]',
      ],
    ],
    [
      'of a type that no event holds',
      [makeChange('field-removed', { subject: 'k', shape: 'S', flows: [] })],
      ['warning: 1 other change (S.k) that may break somebody'],
    ],
  ])('%s', (_name, changes, want) => {
    expect(makeReport(changes).headlines.map(lineOf).toSorted()).toEqual(want.toSorted());
  });

  test('of all that breaks nobody is one', () => {
    const { headlines } = makeReport([
      makeChange('field-added', { subject: 'b', at: ['a:b'] }),
      makeChange('field-added', { subject: 'c', at: ['a:c'] }),
      makeChange('value-added', { subject: '"x"', at: ['a:d'] }),
      makeChange('description-changed', { subject: 'e', at: ['a:e'] }),
      makeChange('undeprecated', { subject: 'f', at: ['a:f'] }),
    ]);
    expect(headlines.map(lineOf)).toEqual([
      'info: 2 fields, 1 value added; 1 description changed; 1 other change that breaks nobody [a: b, a: c, "x" in a: d, a: e, a: f]',
    ]);
  });

  test('names what fits beside what it says', () => {
    const keys = ['temperature', 'client_secret', 'output_format', 'voice'];
    const { headlines } = makeReport(
      keys.map((subject) =>
        makeChange('field-removed', { subject, flows: ['sent'], at: [`x:session.${subject}`] }),
      ),
    );
    expect(headlines.map((one) => one.text)).toEqual([
      '4 fields (session.client_secret, …) lost: ignored when sent',
    ]);
  });

  test.each<[from: string, to: string, want: string]>([
    ['a.b', 'a.c', 'a: 1 field seems renamed: old one ignored [b → c]'],
    ['a.b', 'a.c.b', 'a: 1 field seems moved under c: old one ignored [b → c.b]'],
    ['a.c.b', 'a.b', 'a: 1 field seems moved out of c: old one ignored [c.b → b]'],
    ['b', 'c', 'x: 1 field seems renamed: old one ignored [b → c]'],
    [
      'a.items[].b',
      'a.items[].c.b',
      'a.items[]: 1 field seems moved under c: old one ignored [b → c.b]',
    ],
    ['a.b', 'a<one, two>.c.b', 'a: 1 field seems moved under c: old one ignored [b → c.b]'],
    ['a.b', 'a.b.b', 'a: 1 field seems moved under b: old one ignored [b → b.b]'],
  ])('of a field from %s to %s', (from, to, want) => {
    const [removed, added, candidate] = movedField(['x'], from, to);
    const { headlines } = makeReport([removed, added], { candidates: [candidate] });
    expect(headlines.map(lineOf)).toEqual([`silent: ${want}`]);
  });

  test('of several shapes in which the same field went the same way tells it once', () => {
    const [removed, added, candidate] = movedField(['x'], 'a.b', 'a.c', ['received']);
    const [sent, come, other] = movedField(['y'], 'a.b', 'a.c', ['sent']);
    const [twin, twinCome] = [
      { ...sent, id: 'twin' },
      { ...come, id: 'twin-come' },
    ];
    const { headlines } = makeReport([removed, added, twin, twinCome], {
      candidates: [candidate, { ...other, removed: twin.id, added: twinCome.id }],
    });
    expect(headlines.map(lineOf)).toEqual([
      'silent: a: 1 field seems renamed: old one lost [b → c]',
    ]);
  });

  test('of a rename of which one half is waived tells the other by itself', () => {
    const [removed, added, candidate] = renamedEvent('a.old', 'a.new');
    const waivers = [{ rule: 'event-removed', at: 'a.old', reason: 'known', expires: undefined }];
    const { headlines } = makeReport([removed, added], {
      candidates: [candidate],
      settings: { waivers },
    });
    expect(headlines.map(lineOf)).toEqual(['warning: 1 event added to what is received [a.new]']);
  });
});

function lineOf({ sort, text, items, more }: Headline): string {
  const told = more === 0 ? items : [...items, `and ${more} more`];
  return `${sort}: ${text}${told.length === 0 ? '' : ` [${told.join(', ')}]`}`;
}
