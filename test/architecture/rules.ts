import Handlebars from 'handlebars';
import {
  decisions,
  findCircles,
  findLines,
  isGenerated,
  isGenerator,
  isRelative,
  resolve,
  roomOf,
  wrongDoor,
  wrongWay,
} from './checks.ts';
import { findImports, hasDefaultExport, usesOf, type Source } from './imports.ts';
import { machinePlace } from './tables.ts';

/** What holds for the repository's files. `bad` files break the rule, each alone; `good` files together do not. */
export interface Rule {
  readonly id: string;
  readonly why: string;
  readonly check: (sources: readonly Source[]) => readonly string[];
  readonly bad: readonly Source[];
  readonly good: readonly Source[];
}

export const rules: readonly Rule[] = [
  {
    id: 'imports-go-down',
    why: 'A room is understood from itself and the rooms below it; two rooms of one row can be told apart and replaced.',
    check: each(isGenerator, (source) =>
      findImports(source).flatMap((one) => wrongWay(source.file, one)),
    ),
    bad: [
      ts('generator/base/names.ts', `import type { Shape } from '../model/shape.ts';`),
      ts('generator/load/load.ts', `import { runPasses } from '../passes/pass.ts';`),
      ts('generator/load/load.ts', `import { render } from '../render/templates.ts';`),
      ts('generator/verdict/quick.ts', `import { isRecord } from '../load/document.ts';`),
      ts('generator/cli/main.ts', `import { finding } from '../base/finding.ts';`),
      ts('generator/index.ts', `export { load } from './load/load.ts';`),
      ts('generator/emit/types.ts', `const a = await import('../commands/generate.ts');`),
      ts('generator/emit/types.ts', `type A = import('../diff/change.ts').Change;`),
      ts('generator/attic/x.ts', `import { a } from '../base/finding.ts';`),
      ts('generator/load/load.ts', `import spec from '../../spec/a.json';`),
    ],
    good: [
      ts('generator/commands/generate.ts', `import { load } from '../load/load.ts';`),
      ts('generator/load/load.ts', `import { readSources } from './document.ts';`),
      ts('generator/index.ts', `export type { Shape } from './model/shape.ts';`),
      ts('generator/cli/main.ts', `import { generate } from '../index.ts';`),
    ],
  },
  {
    id: 'imports-run-in-no-circle',
    why: 'Files that need each other to start are one file in two places.',
    check: findCircles,
    bad: [ts('generator/base/names.ts', `import { a } from './names.ts';`)],
    good: [
      ts('generator/base/names.ts', `import { a } from './text.ts';`),
      ts('generator/base/text.ts', `import type { B } from './names.ts';`),
    ],
  },
  {
    id: 'one-door-per-package',
    why: 'A package is known to one file, which can replace it, and is loaded only by runs that need it.',
    check: each(isGenerator, (source) =>
      findImports(source).flatMap((one) => wrongDoor(source.file, one)),
    ),
    bad: [
      ts('generator/load/asyncapi.ts', `import { Parser } from '@asyncapi/parser';`),
      ts('generator/verdict/official.ts', `import { Parser } from '@asyncapi/parser';`),
      ts('generator/render/format.ts', `import { format } from 'prettier/standalone';`),
      ts('generator/render/templates.ts', `import Handlebars from 'handlebars';`),
      ts('generator/emit/types.ts', `import type { Options } from 'prettier';`),
      ts('generator/base/names.ts', `import left from 'left-pad';`),
      ts('generator/passes/pass.ts', `import { readFileSync } from 'node:fs';`),
      ts('generator/emit/types.ts', `import { writeFile } from 'fs/promises';`),
      ts('generator/load/load.ts', `import { get } from 'node:https';`),
      ts('generator/load/load.ts', `createRequire(import.meta.url)('prettier');`),
      ts('generator/load/load.ts', `createRequire(import.meta.url).resolve('prettier/a.json');`),
      ts('generator/load/load.ts', `const prettier = require('prettier');`),
      ts('generator/migrate/codemod-run.ts', `import { Node } from 'ts-morph';`),
      ts('generator/migrate/codemod-run.ts', `import { all } from './codemods/all.ts';`),
    ],
    good: [
      ts('generator/verdict/official.ts', `const { Parser } = await import('@asyncapi/parser');`),
      ts('generator/render/templates.ts', `import Handlebars from 'handlebars/runtime';`),
      ts('generator/render/templates-source.ts', `const h = await import('handlebars');`),
      ts('generator/render/format.ts', `import type { Options } from 'prettier';`),
      ts('generator/render/drafts.ts', `import { writeFile } from 'node:fs/promises';`),
      ts('generator/migrate/codemods/names.ts', `import { Node } from 'ts-morph';`),
      ts('generator/migrate/codemod-run.ts', `const a = await import('./codemods/all.ts');`),
      ts('generator/migrate/codemods/all.ts', `import { names } from './names.ts';`),
    ],
  },
  {
    id: 'only-the-command-line-speaks',
    why: 'A library that prints or ends the process cannot be used by another program.',
    check: each(
      (file) => isGenerator(file) && roomOf(file) !== 'cli',
      (source) =>
        usesOf(source, [
          'console',
          'process.stdout',
          'process.stderr',
          'process.exit',
          'process.exitCode',
        ]),
    ),
    bad: [
      ts('generator/load/load.ts', `console.warn('a');`),
      ts('generator/commands/generate.ts', `process.stdout.write('a');`),
      ts('generator/commands/generate.ts', `if (a) process.exitCode = 1;`),
    ],
    good: [
      ts('generator/cli/main.ts', `console.log('a');`),
      ts('generator/load/load.ts', `const text = 'console.log(1)'; // console.log`),
    ],
  },
  {
    id: 'a-file-fits-in-one-sitting',
    why: 'A file of more than 300 lines holds more than the one thing that its name says.',
    check: each(isGenerator, ({ file, text }) => {
      const lines = text.split('\n').length - 1;
      return lines > 300 ? [`${file}: ${lines} lines`] : [];
    }),
    bad: [{ file: 'generator/emit/types.ts', text: '\n'.repeat(301) }],
    good: [{ file: 'generator/emit/types.ts', text: '\n'.repeat(300) }],
  },
  {
    id: 'no-default-exports',
    why: 'What is exported has the same name wherever it is used.',
    check: each(
      (file) => isGenerator(file) || isGenerated(file),
      (source) => (hasDefaultExport(source) ? [`${source.file}: export it by its name`] : []),
    ),
    bad: [
      ts('generator/emit/types.ts', 'export default 1;'),
      ts('generator/emit/types.ts', 'const a = 1; export { a as default };'),
      ts('generator/emit/types.ts', 'export default function a() {}'),
      ts('generated/x/ga/index.ts', `export { a as default } from './a.js';`),
    ],
    good: [ts('generator/emit/types.ts', 'switch (a) { default: } // export default')],
  },
  {
    id: 'a-name-says-what-is-inside',
    why: 'A drawer for everything is where nobody looks, and names are written in one way.',
    check: each(
      (file) => isGenerator(file) || file.startsWith('test/') || file.startsWith('templates/'),
      ({ file }) => [
        ...file
          .split('/')
          .filter((part) =>
            /(?:^|[-.])(?:utils?|helpers?|common|managers?|misc)(?:[-.]|$)/.test(part),
          )
          .map((part) => `${file}: ${part} says nothing`),
        ...(isGenerator(file) && /[^a-z0-9./-]/.test(file) ? [`${file}: not in kebab-case`] : []),
      ],
    ),
    bad: [
      ts('generator/base/utils.ts', ''),
      ts('generator/emit/type-helpers.ts', ''),
      ts('generator/common/x.ts', ''),
      ts('generator/emit/typeText.ts', ''),
      ts('test/helpers.ts', ''),
    ],
    good: [ts('generator/emit/type-text.ts', ''), ts('spec/a/common/audio.yaml', '')],
  },
  {
    id: 'generated-stands-alone',
    why: 'Generated code is copied and published without the generator and without packages.',
    check: each(isGenerated, (source) =>
      findImports(source)
        .filter(({ to }) => {
          const [, api = ''] = source.file.split('/');
          return !isRelative(to) || !resolve(source.file, to).startsWith(`generated/${api}/`);
        })
        .map(({ to, line }) => `${source.file}:${line}: imports ${to}`),
    ),
    bad: [
      ts('generated/x/ga/types.ts', `import type { A } from '../../../generator/model/shape.ts';`),
      ts('generated/x/ga/types.ts', `import { z } from 'zod';`),
      ts('generated/x/ga/types.ts', `export * from '../../y/ga/types.js';`),
    ],
    good: [ts('generated/x/ga/guards.ts', `import type { A } from './types.js';`)],
  },
  {
    id: 'templates-only-lay-out',
    why: 'What a generated file says is decided in code, where the compiler looks on.',
    check: each(
      (file) => file.startsWith('templates/') && file.endsWith('.hbs'),
      ({ file, text }) => decisions(Handlebars.parse(text)).map((one) => `${file}:${one}`),
    ),
    bad: [
      { file: 'templates/a.hbs', text: '{{#unless a}}b{{/unless}}' },
      { file: 'templates/a.hbs', text: '{{upper a}}' },
      { file: 'templates/a.hbs', text: '{{{a}}}' },
      { file: 'templates/a.hbs', text: '{{#if (eq a b)}}c{{/if}}' },
      { file: 'templates/a.hbs', text: '{{#each a}}{{#with b}}c{{/with}}{{/each}}' },
      { file: 'templates/a.hbs', text: '{{> (lookup . "a")}}' },
      { file: 'templates/a.hbs', text: '{{> a b=1}}' },
    ],
    good: [
      {
        file: 'templates/a.hbs',
        text: '{{! why }}{{> banner}}{{#each a}}{{#if b}}{{this.b}}{{else}}{{../c}}{{/if}}{{/each}}',
      },
    ],
  },
  {
    id: 'no-place-but-the-repository',
    why: 'What names a machine or a registry works there alone.',
    check: each(
      (file) => file !== 'package-lock.json',
      ({ file, text }) =>
        findLines(text, machinePlace).map((line) => `${file}:${line}: names a machine's place`),
    ),
    bad: [
      { file: 'docs/a.md', text: `see ${['', 'work', 'main'].join('/')}/spec` },
      { file: 'docs/a.md', text: `a\n${['', 'home', 'ann', 'x'].join('/')}` },
      { file: '.npmrc', text: `registry=https://${['registry', 'npmjs', 'org'].join('.')}` },
    ],
    good: [{ file: 'docs/a.md', text: 'src/work/x, https://example.com/home/, net/work/x' }],
  },
  {
    id: 'the-lock-names-no-host',
    why: 'The lock file says which versions, and whoever installs says from where.',
    check: each(
      (file) => file === 'package-lock.json',
      ({ file, text }) => findLines(text, /"resolved": "http/).map((line) => `${file}:${line}`),
    ),
    bad: [{ file: 'package-lock.json', text: '{\n  "resolved": "https://example.com/a.tgz"\n}' }],
    good: [{ file: 'package-lock.json', text: '{ "version": "1.0.0" }' }],
  },
];

function ts(file: string, text: string): Source {
  return { file, text: `${text}\n` };
}

function each(
  applies: (file: string) => boolean,
  check: (source: Source) => readonly string[],
): Rule['check'] {
  return (sources) => sources.filter(({ file }) => applies(file)).flatMap(check);
}
