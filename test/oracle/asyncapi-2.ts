import type { AsyncApiBundle } from '../../bench/bundle.mjs';
import type { Finding } from '../../generator/base/finding.ts';
import { own } from '../../generator/base/json.ts';
import { pointerSegments } from '../../generator/base/pointer.ts';
import { quickVerdict } from '../../generator/verdict/quick.ts';

/** AsyncAPI 3 says of the client what it does; AsyncAPI 2 what others may do: what is published, they may send. */
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

/** Why AsyncAPI's parser would refuse a document in one file. */
export function verdictOn(document: object): Promise<readonly Finding[]> {
  const file = 'document.json';
  return quickVerdict({
    file,
    document,
    resolve: (ref) => {
      const pointer = ref.slice('#'.length);
      const value = pointerSegments(pointer).reduce<unknown>(own, document);
      return value === undefined ? undefined : { value, file, pointer };
    },
  });
}
