/** A schema, as a document writes it. */
export type Schema = boolean | Readonly<Record<string, unknown>>;

export const text: Schema = { type: 'string' };

/** An object of these fields; all of them are required unless others are named. */
export function object(
  fields: Readonly<Record<string, Schema>>,
  required = Object.keys(fields),
): Readonly<Record<string, unknown>> {
  return { type: 'object', required, properties: fields };
}

export function literal(value: string | number | boolean | null): Schema {
  return { const: value };
}

export function list(items: Schema): Schema {
  return { type: 'array', items };
}

export function anyOf(...members: readonly Schema[]): Schema {
  return { anyOf: members };
}

export function ref(name: string): Schema {
  return { $ref: `#/components/schemas/${name}` };
}

/** An AsyncAPI 3 document over schemas, some of which the client receives as events and some of which it sends. */
export function documentOf(
  schemas: Readonly<Record<string, Schema>>,
  received: readonly string[],
  sent: readonly string[],
): object {
  const channel = { $ref: '#/channels/all' };
  const refs = (names: readonly string[]): readonly object[] =>
    names.map((name) => ({ $ref: `#/channels/all/messages/${name}` }));
  const messages = [...new Set([...received, ...sent])].map((name) => [
    name,
    { payload: ref(name) },
  ]);
  return {
    asyncapi: '3.0.0',
    info: { title: 'Test', version: '1' },
    channels: { all: { address: '/', messages: Object.fromEntries(messages) } },
    operations: {
      in: { action: 'receive', channel, messages: refs(received) },
      out: { action: 'send', channel, messages: refs(sent) },
    },
    components: { schemas },
  };
}
