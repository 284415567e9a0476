import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { finding } from '../generator/base/finding.ts';
import { findNearest } from '../generator/base/nearest.ts';
import { codeFrame, findingText, summaryText } from '../generator/cli/finding-text.ts';
import { choosePaint, colourPaint, plainPaint, visible } from '../generator/cli/paint.ts';
import { parseCommandLine } from '../generator/cli/parse.ts';
import { terminalProgress } from '../generator/cli/progress.ts';
import { resultLines } from '../generator/cli/result-text.ts';
import { diffFile } from '../generator/commands/file-diff.ts';
import type { TargetResult } from '../generator/commands/generate.ts';
import type { FileChange } from '../generator/commands/output-folder.ts';

const escape = '\u001b';

describe('findNearest', () => {
  const known = ['--output', '--only', '--check', 'openai-realtime', 'acme'];
  test.each([
    ['--ouput', '--output'],
    ['--outptu', '--output'],
    ['--OUTPUT', '--output'],
    ['-check', '--check'],
    ['openai', 'openai-realtime'],
    ['amce', 'acme'],
    ['-x', undefined],
    ['--o', undefined],
    ['xyz', undefined],
    ['', undefined],
  ])('of %j is %j', (given, want) => {
    expect(findNearest(given, known)).toBe(want);
  });
});

describe('parseCommandLine', () => {
  test('reads options in any place, and leaves alone what stands behind --', () => {
    const given = [
      '-oout',
      '--check',
      'generate',
      'a.yaml',
      '--allow-refs',
      'x',
      '--allow-refs=-y',
    ];
    expect(parseCommandLine([...given, '--', '--watch'])).toMatchObject({
      kind: 'run',
      command: 'generate',
      operands: ['a.yaml', '--watch'],
      values: {
        output: 'out',
        check: true,
        watch: false,
        'allow-refs': ['x', '-y'],
        config: undefined,
        color: undefined,
      },
    });
  });

  test.each([
    [['generate', '--color'], true],
    [['generate', '--no-color'], false],
    [['generate', '--no-color', '--color'], true],
  ])('the last word about colours holds: %j', (given, color) => {
    expect(parseCommandLine(given)).toMatchObject({ kind: 'run', values: { color } });
  });

  test.each([
    [['--help'], undefined],
    [['-h', 'generate'], 'generate'],
    [['generate', '--nonsense', '-h'], 'generate'],
    [['nonsense', '--help'], undefined],
  ])('%j asks for help', (given, command) => {
    expect(parseCommandLine(given)).toEqual({ kind: 'help', command });
  });
});

describe('choosePaint', () => {
  test.each([
    [true, {}, undefined, true],
    [false, {}, undefined, false],
    [true, { NO_COLOR: '1' }, undefined, false],
    [true, { NO_COLOR: '' }, undefined, true],
    [true, { TERM: 'dumb' }, undefined, false],
    [false, { FORCE_COLOR: '1' }, undefined, true],
    [false, { FORCE_COLOR: '', NO_COLOR: '1' }, undefined, true],
    [true, { FORCE_COLOR: '0' }, undefined, false],
    [true, { FORCE_COLOR: '1' }, false, false],
    [false, { NO_COLOR: '1' }, true, true],
  ])('terminal: %j, variables: %j, option: %j', (isTerminal, env, wanted, want) => {
    const paint = choosePaint({ isTerminal, env, wanted });
    expect(paint('red', 'x')).toBe(want ? `${escape}[31mx${escape}[39m` : 'x');
  });
});

describe('findings', () => {
  const at = { file: 'spec/x.yaml', pointer: '/a', line: 54, column: 11 };

  test.each([
    [
      finding('rule-x', 'error', at, 'it is wrong'),
      'spec/x.yaml:54:11  error  rule-x  it is wrong',
    ],
    [
      finding('rule-x', 'warning', at, 'two\nlines', 'do so'),
      'spec/x.yaml:54:11  warning  rule-x  two\n    lines\n  hint: do so',
    ],
    [finding('r', 'info', { file: 'x.yaml', pointer: '/a~1b' }, 'm'), 'x.yaml#/a~1b  info  r  m'],
    [finding('r', 'info', { file: 'x.yaml', pointer: '' }, 'm'), 'x.yaml  info  r  m'],
    [
      finding('r', 'error', at, `no ${escape}[2J\u202e\r`),
      'spec/x.yaml:54:11  error  r  no \\u001b[2J\\u202e\\u000d',
    ],
  ])('are a line and perhaps a hint', (one, want) => {
    expect(findingText(one, plainPaint)).toBe(want);
  });

  test('are counted', () => {
    const of = (level: 'error' | 'warning' | 'info') => finding('r', level, at, 'm');
    expect(summaryText([], 0, plainPaint)).toBeUndefined();
    expect(summaryText([of('error')], 0, plainPaint)).toBe('1 error');
    const all = [of('info'), of('error'), of('error'), of('warning'), of('info')];
    expect(summaryText(all, 2, plainPaint)).toBe(
      '2 errors, 1 warning, 2 notes (--verbose shows the notes)',
    );
  });

  test('have a code frame', async () => {
    const text = 'a: 1\nb: 2\nc:\n  d: `x`\ne: 3\nf: 4\ng: 5\n';
    const place = { file: 'x', pointer: '/c/d', line: 4, column: 6 };
    expect(await codeFrame(text, place, plainPaint)).toBe(
      [
        '    2 | b: 2',
        '    3 | c:',
        '  > 4 |   d: `x`',
        '      |      ^',
        '    5 | e: 3',
        '    6 | f: 4',
      ].join('\n'),
    );
    const coloured = await codeFrame(text, place, colourPaint);
    expect(coloured).toContain(
      `${escape}[31m>${escape}[39m${escape}[2m 4 |${escape}[22m   d: \`x\``,
    );
  });

  test.each([
    ['no text', undefined, { line: 1, column: 1 }],
    ['no line', 'a: 1', { line: undefined, column: undefined }],
    ['a line that is too long', `a: ${'x'.repeat(300)}`, { line: 1, column: 1 }],
  ])('have none with %s', async (_name, text, position) => {
    const place = { file: 'x', pointer: '', ...position };
    expect(await codeFrame(text, place, plainPaint)).toBeUndefined();
  });
});

test('visible keeps what people write', () => {
  expect(visible('größe 名前 👩‍💻\n\tx')).toBe('größe 名前 👩‍💻\n\tx');
});

describe('resultLines', () => {
  const change = (one: FileChange['change'], count: number): readonly FileChange[] =>
    Array.from({ length: count }, () => ({ file: 'f', change: one, before: '', after: '' }));
  const result = (
    counts: TargetResult['counts'],
    files: readonly FileChange[],
    milliseconds: number,
  ): TargetResult => ({
    target: {
      api: '',
      version: '',
      document: '',
      output: '',
      unionNames: { sent: '', received: '' },
      components: { sent: undefined, received: undefined },
      perspective: 'client',
    },
    counts,
    files,
    model: undefined,
    whole: undefined,
    findings: [finding('r', 'error', { file: '', pointer: '' }, '')],
    inputs: [],
    texts: new Map(),
    milliseconds,
  });
  const results = [
    {
      name: 'a@beta',
      result: result({ received: 34, sent: 12, types: 150 }, change('same', 5), 12),
    },
    {
      name: 'a@ga',
      result: result(
        { received: 47, sent: 1, types: 1 },
        [
          ...change('created', 1),
          ...change('updated', 2),
          ...change('deleted', 1),
          ...change('same', 2),
        ],
        1234,
      ),
    },
    { name: 'mail', result: result(undefined, [], 5) },
  ];

  test('stand in columns', () => {
    expect(resultLines(results, 'write', plainPaint)).toEqual([
      'a@beta  34 received, 12 sent, 150 types  5 files up to date                 0.01 s',
      'a@ga    47 received, 1 sent, 1 type      3 files written, 1 deleted (of 5)  1.23 s',
      'mail    failed: 1 error                  nothing written                    0.01 s',
    ]);
  });

  test('say what would be', () => {
    expect(resultLines(results, 'check', plainPaint).map((line) => line.split(/ {2,}/)[2])).toEqual(
      ['5 files up to date', '4 files differ (of 5)', 'nothing compared'],
    );
  });
});

describe('diffFile', () => {
  const file = { file: 'a.ts', change: 'updated' } as const;
  test.each<[string, string | undefined, string | undefined, readonly string[]]>([
    ['a new file', undefined, 'a\nb\n', ['new file, 2 lines']],
    ['an old file', 'a', undefined, ['to be deleted, 1 line']],
    ['a changed line', 'a\nb\n', 'a\nc\n', ['@@ -1,2 +1,2 @@', ' a', '-b', '+c']],
    ['a new line', '', 'a\n', ['@@ -0,0 +1 @@', '+a']],
  ])('of %s', async (_name, before, after, want) => {
    expect(await diffFile({ ...file, before, after })).toEqual(want);
  });

  test('of two strangers', async () => {
    const lines = (word: string): string => `${word} `.repeat(5000).replaceAll(' ', '\n');
    expect(await diffFile({ ...file, before: lines('a'), after: lines('b') })).toEqual([
      'too different to show: 5000 lines before, 5000 lines after',
    ]);
  });
});

describe('terminalProgress', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });
  const start = () => {
    const written: string[] = [];
    const stream = { columns: 11, write: (text: string) => written.push(text) };
    return { written, progress: terminalProgress(stream as unknown as NodeJS.WriteStream) };
  };
  const line = (text: string): string => `\r${escape}[2K${text}`;

  test('stays quiet while it is quick', () => {
    const { written, progress } = start();
    progress.show('a');
    vi.advanceTimersByTime(299);
    progress.clear();
    vi.advanceTimersByTime(1000);
    expect(written).toEqual([]);
  });

  test('does not wait with what is slow', () => {
    const { written, progress } = start();
    progress.showAtOnce('a');
    expect(written).toEqual([line('a')]);
  });

  test('rewrites one line that fits, and takes it away', () => {
    const { written, progress } = start();
    progress.show('a');
    vi.advanceTimersByTime(300);
    progress.show('b'.repeat(20));
    progress.clear();
    progress.clear();
    expect(written).toEqual([line('a'), line('b'.repeat(10)), line('')]);
  });
});
