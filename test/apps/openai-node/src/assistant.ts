import OpenAI from 'openai';
import { OpenAIRealtimeWS } from 'openai/beta/realtime/ws';
import type {
  ConversationItem,
  RealtimeServerEvent,
  ResponseDoneEvent,
} from 'openai/resources/beta/realtime/realtime';
import { session } from './session';
import { callTool } from './tools';

export interface Heard {
  audioBytes: number;
  transcript: string;
  items: string[];
  answers: string[];
  usedTokens: number;
  voice: string | undefined;
  errors: string[];
}

type AudioDelta = Extract<RealtimeServerEvent, { type: 'response.audio.delta' }>;

export class Assistant {
  readonly heard: Heard = {
    audioBytes: 0,
    transcript: '',
    items: [],
    answers: [],
    usedTokens: 0,
    voice: undefined,
    errors: [],
  };
  readonly rt: OpenAIRealtimeWS;

  constructor(client: OpenAI = new OpenAI()) {
    this.rt = new OpenAIRealtimeWS({ model: 'gpt-4o-realtime-preview' }, client);
    this.listen();
  }

  start(question: string): void {
    this.rt.socket.on('open', () => {
      this.rt.send({ type: 'session.update', session });
      this.say(question);
      this.rt.send({ type: 'response.create' });
    });
  }

  say(text: string): void {
    this.rt.send({
      type: 'conversation.item.create',
      item: { type: 'message', role: 'user', content: [{ type: 'input_text', text }] },
    });
  }

  /** Puts an earlier answer back into a new conversation. */
  remember(text: string): void {
    this.rt.send({
      type: 'conversation.item.create',
      item: {
        type: 'message',
        role: 'assistant',
        content: [{ type: 'text', text }],
      },
    });
  }

  /** Asks once more, in writing. */
  summarise(): void {
    this.rt.send({
      type: 'response.create',
      response: {
        modalities: ['text'],
        instructions: 'Sum up what was said.',
        temperature: 0.6,
        max_response_output_tokens: 200,
      },
    });
  }

  private listen(): void {
    this.rt.on('session.created', ({ session: made }) => {
      console.error('session', made.model, 'is ready');
    });
    this.rt.on('session.updated', (event) => {
      this.heard.voice = event.session.voice;
    });
    this.rt.on('response.audio.delta', (event) => this.play(event));
    this.rt.on('response.audio_transcript.delta', (event) => {
      this.heard.transcript += event.delta;
    });
    this.rt.on('response.text.done', (event) => {
      this.heard.answers.push(event.text);
    });
    this.rt.on('conversation.item.created', ({ item }) => this.noteItem(item));
    this.rt.on('response.done', (event) => this.finish(event));
    this.rt.on('error', (error) => this.heard.errors.push(error.message));
  }

  private play(event: AudioDelta): void {
    this.heard.audioBytes += Buffer.from(event.delta, 'base64').length;
  }

  private noteItem(item: ConversationItem): void {
    this.heard.items.push(item.type ?? 'none');
  }

  private finish({ response }: ResponseDoneEvent): void {
    this.heard.usedTokens += response.usage?.total_tokens ?? 0;
    for (const item of response.output ?? []) {
      if (item.type !== 'function_call') continue;
      const output = callTool(item.name ?? '', item.arguments ?? '{}');
      this.rt.send({
        type: 'conversation.item.create',
        item: { type: 'function_call_output', call_id: item.call_id ?? '', output },
      });
      this.rt.send({ type: 'response.create' });
    }
  }
}
