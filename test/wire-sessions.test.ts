import { describe, expect, test } from 'vitest';
import type { Trouble } from '../generator/base/wire-report.ts';
import { checkGiven } from './wire/check-files.ts';
import { wireVersions } from './wire/models.ts';

const versions = await wireVersions('patched');

type Line = readonly [from: 'client' | 'server', message: Readonly<Record<string, unknown>>];

/** What a session leaves open or out of order; a message a second. */
function troublesOf(version: string, lines: readonly Line[]): readonly Trouble[] {
  const text = lines.map(([direction, message], index) =>
    JSON.stringify({ direction, message, time: 1_730_000_000 + index }),
  );
  return checkGiven(versions, version, [['c', Buffer.from(text.join('\n'))]]).troubles;
}

function rulesOf(version: string, lines: readonly Line[]): readonly string[] {
  return troublesOf(version, lines).map(
    ({ at, rule, lifecycle }) => `${String(at.line)} ${rule} ${lifecycle}`,
  );
}

function server(type: string, more: Readonly<Record<string, unknown>> = {}): Line {
  return ['server', { type, event_id: 'event_1', ...more }];
}

function client(type: string, more: Readonly<Record<string, unknown>> = {}): Line {
  return ['client', { type, ...more }];
}

const hello = server('session.created', { session: {} });
const ask = client('response.create');

function created(response: string, more: Readonly<Record<string, unknown>> = {}): Line {
  return server('response.created', {
    response: { id: response, status: 'in_progress', conversation_id: 'conv_1', ...more },
  });
}

function done(response: string, status = 'completed'): Line {
  return server('response.done', { response: { id: response, status } });
}

/** The messages of one part, as the versions call them. */
const names = {
  beta: { audio: 'response.audio', transcript: 'response.audio_transcript', text: 'response.text' },
  ga: {
    audio: 'response.output_audio',
    transcript: 'response.output_audio_transcript',
    text: 'response.output_text',
  },
} as const;

type Named = keyof typeof names;

function itemOpens(response: string, item: string): readonly Line[] {
  const at = { response_id: response, item_id: item, output_index: 0, content_index: 0 };
  return [
    server('response.output_item.added', { response_id: response, item: { id: item } }),
    server('response.content_part.added', { ...at, part: {} }),
  ];
}

function itemCloses(response: string, item: string): readonly Line[] {
  const at = { response_id: response, item_id: item, output_index: 0, content_index: 0 };
  return [
    server('response.content_part.done', { ...at, part: {} }),
    server('response.output_item.done', { response_id: response, item: { id: item } }),
  ];
}

/** Sound and its transcript, word by word beside each other. */
function speech(version: Named, response: string, item: string): readonly Line[] {
  const at = { response_id: response, item_id: item, output_index: 0, content_index: 0 };
  const { audio, transcript } = names[version];
  return [
    server(`${transcript}.delta`, { ...at, delta: 'Good ' }),
    server(`${audio}.delta`, { ...at, delta: 'AAAA' }),
    server(`${transcript}.delta`, { ...at, delta: 'morning' }),
    server(`${audio}.delta`, { ...at, delta: 'BBBB' }),
  ];
}

function speechEnds(version: Named, response: string, item: string): readonly Line[] {
  const at = { response_id: response, item_id: item, output_index: 0, content_index: 0 };
  const { audio, transcript } = names[version];
  return [
    server(`${audio}.done`, at),
    server(`${transcript}.done`, { ...at, transcript: 'Good morning' }),
  ];
}

function spoken(version: Named, response: string, item: string): readonly Line[] {
  return [
    ...itemOpens(response, item),
    ...speech(version, response, item),
    ...speechEnds(version, response, item),
    ...itemCloses(response, item),
  ];
}

function called(response: string, item: string): readonly Line[] {
  const at = { response_id: response, item_id: item, output_index: 0, call_id: 'call_1' };
  return [
    server('response.output_item.added', { response_id: response, item: { id: item } }),
    server('response.function_call_arguments.delta', { ...at, delta: '{"city":' }),
    server('response.function_call_arguments.delta', { ...at, delta: '"Rome"}' }),
    server('response.function_call_arguments.done', { ...at, arguments: '{"city":"Rome"}' }),
    server('response.output_item.done', { response_id: response, item: { id: item } }),
  ];
}

describe.each([['beta'], ['ga']] as const)('a session of %s is fine', (version) => {
  const aside = { conversation_id: null };
  const isGa = version === 'ga';
  const heard = { item_id: 'heard', content_index: 0 };
  const transcribed = 'conversation.item.input_audio_transcription';
  const cases: readonly (readonly [name: string, lines: readonly Line[]])[] = [
    ['that speaks once', [hello, ask, created('r1'), ...spoken(version, 'r1', 'i1'), done('r1')]],
    [
      'that speaks again and again',
      [
        hello,
        ...['1', '2', '3'].flatMap((n) => [
          ...[ask, created(`r${n}`), ...spoken(version, `r${n}`, `i${n}`), done(`r${n}`)],
        ]),
      ],
    ],
    [
      'with a response beside the conversation',
      [
        ...[hello, ask, created('r1'), ...itemOpens('r1', 'i1')],
        client('response.create', { response: { conversation: 'none' } }),
        ...[created('r2', aside), ...itemOpens('r2', 'i2')],
        ...speech(version, 'r1', 'i1'),
        ...speech(version, 'r2', 'i2'),
        ...speechEnds(version, 'r2', 'i2'),
        ...[...itemCloses('r2', 'i2'), done('r2'), ...speechEnds(version, 'r1', 'i1')],
        ...[...itemCloses('r1', 'i1'), done('r1')],
      ],
    ],
    [
      'that calls a function and goes on with what it gives',
      [
        ...[hello, ask, created('r1'), ...called('r1', 'i1'), done('r1')],
        client('conversation.item.create', {
          item: { type: 'function_call_output', call_id: 'call_1', output: '20 degrees' },
        }),
        ...[ask, created('r2'), ...spoken(version, 'r2', 'i2'), done('r2')],
      ],
    ],
    [
      'whose response has several items',
      [
        ...[hello, ask, created('r1'), ...spoken(version, 'r1', 'i1'), ...called('r1', 'i2')],
        ...[...called('r1', 'i3'), done('r1')],
      ],
    ],
    [
      'whose response is cancelled in the middle of a word',
      [
        ...[hello, ask, created('r1'), ...itemOpens('r1', 'i1'), ...speech(version, 'r1', 'i1')],
        ...[client('response.cancel'), done('r1', 'cancelled')],
        ...[ask, created('r2'), ...spoken(version, 'r2', 'i2'), done('r2')],
      ],
    ],
    [
      'whose response is cancelled and tidied up',
      [
        ...[hello, ask, created('r1'), ...itemOpens('r1', 'i1'), ...speech(version, 'r1', 'i1')],
        ...[client('response.cancel'), ...speechEnds(version, 'r1', 'i1')],
        ...[...itemCloses('r1', 'i1'), done('r1', 'cancelled')],
      ],
    ],
    [
      'that somebody interrupts',
      [
        ...[hello, created('r1'), ...itemOpens('r1', 'i1'), ...speech(version, 'r1', 'i1')],
        server('input_audio_buffer.speech_started', { item_id: 'heard', audio_start_ms: 1 }),
        done('r1', 'cancelled'),
        client('conversation.item.truncate', {
          ...{ item_id: 'i1', content_index: 0, audio_end_ms: 500 },
        }),
        server('conversation.item.truncated', {
          ...{ item_id: 'i1', content_index: 0, audio_end_ms: 500 },
        }),
        server('input_audio_buffer.speech_stopped', { item_id: 'heard', audio_end_ms: 2 }),
        server('input_audio_buffer.committed', { item_id: 'heard' }),
        ...[created('r2'), ...spoken(version, 'r2', 'i2'), done('r2')],
        server(`${transcribed}.delta`, { ...heard, delta: 'Wait' }),
        server(`${transcribed}.completed`, { ...heard, transcript: 'Wait' }),
      ],
    ],
    [
      'that fails, or has no room for more',
      [
        ...[hello, ask, created('r1'), done('r1', 'failed')],
        ...[ask, created('r2'), ...itemOpens('r2', 'i2'), ...speech(version, 'r2', 'i2')],
        done('r2', 'incomplete'),
      ],
    ],
    [
      'that transcribes and answers nothing',
      [
        server(isGa ? 'session.created' : 'transcription_session.updated', { session: {} }),
        server('input_audio_buffer.speech_started', { item_id: 'heard', audio_start_ms: 1 }),
        server('input_audio_buffer.speech_stopped', { item_id: 'heard', audio_end_ms: 2 }),
        server('input_audio_buffer.committed', { item_id: 'heard' }),
        server(`${transcribed}.delta`, { ...heard, delta: 'Hel' }),
        server(`${transcribed}.delta`, { item_id: 'other', content_index: 0, delta: 'Bye' }),
        server(`${transcribed}.delta`, { ...heard, delta: 'lo' }),
        server(`${transcribed}.completed`, { ...heard, transcript: 'Hello' }),
        server(`${transcribed}.completed`, {
          ...{ item_id: 'other', content_index: 0, transcript: 'Bye' },
        }),
      ],
    ],
    [
      'of which the beginning is not in the capture',
      [...speech(version, 'r1', 'i1'), ...itemCloses('r1', 'i1'), done('r1')],
    ],
    [
      'whose playback goes on when the response is done',
      [
        ...[hello, ask, created('r1'), ...itemOpens('r1', 'i1')],
        server('output_audio_buffer.started', { response_id: 'r1' }),
        ...[...speech(version, 'r1', 'i1'), ...speechEnds(version, 'r1', 'i1')],
        ...[...itemCloses('r1', 'i1'), done('r1')],
        server('output_audio_buffer.stopped', { response_id: 'r1' }),
      ],
    ],
    [
      'that cancels a response and asks for the next one at once',
      [
        ...[hello, ask, created('r1'), ...itemOpens('r1', 'i1')],
        ...[client('response.cancel'), ask, done('r1', 'cancelled')],
        ...[created('r2'), ...spoken(version, 'r2', 'i2'), done('r2')],
      ],
    ],
    [
      'that throws away what it heard, and listens again',
      [
        hello,
        server('input_audio_buffer.speech_started', { item_id: 'h1', audio_start_ms: 1 }),
        ...[client('input_audio_buffer.clear'), server('input_audio_buffer.cleared')],
        server('input_audio_buffer.speech_started', { item_id: 'h2', audio_start_ms: 2 }),
        server('input_audio_buffer.speech_stopped', { item_id: 'h2', audio_end_ms: 3 }),
      ],
    ],
    [
      'after a refusal',
      [
        ...[hello, ask, server('error', { error: { type: 'invalid_request_error' } })],
        ...[ask, created('r1'), ...spoken(version, 'r1', 'i1'), done('r1')],
      ],
    ],
  ];

  test.each(cases)('%s', (_, lines) => {
    expect(rulesOf(version, lines)).toEqual([]);
  });
});

describe.each([['beta'], ['ga']] as const)('a session of %s', (version) => {
  const begun = [hello, ask, created('r1')];
  const { text } = names[version];
  const at = { response_id: 'r1', item_id: 'i1', output_index: 0, content_index: 0 };
  const cases: readonly (readonly [
    name: string,
    lines: readonly Line[],
    want: readonly string[],
  ])[] = [
    ['stalls at once', begun, ['3 never-closed response']],
    ['stalls in an item', [...begun, ...itemOpens('r1', 'i1')], ['3 never-closed response']],
    [
      'stalls in a word',
      [...begun, ...itemOpens('r1', 'i1'), ...speech(version, 'r1', 'i1')],
      ['3 never-closed response'],
    ],
    [
      'stalls at its second response',
      [...begun, ...spoken(version, 'r1', 'i1'), done('r1'), ask, created('r2')],
      ['16 never-closed response'],
    ],
    [
      'ends a response and forgets an item',
      [...begun, ...itemOpens('r1', 'i1'), done('r1')],
      ['4 never-closed output item'],
    ],
    [
      'stalls beside what goes on',
      [
        ...[...begun, ...itemOpens('r1', 'i1'), created('r2', { conversation_id: null })],
        ...[...spoken(version, 'r2', 'i2'), done('r2')],
      ],
      ['3 never-closed response'],
    ],
    [
      'is asked for more while it speaks',
      [...begun, ask, ...spoken(version, 'r1', 'i1'), done('r1')],
      ['4 opened-meanwhile response'],
    ],
    [
      'is asked for more while it speaks, and gives it',
      [...begun, ask, created('r2'), done('r1', 'cancelled'), done('r2')],
      ['4 opened-meanwhile response'],
    ],
    [
      'goes on after the end',
      [
        ...[...begun, ...spoken(version, 'r1', 'i1'), done('r1')],
        server(`${names[version].audio}.delta`, { ...at, delta: 'AAAA' }),
      ],
      [
        '15 after-close audio',
        '15 after-close content part',
        '15 after-close output item',
        '15 after-close response',
      ],
    ],
    ['ends twice', [...begun, done('r1'), done('r1')], ['5 closed-twice response']],
    [
      'says in the end what it has not said',
      [
        ...[...begun, ...itemOpens('r1', 'i1')],
        server(`${text}.delta`, { ...at, delta: 'Good ' }),
        server(`${text}.done`, { ...at, text: 'Bad' }),
        ...[...itemCloses('r1', 'i1'), done('r1')],
      ],
      ['7 text-differs text'],
    ],
    [
      'calls a function and breaks off',
      [...begun, ...called('r1', 'i1').slice(0, 3), done('r1')],
      ['4 never-closed output item'],
    ],
    [
      'speaks of what was never opened',
      [hello, server(`${text}.delta`, { ...at, delta: 'Oh' })],
      ['2 never-opened content part', '2 never-opened output item', '2 never-opened response'],
    ],
    [
      'begins anew while a response is open',
      [...begun, hello, ask, created('r2'), done('r2')],
      ['3 never-closed response'],
    ],
  ];

  test.each(cases)('%s', (_, lines, want) => {
    expect(rulesOf(version, lines)).toEqual(want);
  });

  test('says how long it has stalled, and where it stood', () => {
    const [never] = troublesOf(version, [
      ...[...begun, ...itemOpens('r1', 'i1')],
      server('rate_limits.updated', { rate_limits: [] }),
    ]);
    const last = { event: 'response.content_part.added', place: { capture: 'c', line: 5 } };
    expect(never).toMatchObject({ rule: 'never-closed', id: 'r1', after: 3000, last });
  });
});

test('MCP calls and lists of tools end too', () => {
  const item = { item_id: 'm1', output_index: 0 };
  const lines = [
    hello,
    server('mcp_list_tools.in_progress', { item_id: 'l1' }),
    server('mcp_list_tools.completed', { item_id: 'l1' }),
    ...[ask, created('r1')],
    server('response.output_item.added', { response_id: 'r1', item: { id: 'm1' } }),
    server('response.mcp_call_arguments.delta', { ...item, response_id: 'r1', delta: '{}' }),
    server('response.mcp_call_arguments.done', { ...item, response_id: 'r1', arguments: '{}' }),
    server('response.mcp_call.in_progress', item),
    server('response.mcp_call.completed', item),
    server('response.output_item.done', { response_id: 'r1', item: { id: 'm1' } }),
    done('r1'),
  ];
  expect(rulesOf('ga', lines)).toEqual([]);
  const cut = lines.filter(([, { type }]) => !String(type).endsWith('.completed'));
  expect(rulesOf('ga', cut)).toEqual([
    '2 never-closed list of MCP tools',
    '8 never-closed MCP call',
  ]);
});
