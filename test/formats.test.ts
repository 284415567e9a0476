import { createRequire } from 'node:module';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatTest } from '../generator/base/format-tests.ts';

/** The judge: what ajv-formats knows in its full mode. */
const { fullFormats } = createRequire(import.meta.url)('ajv-formats/dist/formats.js') as {
  readonly fullFormats: Readonly<Record<string, unknown>>;
};

const samples: Readonly<Record<string, readonly string[]>> = {
  date: ['2024-02-29', '2023-02-29', '1900-02-29', '2000-02-29', '2024-13-01', '2024-04-31'],
  time: ['12:34:56Z', '23:59:60Z', '23:59:60+00:00', '01:29:60+01:30', '12:00:00', '24:00:00Z'],
  'date-time': [
    '2024-01-01T00:00:00Z',
    '2024-01-01 00:00:00.5+01:00',
    '1998-12-31T23:59:60z',
    '2024-01-01',
  ],
  'iso-time': ['12:34:56', '12:34:56.789-0300', '23:59:60', '23:58:60'],
  'iso-date-time': ['2024-01-01T00:00:00', '2024-01-01t00:00:00+24:00'],
  duration: ['P1Y2M3DT4H5M6S', 'P1W', 'P', 'PT', 'P1YT', 'PT1H', 'P1W2D', 'P2D', 'P\n1D'],
  email: ['a@b.co', 'a.b+c@d-e.fg', 'a@b', '.a@b.c', 'a@-b.c', 'a@b..c', 'a@b@c.d', '"a"@b.c'],
  hostname: ['a', 'a.b.', 'a-.b', `${'a'.repeat(63)}.b`, 'a'.repeat(64), 'a..b', '.', ''],
  ipv4: ['1.2.3.4', '01.2.3.4', '256.1.1.1', '1.2.3', '0.0.0.0', '1.2.3.4.5'],
  ipv6: [
    '::',
    '::1',
    '1::',
    '1:2:3:4:5:6:7:8',
    '1:2:3:4:5:6:7::',
    '::2:3:4:5:6:7:8',
    '::1.2.3.4',
    ':::',
    '1.2.3.4::',
  ],
  uuid: [
    '2eb8aa08-aa98-11ea-b4aa-73b441d16380',
    'urn:uuid:2EB8aa08-aa98-11ea-b4aa-73b441d16380',
    '2eb8aa08',
  ],
  uri: ['http://a', 'a:', 'a:b', 'http://[::1]:80/x?y#z', 'a:/[::1]', 'http://a b', 'urn:x:y#é'],
  'uri-reference': ['', '#', '?', '/a', '//a/b', 'a/b', '../a', 'http://x/{y}', '//[v1.a]/', '///'],
  'uri-template': ['/a/{b}', '{+a,b*:3}', '{', '{a:0}', 'a%20', '{/a*}', '{?a,b:12}', '{}'],
  url: ['http://a.bc', 'ftp://u:p@a.bc:80/x', 'http://10.0.0.1', 'http://8.8.8.8', 'https://a'],
  'json-pointer': ['', '/', '/a~0b', '/~2', 'a', '/a//b', '/~'],
  'json-pointer-uri-fragment': ['#', '#/a%20', '#/~', '/a', '#/a~1b'],
  'relative-json-pointer': ['0', '1/a', '01', '0#', '0##', '1', '-1'],
  regex: ['a+', '(', '\\Z', 'a\\Z', '[a-', '(?<a>.)', '\\p{L}', '{1}'],
  byte: ['', 'AAAA', 'AA==', 'AAA', 'AAAA\n', '!', '!\nAAAA', '='],
};

/** How the judge takes a text. */
function judged(format: string, text: string): boolean {
  const own = fullFormats[format];
  const test: unknown =
    own instanceof RegExp || typeof own === 'function' ? own : Object(own).validate;
  if (test instanceof RegExp)
    return new RegExp(test.source, test.flags.replace('g', '')).test(text);
  return (test as (text: string) => boolean)(text);
}

function verdict(format: string, text: string): boolean {
  const known = formatTest(format);
  if (known?.of !== 'string') throw new Error(`${format} is no format of texts`);
  return known.test(text);
}

describe.each(Object.entries(samples))('%s', (format, texts) => {
  test('is told as the judge tells it, for chosen texts', () => {
    const ours = texts.map((text) => [text, verdict(format, text)]);
    expect(ours).toEqual(texts.map((text) => [text, judged(format, text)]));
    expect(new Set(ours.map(([, is]) => is)).size).toBe(2);
  });

  test('and for others that are like them', () => {
    const pieces = [...new Set(texts.flatMap((text) => [...text, text, text.slice(0, 4)]))];
    const text = fc.oneof(
      fc.array(fc.constantFrom(...pieces), { maxLength: 9 }).map((some) => some.join('')),
      fc
        .tuple(fc.constantFrom(...texts), fc.nat(), fc.constantFrom(...pieces, ''))
        .map(([whole, at, piece]) => {
          const place = at % (whole.length + 1);
          return whole.slice(0, place) + piece + whole.slice(place + (at % 2));
        }),
      fc.string({ unit: 'binary', maxLength: 8 }),
    );
    fc.assert(
      fc.property(text, (one) => {
        expect([one, verdict(format, one)]).toEqual([one, judged(format, one)]);
      }),
      { numRuns: Number(process.env['FORMAT_RUNS'] ?? 1500) },
    );
  });
});

test('numbers are told as the judge tells them', () => {
  for (const format of ['int32', 'int64']) {
    const ours = formatTest(format);
    const { validate } = fullFormats[format] as { readonly validate: (value: number) => boolean };
    for (const value of [0, 1.5, -0x80000000, 0x7fffffff, 0x80000000, -0x80000001, 1e300]) {
      expect([format, value, ours?.of === 'number' && ours.test(value)]).toEqual([
        format,
        value,
        validate(value),
      ]);
    }
  }
});

test('every other format of the judge says nothing', () => {
  const others = Object.keys(fullFormats).filter((format) => formatTest(format) === undefined);
  expect(others).toEqual(['float', 'double', 'password', 'binary']);
});
