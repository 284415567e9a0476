export const sessionCreated = {
  type: 'session.created',
  event_id: 'event_1',
  session: {
    id: 'sess_001',
    object: 'realtime.session',
    model: 'gpt-4o-realtime-preview',
    modalities: ['text', 'audio'],
    voice: 'alloy',
    input_audio_format: 'pcm16',
    output_audio_format: 'pcm16',
    turn_detection: { type: 'server_vad', threshold: 0.5, prefix_padding_ms: 300, silence_duration_ms: 200 },
    tools: [],
    tool_choice: 'auto',
    temperature: 0.8,
    max_response_output_tokens: 'inf',
  },
};

export const audioDelta = (delta: string) => ({
  type: 'response.audio.delta',
  event_id: 'event_2',
  response_id: 'resp_1',
  item_id: 'item_1',
  output_index: 0,
  content_index: 0,
  delta,
});

/** As a line of a log has it. */
export const transcriptLine =
  '{"type":"response.audio_transcript.delta","event_id":"event_3","response_id":"resp_1","item_id":"item_1","output_index":0,"content_index":0,"delta":"Hello"}';

export const responseDone = {
  type: 'response.done',
  event_id: 'event_9',
  response: {
    id: 'resp_1',
    object: 'realtime.response',
    status: 'completed',
    output: [
      {
        id: 'item_1',
        type: 'message',
        role: 'assistant',
        status: 'completed',
        content: [{ type: 'audio', transcript: 'Hello' }],
      },
    ],
  },
} as const;
