import { beforeAll, describe, expect, test } from 'vitest';
import { parseText } from '../generator/load/document-text.ts';
import { locateFindings } from '../generator/load/locate.ts';
import { checkMap } from '../generator/migrate/check-map.ts';
import { readMap } from '../generator/migrate/read-map.ts';
import type { ApiModel } from '../generator/model/api.ts';
import { mapInPlace, mapNames, modelOf } from './migration/maps.ts';

test.each(mapNames)('%s fits its versions', async (name) => {
  const { migration, before, after } = await mapInPlace(name);
  expect(checkMap(migration, before, after)).toEqual([]);
});

const head = 'format: wireshape-migration/1\napi: openai-realtime\nfrom: beta\nto: ga\nsteps:\n';
const basis = '    why: So.\n    evidence: the guide\n';

describe('a step that its versions do not bear out is told at its place', () => {
  let before: ApiModel;
  let after: ApiModel;
  beforeAll(async () => {
    before = await modelOf('beta');
    after = await modelOf('ga');
  });

  async function told(...rows: readonly string[]): Promise<readonly string[]> {
    const text =
      head + rows.map((row) => `  - ${row.replaceAll('\n', '\n    ')}\n${basis}`).join('');
    const { value, findings } = readMap(parseText(text, 'm.yaml').value, 'm.yaml');
    expect(findings).toEqual([]);
    if (value === undefined) throw new Error('it is no map');
    const wrong = checkMap(value, before, after);
    const located = await locateFindings(wrong, new Map([['m.yaml', text]]));
    return located.map(({ at, rule, message, hint }) =>
      [
        `${String(at.line)}:${String(at.column)}`,
        rule,
        message,
        ...(hint === undefined ? [] : [`(${hint})`]),
      ].join(' '),
    );
  }

  const unmatched = 'migration-unmatched';
  const conflict = 'migration-conflict';
  const session = 'rename-type: Session\nto: RealtimeSessionCreateRequest';

  test.each<[what: string, rows: readonly string[], want: readonly string[]]>([
    [
      'an event that never was',
      ['rename-event: response.audio.detla\nto: response.output_audio.delta\nflow: received'],
      [
        `6:5 ${unmatched} beta has no event response.audio.detla that is received (did you mean response.audio.delta?)`,
      ],
    ],
    [
      'an event of the other way',
      ['rename-event: session.update\nto: session.updated\nflow: received'],
      [`6:5 ${unmatched} beta has no event session.update that is received (it is sent)`],
    ],
    [
      'an event that is not to be',
      ['rename-event: error\nto: errors\nflow: received'],
      [`7:5 ${unmatched} ga has no event errors that is received (did you mean error?)`],
    ],
    [
      'an event that stays',
      ['rename-event: error\nto: error\nflow: received'],
      [`7:5 ${conflict} the event is called so already`],
    ],
    [
      'an event that becomes two things',
      [
        'rename-event: error\nto: session.created\nflow: received',
        'split-event: error\nflow: received\nto: [{ event: session.updated }]',
      ],
      [`11:5 ${conflict} rename-event error says what becomes of error`],
    ],
    [
      'a type that never was',
      ['rename-type: Sesion\nto: RealtimeSessionCreateRequest'],
      [`6:5 ${unmatched} beta has no type Sesion (did you mean Session?)`],
    ],
    [
      'a type that is not to be',
      ['rename-type: Session\nto: RealtimeSessionCreateRequst'],
      [
        `7:5 ${unmatched} ga has no type RealtimeSessionCreateRequst (did you mean RealtimeSessionCreateRequest?)`,
      ],
    ],
    [
      'a type behind one that takes all',
      [session, `${session.replace('Request', 'Response')}\nwhen: { object: realtime.session }`],
      [
        `10:5 ${conflict} rename-type Session RealtimeSessionCreateRequest takes every object before this step is asked`,
      ],
    ],
    [
      'a type in which it acts',
      ['drop-field: voice\nin: [Session, Sessoin]\nlossy: It.'],
      [`7:5 ${unmatched} beta has no type Sessoin (did you mean Session?)`],
    ],
    [
      'a path that never was',
      ['drop-field: turn_detection.treshold\nin: Session\nlossy: It.'],
      [`6:5 ${unmatched} turn_detection of Session has no treshold (did you mean threshold?)`],
    ],
    [
      'a path that is not to be',
      [session, 'move-field: voice\nto: audio.ouput.voice\nin: Session'],
      [
        `11:5 ${unmatched} audio of RealtimeSessionCreateRequest has no ouput (did you mean output?)`,
      ],
    ],
    [
      'a list that is none',
      ['drop-field: voice[]\nin: Session\nlossy: It.'],
      [`6:5 ${unmatched} voice of Session has no []`],
    ],
    [
      'a new key that is a path',
      [session, 'rename-field: voice\nto: audio.output.voice\nin: Session'],
      [`11:5 ${conflict} a new key is one name (move-field takes a path)`],
    ],
    [
      'a type that leads nowhere',
      ['move-field: expires_at\nto: id\nin: SessionUpdateEventSessionClientSecret'],
      [
        `6:5 ${unmatched} SessionUpdateEventSessionClientSecret has no expires_at (did you mean expires_after?)`,
      ],
    ],
    [
      'a field that two steps move',
      [
        session,
        'move-field: voice\nto: audio.output.voice\nin: Session',
        'drop-field: voice\nin: Session\nlossy: It.',
      ],
      [`15:5 ${conflict} move-field Session.voice takes Session.voice too`],
    ],
    [
      'two fields that go to one place',
      [
        session,
        'move-field: voice\nto: audio.output.voice\nin: Session',
        'move-field: id\nto: audio.output.voice\nin: Session',
      ],
      [`16:5 ${conflict} move-field Session.voice fills Session.audio.output.voice too`],
    ],
    [
      'a condition on what is not there',
      ['drop-field: content\nin: ConversationItem\nwhen: { rol: user }\nlossy: It.'],
      [`8:13 ${unmatched} ConversationItem has no rol (did you mean role?)`],
    ],
    [
      'a condition that never holds',
      ['drop-field: content\nin: ConversationItem\nwhen: { role: [user, asistant] }\nlossy: It.'],
      [`8:13 ${unmatched} role of ConversationItem is never "asistant" (did you mean assistant?)`],
    ],
    [
      'items that there are none of',
      ['drop-field: content[]\nin: ConversationItem\nitem: { type: item_refrence }\nlossy: It.'],
      [
        `8:13 ${unmatched} type of ConversationItem.content[] is never "item_refrence" (did you mean item_reference?)`,
      ],
    ],
    [
      'a value that never was',
      [
        session,
        'map-value: input_audio_format\nin: Session\nvalues: { pcm: { type: audio/pcm } }',
        'move-field: input_audio_format\nto: audio.input.format\nin: Session',
      ],
      [`12:15 ${unmatched} beta does not have the value "pcm" there (did you mean pcm16?)`],
    ],
    [
      'a value that is not to be',
      [
        session,
        'map-value: input_audio_format\nin: Session\nvalues: { pcm16: { type: audio/pcm, rate: 8000 } }',
        'move-field: input_audio_format\nto: audio.input.format\nin: Session',
      ],
      [`12:15 ${unmatched} ga does not have the value {"type":"audio/pcm","rate":8000} there`],
    ],
    [
      'a value whose place is gone',
      [session, 'map-value: input_audio_format\nin: Session\nvalues: { pcm16: pcm16 }'],
      [
        `10:5 ${unmatched} RealtimeSessionCreateRequest has no input_audio_format any more (say with move-field where it is, or drop it)`,
      ],
    ],
    [
      'a value told twice',
      [
        session,
        'map-value: tool_choice\nin: Session\nvalues: [{ from: auto, to: auto }, { from: auto, to: none }]',
      ],
      [`12:40 ${conflict} "auto" is told twice`],
    ],
    [
      'an added value that is none',
      [session, 'add-field: type\nin: Session\nvalue: realtim'],
      [`12:5 ${unmatched} ga does not have the value "realtim" there (did you mean realtime?)`],
    ],
    [
      'an endpoint that never was',
      ['change-endpoint: /v1/realtime/session\nmethod: POST\nto: /v1/realtime/client_secrets'],
      [
        `6:5 ${unmatched} beta has no endpoint POST /v1/realtime/session (did you mean POST /realtime/sessions?)`,
      ],
    ],
    [
      'an endpoint that is not to be',
      ['change-endpoint: /v1/realtime/sessions\nmethod: POST\nto: /v1/realtime/secrets'],
      [
        `8:5 ${unmatched} ga has no endpoint POST /v1/realtime/secrets (did you mean POST /realtime/calls?)`,
      ],
    ],
  ])('%s', async (_what, rows, want) => {
    const found = await told(...rows);
    expect(found.map((one) => one.replace(/ \(known: .*\)$/, ''))).toEqual(want);
  });

  test('a connection, a header and a module are no concern of documents', async () => {
    expect(
      await told(
        'change-endpoint: /v1/realtime\nmethod: WEBSOCKET\nto: /v2/realtime',
        'change-header: X-Nothing\nto: y',
        'change-import: nowhere\nto: elsewhere',
      ),
    ).toEqual([]);
  });
});
