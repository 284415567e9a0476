import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { SourceMap, type SourceMapPayload } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core';
import { build } from 'esbuild';
import { format } from 'prettier';
import { publint } from 'publint';
import { build as viteBuild } from 'vite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readFences } from './fences.ts';
import { installInto, npmPack, packOpenAi, run, textsBelow } from './pack/scratch.ts';

const root = path.join(import.meta.dirname, '..');
const name = '@wireshape/openai-realtime';

let scratch: string;
let built: string;
let packed: ReturnType<typeof npmPack>;
/** Projects with the package installed, one of each kind of module. */
let projects: Readonly<Record<'module' | 'commonjs', string>>;
let texts: ReadonlyMap<string, string>;
let manifest: PackageJson;

interface PackageJson {
  readonly name: string;
  readonly version: string;
  readonly exports: Readonly<Record<string, unknown>>;
}

beforeAll(async () => {
  scratch = mkdtempSync(path.join(tmpdir(), 'wireshape-pack-'));
  built = await packOpenAi(path.join(scratch, 'project'), '0.1.0');
  packed = npmPack(built, path.join(scratch, 'packed'));
  projects = { module: path.join(scratch, 'module'), commonjs: path.join(scratch, 'commonjs') };
  for (const type of ['module', 'commonjs'] as const)
    installInto(projects[type], packed.tarball, type);
  texts = textsBelow(built);
  manifest = JSON.parse(texts.get('package.json') ?? '') as PackageJson;
}, 180_000);
afterAll(() => {
  rmSync(scratch, { recursive: true, force: true });
});

/** The import paths that are modules. */
function modulePaths(): readonly string[] {
  return Object.keys(manifest.exports)
    .filter((one) => !one.endsWith('.json'))
    .map((one) => name + one.slice(1));
}

describe('the package', () => {
  test('has what was built and nothing else', () => {
    const wanted = [...texts.keys()].filter((one) => one !== '.wireshape.json');
    expect(packed.files).toEqual(wanted.toSorted());
    expect(wanted).toEqual(
      expect.arrayContaining(['LICENSE', 'README.md', 'manifest.json', 'src/ga/types.ts']),
    );
  });

  test('has no problem that publint knows', async () => {
    const { messages } = await publint({ pkgDir: built, strict: true, pack: 'npm' });
    expect(messages).toEqual([]);
  });

  test('has no problem that are-the-types-wrong knows', async () => {
    const given = createPackageFromTarballData(readFileSync(packed.tarball));
    const analysis = await checkPackage(given);
    if (analysis.types === false) throw new Error('it finds no types');
    expect(analysis.problems).toEqual([]);
    expect(Object.keys(analysis.entrypoints)).toEqual(Object.keys(manifest.exports));
    const resolutions = Object.values(analysis.entrypoints).flatMap((one) =>
      Object.values(one.resolutions).map(({ resolution }) => resolution),
    );
    expect(resolutions.length).toBe(4 * Object.keys(manifest.exports).length);
    expect(resolutions.filter((one) => one === undefined)).toEqual([]);
  });

  test('is the same to the byte wherever it is built', async () => {
    const again = await packOpenAi(path.join(scratch, 'elsewhere/project'), '0.1.0');
    expect(textsBelow(again)).toEqual(texts);
    const { tarball } = npmPack(again, path.join(scratch, 'packed-again'));
    expect(hashOf(tarball)).toBe(hashOf(packed.tarball));
  }, 180_000);

  test('names no place of the machine', () => {
    const telling = [...texts].filter(([, text]) => text.includes(scratch) || text.includes(root));
    expect(telling.map(([file]) => file)).toEqual([]);
  });

  test('has source maps that lead to the sources it brings', () => {
    const maps = [...texts.keys()].filter((one) => one.endsWith('.map'));
    const sources = [...texts.keys()].filter((one) => one.startsWith('src/'));
    expect(maps.length).toBe(4 * sources.length);
    expect(maps.flatMap(strayLines)).toEqual([]);
  });

  test('has a README in the layout of prettier', async () => {
    const readme = texts.get('README.md') ?? '';
    expect(await format(readme, { parser: 'markdown', singleQuote: true })).toBe(readme);
  });
});

function hashOf(file: string): string {
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}

/** Lines with an export whose map leads to a line without its name. */
function strayLines(map: string): readonly string[] {
  const payload = JSON.parse(texts.get(map) ?? '') as SourceMapPayload;
  const sourceMap = new SourceMap(payload);
  const [source = ''] = payload.sources;
  const original = texts.get(path.posix.join(path.posix.dirname(map), source))?.split('\n');
  if (original === undefined) return [`${map}: there is no ${source}`];
  const lines = texts.get(map.slice(0, -'.map'.length))?.split('\n') ?? [];
  return lines.flatMap((line, index) => {
    const declared = /^(?:export (?:declare )?)?(?:interface|type|function|const) (\w+)/.exec(line);
    // What the compiler adds to CommonJS comes from no line.
    if (declared === null || line.includes('require(')) return [];
    const [head, symbol = ''] = declared;
    const { originalLine } = sourceMap.findEntry(index, head.length - symbol.length) as {
      readonly originalLine?: number;
    };
    const found = original[originalLine ?? -1] ?? '';
    return found.includes(symbol) || symbol.startsWith('__') ? [] : [`${map}:${index}: ${found}`];
  });
}

/** What a program of somebody does with it. */
const program = `import { isResponseDoneEvent, parseRealtimeServerEvent } from '${name}';
import type { RealtimeClientEventParam, RealtimeServerEvent } from '${name}';
import { realtimeServerEventTypes } from '${name}/ga';
import { isResponseDoneEvent as isDone } from '${name}/beta/guards';
import type { RealtimeServerEvent as CurrentEvent } from '${name}/current';
import type { ResponseDoneEvent } from '${name}/preview/types';
import type { RealtimeServerEvent as BetaEvent } from '${name}/beta/unions';
import { upgradeSession } from '${name}/migrate/beta-to-ga';

export const request: RealtimeClientEventParam = { type: 'response.create' };
// @ts-expect-error: nobody may send what the server says
export const wrong: RealtimeClientEventParam = { type: 'response.created' };
export const typeOf = (event: CurrentEvent): string => event.type;
export const statusOf = ({ response }: ResponseDoneEvent) => response.status;
export const wasDone = (event: BetaEvent): boolean => isDone(event);
const narrowed = (event: RealtimeServerEvent): object | undefined =>
  isResponseDoneEvent(event) ? event.response : undefined;

const parsed = parseRealtimeServerEvent('{"type":"response.done","response":{"id":"r1"}}');
if (parsed.outcome !== 'known') throw new Error(parsed.outcome);
console.log(JSON.stringify(narrowed(parsed.event)), realtimeServerEventTypes.length > 40);
const voice: string | undefined = upgradeSession({ voice: 'ash' }).value.audio?.output?.voice;
console.log(voice);
`;
const printed = '{"id":"r1"} true\nash';

describe('programs that use it compile and run', () => {
  test.each([
    ['typescript', 'module', 'nodenext', 'nodenext'],
    ['typescript', 'commonjs', 'node16', 'node16'],
    ['typescript', 'module', 'esnext', 'bundler'],
    ['typescript', 'commonjs', 'commonjs', 'node10'],
    ['typescript-5.4', 'module', 'nodenext', 'nodenext'],
    ['typescript-5.4', 'commonjs', 'nodenext', 'nodenext'],
    ['typescript-6', 'module', 'nodenext', 'nodenext'],
    ['typescript-7', 'commonjs', 'node16', 'node16'],
    ['typescript-7', 'module', 'esnext', 'bundler'],
  ] as const)('%s, %s, module %s, resolution %s', (compiler, type, module, resolution) => {
    const cwd = projects[type];
    const file = `use-${compiler}-${module}.ts`.replaceAll('.4', '-4');
    writeFileSync(path.join(cwd, file), program);
    const tsc = path.join(root, 'node_modules', compiler, 'bin/tsc');
    const flags = ['--module', module, '--moduleResolution', resolution, '--target', 'es2022'];
    const strict = ['--strict', '--exactOptionalPropertyTypes', '--noUncheckedIndexedAccess'];
    const rest = ['--lib', 'es2022,dom', '--skipLibCheck', 'false'];
    run(process.execPath, [tsc, ...flags, ...strict, ...rest, file], cwd);
    const out = run(process.execPath, [file.replace(/\.ts$/, '.js')], cwd);
    expect(out.trim()).toBe(printed);
  });

  test('the examples of its README', () => {
    const fences = readFences('README.md', (texts.get('README.md') ?? '').split('\n'));
    const [example, ...others] = fences.filter((one) => one.language === 'ts');
    expect(others).toEqual([]);
    const cwd = projects.module;
    const use = `console.log(receive('{"type":"error","error":{}}'), receive('[]'), send({ type: 'response.cancel' }));`;
    writeFileSync(path.join(cwd, 'readme.ts'), `${example?.text ?? ''}\n${use}\n`);
    const tsc = path.join(root, 'node_modules/typescript/bin/tsc');
    const flags = ['--module', 'nodenext', '--target', 'es2022', '--lib', 'es2022,dom'];
    run(process.execPath, [tsc, '--strict', ...flags, 'readme.ts'], cwd);
    expect(run(process.execPath, ['readme.js'], cwd).trim()).toBe(
      'error no event: an array is no event {"type":"response.cancel"}',
    );
  });
});

describe('Node.js loads', () => {
  test('every path, as a module and by require, with the same names', () => {
    const paths = modulePaths();
    expect(paths.length).toBeGreaterThan(20);
    const listing =
      'Object.keys(one).filter((key) => key !== "default" && key !== "module.exports").sort()';
    const list = JSON.stringify(paths);
    const esm = `for (const p of ${list}) { const one = await import(p); console.log(p, ${listing}.join()); }`;
    const cjs = `for (const p of ${list}) { const one = require(p); console.log(p, ${listing}.join()); }`;
    writeFileSync(path.join(projects.module, 'load.mjs'), esm);
    writeFileSync(path.join(projects.module, 'load.cjs'), cjs);
    const imported = run(process.execPath, ['load.mjs'], projects.module);
    const required = run(process.execPath, ['load.cjs'], projects.module);
    expect(imported).toContain('isResponseDoneEvent');
    expect(required).toBe(imported);
  });

  test('the manifest', () => {
    const script = `console.log(require('${name}/manifest.json').api)`;
    expect(run(process.execPath, ['-p', script], projects.commonjs)).toContain('openai-realtime');
  });
});

/** Ways to import, and the most that they may cost: bytes of what esbuild makes of them, minified. */
const costs: readonly (readonly [what: string, text: string, most: number])[] = [
  [
    'types',
    `import type { ResponseDoneEvent } from '${name}'; export type T = ResponseDoneEvent;`,
    0,
  ],
  [
    'a type among values',
    `import { type ResponseDoneEvent } from '${name}'; export type T = ResponseDoneEvent;`,
    0,
  ],
  ['a module of types, for nothing', `import '${name}/ga/types';`, 0],
  ['all of it, for nothing', `import '${name}';`, 0],
  [
    'a guard',
    `import { isResponseDoneEvent } from '${name}'; console.log(isResponseDoneEvent({}));`,
    100,
  ],
  [
    'a guard by its path',
    `import { isResponseDoneEvent } from '${name}/ga/guards'; console.log(isResponseDoneEvent({}));`,
    100,
  ],
];

describe('a bundle holds only what is used', () => {
  test.each(costs)('esbuild: %s', async (_what, text, most) => {
    expect(await bundleSize(text)).toBeLessThanOrEqual(most);
  });

  test('esbuild: and all of it is more', async () => {
    expect(await bundleSize(`export * from '${name}';`)).toBeGreaterThan(2000);
  });

  test('Vite: a guard, and the program', async () => {
    const guard = await viteText(
      `import { isResponseDoneEvent } from '${name}'; console.log(isResponseDoneEvent({}));`,
    );
    expect(guard).not.toContain('session.created');
    expect(guard.length).toBeLessThan(1500);
    const whole = await viteText(program);
    writeFileSync(path.join(projects.module, 'vite-program.mjs'), whole);
    expect(run(process.execPath, ['vite-program.mjs'], projects.module).trim()).toBe(printed);
  });
});

async function bundleSize(text: string): Promise<number> {
  const { outputFiles } = await build({
    // As strict as TypeScript users have it: an import stays where nothing says that it is one of types.
    tsconfigRaw: { compilerOptions: { verbatimModuleSyntax: true } },
    stdin: { contents: text, resolveDir: projects.module, loader: 'ts' },
    bundle: true,
    format: 'esm',
    minify: true,
    write: false,
    logLevel: 'silent',
  });
  return outputFiles[0]?.text.trim().length ?? Number.NaN;
}

async function viteText(text: string): Promise<string> {
  const entry = path.join(projects.module, 'vite-entry.ts');
  writeFileSync(entry, text);
  const result = await viteBuild({
    root: projects.module,
    configFile: false,
    logLevel: 'silent',
    build: { write: false, lib: { entry, formats: ['es'] } },
  });
  const outputs = [result].flat().flatMap((one) => ('output' in one ? one.output : []));
  return outputs.map((one) => (one.type === 'chunk' ? one.code : '')).join('');
}

describe('other runtimes run it', () => {
  test.skipIf(findTool('deno') === undefined)('Deno', () => {
    const cwd = projects.module;
    writeFileSync(path.join(cwd, 'use-deno.ts'), program);
    const flags = ['--no-remote', '--node-modules-dir=manual', '--check'];
    expect(run(findTool('deno') ?? '', ['run', ...flags, 'use-deno.ts'], cwd).trim()).toBe(printed);
  });

  test.skipIf(findTool('bun') === undefined)('Bun', () => {
    const cwd = projects.module;
    writeFileSync(path.join(cwd, 'use-bun.ts'), program);
    expect(run(findTool('bun') ?? '', ['run', 'use-bun.ts'], cwd).trim()).toBe(printed);
  });
});

/** A tool of the machine; undefined where it is not installed. */
function findTool(tool: string): string | undefined {
  return (process.env['PATH'] ?? '')
    .split(path.delimiter)
    .map((folder) => path.join(folder, tool))
    .find((file) => existsSync(file));
}
