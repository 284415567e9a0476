import { patchedBundle } from '../patched.ts';
import { createJudge, type Drift } from '../wire/judge.ts';

export type Data = Readonly<Record<string, unknown>>;

/** What a version says to a connection, and how it calls what it sends. */
export interface Dialect {
  readonly version: 'beta' | 'ga';
  /** What a message says that the version's document does not allow, nothing undeclared included. */
  readonly check: (direction: 'client' | 'server', message: Data) => readonly Drift[];
  readonly events: Readonly<Record<'audio' | 'transcript' | 'text', string>>;
  /** The kinds of part in a finished message of the assistant. */
  readonly parts: Readonly<Record<'audio' | 'text', string>>;
  /** Events of an item that came into the conversation, unfinished or finished. */
  readonly itemEvents: (state: 'unfinished' | 'finished' | 'at once') => readonly string[];
  readonly session: Data;
  /** Settings that a client sent, put on top of those that hold. */
  readonly merged: (session: Data, sent: Data) => Data;
  readonly settings: (session: Data) => Settings;
  /** The settings that hold for one response. */
  readonly responseModalities: (response: Data, session: Settings) => Settings['answers'];
  readonly response: (session: Data, asked: Data) => Data;
}

/** What of a session the scenario depends on. */
export interface Settings {
  readonly answers: 'audio' | 'text';
  readonly voice: unknown;
  readonly detectsTurns: boolean;
  readonly transcribes: boolean;
  readonly onlyTranscribes: boolean;
  readonly tools: readonly Data[];
}

/** Holds messages against a version's document as it is patched after the wire, by ajv. */
function checkOf(version: 'beta' | 'ga'): Dialect['check'] {
  const judge = createJudge(patchedBundle(version));
  return (direction, message) => judge({ place: version, direction, message });
}

const instructions = 'Be kind.';

export function betaDialect(): Dialect {
  return {
    version: 'beta',
    check: checkOf('beta'),
    events: {
      audio: 'response.audio',
      transcript: 'response.audio_transcript',
      text: 'response.text',
    },
    parts: { audio: 'audio', text: 'text' },
    itemEvents: (state) => (state === 'finished' ? [] : ['conversation.item.created']),
    session: {
      id: 'sess_1',
      object: 'realtime.session',
      model: 'gpt-4o-realtime-preview',
      modalities: ['text', 'audio'],
      instructions,
      voice: 'alloy',
      input_audio_format: 'pcm16',
      output_audio_format: 'pcm16',
      input_audio_transcription: null,
      turn_detection: { type: 'server_vad', threshold: 0.5, silence_duration_ms: 200 },
      tools: [],
      tool_choice: 'auto',
      temperature: 0.8,
      max_response_output_tokens: 'inf',
    },
    merged: (session, sent) => without({ ...session, ...sent }, 'client_secret'),
    settings: (session) => ({
      answers: answersOf(session['modalities']),
      voice: session['voice'],
      detectsTurns: isRecord(session['turn_detection']),
      transcribes: isRecord(session['input_audio_transcription']),
      onlyTranscribes: false,
      tools: listOf(session['tools']),
    }),
    responseModalities: (response, { answers }) =>
      'modalities' in response ? answersOf(response['modalities']) : answers,
    response: (session, asked) => ({
      modalities: asked['modalities'] ?? session['modalities'],
      voice: asked['voice'] ?? session['voice'],
      output_audio_format: asked['output_audio_format'] ?? session['output_audio_format'],
      temperature: asked['temperature'] ?? session['temperature'],
    }),
  };
}

export function gaDialect(): Dialect {
  return {
    version: 'ga',
    check: checkOf('ga'),
    events: {
      audio: 'response.output_audio',
      transcript: 'response.output_audio_transcript',
      text: 'response.output_text',
    },
    parts: { audio: 'output_audio', text: 'output_text' },
    itemEvents: (state) =>
      state === 'at once'
        ? ['conversation.item.added', 'conversation.item.done']
        : [`conversation.item.${state === 'finished' ? 'done' : 'added'}`],
    session: {
      type: 'realtime',
      id: 'sess_1',
      object: 'realtime.session',
      model: 'gpt-realtime',
      output_modalities: ['audio'],
      instructions,
      audio: {
        input: {
          format: { type: 'audio/pcm', rate: 24000 },
          transcription: null,
          noise_reduction: null,
          turn_detection: { type: 'server_vad', threshold: 0.5, silence_duration_ms: 200 },
        },
        output: { format: { type: 'audio/pcm', rate: 24000 }, voice: 'alloy', speed: 1 },
      },
      tools: [],
      tool_choice: 'auto',
      max_output_tokens: 'inf',
    },
    merged: (session, sent) => {
      if (sent['type'] !== session['type']) return { audio: {}, ...sent };
      const [audio, changed] = [record(session['audio']), record(sent['audio'])];
      const half = (name: string): Data => ({
        ...record(audio[name]),
        ...record(changed[name]),
      });
      const halves = { input: half('input') };
      const both = sent['type'] === 'realtime' ? { ...halves, output: half('output') } : halves;
      return { ...session, ...sent, audio: both };
    },
    settings: (session) => {
      const audio = record(session['audio']);
      const input = record(audio['input']);
      return {
        answers: answersOf(session['output_modalities']),
        voice: record(audio['output'])['voice'],
        detectsTurns: isRecord(input['turn_detection']),
        transcribes: isRecord(input['transcription']),
        onlyTranscribes: session['type'] === 'transcription',
        tools: listOf(session['tools']),
      };
    },
    responseModalities: (response, { answers }) =>
      'output_modalities' in response ? answersOf(response['output_modalities']) : answers,
    response: (session, asked) => {
      const output = record(record(session['audio'])['output']);
      const { format, voice } = { ...output, ...record(record(asked['audio'])['output']) } as Data;
      return {
        output_modalities: asked['output_modalities'] ?? session['output_modalities'],
        audio: { output: { format, voice } },
      };
    },
  };
}

function answersOf(modalities: unknown): Settings['answers'] {
  return Array.isArray(modalities) && modalities.includes('audio') ? 'audio' : 'text';
}

export function isRecord(value: unknown): value is Data {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function record(value: unknown): Data {
  return isRecord(value) ? value : {};
}

function listOf(value: unknown): readonly Data[] {
  return Array.isArray(value) ? value.filter(isRecord) : [];
}

function without(of: Data, key: string): Data {
  return Object.fromEntries(Object.entries(of).filter(([each]) => each !== key));
}
