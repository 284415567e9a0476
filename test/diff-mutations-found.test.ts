import { expect, test } from 'vitest';
import type { Schema } from './output/document.ts';
import { modelOf } from './diff-mutations/bases.ts';
import { compilePairs } from './diff-mutations/compile-pairs.ts';
import { verdictsOf } from './diff-mutations/suite.ts';

type Schemas = Readonly<Record<string, Schema>>;

const mode = { properties: { mode: { enum: ['one', 'two'] } } };
const apart = (required: readonly string[]): Schemas => ({
  P: { properties: { item: { anyOf: [{ $ref: '#/components/schemas/A' }, ref('B')] } } },
  A: {
    allOf: [
      { required, properties: { type: { const: 'a' } } },
      { properties: { type: { const: 'b' } } },
    ],
  },
  B: { required: ['type'] },
});
const circle = (more: Schema): Schemas => ({
  P: { type: 'object', properties: { inner: ref('P'), ...(more as object) } },
});
const told = (type: readonly string[]): Schema => ({
  anyOf: [
    { type, properties: { always: {} } },
    { type: 'string', enum: ['always'] },
  ],
});
const tagged = (more: Schema, name: string): Schema => ({
  type: 'object',
  required: ['type'],
  properties: { type: { allOf: [{ const: name }, more] } },
});
const members = (more: Schema): Schemas => ({
  P: {
    properties: {
      item: {
        anyOf: [
          ...['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map((name) => tagged({}, name)),
          tagged(more, 'i'),
        ],
      },
    },
  },
});
const assistant = (audio: readonly string[]): Schemas => ({
  P: {
    type: 'object',
    required: ['type', 'parts'],
    properties: {
      type: { const: 'message' },
      parts: {
        type: 'array',
        items: {
          allOf: [
            {
              type: 'object',
              required: audio,
              properties: { type: { const: 'audio' }, audio: { type: 'string' } },
            },
            ref('P'),
          ],
        },
      },
    },
  },
});
const lists = (item: Schema): Schemas => ({
  P: { properties: { response: ref('R') } },
  R: { properties: { input: { items: ref('M') } } },
  M: { properties: { content: { items: { allOf: [item] } } } },
});

function ref(name: string): Schema {
  return { $ref: `#/components/schemas/${name}` };
}

/** What random changes have found, made small: what was said of it was not what the compiler says. */
const rows: readonly (readonly [string, Schemas, Schemas, received: boolean, sent: boolean])[] = [
  ['an object that need not be one fits a map', { P: { type: 'object' } }, { P: mode }, true, true],
  [
    'a key that holds nothing is one choice among the members of a union',
    apart(['id']),
    apart([]),
    false,
    true,
  ],
  [
    'a key that leads back explains nothing: one that comes widens what its spelling may hold',
    { P: { ...(circle({})['P'] as object), patternProperties: { '^a': { type: 'array' } } } },
    {
      P: {
        ...(circle({ added: { type: 'string' } })['P'] as object),
        patternProperties: { '^a': { type: 'array' } },
      },
    },
    false,
    true,
  ],
  [
    'a key that leads back explains nothing: other keys are told of',
    circle({}),
    { P: { ...(circle({})['P'] as object), additionalProperties: { type: 'string' } } },
    true,
    false,
  ],
  [
    'any text is no object of keys that texts do not have',
    { P: { properties: { approval: told(['object']) } } },
    { P: { properties: { approval: told(['object', 'string']) } } },
    false,
    true,
  ],
  [
    'what objects inherit is a function, and an object',
    { P: { type: 'object' } },
    { P: { type: 'object', required: ['toString'], properties: { toString: mode } } },
    false,
    true,
  ],
  [
    'a function has functions, without end',
    { P: { type: 'object' } },
    { P: { type: 'object', required: ['valueOf'], properties: { valueOf: ref('P') } } },
    false,
    true,
  ],
  [
    'a required key that holds nothing fits any member of a large union',
    members({}),
    members({ const: 'j' }),
    true,
    false,
  ],
  [
    'literals that exclude each other make nothing of an intersection, though one of them need not be there',
    assistant(['audio']),
    assistant([]),
    true,
    true,
  ],
  ['lists in lists', lists({}), lists({ required: ['type'] }), true, false],
  [
    'places of tuples that exclude each other',
    { P: { properties: { pair: { not: {} } } } },
    {
      P: {
        properties: {
          pair: {
            allOf: [
              { type: 'array', items: [{ type: 'string' }, { const: 'off' }], minItems: 2 },
              { type: 'array', items: [{}, { type: 'number' }] },
            ],
          },
        },
      },
    },
    true,
    true,
  ],
  [
    'a text beside an object without keys that must be there',
    { P: { type: 'object', properties: { made: { type: 'string' } } } },
    {
      P: {
        type: 'object',
        properties: { made: { allOf: [ref('P'), { type: 'string' }] } },
      },
    },
    true,
    true,
  ],
];

test.each(rows)('%s', (_, before, after, received, sent) => {
  const [one, other] = [before, after].map((schemas) => modelOf({ name: 'P', schemas }));
  if (one === undefined || other === undefined) throw new Error('there is no model');
  expect(compilePairs([{ before: one, after: other }])).toEqual([{ received, sent }]);
  expect(verdictsOf(one, other)).toEqual({ received, sent });
});
