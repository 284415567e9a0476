import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { emit, modelOfFile } from './output/emit.ts';
import { runDrafts } from './output/run-drafts.ts';
import { compileVirtual, lineOf, virtualOptions } from './output/virtual-program.ts';
import { captured, type Captured } from './wire/captured.ts';

type Outcome =
  | { readonly outcome: 'known'; readonly event: unknown }
  | { readonly outcome: 'unknown'; readonly type: unknown; readonly raw: unknown }
  | { readonly outcome: 'malformed'; readonly reason: string; readonly raw: unknown };

type Parse = (data: unknown) => Outcome;

const drafts = emit(modelOfFile('spec/openai-realtime/beta.asyncapi.yaml'));
const generated = await runDrafts(drafts);
const parseServer = generated['parseRealtimeServerEvent'] as Parse;
const parseClient = generated['parseRealtimeClientEvent'] as Parse;
const doors = [
  ['server', parseServer],
  ['client', parseClient],
] as const;

test('there are 73 captured messages, from both sides', () => {
  expect(captured).toHaveLength(73);
  expect(new Set(captured.map(({ direction }) => direction))).toEqual(
    new Set(['client', 'server']),
  );
});

describe('as literals', () => {
  const types = { server: 'RealtimeServerEvent', client: 'RealtimeClientEventParam' } as const;
  const lineOfLiteral = ({ direction, message }: Captured, index: number): string =>
    `export const m${String(index)}: ${types[direction]} = ${JSON.stringify(message)};`;
  const head = `import type { ${Object.values(types).join(', ')} } from './beta/index.js';`;

  /** The places of the messages that do not fit, with what the compiler says. */
  function misfits(messages: readonly Captured[]): readonly string[] {
    const { program, source } = compileVirtual(
      new Map([
        ...drafts.map((draft) => [`beta/${draft.path}`, draft.text] as const),
        ['literals.ts', [head, ...messages.map(lineOfLiteral)].join('\n')],
      ]),
      { ...virtualOptions, exactOptionalPropertyTypes: true },
    );
    const literals = source('literals.ts');
    const found = [
      ...program.getSyntacticDiagnostics(literals),
      ...program.getSemanticDiagnostics(literals),
    ];
    return found.map((diagnostic) => {
      const { line } = literals.getLineAndCharacterOfPosition(diagnostic.start ?? 0);
      return `${messages[line - 1]?.place ?? 'import'} ${lineOf(diagnostic)}`;
    });
  }

  test('all messages fit the types, no key is unknown to them', () => {
    expect(misfits(captured)).toEqual([]);
  });

  test('a key or a null more would not fit', () => {
    const [first] = captured.filter(({ direction }) => direction === 'server');
    const spoilt = [
      { ...first!, message: { ...first!.message, surprise: 1 } },
      { ...first!, message: { ...first!.message, event_id: null } },
    ];
    expect(misfits(spoilt).map((one) => one.split(' ')[1])).toEqual(['TS2353', 'TS2322']);
  });
});

describe('as messages', () => {
  const guards = Object.entries(generated).filter(([name]) => name.startsWith('is'));

  test.each(captured.map((one) => [one.place, one] as const))(
    '%s is known, and by one guard',
    (_place, { direction, message }) => {
      const parse = direction === 'server' ? parseServer : parseClient;
      const asText = parse(JSON.stringify(message));
      expect(asText).toEqual({ outcome: 'known', event: message });
      const asObject = parse(message);
      expect(asObject.outcome === 'known' && asObject.event).toBe(message);
      const telling = guards.filter(([, guard]) => (guard as (event: unknown) => boolean)(message));
      expect(telling).toHaveLength(1);
    },
  );
});

describe('the door for raw messages', () => {
  test('keeps what an event carries beyond its type', () => {
    const text = '{"type":"error","__proto__":{"a":1},"constructor":2,"extra":[null]}';
    const parsed = parseServer(text);
    expect(parsed.outcome === 'known' && JSON.stringify(parsed.event)).toBe(text);
  });

  test.each(['response.text.deltas', 'session.update', '', 'toString', '__proto__'])(
    'tells an event type that the server does not send: %j',
    (type) => {
      const raw = { type, extra: true };
      expect(parseServer(raw)).toEqual({ outcome: 'unknown', type, raw });
      expect((parseServer(raw) as { raw: unknown }).raw).toBe(raw);
      const text = JSON.stringify(raw);
      expect(parseServer(text)).toEqual({ outcome: 'unknown', type, raw: text });
    },
  );

  test.each([
    ['nothing', ''],
    ['half an event', '{"type":"error"'],
    ['no JSON', 'ping'],
    ['null', 'null'],
    ['a number', 7],
    ['undefined', undefined],
    ['an array', [{ type: 'error' }]],
    ['an event without a type', { event_id: 'e' }],
    ['an event that inherits its type', Object.create({ type: 'error' })],
    ['a type that is a number', { type: 7 }],
    ['a type that is null', '{"type":null}'],
    ['a function', () => 'error'],
    ['a symbol', Symbol('error')],
    ['bytes', new Uint8Array([123, 125])],
  ])('finds %s malformed', (_what, raw) => {
    const parsed = parseServer(raw);
    expect(parsed).toMatchObject({ outcome: 'malformed', reason: expect.stringMatching(/\S/) });
    expect((parsed as { raw: unknown }).raw).toBe(raw);
  });

  test('takes an object without a prototype', () => {
    const event = Object.assign(Object.create(null) as object, { type: 'error' });
    expect(parseServer(event)).toEqual({ outcome: 'known', event });
  });

  test.each(doors)('never throws, whatever it is given, from the %s', (_side, parse) => {
    const data = fc.oneof(fc.anything(anyKind), fc.json(), fc.string(), eventLike);
    fc.assert(
      fc.property(data, (raw) => {
        const parsed = parse(raw);
        switch (parsed.outcome) {
          case 'known':
            if (typeof raw === 'string') expect(parsed.event).toEqual(JSON.parse(raw));
            else expect(parsed.event).toBe(raw);
            break;
          case 'unknown':
            expect(typeof parsed.type).toBe('string');
            expect(parsed.raw).toBe(raw);
            break;
          case 'malformed':
            expect(typeof parsed.reason).toBe('string');
            expect(parsed.raw).toBe(raw);
        }
      }),
      { numRuns: 2000 },
    );
  });

  test.each([
    ['a getter that throws an error', throwing(new Error('no'))],
    ['a getter that throws a text', throwing('no')],
    ['a getter that throws nothing', throwing(undefined)],
    ['a getter that throws a proxy that is revoked', throwing(revoked())],
    [
      'a getter that throws an error whose message throws',
      throwing(Object.defineProperty(new Error('no'), 'message', { get: fail })),
    ],
    [
      'a getter that throws an error whose message is no text',
      throwing(Object.assign(new Error('no'), { message: 7 })),
    ],
    ['a proxy that is revoked', revoked()],
    ['a proxy that tells nothing', new Proxy({}, { getOwnPropertyDescriptor: fail })],
    ['a proxy that gives nothing', new Proxy({ type: 'error' }, { get: fail })],
  ])('does not throw at %s', (_what, raw) => {
    const parsed = parseServer(raw);
    expect(parsed.outcome).toBe('malformed');
    // An assertion on the object itself would look at it.
    expect(Object.is((parsed as { raw: unknown }).raw, raw)).toBe(true);
    expect(typeof (parsed as { reason: unknown }).reason).toBe('string');
  });
});

const anyKind: fc.ObjectConstraints = {
  withBigInt: true,
  withDate: true,
  withMap: true,
  withNullPrototype: true,
  withObjectString: true,
  withSet: true,
  withSparseArray: true,
  withTypedArray: true,
  key: fc.oneof(fc.string(), fc.constant('type')),
};

/** Objects with a type, known or not, among anything else. */
const eventLike = fc
  .tuple(
    fc.oneof(fc.constantFrom('error', 'response.done', 'response.create'), fc.jsonValue()),
    fc.dictionary(fc.string(), fc.jsonValue()),
    fc.boolean(),
  )
  .map(([type, rest, asText]) => {
    const event = { ...rest, type };
    return asText ? JSON.stringify(event) : event;
  });

function throwing(error: unknown): object {
  return Object.defineProperty({}, 'type', {
    enumerable: true,
    get: () => {
      throw error;
    },
  });
}

function revoked(): object {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
}

function fail(): never {
  throw new Error('no');
}
