import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { namedEvents } from '../generator/migrate/plan.ts';
import { valuesOf } from './migrate/arbitrary-values.ts';
import { migrated } from './migrate/converters.ts';
import { runConverters, type Converters } from './migrate/run-converters.ts';

const { before, after, text } = await migrated('beta', 'ga');
const converters = await runConverters(text);
const named = (name: string): Converters[string] => {
  const found = converters[name];
  if (found === undefined) throw new Error(`there is no ${name}`);
  return found;
};
const upgradeServer = named('upgradeServerEvent');
const upgradeClient = named('upgradeClientEvent');
const downgradeServer = named('downgradeServerEvent');
const events = [
  'upgradeServerEvent',
  'upgradeClientEvent',
  'downgradeServerEvent',
  'downgradeClientEvent',
];

/** The value with a field that nobody knows in each of its objects. */
function withSurprises(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withSurprises);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, one]) => [key, withSurprises(one)] as const);
  return Object.fromEntries([...entries, ['x~/surprise', { deep: [1] }]]);
}

function withoutSurprises(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutSurprises);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, one]) =>
      key === 'x~/surprise' ? [] : [[key, withoutSurprises(one)] as const],
    ),
  );
}

function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null) {
    Object.values(value).forEach(frozen);
    Object.freeze(value);
  }
  return value;
}

describe('what nobody knows', () => {
  test.each(events)('an event comes out of %s as the very same object', (name) => {
    const event = { type: 'weather.changed', event_id: 'e', session: { voice: 'ash' } };
    const { values, losses } = named(name)(event);
    expect(values).toHaveLength(1);
    expect(values?.[0]).toBe(event);
    expect(losses).toEqual([]);
  });

  const untouched = ['conversation.item.created', 'conversation.item.create', 'response.create'];
  test.each(
    namedEvents(before)
      // Items and parts of lists may be lost as a whole, and what they hold with them.
      .filter(
        ({ event }) => !untouched.includes(event) && !/response\.(done|created|output)/.test(event),
      )
      .map((one) => [`${one.flow} ${one.event}`, one] as const),
  )('fields of %s change nothing of the rest, and are all still there', (_, { flow, type }) => {
    const upgrade = flow === 'received' ? upgradeServer : upgradeClient;
    fc.assert(
      fc.property(valuesOf(before)(type), (value) => {
        const plain = upgrade(value);
        const surprised = upgrade(withSurprises(value));
        expect(withoutSurprises(surprised.values)).toEqual(plain.values);
        expect(count(surprised.values) + count(surprised.losses)).toBe(count(withSurprises(value)));
      }),
      { numRuns: 40, seed: 7 },
    );
  });

  test('a field of an item survives the way there and back', () => {
    const item = {
      type: 'message',
      role: 'user',
      mood: 'glad',
      content: [{ type: 'input_text', text: 'hi', by: 'Ann' }],
    };
    const event = { type: 'conversation.item.created', event_id: 'e', item, at: 7 };
    const [added] = upgradeServer(event).values ?? [];
    expect(downgradeServer(added).values).toEqual([event]);
  });
});

describe('where an unknown field is in the way of a new one', () => {
  test('objects are one object', () => {
    const { value, losses } = named('upgradeSession')({
      voice: 'ash',
      audio: { output: { echo: 1 }, mood: 2 },
    });
    expect(value).toEqual({
      type: 'realtime',
      audio: { output: { echo: 1, voice: 'ash' }, mood: 2 },
    });
    expect(losses).toEqual([]);
  });

  test('what is known has the place, and the other is told as lost', () => {
    const { value, losses } = named('upgradeSession')({ voice: 'ash', audio: 'loud' });
    expect(value).toEqual({ type: 'realtime', audio: { output: { voice: 'ash' } } });
    expect(losses).toEqual([
      { path: '/audio', lost: 'loud', why: 'another value has its place now' },
    ]);
  });

  test('what was there already stays where nothing but a constant comes', () => {
    expect(named('upgradeSession')({ type: 'transcription' }).value).toEqual({
      type: 'transcription',
    });
  });
});

describe('converters', () => {
  test('tell each loss with its place, what was there, and why', () => {
    const { losses } = upgradeClient({
      type: 'session.update',
      session: { temperature: 0.8, tool_choice: 'get_weather', modalities: ['audio', 'text'] },
    });
    expect(losses.map(({ path, lost }) => [path, lost])).toEqual([
      ['/session/modalities', ['audio', 'text']],
      ['/session/tool_choice', 'get_weather'],
      ['/session/temperature', 0.8],
    ]);
    for (const { why } of losses) expect(why).toMatch(/^[A-Z].{10,}\.$/);
  });

  test('tell a stand-in', () => {
    const item = { content: [] };
    const { losses } = upgradeClient({ type: 'conversation.item.create', item });
    expect(losses.map(({ path, standIn }) => [path, standIn])).toEqual([
      ['/item/type', 'message'],
      ['/item/role', 'user'],
    ]);
  });

  test('tell losses of the way back where they stood, not where they would have come', () => {
    const session = {
      type: 'realtime',
      audio: { input: { turn_detection: { type: 'server_vad', idle_timeout_ms: 5 } } },
    };
    const { values, losses } = downgradeServer({ type: 'session.updated', event_id: 'e', session });
    expect(values).toEqual([
      {
        type: 'session.updated',
        event_id: 'e',
        session: { turn_detection: { type: 'server_vad' } },
      },
    ]);
    expect(losses.map(({ path, lost }) => [path, lost])).toEqual([
      ['/session/audio/input/turn_detection/idle_timeout_ms', 5],
    ]);
  });

  test('give items of lists the places that they had, though others are gone', () => {
    const item = (more: object): object => ({
      type: 'message',
      role: 'user',
      content: [],
      ...more,
    });
    const input = [{ type: 'item_reference', id: 'i' }, item({ output: 'x' }), item({ name: 'y' })];
    const { values, losses } = upgradeClient({ type: 'response.create', response: { input } });
    expect(losses.map(({ path }) => path)).toEqual(
      expect.arrayContaining([
        '/response/input/0',
        '/response/input/1/output',
        '/response/input/2/name',
      ]),
    );
    expect(values).toEqual([
      { type: 'response.create', response: { input: [item({}), item({})] } },
    ]);
  });

  test('make two events of one, each with an id of its own, whenever it is run', () => {
    const event = {
      type: 'conversation.item.created',
      event_id: 'event_1',
      item: { status: 'completed' },
    };
    const ids = () =>
      upgradeServer(event).values?.map((one) => (one as { event_id: string }).event_id);
    expect(ids()).toEqual(['event_1', 'event_1_2']);
    expect(ids()).toEqual(ids());
  });

  test('make one event of an item that is still in progress', () => {
    const event = {
      type: 'conversation.item.created',
      event_id: 'e',
      item: { status: 'in_progress' },
    };
    expect(upgradeServer(event).values).toHaveLength(1);
  });

  test('say that nothing comes of an event that the older version does not have', () => {
    const event = { type: 'mcp_list_tools.failed', event_id: 'e', item_id: 'i' };
    const { values, losses } = downgradeServer(event);
    expect(values).toEqual([]);
    expect(losses).toEqual([{ path: '', lost: event, why: 'beta has no such event' }]);
  });

  test.each(events)(
    '%s never changes what it is given, and never gives out what it keeps',
    (name) => {
      const model = name.startsWith('upgrade') ? before : after;
      const flow = name.includes('Server') ? 'received' : 'sent';
      const types = namedEvents(model)
        .filter((one) => one.flow === flow)
        .map(({ type }) => type);
      const value = fc.constantFrom(...types).chain(valuesOf(model));
      fc.assert(
        fc.property(value, (one) => {
          const first = named(name)(frozen(one));
          const text = JSON.stringify(first);
          spoil(first.values, one);
          expect(JSON.stringify(named(name)(one))).toBe(text);
        }),
        { numRuns: 200, seed: 7 },
      );
    },
  );

  test.each(Object.keys(converters))('%s never throws, whatever it is given', (name) => {
    const types = [...namedEvents(before), ...namedEvents(after)].map(({ event }) => event);
    const odd = fc.oneof(
      fc.anything(),
      fc.record({
        type: fc.constantFrom(...types),
        session: fc.anything(),
        item: fc.anything(),
        response: fc.anything(),
      }),
      fc.record({
        content: fc.anything(),
        type: fc.anything(),
        audio: fc.anything(),
        modalities: fc.anything(),
      }),
    );
    fc.assert(
      fc.property(odd, (value) => {
        expect(named(name)(value)).toHaveProperty('losses');
      }),
      { numRuns: 100, seed: 7 },
    );
  });
});

function count(value: unknown): number {
  return JSON.stringify(value).split('"x~/surprise"').length - 1;
}

/** Empties every object of a value that is not part of what was given. */
function spoil(value: unknown, given: unknown): void {
  const own = new Set<unknown>();
  const collect = (one: unknown): void => {
    if (typeof one !== 'object' || one === null) return;
    own.add(one);
    Object.values(one).forEach(collect);
  };
  collect(given);
  const visit = (one: unknown): void => {
    if (typeof one !== 'object' || one === null || own.has(one)) return;
    Object.values(one).forEach(visit);
    if (!Object.isFrozen(one)) for (const key of Object.keys(one)) Reflect.deleteProperty(one, key);
  };
  visit(value);
}
