#!/usr/bin/env node
/**
 * Builds dist/ from generator/ and templates/: `node build.mjs`, and `node build.mjs --types` the declarations.
 *
 * The packages in `bundled` become part of the output, because every run of the command needs them and opening one file is
 * quicker than opening twenty, or because a user would otherwise install much of which nothing is used; all others stay
 * imports. The templates are compiled here, so that a run loads only the small half of handlebars.
 */
import { execFileSync } from 'node:child_process';
import { chmod, mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, transform } from 'esbuild';
import Handlebars from 'handlebars';

const root = path.dirname(fileURLToPath(import.meta.url));
const outdir = path.join(root, 'dist');

/** What is built, by the name of the file in dist/. */
const entryPoints = {
  cli: 'generator/cli/main.ts',
  index: 'generator/index.ts',
  // Runs in a process of its own, so it must be a file of its own.
  'official-child': 'generator/verdict/official-child.ts',
  // Runs in threads of its own.
  'wire-worker': 'generator/commands/wire-worker.ts',
};

/** Import paths that are bundled; each package's licence goes to dist/licenses.txt. */
const bundled = [
  'ansi-colors',
  'handlebars/runtime.js',
  'js-yaml',
  'openapi-typescript',
  'pluralize',
  'supports-color',
];

/** What the bundled packages import and we have a file of our own for, or never come to. */
const replaced = {
  '@redocly/openapi-core/lib/ref-utils.js': 'generator/emit/rest-references.ts',
  'change-case': 'generator/emit/rest-case.ts',
};

/** Modules of the generator whose functions are printed into generated validators. */
const printed = ['json', 'values', 'formats', 'validator-run', 'validator-rules'].map(
  (name) => `base/${name}.ts`,
);

/** For those who write CommonJS: the same module, which every Node that we promise can `require`. */
const commonJs = `'use strict';\nmodule.exports = require('./index.js');\n`;

await (process.argv.includes('--types') ? declarations() : main()).catch((error) => {
  // What esbuild and the compiler find they have already told.
  if (!('errors' in error || 'status' in error)) console.error(error);
  process.exitCode = 1;
});

async function main() {
  const result = await build({
    absWorkingDir: root,
    entryPoints,
    outdir,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    splitting: true,
    chunkNames: 'chunks/[name]-[hash]',
    legalComments: 'none',
    write: false,
    plugins: [packages(), templates()],
    logLevel: 'warning',
  });
  const files = new Map(result.outputFiles.map((one) => [one.path, one.text]));
  const cli = path.join(outdir, 'cli.js');
  files.set(cli, withHashbang(files.get(cli)));
  files.set(path.join(outdir, 'index.cjs'), commonJs);
  files.set(path.join(outdir, 'licenses.txt'), await licences());
  await Promise.all([...files].map(([file, text]) => writeIfDifferent(file, text)));
  await Promise.all([chmod(cli, 0o755), removeStaleChunks(files)]);
}

/** Writes dist/types/: index.d.ts and what it needs, not what lies behind the public API; and the same for CommonJS. */
async function declarations() {
  const folder = path.join(outdir, 'types');
  await rm(folder, { recursive: true, force: true });
  const tsc = path.join(root, 'node_modules/typescript/bin/tsc');
  const project = path.join(root, 'generator/tsconfig.build.json');
  execFileSync(process.execPath, [tsc, '-p', project], { stdio: 'inherit' });
  const needed = new Set();
  const waiting = [path.join(folder, 'index.d.ts')];
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (needed.has(file)) continue;
    needed.add(file);
    const text = await readFile(file, 'utf8');
    const neighbour = /((?:from |import\()'(\.[^']+))\.ts'/g;
    for (const [, , to] of text.matchAll(neighbour)) {
      waiting.push(path.join(path.dirname(file), `${to}.d.ts`));
    }
    await writeFile(file.replace(/\.ts$/, '.cts'), text.replaceAll(neighbour, "$1.cts'"));
  }
  const all = (await readdir(folder, { recursive: true })).map((one) => path.join(folder, one));
  const rest = all.filter((one) => one.endsWith('.d.ts') && !needed.has(one));
  await Promise.all(rest.map((file) => rm(file)));
}

/** Decides for each package import whether it is bundled or stays an import; one that nothing is used of is left out. */
function packages() {
  return {
    name: 'packages',
    setup(esbuild) {
      esbuild.onResolve({ filter: /^[^./]/ }, ({ path: name, kind }) => {
        if (kind === 'entry-point' || bundled.includes(name)) return undefined;
        return Object.hasOwn(replaced, name)
          ? { path: path.join(root, replaced[name]) }
          : { path: name, external: true, sideEffects: false };
      });
    },
  };
}

/** Puts the compiled templates, and what lies beside them, in the place of generator/render/precompiled.ts. */
function templates() {
  const module = path.join(root, 'generator/render/precompiled.ts');
  return {
    name: 'templates',
    setup(esbuild) {
      esbuild.onLoad({ filter: /[\\/]precompiled\.ts$/ }, async ({ path: file }) =>
        file === module ? { contents: await precompiledModule(), loader: 'js' } : undefined,
      );
    },
  };
}

async function precompiledModule() {
  const options = await templateOptions();
  const folder = path.join(root, 'templates');
  const files = (await readdir(folder, { recursive: true }))
    .map((one) => one.split(path.sep).join('/'))
    .sort();
  const rows = async (endings, toCode) => {
    const some = files.filter((one) => endings.includes(path.extname(one)));
    const lines = some.map(async (file) => {
      const code = toCode(await readFile(path.join(folder, file), 'utf8'));
      return `${JSON.stringify(file.replace(/\.hbs$/, ''))}: ${code}`;
    });
    return `{\n${(await Promise.all(lines)).join(',\n')}\n}`;
  };
  const compiled = await rows(['.hbs'], (text) =>
    Handlebars.precompile(text, { ...options, srcName: undefined }),
  );
  const assets = await rows(['.css', '.js'], (text) => JSON.stringify(text));
  const modules = printed.map(async (file) => {
    const text = await readFile(path.join(root, 'generator', file), 'utf8');
    return `${JSON.stringify(file)}: ${JSON.stringify(text)}`;
  });
  const all = `{ ...${assets}, ${(await Promise.all(modules)).join(', ')} }`;
  return `export const precompiled = ${compiled};\nexport const assets = ${all};\n`;
}

/** The one table of options, which stands in the source, as a value. */
async function templateOptions() {
  const source = await readFile(path.join(root, 'generator/render/template-options.ts'), 'utf8');
  const { code } = await transform(source, { loader: 'ts' });
  const module = await import(`data:text/javascript,${encodeURIComponent(code)}`);
  return module.templateOptions;
}

function withHashbang(text) {
  return text.startsWith('#!') ? text : `#!/usr/bin/env node\n${text}`;
}

async function licences() {
  const names = [
    ...new Set(bundled.map((one) => one.split('/', one.startsWith('@') ? 2 : 1).join('/'))),
  ].sort();
  const texts = await Promise.all(
    names.map(async (name) => {
      const folder = path.join(root, 'node_modules', name);
      const file = (await readdir(folder)).find((one) => /^licen[cs]e/i.test(one));
      if (file === undefined)
        throw new Error(`${name} is bundled, but its licence is not to be found`);
      return `${name}\n${'='.repeat(name.length)}\n\n${(await readFile(path.join(folder, file), 'utf8')).trim()}\n`;
    }),
  );
  return `dist/ contains code of these packages.\n\n${texts.join('\n\n')}`;
}

async function writeIfDifferent(file, text) {
  const before = await readFile(file, 'utf8').catch(() => undefined);
  if (before === text) return;
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, text);
}

async function removeStaleChunks(files) {
  const folder = path.join(outdir, 'chunks');
  const names = await readdir(folder).catch(() => []);
  const stale = names.map((name) => path.join(folder, name)).filter((file) => !files.has(file));
  await Promise.all(stale.map((file) => rm(file)));
}
