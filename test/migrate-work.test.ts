import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { runConverters } from './migrate/run-converters.ts';

const file = path.join(import.meta.dirname, '../generated/openai-realtime/migrate/beta-to-ga.ts');
const { upgradeServerEvent, downgradeServerEvent } = await runConverters(
  readFileSync(file, 'utf8'),
);

/** An object that nobody may look into: all that may be done with it is to hand it on. */
function sealed(): object {
  return new Proxy(
    {},
    {
      ...Object.fromEntries(
        Object.getOwnPropertyNames(Reflect).map((trap) => [
          trap,
          () => {
            throw new Error(`what is handed on was looked into: ${trap}`);
          },
        ]),
      ),
    },
  );
}

/** The event, and how often each of its fields is read. */
function counted(event: object): { readonly event: object; readonly reads: Map<unknown, number> } {
  const reads = new Map<unknown, number>();
  const get = (target: object, key: string | symbol): unknown => {
    reads.set(key, (reads.get(key) ?? 0) + 1);
    return Reflect.get(target, key);
  };
  return { event: new Proxy(event, { get }), reads };
}

// What that costs, beside the parsing of JSON, is in bench/README.md.
test.each([
  ['upgrade', upgradeServerEvent, 'response.audio.delta', 'response.output_audio.delta'],
  ['downgrade', downgradeServerEvent, 'response.output_audio.delta', 'response.audio.delta'],
])('an %s of audio reads each field once, and hands the audio on', (_, convert, type, to) => {
  const rest = { event_id: 'event_1', item_id: 'item_1', output_index: 0, content_index: 0 };
  const delta = sealed();
  const { event, reads } = counted({ type, ...rest, delta });
  const { values = [], losses } = convert?.(event) ?? { losses: [] };
  expect(losses).toEqual([]);
  expect(values).toHaveLength(1);
  const { delta: handed, ...others } = values[0] as { readonly delta: unknown };
  expect(others).toEqual({ type: to, ...rest });
  expect(handed === delta).toBe(true);
  // Once to see which event it is, and once to copy it.
  expect(Object.fromEntries(reads)).toEqual({
    ...Object.fromEntries(Object.keys(rest).map((key) => [key, 1])),
    type: 2,
    delta: 1,
  });
});
