// The part of the Realtime protocol that we use, written down by hand.

export type AudioFormat = 'pcm16' | 'g711_ulaw' | 'g711_alaw';

export interface SessionConfig {
  modalities?: ('text' | 'audio')[];
  instructions?: string;
  voice?: string;
  input_audio_format?: AudioFormat;
  output_audio_format?: AudioFormat;
  turn_detection?: { type: 'server_vad'; threshold?: number } | null;
  max_response_output_tokens?: number | 'inf';
}

export interface ContentPart {
  type: 'input_text' | 'input_audio' | 'text' | 'audio';
  text?: string;
  transcript?: string;
}

export interface Item {
  id?: string;
  type: 'message' | 'function_call' | 'function_call_output';
  role?: 'user' | 'assistant' | 'system';
  content?: ContentPart[];
}

interface Base<T extends string> {
  type: T;
  event_id: string;
}

export interface AudioDelta extends Base<'response.audio.delta'> {
  item_id: string;
  delta: string;
}

export interface TranscriptDelta extends Base<'response.audio_transcript.delta'> {
  item_id: string;
  delta: string;
}

export interface TextDelta extends Base<'response.text.delta'> {
  item_id: string;
  delta: string;
}

export interface ItemDone extends Base<'response.output_item.done'> {
  item: Item;
}

export interface SessionUpdated extends Base<'session.updated'> {
  session: SessionConfig;
}

export interface ServerError extends Base<'error'> {
  error: { code: string; message: string };
}

export type ServerEvent =
  | AudioDelta
  | TranscriptDelta
  | TextDelta
  | ItemDone
  | SessionUpdated
  | ServerError;

export type ClientEvent =
  | { type: 'session.update'; session: SessionConfig }
  | { type: 'conversation.item.create'; item: Item }
  | { type: 'response.create'; response?: { modalities?: ('text' | 'audio')[] } };

export type ServerEventType = ServerEvent['type'];

/** Events that carry something to show or to play. */
export type DeltaEventType = Extract<ServerEventType, `${string}.delta`>;

export const deltaTypes: readonly DeltaEventType[] = [
  'response.audio.delta',
  'response.audio_transcript.delta',
  'response.text.delta',
];
