import type { Channel } from '../model/api.ts';

/** A channel of one version and what it is in the other. */
export interface ChannelPair {
  readonly before: Channel;
  readonly after: Channel;
}

export interface PairedChannels {
  readonly pairs: readonly ChannelPair[];
  readonly removed: readonly Channel[];
  readonly added: readonly Channel[];
}

/**
 * Pairs channels by address, whatever its parameters are called, or else by name; a document's keys for them are no fact of the wire.
 */
export function pairChannels(
  before: readonly Channel[],
  after: readonly Channel[],
): PairedChannels {
  const taken = new Map<Channel, Channel>();
  const given = new Set<Channel>();
  const keys: readonly ((channel: Channel) => string | undefined)[] = [
    ({ name, address }) => (address === undefined ? undefined : JSON.stringify([address, name])),
    ({ address }) => address,
    ({ address }) => (address === undefined ? undefined : addressPattern(address)),
    ({ name }) => name,
  ];
  for (const keyOf of keys) {
    const free = new Map<string, Channel[]>();
    for (const one of after) {
      const key = keyOf(one);
      if (key !== undefined && !given.has(one)) free.set(key, [...(free.get(key) ?? []), one]);
    }
    for (const one of before) {
      const key = keyOf(one);
      const other = key === undefined || taken.has(one) ? undefined : free.get(key)?.shift();
      if (other === undefined) continue;
      taken.set(one, other);
      given.add(other);
    }
  }
  return {
    pairs: [...taken].map(([one, other]) => ({ before: one, after: other })),
    removed: before.filter((one) => !taken.has(one)),
    added: after.filter((one) => !given.has(one)),
  };
}

/** An address without the names of its parameters, which do not travel: `rooms/{}`. */
export function addressPattern(address: string): string {
  return address.replaceAll(/\{[^{}]*\}/gu, '{}');
}
