import type { Flow } from '../../generator/model/api.ts';

/** Where an event is added to a document, and how. */
export interface Addition {
  readonly flow: Flow;
  /** Its place in every list and mapping of the document. */
  readonly place: 'first' | 'middle' | 'last';
  /** Whether its schema is a component, or stands inside its message. */
  readonly payload: 'component' | 'inline';
}

/** What everything that belongs to the added event is called. */
export const addedName = /aardvark/i;

type Json = Readonly<Record<string, unknown>>;

/** An AsyncAPI 3 document of one channel, `realtime`, with one event more. */
export function withEvent(document: unknown, { flow, place, payload }: Addition): unknown {
  const add = (mapping: unknown, value: unknown): Json => {
    return Object.fromEntries(insert(Object.entries(mapping as Json), [name, value], place));
  };
  const { channels, components, operations, ...rest } = document as Readonly<Record<string, Json>>;
  const { schemas, messages, ...others } = components!;
  const ref = (to: string): Json => ({ $ref: `#/${to}/${name}` });
  const message = {
    name: 'aardvark.added',
    payload: payload === 'inline' ? schema : ref('components/schemas'),
  };
  const channel = channels!['realtime'] as Json;
  return {
    ...rest,
    channels: {
      realtime: { ...channel, messages: add(channel['messages'], ref('components/messages')) },
    },
    components: {
      ...others,
      schemas: payload === 'inline' ? schemas : add(schemas, schema),
      messages: add(messages, message),
    },
    operations: Object.fromEntries(
      Object.entries(operations!).map(([key, value]) => {
        const operation = value as Json & { readonly messages: readonly unknown[] };
        const mine = operation['action'] === (flow === 'sent' ? 'send' : 'receive');
        const added = ref('channels/realtime/messages');
        return mine
          ? [key, { ...operation, messages: insert(operation.messages, added, place) }]
          : [key, operation];
      }),
    ),
  };
}

const name = 'AardvarkAddedEvent';

/** Holds inline objects under the names that most events use for theirs. */
const schema = {
  type: 'object',
  description: 'An aardvark has come.',
  required: ['event_id', 'type'],
  properties: {
    event_id: { type: 'string' },
    type: { type: 'string', const: 'aardvark.added' },
    detail: { type: 'object', properties: { mood: { type: 'string', enum: ['calm', 'hungry'] } } },
    error: { type: 'object', properties: { code: { type: 'string' } } },
    items: {
      type: 'array',
      items: {
        type: 'object',
        properties: {
          error: { type: 'object', properties: { message: { type: 'string' } } },
          content: { oneOf: [{ type: 'string' }, { type: 'object', properties: { text: {} } }] },
        },
      },
    },
  },
};

function insert<T>(list: readonly T[], item: T, place: Addition['place']): readonly T[] {
  const at = { first: 0, middle: Math.floor(list.length / 2), last: list.length }[place];
  return [...list.slice(0, at), item, ...list.slice(at)];
}
