import * as redocly from '@redocly/openapi-core/lib/ref-utils.js';
import { describe, expect, test } from 'vitest';
import { escapePointer, parseRef } from '../generator/emit/rest-references.ts';

/** What the printer of openapi-typescript asks with: references, the places that it builds of them, and keys. */
const references = [
  '',
  '#',
  '#/',
  '#/components/schemas/Session',
  '#/paths/~1realtime~1sessions/post/requestBody/application~1json',
  '#/components/schemas/a~0b~01',
  '#/components/schemas/na%C3%AFve%20name',
  '#/components/schemas//Empty',
  'other.yaml',
  'other.yaml#',
  'other.yaml#/components/schemas/Session',
  'https://example.com/a.yaml#/a/b',
  'application/json',
];
const segments = ['plain', '', 'a/b', 'a~b', '~1', 'a~/b/~', 'na%20me', 7];

describe('what stands in the place of a part of another package does what that part does', () => {
  test.each(references)('for the reference %j', (reference) => {
    expect(parseRef(reference)).toEqual(redocly.parseRef(reference));
  });

  test.each(segments)('for the key %j', (segment) => {
    // A number of theirs stays one; it is only ever written into a text.
    expect(escapePointer(segment)).toBe(String(redocly.escapePointer(segment)));
  });
});
