import type { AsyncApiBundle } from '../../bench/bundle.mjs';

/** AsyncAPI 3 actions, the client's own, as AsyncAPI 2 says them of the server: what it publishes is what one may send to it. */
const verbs = { send: 'publish', receive: 'subscribe' } as const;

/** The document as AsyncAPI 2.6 would say it: the messages of each operation below the address that they travel over. */
export function toAsyncApi2({ info, channels, operations, components }: AsyncApiBundle): object {
  const items: Record<string, Record<string, unknown>> = {};
  for (const [operationId, { action, channel, messages }] of Object.entries(operations)) {
    const { address, messages: keys } = channels[channel.$ref.split('/').at(-1) ?? '']!;
    const oneOf = messages.map(({ $ref }) => keys[$ref.split('/').at(-1) ?? '']);
    items[address] = { ...items[address], [verbs[action]]: { operationId, message: { oneOf } } };
  }
  const { title, version } = info;
  return { asyncapi: '2.6.0', info: { title, version }, channels: items, components };
}
