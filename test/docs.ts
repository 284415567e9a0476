import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { buildSync } from 'esbuild';
import ts from 'typescript';
import { readFences, type Fence } from './fences.ts';

/**
 * An example of a page of documentation. What stands behind the language says how the test proves it:
 *
 * | fence | proof |
 * |---|---|
 * | `sh setup` | are commands for a clone; each npm script must be there |
 * | `sh run` | runs in the page's folder, without an error |
 * | `text output` | is what the `sh run` before it printed, times and ends of lines aside |
 * | `yaml file my.yaml` | is written to the page's folder first, in any language |
 * | `ts excerpt src/x.ts` | stands in that file, word for word, once the commands have run |
 * | `ts check` | compiles, in the page's folder, under the strictest flags |
 * | `ts run` | compiles and runs |
 */
export type Example = Fence & { readonly kind: Kind; readonly rest: string; readonly at: string };
type Kind = 'setup' | 'run' | 'output' | 'file' | 'excerpt' | 'check';

const kinds: ReadonlySet<string> = new Set(['setup', 'run', 'output', 'file', 'excerpt', 'check']);

/** Languages that need no mark: diagrams and lists. */
const plain: ReadonlySet<string> = new Set(['text', 'md']);

const root = path.join(import.meta.dirname, '..');

/** The examples of a page; throws where one is not marked. */
export function readExamples(file: string, text: string): readonly Example[] {
  return readFences(file, text.split('\n')).flatMap((fence) => {
    const at = `${file}:${fence.opens + 1}`;
    const [kind = '', ...rest] = fence.name.split(' ');
    if (kind === '' && plain.has(fence.language)) return [];
    if (!isKind(kind)) {
      throw new Error(`${at}: an example says how it is proved: ${[...kinds].join(', ')}`);
    }
    return [{ ...fence, kind, rest: rest.join(' '), at }];
  });
}

/** The links of a page into the repository that lead nowhere. */
export function deadLinks(file: string, text: string): readonly string[] {
  return [...text.matchAll(/\]\((?!\w+:)([^)#\s]+)/g)]
    .map(([, target = '']) => target)
    .filter((target) => !existsSync(path.join(root, path.dirname(file), target)))
    .map((target) => `${file}: there is no ${target}`);
}

/**
 * Proves a page's examples in their order, in an empty folder or in one where the tool has been installed already; what is wrong
 * comes back, by place.
 */
export function proveExamples(examples: readonly Example[], folder: string): readonly string[] {
  if (!existsSync(path.join(folder, 'node_modules'))) putToolInto(folder);
  prepareFolder(folder);
  for (const { kind, rest, text } of examples) {
    if (kind === 'file') writeFile(path.join(folder, rest), `${text}\n`);
  }
  const problems: string[] = [];
  const modules: Example[] = [];
  let printed: string | undefined;
  for (const one of examples.filter(({ kind }) => kind !== 'file')) {
    const { at, text, language } = one;
    if (one.kind === 'setup') problems.push(...checkSetup(one));
    else if (one.kind === 'excerpt') problems.push(...checkExcerpt(one, folder));
    else if (one.kind === 'output') {
      if (printed === undefined || comparable(printed) !== comparable(text)) {
        problems.push(`${at}: the command before it printed: ${printed ?? '(there is none)'}`);
      }
    } else if (language === 'ts') modules.push(one);
    else if (language === 'sh' && one.kind === 'run') {
      const { ok, output } = runCommand('bash', ['-euo', 'pipefail', '-c', text], folder);
      if (!ok) problems.push(`${at}: ${output}`);
      printed = ok ? output.trim() : undefined;
    } else problems.push(`${at}: nothing proves ${language} ${one.kind}`);
  }
  return [...problems, ...proveModules(modules, folder)];
}

/** As if the tool, a client for HTTP and a runner of tasks had been installed. */
function putToolInto(folder: string): void {
  const modules = path.join(folder, 'node_modules');
  mkdirSync(path.join(modules, '.bin'), { recursive: true });
  symlinkSync(root, path.join(modules, 'wireshape'));
  symlinkSync(path.join(root, 'dist/cli.js'), path.join(modules, '.bin/wireshape'));
  for (const name of ['openapi-fetch', 'turbo', '.bin/turbo']) {
    symlinkSync(path.join(root, 'node_modules', name), path.join(modules, name));
  }
  // What npx does in a folder where the tool is installed, without the second that npm takes to start.
  const npx = `#!/bin/sh\ncommand="$1"\nshift\nexec '${path.join(modules, '.bin')}'/"$command" "$@"\n`;
  writeFileSync(path.join(modules, '.bin/npx'), npx, { mode: 0o755 });
  writeFileSync(path.join(folder, 'package.json'), '{ "type": "module" }\n');
}

/** Puts OpenAI's document there, and the generated packages as they lie beside the pages in a clone. */
function prepareFolder(folder: string): void {
  // A folder of the page's own: what an example generates must not land in the repository.
  mkdirSync(path.join(folder, 'generated'));
  const packageFolder = 'generated/openai-realtime';
  symlinkSync(path.join(root, packageFolder), path.join(folder, packageFolder));
  const fixture = path.join(root, 'test/fixtures/openai-2026-08-21.openapi.yaml');
  symlinkSync(fixture, path.join(folder, 'openai.openapi.yaml'));
}

function checkSetup({ at, text }: Example): readonly string[] {
  const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
    readonly scripts: Readonly<Record<string, string>>;
  };
  return text
    .split(/\n|&&/)
    .map((one) => one.replace(/#.*$/, '').trim())
    .filter((one) => one !== '' && !/^(?:git clone|cd|npm ci)\b/.test(one))
    .flatMap((command) => {
      const script = /^npm (?:run )?(?<name>[\w:-]+)/.exec(command)?.groups?.['name'];
      return script !== undefined && script in manifest.scripts
        ? []
        : [`${at}: there is no script for "${command}"`];
    });
}

function checkExcerpt({ at, text, rest }: Example, folder: string): readonly string[] {
  const file = path.join(folder, rest);
  return readFileSync(file, 'utf8').includes(text) ? [] : [`${at}: does not stand in ${rest}`];
}

function proveModules(examples: readonly Example[], folder: string): readonly string[] {
  const files = examples.map((one, index) => {
    const file = path.join(folder, `example-${index + 1}.ts`);
    // An example without an import is a module all the same.
    writeFileSync(file, `${one.text}\nexport {};\n`);
    return { ...one, file };
  });
  const errors = compile(files.map(({ file }) => file)).map((error) => {
    const example = files.find(({ file }) => file === error.file?.fileName);
    const text = ts.flattenDiagnosticMessageText(error.messageText, '\n');
    return `${example?.at ?? error.file?.fileName ?? 'examples'}: ${text}`;
  });
  if (errors.length > 0) return errors;
  return files.filter(({ kind }) => kind === 'run').flatMap((one) => runModule(one.file, one.at));
}

function compile(files: readonly string[]): readonly ts.Diagnostic[] {
  if (files.length === 0) return [];
  const program = ts.createProgram(files, {
    strict: true,
    noUncheckedIndexedAccess: true,
    exactOptionalPropertyTypes: true,
    noEmit: true,
    skipLibCheck: true,
    allowImportingTsExtensions: true,
    target: ts.ScriptTarget.ES2023,
    lib: ['lib.es2023.d.ts'],
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    typeRoots: [path.join(root, 'node_modules/@types')],
    types: ['node'],
  });
  return ts.getPreEmitDiagnostics(program);
}

function runModule(file: string, at: string): readonly string[] {
  const outfile = file.replace(/\.ts$/, '.mjs');
  buildSync({
    entryPoints: [file],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    packages: 'external',
  });
  const { ok, output } = runCommand(process.execPath, [outfile], path.dirname(file));
  return ok ? [] : [`${at}: ${output}`];
}

function runCommand(command: string, given: readonly string[], cwd: string) {
  // Nothing is fetched or told to anybody, and nothing is coloured, whatever the surroundings say.
  const quiet = { npm_config_offline: 'true', TURBO_TELEMETRY_DISABLED: '1' };
  const PATH = `${path.join(cwd, 'node_modules/.bin')}${path.delimiter}${process.env['PATH'] ?? ''}`;
  const env = { ...process.env, ...quiet, PATH, NO_COLOR: '1', FORCE_COLOR: undefined };
  try {
    const output = execFileSync(command, given, { cwd, env, encoding: 'utf8', stdio: 'pipe' });
    return { ok: true, output };
  } catch (error) {
    const { stdout, stderr } = error as { readonly stdout: string; readonly stderr: string };
    return { ok: false, output: `${stdout}${stderr}` };
  }
}

function writeFile(file: string, text: string): void {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
}

function isKind(text: string): text is Kind {
  return kinds.has(text);
}

/** Without times, and without spaces at the ends of lines, which no page keeps. */
function comparable(text: string): string {
  return text
    .replace(/\d+(?:\.\d+)? ?m?s\b/g, '# s')
    .replace(/ +$/gm, '')
    .trim();
}
