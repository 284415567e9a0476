import type { Version } from '../facts/tables.ts';

/** Which endpoints a version has, and why it lacks others that the vendor's document has. */
interface Coverage {
  readonly has: readonly string[];
  readonly lacks: Readonly<Record<string, string>>;
  /** Types of a body of which the facts have none, with the schema of the vendor's document that they are made from. */
  readonly further: Readonly<Record<string, string>>;
}

const moved = 'It has the shape of the beta; POST /realtime/client_secrets took its place.';
const later = 'The vendor’s SDK of this version has neither the method nor its types.';
const untyped = 'Translation has types of its own, which the facts do not have.';

const betas = {
  'POST /realtime/sessions': moved,
  'POST /realtime/transcription_sessions': moved,
};

const first: Coverage = {
  has: ['POST /realtime/client_secrets', 'POST /realtime/calls'],
  lacks: {
    ...betas,
    'POST /realtime/calls/{call_id}/accept': later,
    'POST /realtime/calls/{call_id}/hangup': later,
    'POST /realtime/calls/{call_id}/refer': later,
    'POST /realtime/calls/{call_id}/reject': later,
    'POST /realtime/translations/client_secrets': untyped,
  },
  further: { CallCreateParams: 'RealtimeCallCreateRequest' },
};

export const coverage: Readonly<Record<Version, Coverage>> = {
  beta: {
    has: ['POST /realtime/sessions', 'POST /realtime/transcription_sessions', 'POST /realtime'],
    lacks: {},
    further: {},
  },
  preview: first,
  ga: first,
  current: {
    has: [
      'POST /realtime/client_secrets',
      'POST /realtime/calls',
      'POST /realtime/calls/{call_id}/accept',
      'POST /realtime/calls/{call_id}/hangup',
      'POST /realtime/calls/{call_id}/refer',
      'POST /realtime/calls/{call_id}/reject',
    ],
    lacks: { ...betas, 'POST /realtime/translations/client_secrets': untyped },
    further: {},
  },
};

/** The types of ours for schemas of the vendor's that state no limits, so that no other table has them. */
export const plainSchemas: Readonly<Record<string, readonly string[]>> = {
  RealtimeCallCreateRequest: ['CallCreateParams'],
  RealtimeCallReferRequest: ['CallReferParams'],
  RealtimeCallRejectRequest: ['CallRejectParams'],
  RealtimeTranscriptionSessionCreateResponse: ['TranscriptionSession'],
};
