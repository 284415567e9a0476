import type { Schema } from '../../bench/bundle.mjs';
import type { OpenApiDocument } from '../../bench/forms.mjs';
import type { Difference } from './compare-pairs.ts';

/** A change to one component, and the questions to which the compiler must then say no: `theirs to ours keys`. */
export interface Spoiling {
  readonly what: string;
  readonly component: string;
  readonly change: (schema: Schema) => Schema | undefined;
  readonly told: readonly `${Difference['direction']} ${Difference['as']}`[];
}

const everything = [
  'ours to theirs keys',
  'ours to theirs values',
  'theirs to ours keys',
  'theirs to ours values',
] as const;

export const spoilings: readonly Spoiling[] = [
  {
    what: 'an optional field less',
    component: 'ResponseCancelEvent',
    change: (schema) => ({ ...schema, properties: without(schema['properties'], 'event_id') }),
    told: ['theirs to ours keys'],
  },
  {
    what: 'an optional field more',
    component: 'InputAudioBufferClearEvent',
    change: (schema) => withField(schema, 'surprise', { type: 'string' }),
    told: ['ours to theirs keys'],
  },
  {
    what: 'a field that may be absent',
    component: 'InputAudioBufferClearedEvent',
    change: (schema) => ({ ...schema, required: ['type'] }),
    told: ['theirs to ours values'],
  },
  {
    what: 'a null',
    component: 'ConversationItemDeletedEvent',
    change: (schema) => withField(schema, 'item_id', { type: ['string', 'null'] }),
    told: ['theirs to ours keys', 'theirs to ours values'],
  },
  {
    what: 'a null less',
    component: 'InputAudioBufferCommittedEvent',
    change: (schema) => withField(schema, 'previous_item_id', { type: 'string' }),
    told: ['ours to theirs keys', 'ours to theirs values'],
  },
  {
    what: 'another literal',
    component: 'SessionUpdatedEvent',
    change: (schema) => withField(schema, 'type', { type: 'string', const: 'session.changed' }),
    told: everything,
  },
  {
    what: 'any value',
    component: 'ResponseTextDeltaEvent',
    change: (schema) => withField(schema, 'delta', {}),
    told: ['theirs to ours keys', 'theirs to ours values'],
  },
  {
    what: 'no component',
    component: 'RealtimeConnectParams',
    change: () => undefined,
    told: everything,
  },
];

/** The document with all of that at once; each component has events of its own. */
export function spoil(document: OpenApiDocument): OpenApiDocument {
  const schemas: Record<string, Schema> = { ...document.components.schemas };
  for (const { component, change } of spoilings) {
    const before = schemas[component];
    const after = before && change(before);
    if (after === undefined) Reflect.deleteProperty(schemas, component);
    else schemas[component] = after;
  }
  return { ...document, components: { schemas } };
}

function withField(schema: Schema, key: string, field: Schema): Schema {
  return { ...schema, properties: { ...(schema['properties'] as Schema), [key]: field } };
}

function without(properties: unknown, key: string): Schema {
  return Object.fromEntries(Object.entries(properties as Schema).filter(([one]) => one !== key));
}
