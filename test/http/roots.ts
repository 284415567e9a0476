import type { Facts, Side } from '../facts/tables.ts';

/** The query of the WebSocket's address, which is neither a body nor an answer. */
const query = 'RealtimeConnectParams';

/** The exported classes that no other type holds, sorted by name: what HTTP carries, since an event stands in a union. */
export function rootsOf(facts: Facts): Readonly<Record<Side, readonly string[]>> {
  const texts = [...facts.types].map(
    ([key, { fields, members, type }]) => [key, JSON.stringify([fields, members, type])] as const,
  );
  const isHeld = (key: string): boolean =>
    texts.some(([other, text]) => other !== key && text.includes(`"to":"${key}"`));
  const on = (side: Side): readonly string[] =>
    [...facts.types]
      .filter(([key, type]) => type.exported === true && type.side === side && !isHeld(key))
      .filter(([, type]) => type.fields !== undefined && type.name !== query)
      .map(([, type]) => type.name)
      .sort();
  return { read: on('read'), write: on('write') };
}
