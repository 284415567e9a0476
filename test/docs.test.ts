import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { deadLinks, proveExamples, readExamples } from './docs.ts';

const root = path.join(import.meta.dirname, '..');
const pages = [
  'README.md',
  'CONTRIBUTING.md',
  ...readdirSync(path.join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    // Guides are generated; what stands in them is proved by migration-guide.test.ts.
    .filter((one) => one.endsWith('.md') && !one.startsWith('guides'))
    .map((one) => `docs/${one.split(path.sep).join('/')}`)
    .sort(),
];

// Examples that import the tool are compiled against its types.
beforeAll(() => {
  execFileSync(process.execPath, ['build.mjs', '--types'], { cwd: root, stdio: 'inherit' });
});

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'wireshape-docs-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('the examples hold in', () => {
  test.each(pages)(
    '%s',
    (file) => {
      const examples = readExamples(file, readFileSync(path.join(root, file), 'utf8'));
      expect(proveExamples(examples, folder)).toEqual([]);
    },
    180_000,
  );
});

describe('the links lead somewhere in', () => {
  test.each([...pages, 'CHANGELOG.md'])('%s', (file) => {
    expect(deadLinks(file, readFileSync(path.join(root, file), 'utf8'))).toEqual([]);
  });
});

test('a link that leads nowhere is found', () => {
  const text = '[a](design.md) [b](nowhere.md#c) [d](#here) [e](https://example.com/x)';
  expect(deadLinks('docs/glossary.md', text)).toEqual(['docs/glossary.md: there is no nowhere.md']);
});

describe('an example that does not hold is found', () => {
  test.each([
    ['unmarked', ['ts'], 'const a = 1;', 'says how it is proved'],
    ['a script that is not there', ['sh setup'], 'npm run nonsense', 'no script for'],
    ['a command that fails', ['sh run'], 'echo oops >&2; exit 1', 'oops'],
    ['an output that differs', ['sh run', 'text output'], 'echo a b', 'printed: a b'],
    ['a type error', ['ts check'], 'const a: string = 1;', 'not assignable'],
    ['a failure at run time', ['ts run'], 'throw new Error("oops");', 'oops'],
    ['an excerpt of nothing', ['ts excerpt package.json'], 'const a = 1;', 'does not stand in'],
  ])('%s', (_name, marks, text, message) => {
    const page = marks.map((mark) => `\`\`\`${mark}\n${text}\n\`\`\`\n`).join('\n');
    const prove = (): string => proveExamples(readExamples('a.md', page), folder).join('\n');
    if (marks.includes('ts')) expect(prove).toThrow(message);
    else expect(prove()).toContain(message);
  });

  test('and one that holds is not', () => {
    const page = [
      '```yaml file a/b.yaml\na: 1\n```',
      '```sh run\ncat a/b.yaml && echo took 12 ms\n```',
      '```text output\na: 1\ntook 3 ms\n```',
      '```yaml excerpt a/b.yaml\na: 1\n```',
      '```sh setup\nnpm ci && npm test\nnpm run check:types # quick\n```',
      '```ts run\nimport { readFileSync } from "node:fs";\nif (readFileSync("a/b.yaml", "utf8") !== "a: 1\\n") throw new Error("differs");\n```',
      '```text\nanything\n```',
    ].join('\n\n');
    expect(proveExamples(readExamples('a.md', page), folder)).toEqual([]);
  });
});
