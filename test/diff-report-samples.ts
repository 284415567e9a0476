import type { DiffReport, ReportRow } from '../generator/report/report.ts';
import { candidateOf, endOf, reportOf, rowOf, sideOf } from './diff-report.ts';

const renames = [
  'response.audio.delta',
  'response.audio.done',
  'response.audio_transcript.delta',
  'response.audio_transcript.done',
  'response.text.delta',
  'response.text.done',
];

/** A migration of the size and the kinds of a real one. */
export function migration(): DiffReport {
  const pairs = renames.map((from) => {
    const to = from.replace('response.', 'response.output_');
    return {
      gone: rowOf(`event-removed ${from}`, {
        reaches: [{ flow: 'received', event: from, path: '' }],
        message: `the event "${from}" is no longer received`,
        hint: `handle "${to}" instead`,
        before: endOf('Event', 'spec/beta.yaml', 54),
      }),
      come: rowOf(`event-added ${to}`, {
        sort: 'info',
        source: { level: 'info', effect: 'none' },
        wire: { level: 'info', effect: 'none' },
        reaches: [{ flow: 'received', event: to, path: '' }],
        message: `the event "${to}" is new`,
        after: endOf('Event', 'spec/ga.yaml', 61),
      }),
    };
  });
  const voice = movedRow('voice', `'alloy' | 'ash' | string`);
  const inAudio = rowOf('field-added AudioOutput.voice', {
    sort: 'info',
    source: { level: 'info', effect: 'none' },
    wire: { level: 'info', effect: 'none' },
    flows: ['sent', 'received'],
    reaches: [{ flow: 'sent', event: 'session.update', path: 'session.audio.output.voice' }],
    message: 'the field "voice" is new',
    after: endOf(`'alloy' | 'ash' | string`, 'spec/ga.yaml', 80),
  });
  const rows = [
    ...pairs.map((one) => one.gone),
    voice,
    movedRow('temperature', 'number'),
    requiredRow(),
    waivedRow(),
    rowOf('event-added conversation.item.done', {
      sort: 'warning',
      source: { level: 'warning', effect: 'loud' },
      wire: { level: 'info', effect: 'none' },
      reaches: [{ flow: 'received', event: 'conversation.item.done', path: '' }],
      message: 'the event "conversation.item.done" is new',
    }),
    ...pairs.map((one) => one.come),
    inAudio,
  ];
  return reportOf(rows, {
    before: sideOf('openai-realtime@beta', '2024-10-01', {
      title: 'OpenAI Realtime',
      events: { received: 28, sent: 9 },
    }),
    after: sideOf('openai-realtime@ga', '2025-08-28', {
      title: 'OpenAI Realtime',
      events: { received: 41, sent: 11 },
    }),
    headlines: [
      {
        sort: 'silent',
        text: '6 events renamed: nothing is received under the old names',
        items: renames.map((from) => `${from} → ${from.replace('response.', 'response.output_')}`),
        more: 0,
      },
      {
        sort: 'silent',
        text: 'the fields of the session moved under audio',
        items: ['session.voice → session.audio.output.voice'],
        more: 7,
      },
      { sort: 'loud', text: 'session.type must be sent', items: [], more: 0 },
      { sort: 'warning', text: '13 events added', items: ['conversation.item.done'], more: 12 },
      { sort: 'silent', text: 'gone without a successor', items: ['session.temperature'], more: 0 },
    ],
    candidates: [
      ...pairs.map(({ gone, come }) => candidateOf(gone, come)),
      candidateOf(voice, inAudio, {
        kind: 'field-moved',
        from: 'session.voice',
        to: 'session.audio.output.voice',
        score: 0.8,
        evidence: ['same name', 'same type'],
      }),
    ],
    findings: [
      {
        rule: 'waiver-expired',
        level: 'warning',
        at: { file: 'wireshape.config.ts', pointer: '', line: undefined, column: undefined },
        message: 'the waiver of "field-removed" at "Session.*" has expired on 2026-01-31',
        hint: 'remove it, or give it another date',
      },
    ],
    proof: {
      asked: 118,
      contradictions: [],
      explained: [{ reason: 'weak types accept any object', names: ['SessionParam', 'ToolParam'] }],
    },
  });
}

function movedRow(key: string, type: string): ReportRow {
  return rowOf(`field-removed RealtimeSession.${key}`, {
    flows: ['sent', 'received'],
    reaches: [
      { flow: 'sent', event: 'session.update', path: `session.${key}` },
      ...['session.created', 'session.updated', 'a.b', 'c.d', 'e.f'].map((event) => ({
        flow: 'received' as const,
        event,
        path: `session.${key}`,
      })),
    ],
    message: `the field "${key}" is gone from what is sent`,
    before: endOf(type, 'spec/beta.yaml', 71),
  });
}

function requiredRow(): ReportRow {
  return rowOf('field-added RealtimeSession.type', {
    rule: 'field-added-required',
    sort: 'loud',
    wire: { level: 'error', effect: 'loud' },
    flows: ['sent'],
    place: 'session.update: session.type',
    reaches: [{ flow: 'sent', event: 'session.update', path: 'session.type' }],
    message: 'the field "type" is new and must be sent',
    hint: `send "realtime"`,
    after: endOf(`'realtime'`, 'spec/ga.yaml', 90),
  });
}

function waivedRow(): ReportRow {
  return rowOf('value-removed RealtimeSession.model "gpt-4o"', {
    sort: 'loud',
    place: 'RealtimeSession.model',
    message: 'the value "gpt-4o" is gone',
    before: endOf(`'gpt-4o' | 'gpt-realtime'`, 'spec/beta.yaml', 75),
    after: endOf(`'gpt-realtime'`, 'spec/ga.yaml', 95),
    waiver: { reason: 'nobody of ours uses it', expires: '2026-12-31' },
  });
}

/** Names and texts of a document that would like to be more than that. */
export const hostileTexts: readonly string[] = [
  'a\n::set-output name=x::y',
  '::error file=a::b',
  '::',
  ':',
  '##[error]x ##[group]y',
  '\u001b[31mred\u001b[0m',
  'a\rb\r\nc',
  'a\u2028b\u2029c\u0085d',
  '\u202egnp.exe\u2066',
  '`code` ``more`` ```fence```',
  '`',
  '``',
  '|a|b|',
  'a\\|b\\',
  '</details><script>alert(1)</script>',
  '<!-- x -->',
  '[text](https://example.com) ![i](x)',
  '[ref]: https://example.com',
  '@everyone @octocat/team #1 GH-2 owner/repo#3',
  'https://example.com www.example.com a@b.example',
  '# heading',
  '- list',
  '1. list',
  '> quote',
  '---',
  '===',
  '*a* _b_ __c__ ~~d~~',
  '&lt;b&gt; &#64;x',
  '%0A%25 a,b:c',
  '{0} {{1}} [a](1)',
  '$& $1 ${x}',
  '__proto__',
  '名前 größe 😀',
  '\ud800 half',
  ' ',
  '',
];

/** A report in which every text is one of them. */
export function hostile(text: string): DiffReport {
  const place = { file: text, pointer: text, line: 3, column: 4 };
  // Always too long for one line together.
  const end = { text: `${text} ${'x'.repeat(80)}`, at: place };
  const row = rowOf(`x ${text}`, {
    rule: text,
    place: text,
    message: text,
    hint: text,
    before: end,
    after: end,
    reaches: [
      { flow: 'sent', event: text, path: text },
      { flow: 'sent', event: `${text}2`, path: '' },
    ],
  });
  const other = rowOf('event-removed lost', { place: text, message: text, sort: 'info' });
  const waived = rowOf('w', { ...row, id: 'w', waiver: { reason: text, expires: text } });
  const side = sideOf(text, text, { title: text, file: text });
  return reportOf([row, other, waived], {
    before: side,
    after: side,
    headlines: [{ sort: 'silent', text, items: [text, `${text} → ${text}`], more: 2 }],
    candidates: [candidateOf(row, row, { from: text, to: text, evidence: [text, text] })],
    findings: [{ rule: text, level: 'error', at: place, message: text, hint: text }],
    proof: {
      asked: 2,
      contradictions: [
        { name: text, flow: 'sent', rules: 'holds', compiler: 'breaks', message: `not ${text}` },
      ],
      explained: [{ reason: text, names: [text] }],
    },
  });
}
