/** One thing that good event types do, as a module that must compile. A line below `@ts-expect-error` must not. */
export interface Facet {
  readonly name: string;
  readonly code: string;
}

/** A place in a module where an editor is asked what may stand there; `|` is the cursor. */
export interface Completion {
  readonly name: string;
  readonly code: string;
  /** Some of the texts that must be offered. */
  readonly offers: readonly string[];
}

/** What a description of the API calls things that others call otherwise. */
export interface Dialect {
  /** The `type` of an item that calls a tool of an MCP server. */
  readonly mcpCall: string;
  /** Whether a voice may also be an object with an id. */
  readonly voiceObjects: boolean;
}

/** The names that a facet may use; the module `./api.js` maps them to what was generated. */
export const facetNames = [
  'ServerEvent',
  'ClientEvent',
  'ResponseDone',
  'ErrorEvent',
  'SessionUpdate',
  'ResponseCreate',
  'Append',
  'ItemCreate',
  'Item',
] as const;

export type FacetName = (typeof facetNames)[number];

/** A `session.update` with these fields in its session. */
function update(fields: string): string {
  return `{ type: 'session.update', session: { type: 'realtime', ${fields} } }`;
}

export const completions: readonly Completion[] = [
  {
    name: 'the model is completed',
    code: `export const u: SessionUpdate = ${update("model: '|'")};`,
    offers: ['gpt-realtime'],
  },
  {
    name: 'the voice is completed',
    code: `export const u: SessionUpdate = ${update("audio: { output: { voice: '|' } }")};`,
    offers: ['alloy', 'marin'],
  },
  {
    name: 'the type of an event is completed',
    code: `export const e: ClientEvent = { type: '|' };`,
    offers: ['response.create', 'session.update', 'input_audio_buffer.append'],
  },
];

/** The facets that are compiled. */
export function facetsOf({ mcpCall, voiceObjects }: Dialect): readonly Facet[] {
  return [...telling, ...values, ...sending(voiceObjects), ...nested(mcpCall)];
}

const telling: readonly Facet[] = [
  {
    name: 'a switch over type narrows',
    code: `export function sum(event: ServerEvent): string | undefined {
  switch (event.type) {
    case 'response.done': return event.response.id;
    case 'error': return event.error.message;
    case 'response.output_audio.delta': return event.delta;
    case 'conversation.item.added': return event.item.type;
    default: return undefined;
  }
}`,
  },
  {
    name: 'Extract finds an event by its type',
    code: `type Done = Extract<ServerEvent, { type: 'response.done' }>;
type Found<T> = [T] extends [never] ? 'nothing' : 'something';
export const done: Found<Done> = 'something';
export const both: Found<Extract<Done, { type: 'error' }>> = 'nothing';
export const id = (event: Done): string | undefined => event.response.id;`,
  },
  {
    name: 'type is a closed set of literals',
    code: `type Type = ServerEvent['type'];
export const wide: string extends Type ? true : false = false;
export const known: 'response.done' extends Type ? true : false = true;
export function ask(event: ServerEvent): boolean {
  // @ts-expect-error there is no such event
  return event.type === 'response.finished';
}`,
  },
  {
    name: 'keys are those of the wire',
    code: `export const id = (event: ResponseDone): string => event.event_id;`,
  },
  {
    name: 'no key is made up',
    code: `export const has: 'additionalProperties' extends keyof ResponseDone ? true : false = false;`,
  },
];

const values: readonly Facet[] = [
  {
    name: 'what is required must be there',
    code: `export const parts = (event: ResponseDone): { response: object; event_id: string } => event;
// @ts-expect-error the response is missing
export const bare: ResponseDone = { type: 'response.done', event_id: 'e' };`,
  },
  {
    name: 'what may be null takes null',
    code: `export const event: ErrorEvent = {
  type: 'error',
  event_id: 'e',
  error: { type: 't', message: 'm', code: null, param: null, event_id: null },
};`,
  },
  {
    name: 'what may be absent may be left out',
    code: `export const event: ErrorEvent = { type: 'error', event_id: 'e', error: { type: 't', message: 'm' } };
export const append: Append = { type: 'input_audio_buffer.append', audio: '' };`,
  },
  {
    name: 'what may not be null refuses it',
    code: `// @ts-expect-error a message is a string
export const event: ErrorEvent = { type: 'error', event_id: 'e', error: { type: 't', message: null } };`,
  },
];

function sending(voiceObjects: boolean): readonly Facet[] {
  const object = `\nexport const w: SessionUpdate = ${update("tracing: null, audio: { output: { voice: { id: 'voice_1' } } }")};`;
  return [
    {
      name: 'a default spares the sender the field',
      code: `export const session: SessionUpdate = { type: 'session.update', session: { type: 'realtime' } };
export const vad: SessionUpdate = ${update("audio: { input: { turn_detection: { type: 'server_vad' } } }")};
export const audio: ResponseCreate = { type: 'response.create', response: { audio: { output: {} } } };`,
    },
    {
      name: 'null turns turn detection off',
      code: `export const off: SessionUpdate = ${update('audio: { input: { turn_detection: null } }')};`,
    },
    {
      name: 'null turns tracing off',
      code: `export const off: SessionUpdate = ${update("audio: { output: { voice: 'marin' } }, tracing: null")};`,
    },
    {
      name: 'messages as they are sent are typed',
      code: `export const append: ClientEvent = { type: 'input_audio_buffer.append', audio: 'AAAA' };
export const cancel: ClientEvent = { type: 'response.cancel' };
export const create: ItemCreate = {
  type: 'conversation.item.create',
  item: { type: 'message', role: 'user', content: [{ type: 'input_text', text: 'hi' }] },
};`,
    },
    {
      name: 'a misspelt type is refused',
      code: `// @ts-expect-error there is no such event
export const append: ClientEvent = { type: 'input_audio_buffer.apend', audio: 'AAAA' };`,
    },
    {
      name: 'a misspelt key is refused',
      code: `// @ts-expect-error it is called event_id
export const cancel: ClientEvent = { type: 'response.cancel', evnt_id: 'x' };`,
    },
    {
      name: 'an open enum takes what is not known yet',
      code: `export const next = (voice: string): SessionUpdate => (${update("model: 'gpt-next', tracing: null, audio: { output: { voice } }")});${voiceObjects ? object : ''}`,
    },
    {
      name: 'a schema of parameters is any JSON',
      code: `export const tool: SessionUpdate = ${update(
        "tracing: null, tools: [{ type: 'function', name: 'f', parameters: { type: 'object', properties: { a: { type: 'string' } }, required: ['a'] } }]",
      )};`,
    },
    {
      name: 'metadata are strings by name, or null',
      code: `export const some: ResponseCreate = { type: 'response.create', response: { metadata: { topic: 'x' } } };
export const none: ResponseCreate = { type: 'response.create', response: { metadata: null } };
// @ts-expect-error a number is no string
export const wrong: ResponseCreate = { type: 'response.create', response: { metadata: { count: 1 } } };`,
    },
  ];
}

const sessionWithTools = `type Session = Extract<SessionUpdate['session'], { tools?: unknown }>;
type Input = NonNullable<NonNullable<Session['audio']>['input']>;`;

function nested(mcpCall: string): readonly Facet[] {
  return [
    {
      name: 'an item narrows by type and role',
      code: `export function text(item: Item): string | undefined {
  if (item.type === 'function_call') return item.arguments;
  if (item.type === 'message' && item.role === 'assistant') return item.content[0]?.transcript;
  if (item.type === '${mcpCall}') return item.server_label;
  return undefined;
}`,
    },
    {
      name: 'tools narrow by type',
      code: `${sessionWithTools}
export function labels(session: Session, input: Input): readonly unknown[] {
  return [input, ...(session.tools ?? []).map((tool) => {
    if (tool.type !== 'mcp') return tool.parameters;
    const label: string = tool.server_label;
    return label;
  })];
}`,
    },
    {
      name: 'turn detection narrows by type',
      code: `${sessionWithTools}
export function patience(detection: NonNullable<Input['turn_detection']>): string | number | undefined {
  if (detection.type === 'semantic_vad') return detection.eagerness;
  const threshold: number | undefined = detection.threshold;
  return threshold;
}`,
    },
    {
      name: 'audio formats narrow by type',
      code: `${sessionWithTools}
type Format = NonNullable<Input['format']>;
export function rate(format: Format): 24000 | undefined {
  return format.type === 'audio/pcm' ? format.rate : undefined;
}
// @ts-expect-error only one rate is known
export const slow: Format = { type: 'audio/pcm', rate: 8000 };`,
    },
    {
      name: 'a word or an object, where either will do',
      code: `export const words: SessionUpdate = ${update("tracing: null, truncation: 'auto', tool_choice: 'required'")};
export const objects: SessionUpdate = ${update(
        "tracing: null, truncation: { type: 'retention_ratio', retention_ratio: 0.8 }, tool_choice: { type: 'function', name: 'f' }",
      )};
// @ts-expect-error there is no such word
export const wrong: SessionUpdate = ${update("tracing: null, truncation: 'never'")};`,
    },
  ];
}
