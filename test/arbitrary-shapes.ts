import fc, { type Arbitrary } from 'fast-check';
import {
  noDoc,
  type Field,
  type Literal,
  type Shape,
  type Source,
} from '../generator/model/shape.ts';

const origin = { file: 'a.yaml', pointer: '' };
const source: Source = { title: undefined, name: undefined, doc: noDoc, origin };

/** Names of types, from one letter to more than half a line, ASCII and not. */
export const typeNames: Arbitrary<string> = fc.oneof(
  { weight: 6, arbitrary: fc.stringMatching(/^[A-Z][A-Za-z0-9_]{0,25}$/) },
  { weight: 2, arbitrary: fc.stringMatching(/^[A-Z][A-Za-z0-9]{30,70}$/) },
  { weight: 1, arbitrary: fc.stringMatching(/^[ÄØЖΩ名가][éñя語가a-z]{0,30}$/) },
);

/** Strings as documents have them, and such as would break out of a literal. */
export const strings: Arbitrary<string> = fc.oneof(
  { weight: 6, arbitrary: fc.stringMatching(/^[a-z_.-]{0,30}$/) },
  { weight: 1, arbitrary: fc.stringMatching(/^[a-z ]{40,110}$/) },
  { weight: 2, arbitrary: fc.string({ unit: 'grapheme', maxLength: 20 }) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 12 }) },
  {
    weight: 2,
    arbitrary: fc
      .array(
        fc.constantFrom(
          ...[
            "'",
            '"',
            '\\',
            '`',
            '${',
            '*/',
            '//',
            '\n',
            '\r',
            '\t',
            '\0',
            '\u2028',
            '\ufeff',
            '\ud800',
          ],
          ...['\u202e', '\u200d', 'é', '名', '😀', '👨‍👩‍👧', '❤️', '🏴󠁧󠁢󠁥󠁮󠁧󠁿', 'ｆ', '́', 'a', ' '],
        ),
        { maxLength: 24 },
      )
      .map((parts) => parts.join('')),
  },
);

export const keys: Arbitrary<string> = fc.oneof(
  strings,
  fc.constantFrom(
    '__proto__',
    'constructor',
    'class',
    'new',
    'get',
    'readonly',
    '1',
    '01',
    '-1',
    '1.5',
    '1e3',
    '',
  ),
);

export const literals: Arbitrary<Literal> = fc.oneof(
  { weight: 8, arbitrary: strings },
  { weight: 2, arbitrary: fc.integer() },
  { weight: 1, arbitrary: fc.double() },
  { weight: 1, arbitrary: fc.constantFrom(true, false, null) },
);

function field(shape: Arbitrary<Shape>): Arbitrary<Field> {
  return fc.record({
    key: keys,
    shape,
    required: fc.boolean(),
    access: fc.constantFrom('both', 'both', 'read', 'write'),
    doc: fc.constantFrom(noDoc, { ...noDoc, default: null }),
    origin: fc.constant(origin),
  });
}

/** Shapes of every kind inside every other, to a depth of about five. */
export const { shape: shapes } = fc.letrec<{ shape: Shape; leaf: Shape }>((tie) => {
  const inner = tie('shape');
  const several = (max: number): Arbitrary<Shape[]> => fc.array(inner, { maxLength: max });
  const leaf: Arbitrary<Shape> = fc.oneof(
    fc.constantFrom('string', 'number', 'integer', 'boolean', 'null').map((scalar): Shape => ({
      kind: 'scalar',
      scalar: scalar as 'string',
      format: undefined,
      limits: undefined,
    })),
    { weight: 2, arbitrary: literals.map((value): Shape => ({ kind: 'literal', value })) },
    {
      weight: 3,
      arbitrary: fc
        .record({ values: fc.array(literals, { maxLength: 8 }), open: fc.boolean() })
        .map((one): Shape => ({ kind: 'enum', ...one })),
    },
    { weight: 5, arbitrary: typeNames.map((name): Shape => ({ kind: 'ref', name })) },
    fc.constantFrom<Shape>({ kind: 'unknown' }, { kind: 'never' }),
  );
  const rest = fc.option(inner, { nil: undefined });
  return {
    leaf,
    shape: fc.oneof(
      { maxDepth: 5, depthSize: 'small' },
      { weight: 3, arbitrary: tie('leaf') },
      inner.map((item): Shape => ({ kind: 'list', item, limits: undefined })),
      fc
        .record({ items: several(4), required: fc.nat(4), rest })
        .map((one): Shape => ({ kind: 'tuple', ...one })),
      inner.map((value): Shape => ({ kind: 'map', value, limits: undefined })),
      fc
        .record({
          fields: fc.uniqueArray(field(inner), { maxLength: 3, selector: ({ key }) => key }),
          rest,
        })
        .map((one): Shape => ({ kind: 'object', ...one, patterns: [], implied: false, source })),
      {
        weight: 3,
        arbitrary: several(6).map((members): Shape => ({
          kind: 'union',
          members,
          tag: undefined,
          source,
        })),
      },
      several(3).map((parts): Shape => ({ kind: 'all', parts })),
    ),
  };
});
