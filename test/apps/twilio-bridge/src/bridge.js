import WebSocket, { WebSocketServer } from 'ws';

const VOICE = 'alloy';
const HOUSE_RULES = 'You are the receptionist of a small hotel. Be brief.';
const MODEL = 'gpt-4o-realtime-preview-2024-10-01';

// Events that are worth a line in the log.
const NOTEWORTHY = [
  'error',
  'response.content_part.done',
  'rate_limits.updated',
  'response.done',
  'input_audio_buffer.committed',
  'input_audio_buffer.speech_stopped',
  'input_audio_buffer.speech_started',
  'session.created',
  'response.audio.done',
  'response.audio_transcript.done'
];

/** Answers calls: the telephone company's media stream on one side, the model on the other. */
export function startBridge({ port, apiKey, log = () => {} }) {
  const server = new WebSocketServer({ port });
  server.on('connection', (phone) => serveCall(phone, apiKey, log));
  return server;
}

function serveCall(phone, apiKey, log) {
  let streamSid = null;
  let clock = 0;
  let spokenItem = null;
  let answerBeganAt = null;
  let pendingMarks = [];

  const upstream = new WebSocket(`wss://api.openai.com/v1/realtime?model=${MODEL}`, {
    headers: {
      Authorization: `Bearer ${apiKey}`,
      'OpenAI-Beta': 'realtime=v1'
    }
  });

  const configure = () => {
    const settings = {
      type: 'session.update',
      session: {
        turn_detection: { type: 'server_vad' },
        input_audio_format: 'g711_ulaw',
        output_audio_format: 'g711_ulaw',
        voice: VOICE,
        instructions: HOUSE_RULES,
        modalities: ["text", "audio"],
        temperature: 0.8,
      }
    };
    upstream.send(JSON.stringify(settings));
    greet();
  };

  const greet = () => {
    const opening = {
      type: 'conversation.item.create',
      item: {
        type: 'message',
        role: 'user',
        content: [{ type: 'input_text', text: 'Greet the guest.' }]
      }
    };
    upstream.send(JSON.stringify(opening));
    upstream.send(JSON.stringify({ type: 'response.create' }));
  };

  // The guest speaks: whatever was still to be played is cut off.
  const interrupt = () => {
    if (pendingMarks.length > 0 && answerBeganAt != null) {
      const elapsed = clock - answerBeganAt;
      if (spokenItem) {
        upstream.send(JSON.stringify({
          type: 'conversation.item.truncate',
          item_id: spokenItem,
          content_index: 0,
          audio_end_ms: elapsed
        }));
      }
      phone.send(JSON.stringify({ event: 'clear', streamSid }));
      pendingMarks = [];
      spokenItem = null;
      answerBeganAt = null;
    }
  };

  upstream.on('open', () => setTimeout(configure, 10));

  upstream.on('message', (data) => {
    try {
      const event = JSON.parse(data);
      if (NOTEWORTHY.includes(event.type)) log(event.type);

      if (event.type === 'response.audio.delta' && event.delta) {
        phone.send(JSON.stringify({
          event: 'media',
          streamSid,
          media: { payload: event.delta }
        }));
        if (!answerBeganAt) answerBeganAt = clock;
        if (event.item_id) spokenItem = event.item_id;
        phone.send(JSON.stringify({ event: 'mark', streamSid, mark: { name: 'said' } }));
        pendingMarks.push('said');
      }

      if (event.type === 'input_audio_buffer.speech_started') interrupt();
    } catch (error) {
      console.error('could not handle', error, 'of', data);
    }
  });

  phone.on('message', (message) => {
    const data = JSON.parse(message);
    switch (data.event) {
      case 'media':
        clock = data.media.timestamp;
        if (upstream.readyState === WebSocket.OPEN) {
          upstream.send(JSON.stringify({
            type: 'input_audio_buffer.append',
            audio: data.media.payload
          }));
        }
        break;
      case 'start':
        streamSid = data.start.streamSid;
        break;
      case 'mark':
        if (pendingMarks.length > 0) pendingMarks.shift();
        break;
    }
  });

  phone.on('close', () => upstream.close());
}
