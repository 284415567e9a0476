import path from 'node:path';
import { build } from 'esbuild';
import { format } from 'prettier';
import { beforeAll, describe, expect, test } from 'vitest';
import { validatorParts } from '../generator/emit/validator-text.ts';
import { root } from './output/emit.ts';
import { compileErrors } from './strict-program.ts';
import { documentOf, emitAll, type Emitted } from './validators/emitted.ts';

/** What goes wrong in names and texts: those of parts of validators, and such as would end a string, a comment or an expression. */
const hostile = {
  Run: { type: 'object', properties: { seen: { type: 'string' } } },
  Seen: {
    type: 'object',
    properties: { run: { $ref: '#/components/schemas/Run' } },
    minProperties: 1,
  },
  Valid: { type: 'string', pattern: "^'\\\\`*/$" },
  Validation: { type: 'object', properties: { value: { type: 'number' } } },
  Loose: { type: 'string', pattern: '^\\-[a-z\\_]$' },
  Odd: {
    type: 'object',
    required: ['__proto__', 'toString'],
    properties: {
      'quote \' and " */ `${x}`': { enum: ["a'b", 'a"b', 'a\nb', '*/', '${x}'] },
      toString: { type: 'string' },
      constructor: { const: { deep: ["'", '\u2028'] } },
    },
    patternProperties: { '^[\'"]': { type: 'integer' } },
  },
};

const document = {
  asyncapi: '3.0.0',
  info: { title: 'Test', version: '1' },
  channels: {
    all: {
      address: '/',
      messages: {
        text: { payload: { $ref: '#/components/schemas/Text' } },
        tree: { payload: { $ref: '#/components/schemas/Tree' } },
      },
    },
  },
  operations: {
    in: { action: 'receive', channel: { $ref: '#/channels/all' } },
    out: { action: 'send', channel: { $ref: '#/channels/all' } },
  },
  components: {
    schemas: {
      Text: {
        type: 'object',
        required: ['type', 'text'],
        properties: {
          type: { const: 'text' },
          text: { type: 'string', maxLength: 5 },
          size: { type: 'integer', default: 3 },
          tags: { type: 'array', items: { type: 'string' } },
        },
      },
      Tree: {
        type: 'object',
        required: ['type'],
        properties: {
          type: { const: 'tree' },
          left: { $ref: '#/components/schemas/Tree' },
          list: { type: 'array', items: { $ref: '#/components/schemas/Tree' } },
        },
      },
      ...hostile,
    },
  },
};

let emitted: Emitted;
beforeAll(async () => {
  const [one] = await emitAll([new Map([['document.json', JSON.stringify(document)]])]);
  if (one === undefined) throw new Error('nothing was generated');
  emitted = one;
});

describe('an event', () => {
  const text = { type: 'text', text: 'a' };

  test('that is known comes out as it went in', () => {
    const value = Object.freeze({ ...text, more: 1 });
    const result = emitted.validatorOf('RealtimeServerEvent')(value);
    expect(result).toEqual({ ok: true, value });
    expect(result.value).toBe(value);
  });

  test('that is not known is told apart from one that is wrong', () => {
    const validate = emitted.validatorOf('RealtimeServerEvent');
    expect(validate({ type: 'picture' })).toMatchObject({ ok: false, unknown: 'picture' });
    for (const value of [{ type: 3 }, {}, null, 'text', [text], { type: 'text' }]) {
      expect(validate(value)).not.toHaveProperty('unknown');
      expect(validate(value).ok).toBe(false);
    }
  });

  test('tells what is wrong, and where', () => {
    const validate = emitted.validatorOf('RealtimeServerEvent');
    expect(validate({ type: 'text', text: '123456', tags: ['a', 7] }).issues).toEqual([
      { path: '/text', rule: 'maxLength', expected: 'at most 5 characters', actual: '"123456"' },
      { path: '/tags/1', rule: 'type', expected: 'string', actual: '7' },
    ]);
  });

  test('may have unknown fields when it is received, and none when it is sent, unless somebody says otherwise', () => {
    const received = emitted.validatorOf('Text');
    const sent = emitted.validatorOf('TextParam');
    const value = { ...text, more: 1 };
    expect(received(value).ok).toBe(true);
    expect(received(value, { unknownFields: 'refuse' }).ok).toBe(false);
    expect(sent(value, { unknownFields: 'allow' }).ok).toBe(true);
    expect(sent(value).issues).toEqual([
      { path: '', rule: 'unknownFields', expected: 'no other field', actual: '"more"' },
    ]);
  });
});

describe('a value', () => {
  const validate = (value: unknown) => emitted.validatorOf('Tree')(value);

  test('that leads back to itself, has no end, or throws is refused, and nothing is thrown', () => {
    const circle: Record<string, unknown> = { type: 'tree' };
    circle['left'] = circle;
    const deep = JSON.parse(
      '{"type":"tree","left":'.repeat(50_000) + 'null' + '}'.repeat(50_000),
    ) as unknown;
    const angry = {
      type: 'tree',
      get left(): never {
        throw new Error('no');
      },
    };
    for (const value of [circle, deep, angry]) {
      expect(validate(value).ok).toBe(false);
      expect(validate(value).issues?.map((one) => one.rule)).toEqual(['readable']);
    }
  });

  test('has what it has itself, and not what all objects have', () => {
    const parsed = JSON.parse('{"type":"tree","__proto__":{"left":1}}') as unknown;
    expect(validate(parsed)).toEqual({ ok: true, value: parsed });
    expect(emitted.validatorOf('TreeParam')(parsed).ok).toBe(false);
    const odd = emitted.validatorOf('Odd');
    expect(odd({}).issues?.map((one) => one.expected)).toEqual([
      'a field "__proto__"',
      'a field "toString"',
    ]);
    expect(odd(JSON.parse('{"__proto__":1,"toString":"a"}')).ok).toBe(true);
    expect(odd(JSON.parse('{"__proto__":1,"toString":2}')).issues?.[0]?.path).toBe('/toString');
  });

  test('with holes, or of no JSON type, is told of where it is', () => {
    // eslint-disable-next-line no-sparse-arrays
    const list = [, { type: 'tree' }];
    expect(validate({ type: 'tree', list }).issues?.map((one) => one.path)).toEqual(['/list/0']);
    for (const value of [undefined, () => 1, Symbol('a'), 1n, NaN])
      expect(validate(value).ok).toBe(false);
    expect(validate({ type: 'tree', left: undefined }).ok).toBe(true);
  });
});

test('a Standard Schema says the same in its own words', () => {
  const schema = emitted.exports['textSchema'] as StandardLike;
  const { version, vendor, validate } = schema['~standard'];
  expect([version, vendor]).toEqual([1, 'wireshape']);
  const value = { type: 'text', text: 'a' };
  expect(validate(value)).toEqual({ value });
  expect(validate({ ...value, tags: ['a', 7] })).toEqual({
    issues: [{ message: 'expected string, found 7', path: ['tags', 1] }],
  });
});

interface StandardLike {
  readonly '~standard': {
    readonly version: number;
    readonly vendor: string;
    readonly validate: (value: unknown) => unknown;
  };
}

test('names and texts of a document stay names and texts', async () => {
  expect(compileErrors(emitted.files)).toEqual([]);
  const text = emitted.files.get('validators.ts') ?? '';
  expect(await format(text, { parser: 'typescript', singleQuote: true, printWidth: 100 })).toBe(
    text,
  );
  const odd = emitted.validatorOf('Odd');
  const value = JSON.parse(
    String.raw`{"__proto__":1,"toString":"","quote ' and \" */ ${'`${x}`'}":"a'b","'":1}`,
  ) as object;
  expect(odd(value)).toEqual({ ok: true, value });
  expect(
    odd({ ...value, toString: '', "'": 'a', constructor: {} }).issues?.map((one) => one.path),
  ).toContain("/'");
  expect(emitted.validatorOf('Loose')('-a').ok).toBe(true);
  expect(emitted.validatorOf('Valid')("'\\``/").ok).toBe(true);
});

test('whoever imports one validator does not load the others', async () => {
  const contents =
    "export { validateResponseAudioDeltaEvent } from './generated/openai-realtime/ga/index.ts';";
  const result = await build({
    stdin: { contents, resolveDir: path.join(root), loader: 'ts' },
    bundle: true,
    format: 'esm',
    write: false,
  });
  const text = result.outputFiles[0]?.text ?? '';
  expect(text).toContain('function checkResponseAudioDeltaEvent(');
  const functions = [...text.matchAll(/^function (check\w+)/gm)].map(([, name]) => name);
  expect(functions.every((name) => name?.startsWith('checkResponseAudioDeltaEvent'))).toBe(true);
  expect(text).not.toMatch(/toStandard|class Seen|isUri/);
});

test('a base may list its own kinds, and what says no more than itself says nothing', async () => {
  const ref = (name: string) => ({ $ref: `#/definitions/${name}` });
  const schema = {
    definitions: {
      Vehicle: {
        type: 'object',
        required: ['kind', 'wheels'],
        properties: { kind: { type: 'string' }, wheels: { type: 'integer' } },
        oneOf: [ref('Car'), ref('Bike')],
      },
      Car: kind('car', { doors: { type: 'integer' } }),
      Bike: kind('bike', { bell: { type: 'boolean' } }),
      Loop: { allOf: [ref('Loop'), { required: ['a'] }] },
    },
    type: 'object',
    properties: { vehicle: ref('Vehicle'), car: ref('Car'), loop: { not: ref('Loop') } },
  };
  function kind(name: string, properties: object) {
    const own = { required: ['kind'], properties: { kind: { const: name }, ...properties } };
    return { allOf: [ref('Vehicle'), own] };
  }
  const [one] = await emitAll([documentOf(schema)]);
  const validate = one?.validatorOf('T');
  const bad: readonly (readonly [unknown, readonly string[]])[] = [
    [{ vehicle: { kind: 'car', wheels: 4, doors: 2 } }, []],
    [{ vehicle: { kind: 'bike', wheels: 2, bell: 1 } }, ['/vehicle/bell']],
    [{ vehicle: { kind: 'car' } }, ['/vehicle']],
    [{ car: { kind: 'car', wheels: 'four' } }, ['/car/wheels']],
    [{ car: { kind: 'bike', wheels: 2 } }, ['/car/kind']],
    [{ loop: {} }, []],
    [{ loop: { a: 1 } }, ['/loop']],
  ];
  for (const [value, paths] of bad) {
    const issues = validate?.(value).issues ?? [];
    expect([value, [...new Set(issues.map((issue) => issue.path))]]).toEqual([value, paths]);
  }
});

test('no shared part has a local of the name of another part, which would be printed for nothing', () => {
  const parts = validatorParts();
  const locals = [...parts.values()].flatMap(({ name, text }) =>
    [...text.matchAll(/(?:const|let) (\w+)/g)].map(([, local = '']) => [name, local] as const),
  );
  expect(locals.length).toBeGreaterThan(50);
  expect(locals.filter(([name, local]) => local !== name && parts.has(local))).toEqual([]);
});
