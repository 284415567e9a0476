import { existsSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { compareApis } from '../generator/diff/compare.ts';
import { pathText } from '../generator/diff/path.ts';
import type { Change } from '../generator/diff/change.ts';
import { wholeCorpus as corpus } from './corpus/samples.ts';
import {
  anyOf,
  documentOf,
  list,
  literal,
  object,
  ref,
  text,
  type Schema,
} from './output/document.ts';
import { CountedReads } from './diff-compare/counted-reads.ts';
import { modelOfFile, modelOfValue, root } from './output/emit.ts';

const number: Schema = { type: 'number' };
const nothing: Schema = { type: 'null' };
const open: Schema = anyOf(text, { enum: ['a', 'b'] });
const oneOf = (...values: readonly string[]): Schema => ({ enum: values });
const tagged = (tag: string, more: Readonly<Record<string, Schema>> = {}): Schema =>
  object({ type: literal(tag), ...more });

/** `kind subject relation place: before -> after`; of an event that is received, which holds the schema in `v`. */
function linesOf(
  before: Schema,
  after: Schema,
  flow: 'received' | 'sent' = 'received',
): readonly string[] {
  const [one, other] = [before, after].map((schema) => {
    const events = { Event: object({ type: literal('event'), v: schema }) };
    return modelOfValue(documentOf(events, ...split(['Event'], flow)));
  });
  if (one === undefined || other === undefined) return [];
  return compareApis(one, other).changes.map((change) => lineOf(change, flow));
}

function split(names: readonly string[], flow: 'received' | 'sent'): readonly [string[], string[]] {
  return flow === 'received' ? [[...names], []] : [[], [...names]];
}

function lineOf(change: Change, flow: 'received' | 'sent'): string {
  const { kind, subject, reaches, before, after } = change;
  const relation = flow === 'sent' ? change.sentRelation : change.relation;
  const place = reaches.map((one) => pathText(one.path)).join(', ');
  return `${kind} ${subject} ${relation} ${place}: ${before?.text ?? '-'} -> ${after?.text ?? '-'}`;
}

/** Of fields: what an object with the keys holds before and after. */
const fields: readonly [string, Schema, Schema, readonly string[]][] = [
  ['nothing', object({ a: text }), object({ a: text }), []],
  ['keys in another order', object({ a: text, b: number }), object({ b: number, a: text }), []],
  [
    'an optional one came',
    object({ a: text }),
    object({ a: text, b: number }, ['a']),
    ['field-added b same v.b: - -> number'],
  ],
  [
    'a required one came',
    object({ a: text }),
    object({ a: text, b: number }),
    ['field-added b narrower v.b: - -> number'],
  ],
  [
    'a required one went',
    object({ a: text, b: number }),
    object({ a: text }),
    ['field-removed b wider v.b: number -> -'],
  ],
  [
    'it must be there now',
    object({ a: text }, []),
    object({ a: text }),
    ['field-required a narrower v.a: string -> string'],
  ],
  [
    'it may be left out now',
    object({ a: text }),
    object({ a: text }, []),
    ['field-optional a wider v.a: string -> string'],
  ],
  [
    'it may be null now',
    object({ a: text }),
    object({ a: anyOf(text, nothing) }),
    ['null-added a wider v.a: string -> string | null'],
  ],
  [
    'its type is another one',
    object({ a: text }),
    object({ a: object({ b: text }) }),
    ['type-changed a other v.a: string -> EventVA'],
  ],
  [
    'a weak type lost the only key that was known',
    object({ a: text }, []),
    object({ b: text }, []),
    ['field-removed a other v.a: string -> -', 'field-added b other v.b: - -> string'],
  ],
  [
    'one came beside others of a type that it is not of',
    { ...object({ a: text }), additionalProperties: text },
    { ...object({ a: text, b: number }, ['a']), additionalProperties: text },
    ['field-added b wider v.b: - -> number'],
  ],
  [
    'other keys are refused now',
    object({ a: text }),
    { ...object({ a: text }), additionalProperties: false },
    ['rest-changed additionalProperties same v{}: - -> never'],
  ],
];

const values: readonly [string, Schema, Schema, readonly string[]][] = [
  ['one more', oneOf('a', 'b'), oneOf('a', 'b', 'c'), ['value-added "c" wider v: - -> "c"']],
  ['one less', oneOf('a', 'b'), literal('a'), ['value-removed "b" narrower v: "b" -> -']],
  ['a union of literals is an enum', anyOf(literal('a'), literal('b')), oneOf('b', 'a'), []],
  [
    'others are allowed as well',
    oneOf('a', 'b'),
    open,
    ["values-opened v wider v: 'a' | 'b' -> 'a' | 'b' | string"],
  ],
  [
    'any text, of which some are known',
    text,
    open,
    ['value-added "a" same v: - -> "a"', 'value-added "b" same v: - -> "b"'],
  ],
  [
    'not any text any more',
    text,
    oneOf('a', 'b'),
    ["values-closed v narrower v: string -> 'a' | 'b'"],
  ],
  [
    'another literal',
    literal('a'),
    literal('b'),
    ['value-removed "a" narrower v: "a" -> -', 'value-added "b" wider v: - -> "b"'],
  ],
  [
    'one of two booleans',
    { type: 'boolean' },
    literal(true),
    ['value-removed false narrower v: false -> -'],
  ],
  [
    'a text beside numbers',
    number,
    anyOf(number, literal('inf')),
    ['value-added "inf" wider v: - -> "inf"'],
  ],
  ['whole numbers', { type: 'integer' }, number, ['type-changed v same v: integer -> number']],
  [
    'limits and formats',
    { type: 'string', maxLength: 5, minLength: 1 },
    { type: 'string', maxLength: 9, format: 'uuid' },
    [
      'format-changed v same v: - -> uuid',
      'limit-changed maxLength same v: 5 -> 9',
      'limit-removed minLength same v: 1 -> -',
    ],
  ],
];

const members: readonly [string, Schema, Schema, readonly string[]][] = [
  ['in another order', anyOf(tagged('a'), tagged('b')), anyOf(tagged('b'), tagged('a')), []],
  [
    'one more, which has a tag',
    anyOf(tagged('a'), tagged('b')),
    anyOf(tagged('a'), tagged('b'), tagged('c')),
    ['member-added c wider v: - -> EventVC'],
  ],
  [
    'each is compared with the one of its tag',
    anyOf(tagged('a', { n: text }), tagged('b', { n: text })),
    anyOf(tagged('b', { n: text }), tagged('a', { n: number })),
    ['type-changed n other v<a>.n: string -> number'],
  ],
  [
    'one that another one takes as well',
    anyOf(object({ a: text })),
    anyOf(object({ a: text }), object({ a: literal('x') })),
    ['member-added EventVX same v: - -> EventVX'],
  ],
  [
    'one object that has become one of two',
    object({ a: text, b: text }, []),
    anyOf(tagged('x', { a: text, b: text }), tagged('y')),
    [
      "field-added type narrower v<x>.type: - -> 'x'",
      'field-required a narrower v<x>.a: string -> string',
      'field-required b narrower v<x>.b: string -> string',
      'member-added y wider v: - -> EventVY',
    ],
  ],
  [
    'a list beside it',
    text,
    anyOf(text, list(text)),
    ['member-added string[] wider v: - -> string[]'],
  ],
  [
    'its items',
    list(text),
    list(anyOf(text, nothing)),
    ['null-added v wider v[]: string -> string | null'],
  ],
];

describe.each([
  ['fields', fields],
  ['values', values],
  ['members of a union', members],
] as const)('%s', (_, rows) => {
  test.each(rows)('%s', (_name, before, after, wanted) => {
    const told = linesOf(before, after);
    expect(told.toSorted()).toEqual(wanted.toSorted());
  });
});

describe('the two sides', () => {
  const both = (change: (one: Readonly<Record<string, unknown>>) => Schema): readonly string[] => {
    const before = object({ a: text, b: text });
    return (['received', 'sent'] as const).flatMap((flow) => linesOf(before, change(before), flow));
  };

  test('a field that is only received is gone from what is sent', () => {
    const told = both(() => object({ a: { type: 'string', readOnly: true }, b: text }));
    expect(told).toEqual(['field-removed a wider v.a: string -> -']);
  });

  test('a default spares the sender a required field, and nobody else', () => {
    const told = both(() => object({ a: { type: 'string', default: 'x' }, b: text }));
    expect(told).toEqual([
      'default-changed a same v.a: - -> "x"',
      'default-changed a wider v.a: - -> "x"',
    ]);
  });

  test('one change tells of both', () => {
    const version = (schema: Schema) =>
      modelOfValue(
        documentOf({ Event: object({ type: literal('e'), v: schema }) }, ['Event'], ['Event']),
      );
    const { changes } = compareApis(
      version(object({ a: text })),
      version(object({ a: { type: 'string', default: 'x' } }, [])),
    );
    expect(
      changes.map(({ id, relation, sentRelation, flows }) => ({
        id,
        relation,
        sentRelation,
        flows,
      })),
    ).toEqual([
      {
        id: 'field-optional EventV.a',
        relation: 'wider',
        sentRelation: 'wider',
        flows: ['received', 'sent'],
      },
      {
        id: 'default-changed EventV.a',
        relation: 'same',
        sentRelation: 'same',
        flows: ['received', 'sent'],
      },
    ]);
  });
});

describe('what several events hold', () => {
  const version = (schema: Schema) => {
    const event = (tag: string) =>
      object({ type: literal(tag), held: ref('Held'), many: list(ref('Held')) });
    const schemas = {
      One: event('one'),
      Two: event('two'),
      Held: object({ inner: ref('Inner') }),
      Inner: schema,
    };
    return modelOfValue(documentOf(schemas, ['One', 'Two'], []));
  };

  test('is one change, with every event and path that it reaches, shortest first', () => {
    const { changes } = compareApis(version(object({ a: text })), version(object({})));
    expect(changes.map(({ id }) => id)).toEqual(['type-changed Inner']);
    const gone = compareApis(
      version(object({ a: text, b: text })),
      version(object({ b: text })),
    ).changes;
    expect(gone.map(({ id }) => id)).toEqual(['field-removed Inner.a']);
    expect(gone[0]?.reaches.map(({ event, path: way }) => `${event} ${pathText(way)}`)).toEqual([
      'one held.inner.a',
      'two held.inner.a',
      'one many[].inner.a',
      'two many[].inner.a',
    ]);
  });

  test('may lead to itself', () => {
    const tree = (leaf: Schema) => version(object({ leaf, more: list(ref('Inner')) }));
    const { changes } = compareApis(tree(text), tree(number));
    expect(changes.map(({ id, relation }) => `${id} ${relation}`)).toEqual([
      'type-changed Inner.leaf other',
    ]);
  });
});

describe('events', () => {
  const version = (received: readonly string[], sent: readonly string[]) => {
    const names = [...new Set([...received, ...sent])];
    const schemas = names.map((name) => [
      name,
      object({ type: literal(name.toLowerCase()), v: text }),
    ]);
    return modelOfValue(
      documentOf(Object.fromEntries(schemas) as Record<string, Schema>, received, sent),
    );
  };
  const events = (...versions: readonly [ReturnType<typeof version>, ReturnType<typeof version>]) =>
    compareApis(...versions)
      .changes.filter(({ kind }) => kind.startsWith('event-'))
      .map(({ id, relation, flows }) => `${id} ${relation} ${flows.join(' ')}`);

  test('come, go and change their way', () => {
    expect(events(version(['A', 'B'], ['C']), version(['A', 'C', 'D'], []))).toEqual([
      'event-removed b narrower received',
      'event-moved c other sent received',
      'event-added d wider received',
    ]);
  });

  test('are told by their tags, not by what the document calls them', () => {
    const named = (name: string) =>
      modelOfValue(documentOf({ [name]: tagged('a'), Other: tagged('b') }, [name, 'Other'], []));
    expect(compareApis(named('One'), named('Another')).changes).toEqual([]);
  });

  test('of two documents that have nothing in common', () => {
    const [one, other] = [version(['A', 'B'], []), version(['C', 'D'], [])];
    expect(compareApis(one, other).unrelated).toBe(true);
    expect(compareApis(one, version(['A'], [])).unrelated).toBe(false);
  });
});

const pairs = path.join(root, 'test/fixtures/versions');

describe('one document in AsyncAPI 2 and its conversion to 3', () => {
  test.each(['plain', 'inline', 'traits'])('%s', (name) => {
    const [old, converted] = ['v2', 'v3'].map((one) =>
      modelOfFile(path.join(pairs, `${name}.${one}.yaml`)),
    );
    expect(old?.messages.length).toBeGreaterThan(1);
    expect(old && converted && compareApis(old, converted).changes).toEqual([]);
    expect(old && converted && compareApis(converted, old).changes).toEqual([]);
  });

  test.skipIf(!existsSync(corpus))('a chat of 49 messages', () => {
    const folder = path.join(corpus, 'asyncapi');
    const [old, converted] = ['jasyncapi-slack-rtm-v26.yaml', 'spec-slack-rtm.yaml'].map((one) =>
      modelOfFile(path.relative(root, path.join(folder, one))),
    );
    expect(old && converted && compareApis(old, converted).changes).toEqual([]);
  });
});

describe('channels and operations', () => {
  const version = (address: string, operation = 'see', parameters: object = { id: {} }) =>
    modelOfValue({
      asyncapi: '3.0.0',
      info: { title: 'Rooms', version: '1' },
      channels: { room: { address, parameters, messages: { Event: { payload: ref('Event') } } } },
      operations: { [operation]: { action: 'receive', channel: { $ref: '#/channels/room' } } },
      components: { schemas: { Event: tagged('event') } },
    });
  const ids = (after: ReturnType<typeof version>) =>
    compareApis(version('room/{id}'), after).changes.map(({ id }) => id);

  test('are the same by another key', () => {
    expect(ids(version('room/{id}'))).toEqual([]);
  });

  test('an operation is called otherwise', () => {
    expect(ids(version('room/{id}', 'watch'))).toEqual([
      'operation-removed see',
      'operation-added watch',
    ]);
  });

  test('a parameter takes less', () => {
    expect(ids(version('room/{id}', 'see', { id: { enum: ['1', '2'] } }))).toEqual([
      'values-closed room/{id} id',
    ]);
  });
});

test('headers are told apart from what comes with them', () => {
  const version = (headers: Schema) =>
    modelOfValue({
      asyncapi: '3.0.0',
      info: { title: 'Rooms', version: '1' },
      channels: {
        room: { address: 'room', messages: { Event: { headers, payload: tagged('event') } } },
      },
      operations: { see: { action: 'receive', channel: { $ref: '#/channels/room' } } },
    });
  const { changes } = compareApis(
    version(object({ trace: text })),
    version(object({ trace: number })),
  );
  expect(changes.map(({ id }) => id)).toEqual(['type-changed EventHeaders.trace']);
  expect(changes[0]?.reaches.map(({ event }) => event)).toEqual(['event (headers)']);
});

test('comparing twice as many events takes twice the work', () => {
  const work = (count: number): number => {
    const names = Array.from({ length: count }, (_, index) => `Event${String(index)}`);
    const version = (amount: Schema) => {
      const events = names.map((name, index) => {
        const inner = object({ id: text, [`measure${String(index % 50)}`]: number });
        return [
          name,
          object({ type: literal(name), fee: ref('Amount'), inner, state: oneOf('a', 'b') }),
        ];
      });
      const schemas = Object.fromEntries([...events, ['Amount', amount]]) as Record<string, Schema>;
      return modelOfValue(documentOf(schemas, names, []));
    };
    const reads = new CountedReads();
    const { changes } = compareApis(
      reads.of(version(object({ unit: text, value: number }))),
      reads.of(version(object({ value: number }))),
    );
    expect(changes.map(({ id }) => id)).toEqual(['field-removed Amount.unit']);
    expect(changes[0]?.reaches.length).toBe(count);
    return reads.count;
  };
  expect(work(1000) / work(500)).toBeLessThan(2.2);
});
