import fc from 'fast-check';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { typeText, type TypeStyle } from '../generator/emit/type-text.ts';
import { noDoc, nullShape, type Field, type Shape } from '../generator/model/shape.ts';
import { isOnSide, isSpared, type Side } from '../generator/model/side.ts';
import { typeAlias } from '../generator/render/declaration.ts';
import { typeLine } from '../generator/render/type-doc.ts';
import { shapes } from './arbitrary-shapes.ts';

const seed = 20250908;
const style: TypeStyle = { nameOf: (ref) => ref, dictionary: 'record' };

const origin = { file: 'a.yaml', pointer: '' };
const source = { title: undefined, name: undefined, doc: noDoc, origin };
const string = scalar('string');
const open: Shape = { kind: 'enum', values: ['alloy', 'ash'], open: true };
const closed: Shape = { kind: 'enum', values: ['auto', 'none'], open: false };
const ref: Shape = { kind: 'ref', name: 'Voice' };
const unknown: Shape = { kind: 'unknown' };
const never: Shape = { kind: 'never' };

describe('typeText', () => {
  test.each<[string, Shape, string, string?]>([
    ['scalars', scalar('integer'), 'number'],
    ['a literal', literal(`it's`), `"it's"`],
    ['a number that no literal type names', literal(Infinity), 'number'],
    ['a closed enum', closed, `'auto' | 'none'`],
    ['an open enum', open, `'alloy' | 'ash' | (string & {})`],
    ['an open enum of nothing', { kind: 'enum', values: [], open: true }, 'string'],
    ['an open enum of numbers', { kind: 'enum', values: [1, 2], open: true }, '1 | 2 | string'],
    ['an enum of nothing', { kind: 'enum', values: [], open: false }, 'never'],
    ['a list', list(string), 'string[]', 'readonly string[]'],
    ['a list of lists', list(list(ref)), 'Voice[][]', 'readonly (readonly Voice[])[]'],
    [
      'a list of an open enum',
      list(open),
      `('alloy' | 'ash' | (string & {}))[]`,
      `readonly ('alloy' | 'ash' | (string & {}))[]`,
    ],
    [
      'a list of an object or null',
      list(union(ref, nullShape)),
      '(Voice | null)[]',
      'readonly (Voice | null)[]',
    ],
    ['a map', map(open), `Record<string, 'alloy' | 'ash' | (string & {})>`],
    ['free-form values', map(unknown), 'Record<string, unknown>'],
    [
      'a map of lists',
      map(list(string)),
      'Record<string, string[]>',
      'Record<string, readonly string[]>',
    ],
    [
      'a tuple',
      { kind: 'tuple', items: [string, union(ref, nullShape), open], required: 1, rest: closed },
      `[string, (Voice | null)?, ('alloy' | 'ash' | (string & {}))?, ...('auto' | 'none')[]]`,
      `readonly [string, (Voice | null)?, ('alloy' | 'ash' | (string & {}))?, ...('auto' | 'none')[]]`,
    ],
    ['an empty tuple', tuple([]), '[]', 'readonly []'],
    ['a tuple of a rest alone', tuple([], ref), 'Voice[]', 'readonly Voice[]'],
    [
      'a union with an open enum and an object',
      union(open, ref),
      `'alloy' | 'ash' | (string & {}) | Voice`,
    ],
    [
      'an open enum among literals',
      union(open, closed),
      `'alloy' | 'ash' | 'auto' | 'none' | (string & {})`,
    ],
    ['an open enum and any string', union(string, open), `'alloy' | 'ash' | (string & {})`],
    ['an integer or inf', union(scalar('integer'), literal('inf')), `number | 'inf'`],
    ['an integer or a number', union(scalar('integer'), scalar('number')), 'number'],
    ['literals beside their own type', union(closed, string, literal(1)), 'string | 1'],
    ['both booleans', union(literal(true), ref, literal(false)), 'boolean | Voice'],
    ['null in the middle', union(string, nullShape, ref, nullShape), 'string | Voice | null'],
    [
      'a union in a union',
      union(union(ref, string), union(string, nullShape)),
      'Voice | string | null',
    ],
    ['a union with everything', union(ref, unknown, nullShape), 'unknown'],
    ['a union with nothing', union(never, ref), 'Voice'],
    ['a union of nothing', union(), 'never'],
    ['all of an object and a union', all(ref, closed), `Voice & ('auto' | 'none')`],
    [
      'all of two, and of anything',
      all(ref, all(unknown, { kind: 'ref', name: 'Tone' }), ref),
      'Voice & Tone',
    ],
    ['all of a nothing', all(ref, never), 'never'],
    ['all of none', all(), 'unknown'],
    ['an open enum in all', all(open, ref), `('alloy' | 'ash' | (string & {})) & Voice`],
    [
      'a union of all',
      union(all(ref, { kind: 'ref', name: 'Tone' }), nullShape),
      '(Voice & Tone) | null',
    ],
    [
      'an object',
      object([
        field('a', string),
        field('b-c', list(ref), 'optional'),
        field('__proto__', nullShape),
      ]),
      `{ a: string; 'b-c'?: Voice[]; __proto__: null }`,
      `{ a: string; 'b-c'?: readonly Voice[]; __proto__: null }`,
    ],
    [
      'an object with other keys',
      object([field('a', string, 'optional'), field('b', scalar('number'))], open),
      `{ a?: string; b: number; [key: string]: 'alloy' | 'ash' | (string & {}) | number | undefined }`,
    ],
    [
      'an object with any other keys',
      object([field('a', string)], unknown),
      '{ a: string; [key: string]: unknown }',
    ],
    ['an object of other keys alone', object([], string), 'Record<string, string>'],
  ])('%s', (_name, shape, read, write = read) => {
    expect(typeLine(typeText(shape, 'read', style))).toBe(read);
    expect(typeLine(typeText(shape, 'write', style))).toBe(write);
  });

  test('a field stands on the sides that have it, and what has a default may be left out when sent', () => {
    const shape = object([
      { ...field('seen', string), access: 'read' },
      { ...field('secret', string), access: 'write' },
      { ...field('speed', scalar('number')), doc: { ...noDoc, default: 1 } },
      { ...field('type', literal('a')), doc: { ...noDoc, default: 'a' } },
    ]);
    expect(typeLine(typeText(shape, 'read', style))).toBe(
      `{ seen: string; speed: number; type: 'a' }`,
    );
    expect(typeLine(typeText(shape, 'write', style))).toBe(
      `{ secret: string; speed?: number; type: 'a' }`,
    );
  });

  test('a dictionary may be written as an index signature', () => {
    const type = typeText(union(string, map(ref)), 'read', {
      ...style,
      dictionary: 'index-signature',
    });
    expect(typeAlias('Json', type)).toBe('export type Json = string | { [key: string]: Voice };');
  });

  test('lays out what is too long', () => {
    const values = [
      'alloy',
      'ash',
      'ballad',
      'coral',
      'echo',
      'sage',
      'shimmer',
      'verse',
      'marin',
      'cedar',
    ];
    const voices: Shape = { kind: 'enum', values, open: true };
    expect(typeAlias('OutputVoice', typeText(union(voices, ref, nullShape), 'read', style))).toBe(
      `export type OutputVoice =
  | 'alloy'
  | 'ash'
  | 'ballad'
  | 'coral'
  | 'echo'
  | 'sage'
  | 'shimmer'
  | 'verse'
  | 'marin'
  | 'cedar'
  | (string & {})
  | Voice
  | null;`,
    );
  });

  test('means to the compiler just what the shape says, written out without any care', () => {
    const samples = fc.sample(fc.tuple(shapes, fc.constantFrom('read', 'write')), {
      seed,
      numRuns: 400,
    });
    const declarations = samples.map(([shape, side], at) => {
      const type = typeText(shape, side, {
        nameOf,
        dictionary: at % 2 === 0 ? 'record' : 'index-signature',
      });
      return [
        typeAlias(`Own${at}`, type),
        `type Plain${at} = ${plainType(shape, side)};`,
        `export const forth${at} = (value: Own${at}): Plain${at} => value;`,
        `export const back${at} = (value: Plain${at}): Own${at} => value;`,
      ].join('\n');
    });
    const text = [
      'export interface A { a: 1 }',
      'export interface B { b: 1 }',
      ...declarations,
    ].join('\n');
    expect(errorsOf(text)).toEqual([]);
    expect(errorsOf(`${text}\nexport const wrong: string = 1;`)).toHaveLength(1);
  });
});

function scalar(name: 'string' | 'number' | 'integer'): Shape {
  return { kind: 'scalar', scalar: name, format: undefined, limits: undefined };
}

function literal(value: string | number | boolean): Shape {
  return { kind: 'literal', value };
}

function list(item: Shape): Shape {
  return { kind: 'list', item, limits: undefined };
}

function map(value: Shape): Shape {
  return { kind: 'map', value, limits: undefined };
}

function tuple(items: readonly Shape[], rest?: Shape): Shape {
  return { kind: 'tuple', items, required: items.length, rest };
}

function union(...members: readonly Shape[]): Shape {
  return { kind: 'union', members, tag: undefined, source };
}

function all(...parts: readonly Shape[]): Shape {
  return { kind: 'all', parts };
}

function object(fields: readonly Field[], rest?: Shape): Shape {
  return { kind: 'object', fields, patterns: [], rest, implied: false, source };
}

function field(key: string, shape: Shape, presence: 'required' | 'optional' = 'required'): Field {
  return { key, shape, required: presence === 'required', access: 'both', doc: noDoc, origin };
}

/** One of two names for any reference. */
function nameOf(name: string): string {
  return name.length % 2 === 0 ? 'A' : 'B';
}

/** A shape's type in the most straightforward words: every part in parentheses, nothing left out, JSON's quotes. */
function plainType(shape: Shape, side: Side): string {
  const plain = (one: Shape): string => `(${plainType(one, side)})`;
  const readonly = side === 'write' ? 'readonly ' : '';
  switch (shape.kind) {
    case 'scalar':
      return shape.scalar === 'integer' ? 'number' : shape.scalar;
    case 'literal':
      return plainLiteral(shape.value);
    case 'enum':
      return [...shape.values.map(plainLiteral), ...(shape.open ? ['string'] : []), 'never'].join(
        ' | ',
      );
    case 'list':
      return `${readonly}${plain(shape.item)}[]`;
    case 'tuple': {
      const items = shape.items.map((item, at) => plain(item) + (at < shape.required ? '' : '?'));
      if (shape.rest !== undefined) items.push(`...${plain(shape.rest)}[]`);
      return `${readonly}[${items.join(', ')}]`;
    }
    case 'map':
      return `{ [key: string]: ${plain(shape.value)} }`;
    case 'object': {
      const fields = shape.fields.filter((one) => isOnSide(one, side));
      const optional = (one: Field): boolean =>
        !one.required || (side === 'write' && isSpared(one));
      // Whatever an object does not have itself, it has of `Object.prototype`.
      const inherits = (one: Field): boolean =>
        optional(one) && one.key !== '__proto__' && one.key in Object.prototype;
      const typeOf = (one: Field): string =>
        plain(one.shape) + (inherits(one) ? ` | Object[${JSON.stringify(one.key)}]` : '');
      const members = fields.map(
        (one) => `${JSON.stringify(one.key)}${optional(one) ? '?' : ''}: ${typeOf(one)}`,
      );
      const others = fields.map((one) => typeOf(one) + (optional(one) ? ' | undefined' : ''));
      const { rest = members.length === 0 ? never : undefined } = shape;
      if (rest !== undefined && (rest.kind !== 'never' || members.length === 0)) {
        members.push(`[key: string]: ${[plain(rest), ...others].join(' | ')}`);
      }
      return `{ ${members.join('; ')} }`;
    }
    case 'union':
      return [...shape.members.map(plain), 'never'].join(' | ');
    case 'all':
      return [...shape.parts.map(plain), 'unknown'].join(' & ');
    case 'ref':
      return nameOf(shape.name);
    case 'unknown':
    case 'never':
      return shape.kind;
  }
}

function plainLiteral(value: string | number | boolean | null): string {
  return typeof value === 'number' && !Number.isFinite(value) ? 'number' : JSON.stringify(value);
}

function errorsOf(text: string): readonly string[] {
  const options: ts.CompilerOptions = {
    strict: true,
    noEmit: true,
    lib: ['lib.es5.d.ts'],
    types: [],
  };
  const host = ts.createCompilerHost(options);
  const read = host.getSourceFile.bind(host);
  host.getSourceFile = (name, ...rest) =>
    name === 'a.ts' ? ts.createSourceFile(name, text, ts.ScriptTarget.ES2022) : read(name, ...rest);
  return ts
    .getPreEmitDiagnostics(ts.createProgram(['a.ts'], options, host))
    .map(({ file, start, messageText }) => {
      const at = file === undefined ? '' : text.slice((start ?? 0) - 200, (start ?? 0) + 200);
      return `${ts.flattenDiagnosticMessageText(messageText, '\n')}\n${at}`;
    });
}
