import { anyOf, list, literal, object, ref, text, type Schema } from '../output/document.ts';

/** What it holds; its schemas; the events received and sent; how many tag literals there are to ask for, sides counted apart. */
type Row = readonly [
  string,
  Readonly<Record<string, Schema>>,
  readonly string[],
  readonly string[],
  number,
];

/** An event that carries a value of the schema `U`, on both sides. */
const carrying = {
  A: object({ type: literal('x'), u: ref('U'), maybe: anyOf(ref('U'), { type: 'null' }) }),
} as const;

/** Documents in which types, tags and names are not as they mostly are, but can be told in TypeScript all the same. */
export const documents: readonly Row[] = [
  [
    'no value where it says so',
    {
      Nothing: false,
      Empty: { type: 'object', additionalProperties: false },
      Torn: { allOf: [text, { type: 'number' }] },
      One: object({ type: literal('one'), nothing: ref('Nothing') }, ['type']),
      Two: object({ type: literal('two'), list: list(false) }),
      Three: object({ type: literal('three'), torn: ref('Torn') }),
      Four: object({ type: literal('four'), empty: ref('Empty') }),
    },
    ['One', 'Two', 'Three', 'Four', 'Nothing'],
    ['Four'],
    6,
  ],
  [
    'names that generated code uses for itself',
    Object.fromEntries(
      `KnownEvent UnknownEvent MalformedEvent readEvent isKnownEvent RealtimeServerEventMap ParsedRealtimeServerEvent
      E T Record ReadonlySet JSON Object SyntaxError Error malformed`
        .split(/\s+/)
        .map((name) => [name, object({ type: literal(name) })]),
    ),
    [
      'KnownEvent',
      'readEvent',
      'isKnownEvent',
      'RealtimeServerEventMap',
      'E',
      'T',
      'JSON',
      'Error',
    ],
    ['E', 'T', 'SyntaxError'],
    14,
  ],
  [
    'a tag that is no identifier',
    { A: object({ 'event-type': literal('a') }), B: object({ 'event-type': literal('b') }) },
    ['A', 'B'],
    ['A', 'B'],
    6,
  ],
  [
    'tags that are numbers',
    {
      A: object({ op: literal(1) }),
      B: object({ op: literal(2) }),
      C: object({ op: { enum: [3, 4, '5'] } }),
    },
    ['A', 'B', 'C'],
    ['C'],
    11,
  ],
  [
    'tags that are booleans',
    { A: object({ ok: literal(true) }), B: object({ ok: literal(false) }) },
    ['A', 'B'],
    [],
    2,
  ],
  [
    'events without a tag, or with any text for one',
    {
      A: object({ type: literal('a') }),
      B: object({ type: text }),
      C: object({ data: text }),
      D: object({ type: literal('d') }),
    },
    ['A', 'B', 'C', 'D'],
    [],
    2,
  ],
  [
    'events that are anything, a dictionary, a list or a text',
    {
      A: object({ type: literal('a') }),
      Anything: {},
      Dictionary: { type: 'object' },
      List: list(text),
      Text: text,
      D: object({ type: literal('d') }),
    },
    ['A', 'Anything', 'Dictionary', 'List', 'Text', 'D'],
    ['A', 'List', 'D'],
    6,
  ],
  [
    'further keys of one type beside named ones',
    {
      A: { ...object({ type: literal('a') }), additionalProperties: text },
      B: { ...object({ type: literal('b') }), additionalProperties: { type: 'number' } },
    },
    ['A', 'B'],
    ['A', 'B'],
    6,
  ],
  [
    'tags that may be absent',
    {
      ...carrying,
      U: anyOf(object({ type: literal('a') }, []), object({ type: literal('b'), n: text }, [])),
    },
    ['A'],
    ['A'],
    5,
  ],
  [
    'tags that are only received',
    {
      ...carrying,
      U: anyOf(
        object({ type: { const: 'a', readOnly: true }, n: text }),
        object({ type: { const: 'b', readOnly: true }, m: text }),
      ),
    },
    ['A'],
    ['A'],
    5,
  ],
  [
    'a tag of several values with a default',
    {
      ...carrying,
      U: anyOf(
        object({ type: { enum: ['a', 'b'], default: 'a' } }),
        object({ type: literal('c'), list: list(text) }),
      ),
    },
    ['A'],
    ['A'],
    9,
  ],
  [
    'a union of objects, texts, lists and dictionaries',
    {
      ...carrying,
      U: anyOf(
        object({ type: literal('a') }),
        object({ type: literal('b') }),
        text,
        list(text),
        { type: 'object', additionalProperties: text },
        { type: 'null' },
      ),
    },
    ['A'],
    ['A'],
    7,
  ],
  [
    'unions in unions',
    {
      ...carrying,
      U: anyOf(ref('V'), ref('W')),
      V: anyOf(object({ type: literal('a') }), object({ type: literal('b') })),
      W: object({ type: literal('c') }),
    },
    ['A'],
    ['A'],
    8,
  ],
  [
    'tags of two keys',
    {
      ...carrying,
      U: anyOf(
        object({ type: literal('message'), role: literal('user') }),
        object({ type: literal('message'), role: { enum: ['system', 'developer'] } }),
        object({ type: literal('call') }),
        object({ type: literal('reply'), role: text }),
      ),
      B: object({ type: literal('y'), op: literal('start') }),
      C: object({ type: literal('y'), op: literal('stop') }),
    },
    ['A', 'B', 'C'],
    ['A'],
    10,
  ],
  [
    'events that are unions themselves',
    {
      A: anyOf(object({ type: literal('a') }), object({ type: literal('b') })),
      B: object({ type: literal('c') }),
    },
    ['A', 'B'],
    ['A'],
    9,
  ],
  [
    'a base that events extend',
    {
      Base: { ...object({ type: text, id: text }), discriminator: 'type' },
      A: { allOf: [ref('Base'), object({ type: literal('a') })] },
      B: { allOf: [ref('Base'), object({ type: literal('b') })] },
    },
    ['A', 'B'],
    ['A', 'B'],
    6,
  ],
  [
    'open enums in lists, dictionaries, tuples and beside objects',
    {
      A: object({
        type: literal('a'),
        either: anyOf(text, { enum: ['p', 'q'] }, list(text), object({ id: text })),
        listed: list(anyOf(text, { enum: ['p', 'q', 1] })),
        named: { type: 'object', additionalProperties: anyOf(text, { enum: ['p', null] }) },
        placed: { type: 'array', prefixItems: [anyOf(text, { enum: ['p'] })], minItems: 1 },
        known: { type: 'string', 'x-extensible-enum': ['p', 'q'] },
      }),
    },
    ['A'],
    ['A'],
    3,
  ],
  [
    'a schema that leads to itself',
    {
      ...carrying,
      U: anyOf(text, list(ref('U')), { type: 'object', additionalProperties: ref('U') }),
    },
    ['A'],
    ['A'],
    3,
  ],
];
