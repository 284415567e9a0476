import type { Data, Dialect, Settings } from './dialect.ts';
import { record } from './dialect.ts';

/**
 * What the server does with what a client sends: enough of a model that every handler of a client gets something to do. It says always
 * the same, so that what a program made of it can be compared between versions.
 */
export class Scenario {
  readonly #dialect: Dialect;
  readonly #send: (message: Data) => void;
  #session: Data;
  #lastItem: string | null = null;
  #appended = 0;
  /** By kind, so that what is called the same in both versions has the same id. */
  readonly #counts = new Map<string, number>();
  #hasCalled = false;

  constructor(dialect: Dialect, model: string, send: (message: Data) => void) {
    this.#dialect = dialect;
    this.#send = send;
    this.#session = { ...dialect.session, model };
  }

  start(): void {
    this.#emit('session.created', { session: this.#session });
    this.#emit('conversation.created', {
      conversation: { id: 'conv_1', object: 'realtime.conversation' },
    });
  }

  /** A message that has been found to fit the version. */
  take(message: Data): void {
    switch (message['type']) {
      case 'session.update':
        this.#session = this.#dialect.merged(this.#session, record(message['session']));
        this.#emit('session.updated', { session: this.#session });
        break;
      case 'transcription_session.update':
        this.#emit('transcription_session.updated', { session: transcription(message) });
        this.#session = {
          ...this.#session,
          ...record(message['session']),
          modalities: ['text'],
        };
        break;
      case 'input_audio_buffer.append':
        this.#append();
        break;
      case 'input_audio_buffer.commit':
        this.#commit();
        break;
      case 'input_audio_buffer.clear':
        this.#emit('input_audio_buffer.cleared', {});
        break;
      case 'conversation.item.create':
        this.#item(
          {
            id: this.#id('item'),
            object: 'realtime.item',
            status: 'completed',
            ...record(message['item']),
          },
          'at once',
        );
        break;
      case 'conversation.item.delete':
        this.#emit('conversation.item.deleted', { item_id: message['item_id'] });
        break;
      case 'conversation.item.truncate': {
        const { item_id, content_index, audio_end_ms } = message;
        this.#emit('conversation.item.truncated', { item_id, content_index, audio_end_ms });
        break;
      }
      case 'response.create':
        this.#respond(record(message['response']));
        break;
      default:
    }
  }

  /** Three pieces of audio are one utterance. */
  #append(): void {
    this.#appended += 1;
    if (this.#appended % 3 !== 0 || !this.#settings().detectsTurns) return;
    const item_id = this.#id('item');
    this.#emit('input_audio_buffer.speech_started', { audio_start_ms: 100, item_id });
    this.#emit('input_audio_buffer.speech_stopped', { audio_end_ms: 900, item_id });
    this.#commit(item_id);
    if (!this.#settings().onlyTranscribes) this.#respond({});
  }

  #commit(item_id = this.#id('item')): void {
    const previous_item_id = this.#lastItem;
    this.#emit('input_audio_buffer.committed', { item_id, previous_item_id });
    const content = [{ type: 'input_audio' }];
    this.#item(
      {
        id: item_id,
        object: 'realtime.item',
        type: 'message',
        status: 'completed',
        role: 'user',
        content,
      },
      'at once',
    );
    if (!this.#settings().transcribes) return;
    this.#emit('conversation.item.input_audio_transcription.completed', {
      item_id,
      content_index: 0,
      transcript: heard,
      usage: { type: 'duration', seconds: 1 },
    });
  }

  #item(item: Data, state: 'unfinished' | 'finished' | 'at once'): void {
    const previous_item_id = this.#lastItem;
    for (const event of this.#dialect.itemEvents(state))
      this.#emit(event, { previous_item_id, item });
    this.#lastItem = String(item['id']);
  }

  #respond(asked: Data): void {
    const id = this.#id('resp');
    const base = {
      id,
      object: 'realtime.response',
      conversation_id: 'conv_1',
      metadata: null,
      ...this.#dialect.response(this.#session, asked),
    };
    this.#emit('response.created', {
      response: { ...base, status: 'in_progress', status_details: null, output: [], usage: null },
    });
    const [tool] = this.#settings().tools;
    const output =
      tool !== undefined && !this.#hasCalled ? this.#call(id, tool) : this.#message(id, asked);
    this.#emit('response.done', {
      response: { ...base, status: 'completed', status_details: null, output: [output], usage },
    });
    this.#emit('rate_limits.updated', {
      rate_limits: [{ name: 'requests', limit: 1000, remaining: 999, reset_seconds: 60 }],
    });
  }

  #message(response_id: string, asked: Data): Data {
    const answers = this.#dialect.responseModalities(asked, this.#settings());
    const item_id = this.#id('item');
    const item = { id: item_id, object: 'realtime.item', type: 'message', role: 'assistant' };
    this.#itemStarts(response_id, { ...item, status: 'in_progress', content: [] });
    const at = { response_id, item_id, output_index: 0, content_index: 0 };
    const empty = answers === 'audio' ? { transcript: '' } : { text: '' };
    this.#emit('response.content_part.added', { ...at, part: { type: answers, ...empty } });
    const { events, parts } = this.#dialect;
    const [said, whole] =
      answers === 'audio'
        ? [events.transcript, { transcript: answer.join('') }]
        : [events.text, { text: answer.join('') }];
    for (const delta of answer) {
      this.#emit(`${said}.delta`, { ...at, delta });
      if (answers === 'audio') this.#emit(`${events.audio}.delta`, { ...at, delta: sound });
    }
    if (answers === 'audio') this.#emit(`${events.audio}.done`, at);
    this.#emit(`${said}.done`, { ...at, ...whole });
    this.#emit('response.content_part.done', { ...at, part: { type: answers, ...whole } });
    const done = { ...item, status: 'completed', content: [{ type: parts[answers], ...whole }] };
    this.#itemEnds(response_id, done);
    return done;
  }

  #call(response_id: string, tool: Data): Data {
    this.#hasCalled = true;
    const item_id = this.#id('item');
    const call = {
      id: item_id,
      object: 'realtime.item',
      type: 'function_call',
      name: tool['name'],
      call_id: 'call_1',
    };
    this.#itemStarts(response_id, { ...call, status: 'in_progress', arguments: '' });
    const at = { response_id, item_id, output_index: 0, call_id: 'call_1' };
    this.#emit('response.function_call_arguments.delta', { ...at, delta: callArguments });
    this.#emit('response.function_call_arguments.done', { ...at, arguments: callArguments });
    const done = { ...call, status: 'completed', arguments: callArguments };
    this.#itemEnds(response_id, done);
    return done;
  }

  #itemStarts(response_id: string, item: Data): void {
    this.#emit('response.output_item.added', { response_id, output_index: 0, item });
    this.#item(item, 'unfinished');
  }

  #itemEnds(response_id: string, item: Data): void {
    this.#emit('response.output_item.done', { response_id, output_index: 0, item });
    this.#item(item, 'finished');
  }

  #settings(): Settings {
    return this.#dialect.settings(this.#session);
  }

  #emit(type: string, fields: Data): void {
    this.#send({ type, event_id: this.#id('event'), ...fields });
  }

  #id(kind: string): string {
    const count = (this.#counts.get(kind) ?? 0) + 1;
    this.#counts.set(kind, count);
    return `${kind}_${count}`;
  }
}

const heard = 'Good morning.';
const answer = ['Hello ', 'there.'];
/** A hundredth of a second of silence. */
const sound = Buffer.alloc(480).toString('base64');
const callArguments = '{"city":"Paris"}';

const usage = {
  total_tokens: 30,
  input_tokens: 20,
  output_tokens: 10,
  input_token_details: { text_tokens: 10, audio_tokens: 10, cached_tokens: 0 },
  output_token_details: { text_tokens: 5, audio_tokens: 5 },
};

function transcription(message: Data): Data {
  const { input_audio_format, input_audio_transcription, turn_detection } = record(
    message['session'],
  );
  return {
    id: 'sess_1',
    modalities: ['text'],
    ...Object.fromEntries(
      Object.entries({ input_audio_format, input_audio_transcription, turn_detection }).filter(
        ([, value]) => value !== undefined,
      ),
    ),
    client_secret: { value: 'ek_0', expires_at: 1_800_000_000 },
  };
}
