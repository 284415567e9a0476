import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Source } from './architecture/imports.ts';
import { rules } from './architecture/rules.ts';

const root = path.join(import.meta.dirname, '..');

/** All files that are tracked, or would be by `git add`; what was deleted but not yet committed is no longer there. */
const sources: readonly Source[] = execFileSync(
  'git',
  ['ls-files', '-z', '--cached', '--others', '--exclude-standard'],
  { cwd: root, encoding: 'utf8' },
)
  .split('\0')
  .filter((file) => file !== '' && existsSync(path.join(root, file)))
  .map((file) => ({ file, text: readFileSync(path.join(root, file), 'utf8') }));

test('the repository is looked at', () => {
  const files = sources.map(({ file }) => file);
  expect(files).toContain('generator/base/finding.ts');
  expect(files).toContain('package.json');
});

describe.each(rules)('$id', (rule) => {
  test('holds', () => {
    expect(rule.check(sources), rule.why).toEqual([]);
  });

  test.each(rule.bad.map((source) => [source.file, source.text.trim().slice(0, 80), source]))(
    'would find %s: %s',
    (_file, _text, source) => {
      expect(rule.check([source])).not.toEqual([]);
    },
  );

  test('lets pass what is right', () => {
    expect(rule.good).not.toEqual([]);
    expect(rule.check(rule.good)).toEqual([]);
  });
});
