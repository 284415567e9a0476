/**
 * `npm run check:package`: packs the tool as it would be published and looks at what a user gets. The files are those that
 * `allowed` names, publint and are-the-types-wrong have nothing to say, nothing runs on install, the command works with no package but the declared
 * ones at hand, and the declarations compile, without further types, under every TypeScript that we promise.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';

const root = path.join(import.meta.dirname, '..');
const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));

const allowed = [
  /^(?:package\.json|README\.md|LICENSE|CHANGELOG\.md|wireshape(?:\.config|-diff|-migration|-wire)\.schema\.json)$/,
  // What migrate and wire know of OpenAI Realtime without a config.
  /^generated\/openai-realtime\/manifest\.json$/,
  /^spec\/openai-realtime\/[a-z-]+\.(?:asyncapi|migration)\.yaml$/,
  /^spec\/openai-realtime\/(?:common\/[a-z-]+|patches\/[a-z]+\.overlay)\.yaml$/,
  // What --help refers to.
  /^docs\/(?:guides\/)?[a-z-]+\.md$/,
  /^dist\/(?:[a-z-]+\.js|index\.cjs|licenses\.txt)$/,
  /^dist\/chunks\/[\w.-]+\.js$/,
  /^dist\/types\/[\w/.-]+\.d\.c?ts$/,
];
/** Half of it is code; a quarter are the documents and the manifest of OpenAI Realtime, and the maps between its versions. */
const largest = 4_500_000;
const installScripts = ['preinstall', 'install', 'postinstall', 'prepare'];
const compilers = [
  ['typescript-5.4', 'nodenext', 'use.ts'],
  ['typescript-5.4', 'nodenext', 'use.cts'],
  ['typescript', 'bundler', 'use.ts'],
  ['typescript', 'node16', 'use.cts'],
  ['typescript-6', 'nodenext', 'use.ts'],
  ['typescript-7', 'bundler', 'use.ts'],
];

const folder = mkdtempSync(path.join(tmpdir(), 'wireshape-package-'));
try {
  const problems = [...(await lint()), ...checkScripts(), ...(await checkPacked(pack()))];
  for (const one of problems) console.error(`package: ${one}`);
  process.exitCode = problems.length === 0 ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function lint() {
  const { messages } = await publint({ pkgDir: root, strict: true, pack: 'npm' });
  return messages.map((one) => formatMessage(one, manifest) ?? one.code);
}

function checkScripts() {
  return installScripts
    .filter((name) => name in manifest.scripts)
    .map((name) => `the script "${name}" would run on install`);
}

function pack() {
  const text = execFileSync(
    'npm',
    ['pack', '--json', '--ignore-scripts', '--pack-destination', folder],
    { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] },
  );
  const report = JSON.parse(text);
  return Array.isArray(report) ? report[0] : Object.values(report)[0];
}

async function checkPacked({ files, filename, unpackedSize }) {
  const strangers = files
    .map((one) => one.path)
    .filter((file) => !allowed.some((pattern) => pattern.test(file)));
  const found = strangers.map((file) => `${file} is packed, and nobody asked for it`);
  if (unpackedSize > largest) found.push(`${unpackedSize} bytes are more than ${largest}`);
  const tarball = path.join(folder, path.basename(filename));
  found.push(...(await checkTypes(tarball)));
  unpack(tarball);
  found.push(...checkCommand(), ...checkLibrary(), ...compilers.flatMap(checkDeclarations));
  console.log(`package: ${files.length} files, ${Math.round(unpackedSize / 1024)} KiB unpacked`);
  return found;
}

/** What each resolver finds when it looks for the types. */
async function checkTypes(tarball) {
  const given = createPackageFromTarballData(new Uint8Array(readFileSync(tarball)));
  const { types, problems } = await checkPackage(given);
  return types === false ? ['it has no types'] : problems.map((one) => JSON.stringify(one));
}

/** What installing it would give, with the declared dependencies and no other package within reach. */
function unpack(tarball) {
  const modules = path.join(folder, 'node_modules');
  mkdirSync(modules);
  execFileSync('tar', ['-xzf', tarball, '-C', modules]);
  execFileSync('mv', [path.join(modules, 'package'), path.join(modules, manifest.name)]);
  for (const name of Object.keys(manifest.dependencies)) {
    mkdirSync(path.dirname(path.join(modules, name)), { recursive: true });
    symlinkSync(path.join(root, 'node_modules', name), path.join(modules, name));
  }
  writeFileSync(path.join(folder, 'package.json'), '{ "type": "module" }\n');
  const use = `import * as wireshape from '${manifest.name}';\nexport const names: readonly string[] = Object.keys(wireshape);\n`;
  for (const name of ['use.ts', 'use.cts']) writeFileSync(path.join(folder, name), use);
}

/** Generates from a real document, with all that a run can load: a package that is used but not declared is missed here. */
function checkCommand() {
  const cli = path.join(folder, 'node_modules', manifest.name, manifest.bin.wireshape);
  const document = path.join(root, 'spec/openai-realtime/beta.asyncapi.yaml');
  const runs = [
    { given: ['--version'], expected: manifest.version },
    { given: ['generate', document, '-o', 'src/events', '--verify'], expected: 'written' },
  ];
  return runs.flatMap(({ given, expected }) => {
    const { status, text } = run(process.execPath, [cli, ...given]);
    return status === 0 && text.includes(expected)
      ? []
      : [`wireshape ${given[0]} exits with ${status}: ${text}`];
  });
}

/** The library is one and the same, whichever way it is loaded. */
function checkLibrary() {
  const same = `import { createRequire } from 'node:module';
    import * as imported from '${manifest.name}';
    const required = createRequire(import.meta.url)('${manifest.name}');
    console.log(Object.keys(imported).every((key) => required[key] === imported[key]));`;
  writeFileSync(path.join(folder, 'load.mjs'), same);
  const { status, text } = run(process.execPath, ['load.mjs']);
  return status === 0 && text === 'true\n' ? [] : [`it cannot be loaded both ways: ${text}`];
}

function checkDeclarations([compiler, resolution, file]) {
  const tsc = path.join(root, 'node_modules', compiler, 'bin/tsc');
  const module = resolution === 'bundler' ? 'esnext' : resolution;
  const flags = ['--module', module, '--moduleResolution', resolution, '--target', 'es2022'];
  const { status, text } = run(process.execPath, [tsc, '--noEmit', '--strict', ...flags, file]);
  return status === 0 ? [] : [`${compiler}, ${resolution}, ${file}: ${text}`];
}

function run(command, given) {
  try {
    return { status: 0, text: execFileSync(command, given, { cwd: folder, encoding: 'utf8' }) };
  } catch (error) {
    return { status: error.status, text: `${error.stdout}${error.stderr}`.trim() };
  }
}
