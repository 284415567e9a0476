import fc, { type Arbitrary } from 'fast-check';
import { format } from 'prettier';
import { builders, printer } from 'prettier/doc';
import { describe, expect, test } from 'vitest';
import { isReserved } from '../generator/base/names.ts';
import { literalText } from '../generator/base/text.ts';
import { typeText, type TypeStyle } from '../generator/emit/type-text.ts';
import {
  constArray,
  fieldLine,
  functionHead,
  importLine,
  indexLine,
  typeAlias,
} from '../generator/render/declaration.ts';
import {
  brokenGroup,
  concat,
  group,
  ifBroken,
  indent,
  indentIfBroken,
  line,
  softline,
  type Doc,
  type Group,
} from '../generator/render/doc.ts';
import { layoutOptions } from '../generator/render/format.ts';
import { layOut } from '../generator/render/layout.ts';
import { returnCall, returnLine, type Check } from '../generator/render/return-line.ts';
import type { TypeNode } from '../generator/render/type-node.ts';
import { textWidth } from '../generator/render/width.ts';
import { keys, literals, shapes, typeNames } from './arbitrary-shapes.ts';

const seed = 20250908;

describe('layOut writes what prettier’s own printer writes', () => {
  const texts = fc.oneof(
    fc.stringMatching(/^[a-z]{1,12}$/),
    fc.stringMatching(/^[a-z]{20,60}$/),
    fc.constantFrom('(', '=', '名前', 'é', '😀', '❤️'),
  );
  /** Documents of every command; behind each line stands a text, as in everything that is written. */
  const { doc: docs } = fc.letrec<{ doc: Doc }>((tie) => {
    const several = fc.array(tie('doc'), { minLength: 1, maxLength: 5 });
    return {
      doc: fc.oneof(
        { maxDepth: 6, depthSize: 'small' },
        { weight: 4, arbitrary: texts },
        {
          weight: 2,
          arbitrary: fc.tuple(fc.constantFrom(line, softline), texts).map((one) => concat(...one)),
        },
        { weight: 4, arbitrary: several.map((parts) => concat(...parts)) },
        { weight: 4, arbitrary: several.map((parts) => group(...parts)) },
        { weight: 2, arbitrary: tie('doc').map((one) => indent(one)) },
        { weight: 2, arbitrary: tie('doc').map((one) => brokenGroup(one)) },
        {
          weight: 1,
          arbitrary: fc
            .tuple(texts, fc.oneof(texts, fc.constant('')))
            .map(([broken, flat]) => ifBroken(broken, flat)),
        },
        {
          weight: 1,
          arbitrary: fc.tuple(tie('doc'), tie('doc')).map(([inside, behind]) => {
            const gap = group(indent(line));
            return concat(gap, indentIfBroken(concat('=', inside), gap), behind);
          }),
        },
      ),
    };
  });

  test('whatever the document', () => {
    let broken = 0;
    fc.assert(
      fc.property(docs, (doc) => {
        const wanted = builders.group(toPrettier(doc, new Map()));
        const options = { printWidth: 100, tabWidth: 2, useTabs: false };
        const { formatted } = printer.printDocToString(wanted, options);
        const own = layOut(doc);
        if (own.includes('\n')) broken += 1;
        expect(own).toBe(formatted);
      }),
      { seed, numRuns: 5000 },
    );
    expect(broken).toBeGreaterThan(1000);
  });
});

function toPrettier(doc: Doc, ids: Map<Group, symbol>): builders.Doc {
  if (typeof doc === 'string') return doc;
  switch (doc.kind) {
    case 'concat':
      return doc.parts.map((part) => toPrettier(part, ids));
    case 'indent':
      return builders.indent(toPrettier(doc.contents, ids));
    case 'group': {
      const id = Symbol('group');
      ids.set(doc, id);
      return builders.group(toPrettier(doc.contents, ids), { id, shouldBreak: doc.breaks });
    }
    case 'line':
      return doc.flat === '' ? builders.softline : builders.line;
    case 'if-broken':
      return builders.ifBreak(toPrettier(doc.broken, ids), toPrettier(doc.flat, ids));
    case 'indent-if-broken':
      return builders.indentIfBreak(toPrettier(doc.contents, ids), {
        groupId: ids.get(doc.group)!,
      });
    case 'fill':
      throw new Error('prettier writes the comma of a filled list in its own way');
  }
}

describe('textWidth', () => {
  test.each([
    ['', 0],
    ['abc', 3],
    ['é', 1],
    ['e\u0301', 1],
    ['名前', 4],
    ['ｆ', 2],
    ['😀', 2],
    ['❤️', 2],
    ['©', 1],
    ['👨‍👩‍👧', 2],
  ])('%s takes %i', (text, want) => {
    expect(textWidth(text)).toBe(want);
  });
});

describe('prettier leaves as it is', () => {
  const styles: Arbitrary<TypeStyle> = fc.record({
    nameOf: fc.constant((ref: string) => ref),
    dictionary: fc.constantFrom('record', 'index-signature'),
  });
  const types = fc
    .tuple(shapes, fc.constantFrom('read', 'write'), styles)
    .map(([shape, side, style]) => typeText(shape, side, style));
  const flatTypes = types.filter((type) => !holdsObject(type));
  // No name in generated code is reserved.
  const valueNames = fc
    .stringMatching(/^[a-z][A-Za-z0-9]{0,60}$/)
    .filter((name) => !isReserved(name));
  const checks: Arbitrary<Check> = fc.oneof(
    fc.record({
      left: fc.stringMatching(/^event\.[a-z]{1,40}$/),
      operator: fc.constantFrom('===', '!=='),
      right: fc.stringMatching(/^'[a-z.]{1,80}'$/),
    }),
    fc.record({
      left: fc.stringMatching(/^'[a-z.]{1,80}'$/),
      operator: fc.constant('in' as const),
      right: fc.constant('event'),
    }),
  );

  test.each<[string, Arbitrary<string>]>([
    [
      'a field',
      fc
        .record({ key: keys, optional: fc.boolean(), type: types })
        .map((field) => `export interface X {\n${fieldLine(field)}\n}`),
    ],
    ['an index signature', types.map((type) => `export interface X {\n${indexLine(type)}\n}`)],
    ['an alias', fc.tuple(typeNames, types).map(([name, type]) => typeAlias(name, type))],
    [
      'an alias with parameters',
      fc
        .tuple(
          typeNames,
          types,
          fc.array(
            fc.record({ name: typeNames, constraint: fc.option(flatTypes, { nil: undefined }) }),
            { minLength: 1, maxLength: 3 },
          ),
        )
        .map((one) => typeAlias(...one)),
    ],
    [
      'a list of values',
      fc.tuple(valueNames, fc.array(literals, { maxLength: 20 })).map((one) => constArray(...one)),
    ],
    [
      'a list of numbers',
      fc
        .tuple(valueNames, fc.array(fc.oneof(fc.integer(), fc.double()), { maxLength: 40 }))
        .map(([name, values]) => constArray(name, values.filter(Number.isFinite))),
    ],
    [
      'a function',
      fc
        .tuple(
          valueNames,
          fc.uniqueArray(fc.record({ key: valueNames, optional: fc.boolean(), type: flatTypes }), {
            maxLength: 3,
            selector: ({ key }) => key,
          }),
          flatTypes,
          fc.constantFrom('type', 'predicate'),
        )
        .map(([name, parameters, type, kind]) => {
          const returns = kind === 'type' ? { kind, type } : { kind, parameter: 'event', type };
          return `${functionHead(name, parameters, returns)}\n  return x;\n}`;
        }),
    ],
    [
      'a condition',
      fc
        .array(fc.array(checks, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 4 })
        .map((alternatives) => `export function f() {\n${returnLine(alternatives)}\n}`),
    ],
    [
      'a call',
      fc
        .tuple(
          valueNames,
          fc.array(fc.oneof(valueNames, literals.map(literalText)), { maxLength: 4 }),
        )
        .map(([name, args]) => `export function f() {\n${returnCall(`${name}Of`, args)}\n}`),
    ],
    [
      'an import',
      fc
        .tuple(
          fc.array(typeNames, { minLength: 1, maxLength: 6 }),
          fc.constantFrom('types', 'values'),
        )
        .map(([names, kind]) => importLine(names, './types.js', kind)),
    ],
  ])('%s', async (_name, declarations) => {
    const texts = fc.sample(declarations, { seed, numRuns: 500 });
    for (let at = 0; at < texts.length; at += 100) {
      const some = texts.slice(at, at + 100).map((text) => `${text}\n`);
      const formatted = await format(some.join('\n'), { ...layoutOptions, parser: 'typescript' });
      expect(formatted).toBe(some.join('\n'));
    }
    // Enough of them broke to tell something.
    expect(texts.filter((text) => text.split('\n').length > 3).length).toBeGreaterThan(15);
  });
});

/** Where an object stands in a type, prettier's layout depends on the one that it found. */
function holdsObject(type: TypeNode): boolean {
  return (
    JSON.stringify(type).includes('"kind":"object","fields":[{') ||
    JSON.stringify(type).includes('"index":{')
  );
}
