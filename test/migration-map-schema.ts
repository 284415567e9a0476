import {
  basisKeys,
  exactlyOne,
  isStepKind,
  mapFormat,
  mapKeys,
  stepKeys,
  together,
  waiverKeys,
  type MapKey,
  type MapKeyType,
} from '../generator/migrate/map-keys.ts';

type JsonSchema = Readonly<Record<string, unknown>>;

/** The JSON Schema of migration maps, made of the same table of keys that the reader asks. */
export function mapSchema(): JsonSchema {
  const { format, ...head } = mapKeys;
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'wireshape migration map',
    description: 'A reviewed map from one version of an API to another, one step a row.',
    type: 'object',
    properties: {
      $schema: { type: 'string' },
      format: { description: format?.says, const: mapFormat },
      ...properties(head),
      steps: {
        description: 'What becomes of what, in the order in which the guide tells it.',
        type: 'array',
        items: { anyOf: Object.keys(stepKeys).map((kind) => ref(kind)) },
      },
      waivers: {
        description: 'Changes that break somebody, and that no step has to answer.',
        type: 'array',
        items: objectOf(waiverKeys),
      },
    },
    required: ['format', ...required(head), 'steps'],
    additionalProperties: false,
    definitions: {
      ...Object.fromEntries(Object.keys(stepKeys).map((kind) => [kind, stepSchema(kind)])),
      ...types,
    },
  };
}

function stepSchema(kind: string): JsonSchema {
  if (!isStepKind(kind)) throw new Error(`${kind} is no kind of step`);
  const keys = { ...basisKeys, ...stepKeys[kind] };
  // What is dropped is lost, and somebody has to say what that is.
  const others = 'others' in keys ? [{ if: dropped, then: { required: ['lossy'] } }] : [];
  // Only what ends in [] has items.
  const item = 'item' in keys ? [{ if: { required: ['item'] }, then: list(kind) }] : [];
  const one = exactlyOne[kind]?.map((key) => ({ required: [key] }));
  const pairs = together[kind] ?? [];
  const all = [...others, ...item];
  return {
    ...objectOf(keys),
    ...(one === undefined ? {} : { oneOf: one }),
    ...(pairs.length === 0
      ? {}
      : {
          dependencies: Object.fromEntries(
            pairs.flatMap(([a, b]) => [
              [a, [b]],
              [b, [a]],
            ]),
          ),
        }),
    ...(all.length === 0 ? {} : { allOf: all }),
  };
}

const dropped = { properties: { others: { const: 'drop' } }, required: ['others'] };

function list(kind: string): JsonSchema {
  return { properties: { [kind]: { pattern: '\\[\\]$' } } };
}

function objectOf(keys: Readonly<Record<string, MapKey>>): JsonSchema {
  return {
    type: 'object',
    properties: properties(keys),
    required: required(keys),
    additionalProperties: false,
  };
}

function properties(keys: Readonly<Record<string, MapKey>>): JsonSchema {
  return Object.fromEntries(
    Object.entries(keys).map(([key, { type, says }]) => [
      key,
      { description: says, allOf: [ref(type)] },
    ]),
  );
}

function required(keys: Readonly<Record<string, MapKey>>): readonly string[] {
  return Object.keys(keys).filter((key) => keys[key]?.required === true);
}

function ref(name: string): JsonSchema {
  return { $ref: `#/definitions/${name}` };
}

const key = '[\\p{ID_Start}$_][\\p{ID_Continue}$-]*';
const other = '\\["(?:[^"\\\\]|\\\\.)*"\\]|\\[\\]|\\{\\}';
const pathPattern = `^(?:${key}|${other})(?:\\.${key}|${other})*$`;

const types: Readonly<Record<MapKeyType, JsonSchema>> = {
  text: { type: 'string', pattern: '\\S' },
  texts: { anyOf: [ref('text'), { type: 'array', items: ref('text'), minItems: 1 }] },
  flow: { enum: ['received', 'sent'] },
  path: { type: 'string', pattern: pathPattern },
  condition: {
    type: 'object',
    minProperties: 1,
    propertyNames: { pattern: pathPattern },
    additionalProperties: { not: { type: 'array', maxItems: 0 } },
  },
  flag: { type: 'boolean' },
  pairs: {
    anyOf: [
      { type: 'object', minProperties: 1 },
      {
        type: 'array',
        minItems: 1,
        items: {
          type: 'object',
          properties: { from: {}, to: {} },
          required: ['from', 'to'],
          additionalProperties: false,
        },
      },
    ],
  },
  others: { enum: ['keep', 'drop'] },
  names: { type: 'object', additionalProperties: ref('text') },
  targets: {
    type: 'array',
    minItems: 1,
    items: {
      type: 'object',
      properties: { event: ref('text'), when: ref('condition') },
      required: ['event'],
      additionalProperties: false,
    },
  },
  json: {},
};
