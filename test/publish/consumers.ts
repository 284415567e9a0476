import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import ts from 'typescript';
import { build as buildByVite } from 'vite';

/** What somebody writes who uses the package, whatever they compile it with. */
const program = (name: string, sent: readonly string[]): string => `
import { parseServerEvent, type ServerEvent, type ClientEventParam } from '${name}';
import * as v1 from '${name}/v1';
import type { ServerEvent as Same } from '${name}/v1/unions';

declare const console: { log(text: string): void };
const given: string = JSON.stringify({ type: 'said', text: 'hello' });
const parsed = parseServerEvent(given);
if (parsed.outcome !== 'known') throw new Error(parsed.outcome);
const event: ServerEvent = parsed.event;
const same: Same = event;
const send: ClientEventParam = { type: 'say', ${sent.map((key) => `${key}: same.text`).join(', ')} };
if (typeof v1.parseServerEvent !== 'function') throw new Error('no v1');
console.log(send.text);
`;

const ways = [
  { kind: 'module', module: ts.ModuleKind.NodeNext, resolution: ts.ModuleResolutionKind.NodeNext },
  { kind: 'commonjs', module: ts.ModuleKind.Node16, resolution: ts.ModuleResolutionKind.Node16 },
  { kind: 'module', module: ts.ModuleKind.ESNext, resolution: ts.ModuleResolutionKind.Bundler },
] as const;

/** Installs a version into an empty folder, compiles a program in three ways and runs it; what it printed comes back, by way. */
export function consume(
  folder: string,
  spec: {
    readonly name: string;
    readonly version: string;
    /** What must be sent. */
    readonly sent: readonly string[];
  },
  env: NodeJS.ProcessEnv,
): readonly string[] {
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'package.json'), '{ "private": true }');
  const npm = ['install', `${spec.name}@${spec.version}`, '--ignore-scripts'];
  execFileSync('npm', npm, { cwd: folder, env: { ...process.env, ...env }, stdio: 'pipe' });
  return ways.map(({ kind, module, resolution }, index) => {
    const inside = path.join(folder, `way-${String(index)}`);
    mkdirSync(inside);
    writeFileSync(path.join(inside, 'package.json'), `{ "type": "${kind}" }`);
    const file = path.join(inside, 'use.ts');
    writeFileSync(file, program(spec.name, spec.sent));
    const compiled = ts.createProgram([file], {
      strict: true,
      skipLibCheck: false,
      target: ts.ScriptTarget.ES2022,
      // Neither a browser nor Node.js is asked for: what is published uses nothing but the language.
      lib: ['lib.es2022.d.ts'],
      types: [],
      module,
      moduleResolution: resolution,
    });
    const problems = [...ts.getPreEmitDiagnostics(compiled), ...compiled.emit().diagnostics];
    const [problem] = problems;
    if (problem !== undefined) return ts.flattenDiagnosticMessageText(problem.messageText, '\n');
    return run(file.replace(/\.ts$/, '.js'));
  });
}

/** The same program through bundlers, and as plain JavaScript that nobody compiles. */
export async function bundle(folder: string, name: string): Promise<readonly string[]> {
  const file = path.join(folder, 'entry.ts');
  writeFileSync(file, program(name, ['text']));
  const byEsbuild = path.join(folder, 'esbuild.mjs');
  await build({
    entryPoints: [file],
    outfile: byEsbuild,
    bundle: true,
    format: 'esm',
    logLevel: 'silent',
  });
  const byVite = path.join(folder, 'vite');
  await buildByVite({
    root: folder,
    configFile: false,
    logLevel: 'silent',
    build: {
      outDir: byVite,
      minify: false,
      lib: { entry: file, formats: ['es'], fileName: () => 'use.mjs' },
    },
  });
  const plain = path.join(folder, 'plain.mjs');
  writeFileSync(
    plain,
    `import { parseServerEvent } from '${name}';
import * as v1 from '${name}/v1';
import manifest from '${name}/manifest.json' with { type: 'json' };
if (v1.parseServerEvent !== parseServerEvent || manifest.api !== 'chat') throw new Error('differs');
console.log(parseServerEvent('{ "type": "said", "text": "hello" }').event.text);
`,
  );
  const required = path.join(folder, 'plain.cjs');
  writeFileSync(
    required,
    `const { parseServerEvent } = require('${name}');
console.log(parseServerEvent('{ "type": "said", "text": "hello" }').event.text);
`,
  );
  return [byEsbuild, path.join(byVite, 'use.mjs'), plain, required].map(run);
}

function run(file: string): string {
  const flags = ['--no-warnings'];
  return execFileSync(process.execPath, [...flags, file], {
    encoding: 'utf8',
    stdio: 'pipe',
  }).trim();
}
