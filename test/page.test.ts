import { describe, expect, test } from 'vitest';
import { filesOf, findFence, readPage, rewritePage, roomOf } from './page.ts';

const sample = `# A field may be missing

Absence is not null: the key carries a question mark.

\`\`\`yaml given
type: object
\`\`\`

It refers to a second file.

\`\`\`yaml given common/audio.yaml
type: string
\`\`\`

\`\`\`ts output types.ts
export type A = string;

export type B = A;
\`\`\`

\`\`\`text findings

\`\`\`
`;

const fence = (info: string, text = 'x'): string => `\`\`\`${info}\n${text}\n\`\`\`\n`;

describe('readPage', () => {
  test('takes a page apart', () => {
    const page = readPage('load/optional.md', sample);
    expect(page.title).toBe('A field may be missing');
    expect(page.prose).toContain('question mark');
    expect(page.prose).toContain('second file');
    expect(page.prose).not.toContain('type: object');
    expect(page.fences.map(({ language, name }) => [language, name])).toEqual([
      ['yaml', 'given'],
      ['yaml', 'given common/audio.yaml'],
      ['ts', 'output types.ts'],
      ['text', 'findings'],
    ]);
    expect(findFence(page, 'output types.ts')).toBe(
      'export type A = string;\n\nexport type B = A;',
    );
    expect(findFence(page, 'findings')).toBe('');
    expect(findFence(page, 'output')).toBeUndefined();
    expect(roomOf(page)).toBe('load');
  });

  test('gives the files of a kind, the unnamed one by its language', () => {
    expect([...filesOf(readPage('load/optional.md', sample), 'given')]).toEqual([
      ['given.yaml', 'type: object\n'],
      ['common/audio.yaml', 'type: string\n'],
    ]);
  });

  test('lets a longer fence hold a shorter one', () => {
    const inner = '```ts\nx\n```';
    const page = readPage('a/b.md', `# T\n\nProse.\n\n\`\`\`\`md output\n${inner}\n\`\`\`\`\n`);
    expect(findFence(page, 'output')).toBe(inner);
  });

  test.each([
    ['no title', `Prose.\n\n${fence('ts output')}`, 'a.md:1: a page begins with its title'],
    ['no prose', `# T\n\n${fence('ts output')}`, 'a.md:2: a page says in prose'],
    ['no expected fence', `# T\n\nProse.\n\n${fence('yaml given')}`, 'no fence says'],
    ['a fence without a name', `# T\n\nProse.\n\n${fence('yaml')}`, 'a.md:5: a fence names'],
    [
      'a name twice',
      `# T\n\nProse.\n\n${fence('yaml given')}${fence('json given')}`,
      'a.md:8: a second fence is named "given"',
    ],
    ['an open fence', '# T\n\nProse.\n\n```ts output\nx\n', 'a.md:5: the fence is never closed'],
  ])('refuses %s', (_name, text, message) => {
    expect(() => readPage('a.md', text)).toThrow(message);
  });
});

describe('rewritePage', () => {
  const page = readPage('load/optional.md', sample);
  const right = {
    'output types.ts': 'export type A = string;\n\nexport type B = A;\n',
    findings: '',
    'output index.ts': 'not on the page, so not asked for\n',
  };

  test('gives the same text where all came out as expected', () => {
    expect(rewritePage(page, right)).toBe(sample);
  });

  test('puts what came out into its fence, whatever its length, and leaves the rest alone', () => {
    const results = { ...right, 'output types.ts': 'export {};', findings: 'one\ntwo\n' };
    const after = readPage('load/optional.md', rewritePage(page, results));
    expect(findFence(after, 'output types.ts')).toBe('export {};');
    expect(findFence(after, 'findings')).toBe('one\ntwo');
    expect(findFence(after, 'given')).toBe('type: object');
    expect(after.prose).toBe(page.prose);
    expect(rewritePage(after, right)).toBe(sample);
  });

  test('chooses a fence that its text cannot close', () => {
    const text = '# doc\n```sh\nls\n```';
    const after = readPage('a/b.md', rewritePage(page, { ...right, 'output types.ts': text }));
    expect(findFence(after, 'output types.ts')).toBe(text);
  });

  test('shows findings that the page does not expect', () => {
    const silent = readPage('a/b.md', `# T\n\nProse.\n\n${fence('ts output')}`);
    expect(rewritePage(silent, { output: 'x', findings: '' })).toBe(silent.lines.join('\n'));
    const after = readPage('a/b.md', rewritePage(silent, { output: 'x', findings: 'oh' }));
    expect(findFence(after, 'findings')).toBe('oh');
  });

  test('refuses an expectation that nothing answers', () => {
    expect(() => rewritePage(page, { findings: '' })).toThrow(
      'load/optional.md:15: nothing comes out by the name "output types.ts"',
    );
  });
});
