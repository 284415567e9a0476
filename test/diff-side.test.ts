import { describe, expect, test } from 'vitest';
import { UsageError } from '../generator/base/finding.ts';
import { readSideName } from '../generator/commands/diff-side.ts';

describe('readSideName', () => {
  const file = (one: string, version?: string) => ({ kind: 'file', file: one, version });
  const target = (name: string) => ({ kind: 'target', name });

  test.each([
    ['spec/chat.yaml', undefined, file('spec/chat.yaml')],
    ['chat.json', undefined, file('chat.json')],
    ['./chat', undefined, file('./chat')],
    ['./a:b.yaml', undefined, file('./a:b.yaml')],
    ['C:\\spec\\chat.yaml', undefined, file('C:\\spec\\chat.yaml')],
    ['c:/spec/chat.yaml', undefined, file('c:/spec/chat.yaml')],
    ['chat@v2', undefined, target('chat@v2')],
    ['v2', undefined, target('v2')],
    ['2026-01', undefined, target('2026-01')],
    ['out/manifest.json@v2', undefined, file('out/manifest.json', 'v2')],
    ['manifest.json@v2.1', undefined, file('manifest.json', 'v2.1')],
    ['HEAD~1:spec/chat.yaml', 'HEAD~1', file('spec/chat.yaml')],
    ['origin/main:./chat.yaml', 'origin/main', file('./chat.yaml')],
    ['v1.2.0:chat@v2', 'v1.2.0', target('chat@v2')],
    ['v1:out/manifest.json@v2', 'v1', file('out/manifest.json', 'v2')],
    ['HEAD@{2026-01-31 12:00}:chat.yaml', 'HEAD@{2026-01-31 12:00}', file('chat.yaml')],
    ['HEAD^{/fix: it}:a:b.yaml', 'HEAD^{/fix: it}', file('a:b.yaml')],
  ])('%s', (label, revision, what) => {
    expect(readSideName(label)).toEqual({ label, revision, what });
  });

  test.each(['https://example.com/chat.yaml', 'git+ssh://host/chat.yaml', '', ' '])(
    'refuses %j',
    (label) => {
      expect(() => readSideName(label)).toThrow(UsageError);
    },
  );
});
