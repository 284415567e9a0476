import WebSocket from 'ws';
import { RealtimeEmitter } from './emitter';
import { deltaTypes, type ClientEvent, type ContentPart, type ServerEvent } from './protocol';

export class Conversation extends RealtimeEmitter {
  private readonly ws: WebSocket;
  readonly counts: Partial<Record<string, number>> = {};
  readonly finished: string[] = [];
  readonly errors: string[] = [];
  voice: string | undefined;
  text = '';

  constructor(apiKey: string) {
    super();
    this.ws = new WebSocket('wss://api.openai.com/v1/realtime?model=gpt-4o-realtime-preview', [
      'realtime',
      `openai-insecure-api-key.${apiKey}`,
      'openai-beta.realtime-v1',
    ]);
    this.on('response.text.delta', ({ delta }) => {
      this.text += delta;
    });
    this.ws.onopen = () => this.begin();
    this.ws.onmessage = ({ data }) => this.receive(JSON.parse(String(data)) as ServerEvent);
  }

  send(event: ClientEvent): void {
    this.ws.send(JSON.stringify(event));
  }

  private begin(): void {
    this.send({
      type: 'session.update',
      session: {
        modalities: ['text', 'audio'],
        instructions: 'Be nice.',
        voice: 'coral',
        input_audio_format: 'pcm16',
        output_audio_format: 'pcm16',
        turn_detection: { type: 'server_vad', threshold: 0.5 },
        max_response_output_tokens: 'inf',
      },
    });
    this.send({
      type: 'conversation.item.create',
      item: { type: 'message', role: 'user', content: [{ type: 'input_text', text: 'Hi!' }] },
    });
    this.send({ type: 'response.create', response: { modalities: ['text'] } });
  }

  private receive(event: ServerEvent): void {
    if ((deltaTypes as readonly string[]).includes(event.type)) {
      this.counts[event.type.split('.').at(-1)!] = (this.counts[event.type.split('.').at(-1)!] ?? 0) + 1;
    }
    switch (event.type) {
      case 'response.output_item.done':
        this.finished.push(...(event.item.content ?? []).map(textOf));
        break;
      case 'session.updated':
        this.voice = event.session.voice;
        break;
      case 'error':
        this.errors.push(event.error.code);
        break;
      case 'response.audio.delta':
      case 'response.audio_transcript.delta':
      case 'response.text.delta':
        break;
    }
    this.emit(event);
  }
}

function textOf(part: ContentPart): string {
  switch (part.type) {
    case 'text':
    case 'input_text':
      return part.text ?? '';
    case 'audio':
    case 'input_audio':
      return part.transcript ?? '';
  }
}
