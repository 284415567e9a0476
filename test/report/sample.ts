import type { DiffReport, ReportReach, ReportRow } from '../../generator/report/report.ts';
import { candidateOf, endOf, reportOf, rowOf } from '../diff-report.ts';

type Given = Partial<Omit<ReportRow, 'before' | 'after'>> & {
  readonly before?: string;
  readonly after?: string;
};

/** A row, by default of a field that went from what is sent. */
function row({ before, after, ...given }: Given): ReportRow {
  const { id = `${given.kind ?? 'field-removed'} ${given.place ?? 'Session.voice'}` } = given;
  return rowOf(id, {
    rule: 'field-removed-sent',
    kind: 'field-removed',
    flows: ['sent'],
    message: 'the field "voice" is gone from what is sent',
    ...given,
    before: before === undefined ? undefined : endOf(before, 'spec/chat/beta.yaml', 120),
    after: after === undefined ? undefined : endOf(after, 'spec/chat/ga.yaml', 84),
  });
}

function reach(flow: ReportReach['flow'], event: string, path = ''): ReportReach {
  return { flow, event, path };
}

const breaksLoudly = { level: 'error', effect: 'loud' } as const;
const breaksSilently = { level: 'error', effect: 'silent' } as const;
const mayBreakSilently = { level: 'warning', effect: 'silent' } as const;
const holds = { level: 'info', effect: 'none' } as const;
const off = { level: 'off', effect: 'none' } as const;

/** A report with something of everything, as versions of a real API give it. */
export function sampleReport(): DiffReport {
  const rows = sampleRows();
  const [renamed, renamedTo] = ['event-removed', 'event-added'].map((kind) =>
    rows.find((one) => one.kind === kind)!,
  ) as [ReportRow, ReportRow];
  return reportOf(rows, {
    headlines: [
      {
        sort: 'silent',
        text: '2 events renamed: nothing is received under the old names',
        items: ['response.text.delta → response.output_text.delta', 'response.text.done'],
        more: 4,
      },
      { sort: 'loud', text: '1 field must be sent now', items: ['session.type'], more: 0 },
      { sort: 'warning', text: '1 default is another', items: ['session.temperature'], more: 0 },
    ],
    candidates: [
      candidateOf(renamed, renamedTo, {
        score: 0.94,
        evidence: ['same 6 fields', 'the only event that went and shares all of them'],
      }),
    ],
    findings: [
      {
        rule: 'waiver-unused',
        level: 'warning',
        at: { file: 'wireshape.config.ts', pointer: '', line: 14, column: 7 },
        message: 'the waiver for "session.instructions" covers no change',
        hint: 'take it out',
      },
    ],
    proof: {
      asked: 74,
      contradictions: [],
      explained: [
        { reason: 'an event was added to the union of what is received', names: ['ServerEvent'] },
      ],
    },
  });
}

function sampleRows(): readonly ReportRow[] {
  return [
    row({
      id: 'event-removed received response.text.delta',
      rule: 'event-removed-received',
      kind: 'event-removed',
      flows: ['received'],
      place: 'response.text.delta',
      reaches: [reach('received', 'response.text.delta')],
      message: 'the event "response.text.delta" is not received any more',
      hint: 'handle "response.output_text.delta" instead',
      before:
        "{\n  type: 'response.text.delta';\n  event_id: string;\n  response_id: string;\n  item_id: string;\n  delta: string;\n}",
    }),
    row({
      place: 'RealtimeSession.voice',
      source: breaksLoudly,
      flows: ['sent', 'received'],
      reaches: [
        reach('sent', 'session.update', 'session.voice'),
        reach('received', 'session.created', 'session.voice'),
        reach('received', 'session.updated', 'session.voice'),
      ],
      hint: 'send "session.audio.output.voice"',
      before: "voice?: 'alloy' | 'ash' | 'ballad' | 'coral' | 'echo' | 'sage' | 'shimmer'",
    }),
    row({
      id: 'type-changed session.update session.input_audio_format',
      rule: 'type-changed-received',
      kind: 'type-changed',
      flows: ['received'],
      place: 'session.updated: session.input_audio_format',
      reaches: [reach('received', 'session.updated', 'session.input_audio_format')],
      message: 'what "input_audio_format" holds is of another type',
      before: "'pcm16' | 'g711_ulaw' | 'g711_alaw'",
      after:
        "{ type: 'audio/pcm'; rate?: 24000 } | { type: 'audio/pcmu' } | { type: 'audio/pcma' }",
    }),
    row({
      id: 'field-required session.update session.type',
      rule: 'field-required-sent',
      kind: 'field-required',
      sort: 'loud',
      source: breaksLoudly,
      wire: breaksLoudly,
      place: 'session.update: session.type',
      reaches: [reach('sent', 'session.update', 'session.type')],
      message: 'the field "type" must be sent',
      hint: "send `type: 'realtime'`",
      before: "type?: 'realtime' | 'transcription'",
      after: "type: 'realtime' | 'transcription'",
    }),
    row({
      id: 'limit-changed session.update session.max_output_tokens',
      rule: 'limit-tightened-sent',
      kind: 'limit-changed',
      sort: 'loud',
      source: off,
      wire: breaksLoudly,
      place: 'session.update: session.max_output_tokens',
      reaches: [reach('sent', 'session.update', 'session.max_output_tokens')],
      message: 'the limit "maximum" is tighter for what is sent',
      before: '8192',
      after: '4096',
    }),
    row({
      id: 'default-changed session.update session.temperature',
      rule: 'default-changed',
      kind: 'default-changed',
      sort: 'warning',
      source: off,
      wire: mayBreakSilently,
      place: 'session.update: session.temperature',
      reaches: [reach('sent', 'session.update', 'session.temperature')],
      message: 'who leaves "temperature" out gets another default',
      before: '0.8',
      after: '1',
    }),
    row({
      id: 'event-added received response.output_text.delta',
      rule: 'event-added-received',
      kind: 'event-added',
      sort: 'info',
      source: holds,
      wire: holds,
      flows: ['received'],
      place: 'response.output_text.delta',
      reaches: [reach('received', 'response.output_text.delta')],
      message: 'the event "response.output_text.delta" may be received',
      after:
        "{\n  type: 'response.output_text.delta';\n  event_id: string;\n  response_id: string;\n  item_id: string;\n  delta: string;\n}",
    }),
    row({
      id: 'description-changed session.update session.instructions',
      rule: 'description-changed',
      kind: 'description-changed',
      sort: 'info',
      source: off,
      wire: { level: 'info', effect: 'none' },
      place: 'session.update: session.instructions',
      reaches: [reach('sent', 'session.update', 'session.instructions')],
      message: 'the description of "instructions" reads otherwise',
      before: 'What the model is told before the conversation begins, if anything.',
      after: 'What the model is told before each response; the default is empty.',
    }),
    row({
      id: 'address-changed main',
      rule: 'address-changed',
      kind: 'address-changed',
      sort: 'loud',
      source: off,
      wire: breaksSilently,
      flows: [],
      place: 'channel main',
      reaches: [],
      message: 'the channel "main" has another address',
      waiver: { reason: 'the old address is forwarded for a year', expires: '2026-12-31' },
      before: '/v1/realtime?model={model}',
      after: '/v1/realtime',
    }),
  ];
}

/** A report of many rows over many events, of which one in ten stands in several. */
export function largeReport(count: number): DiffReport {
  const sorts = ['silent', 'loud', 'warning', 'info'] as const;
  const verdicts = {
    silent: breaksSilently,
    loud: breaksLoudly,
    warning: mayBreakSilently,
    info: holds,
  };
  const rows = Array.from({ length: count }, (_, index) => {
    const sort = sorts[index % 4] ?? 'info';
    const event = `event.number_${index % 60}`;
    const also = index % 10 === 0 ? [reach('received', 'event.shared', `field_${index}`)] : [];
    return row({
      id: `type-changed ${event} field_${index}`,
      kind: 'type-changed',
      rule: 'type-changed-received',
      sort,
      source: verdicts[sort],
      wire: verdicts[sort],
      flows: ['received'],
      place: `${event}: field_${index}`,
      reaches: [reach('received', event, `field_${index}`), ...also],
      message: `what "field_${index}" holds is of another type`,
      before: `string | number | Map<string, ${'Value'.repeat(1 + (index % 5))}>`,
      after: `string | null | Map<string, ${'Value'.repeat(1 + (index % 7))}>`,
    });
  });
  return reportOf([...rows].sort((a, b) => sorts.indexOf(a.sort) - sorts.indexOf(b.sort)));
}
