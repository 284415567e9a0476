import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { connectionMethods, methodPaths } from '../generator/emit/connection-methods.ts';

const paths = (tags: readonly string[]): readonly string[] =>
  methodPaths(connectionMethods(tags)).map(({ tag, path }) => `${tag}: ${path.join('.')}`);

describe('methods by event type', () => {
  test.each<readonly [why: string, tags: readonly string[], want: readonly string[]]>([
    ['dots lead down', ['session.update'], ['session.update: session.update']],
    ['slashes and colons, too', ['a/b:c'], ['a/b:c: a.b.c']],
    ['one word is a method of the connection', ['StartTask'], ['StartTask: startTask']],
    [
      'words are joined',
      ['input_audio_buffer.append'],
      ['input_audio_buffer.append: inputAudioBuffer.append'],
    ],
    [
      'a method may hold others',
      ['response', 'response.create'],
      ['response: response', 'response.create: response.create'],
    ],
    [
      'whichever comes first',
      ['response.create', 'response'],
      ['response: response', 'response.create: response.create'],
    ],
    [
      'what connections have themselves is theirs',
      ['send', 'on.x', 'then'],
      ['send: sendEvent', 'on.x: onEvent.x', 'then: thenEvent'],
    ],
    [
      'what functions have is theirs',
      ['a.name', 'a.call'],
      ['a.name: a.nameEvent', 'a.call: a.callEvent'],
    ],
    [
      'prototypes are nobody’s',
      ['a.__proto__', 'constructor'],
      ['a.__proto__: a.proto', 'constructor: constructorEvent'],
    ],
    ['spelt alike', ['a.b', 'a.B', 'A.b'], ['a.b: a.b', 'a.B: a.b2', 'A.b: a.b3']],
    ['no word at all', ['...', '', '!'], []],
  ])('%s', (_, tags, want) => {
    expect(paths(tags)).toEqual(want);
  });

  const tag = fc.oneof(
    fc
      .array(fc.constantFrom('a', 'A', 'b', 'send', 'name', '__proto__', 'x y'), {
        minLength: 1,
        maxLength: 3,
      })
      .map((one) => one.join('.')),
    fc.string(),
  );
  test('each event has a way of its own, and one more changes no other', () => {
    const property = fc.property(fc.uniqueArray(tag), (tags) => {
      const all = paths(tags);
      const ways = all.map((one) => one.slice(one.lastIndexOf(': ')));
      expect(new Set(ways).size).toBe(ways.length);
      const before = paths(tags.slice(0, -1));
      expect(all).toEqual(expect.arrayContaining([...before]));
    });
    fc.assert(property, { numRuns: 2000 });
  });
});
