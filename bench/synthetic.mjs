/** Values that differ from event to event, so that no tool gets by with one of a kind. */
const states = [
  ['queued', 'running', 'failed'],
  ['queued', 'running', 'finished'],
];

/**
 * An AsyncAPI 3 document with `count` events, always the same for the same count. Each event has eight members, two of
 * them objects of its own, and refers to five schemas that all share.
 */
export function syntheticDocument(count) {
  const names = Array.from(
    { length: count },
    (_, index) => `Event${String(index).padStart(5, '0')}`,
  );
  const refs = (prefix) => names.map((name) => ({ $ref: prefix + name }));
  return {
    asyncapi: '3.0.0',
    info: { title: `${count} synthetic events`, version: '1.0.0' },
    defaultContentType: 'application/json',
    channels: {
      feed: { address: '/feed', messages: byName(names, (name) => ref(`messages/${name}`)) },
    },
    operations: {
      receiveEvents: {
        action: 'receive',
        channel: { $ref: '#/channels/feed' },
        messages: refs('#/channels/feed/messages/'),
      },
    },
    components: {
      messages: byName(names, (name, index) => ({
        name: tag(index),
        payload: ref(`schemas/${name}`),
      })),
      schemas: { ...sharedSchemas(), ...byName(names, (_, index) => event(index)) },
    },
  };
}

function event(index) {
  return object(
    ['type', 'event_id', 'sent_at', 'by', 'subject'],
    {
      type: { type: 'string', const: tag(index), description: `Always ${tag(index)}.` },
      event_id: text('Names this one event.'),
      sent_at: { type: 'integer' },
      by: ref('schemas/Account'),
      fee: ref('schemas/Amount'),
      state: { type: 'string', enum: states[index % 2] },
      subject: object(['subject_id'], {
        subject_id: { type: 'string' },
        [`measure_${index % 50}`]: { type: 'number' },
        place: ref('schemas/Place'),
      }),
      origin: object([], {
        trace_id: { type: 'string' },
        labels: { type: 'array', items: { type: 'string' } },
        notes: ref('schemas/Notes'),
      }),
    },
    `Tells that subject number ${index} is another.`,
  );
}

function sharedSchemas() {
  return {
    Account: object(
      ['id', 'kind'],
      {
        id: { type: 'string' },
        kind: { type: 'string', enum: ['person', 'robot', 'service'] },
        display_name: { type: ['string', 'null'] },
      },
      'On whose behalf something happened.',
    ),
    Amount: object(['value', 'unit'], {
      value: { type: 'number' },
      unit: { type: 'string', enum: ['chf', 'eur', 'sek'] },
    }),
    Place: object([], {
      street: { type: 'string' },
      town: { type: 'string' },
      position: ref('schemas/Position'),
    }),
    Position: object(['latitude', 'longitude'], {
      latitude: { type: 'number' },
      longitude: { type: 'number' },
    }),
    Notes: {
      anyOf: [{ type: 'object', additionalProperties: { type: 'string' } }, { type: 'null' }],
    },
  };
}

function object(required, properties, description) {
  return {
    type: 'object',
    ...(description === undefined ? {} : { description }),
    ...(required.length === 0 ? {} : { required }),
    properties,
  };
}

function text(description) {
  return { type: 'string', description };
}

function ref(component) {
  return { $ref: `#/components/${component}` };
}

function tag(index) {
  return `subject${index}.changed`;
}

function byName(names, make) {
  return Object.fromEntries(names.map((name, index) => [name, make(name, index)]));
}
