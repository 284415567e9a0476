/** The rows of our own command. */
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root, work } from './work.mjs';

/** A copy of dist/, so that a build that is made meanwhile changes nothing. */
const copy = path.join(work, 'ours');

/** Where the copy has its code. */
export const ourCode = path.join(copy, 'dist');

/** The version in package.json. */
export const ourVersion = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')).version;

/**
 * How our command meets a document. `memory` says what it remembers of earlier runs: with `fresh` each run is the first
 * that sees the document, with `kept` it has been seen before.
 */
export const ourRows = [
  { label: 'wireshape, known document', options: [], memory: 'kept' },
  { label: 'wireshape, new document', options: [], memory: 'fresh' },
  { label: 'wireshape --quick', options: ['--quick'], memory: 'fresh' },
];

/** How our command compares two versions; nothing is remembered from run to run. */
export const ourDiffRows = [
  { label: 'wireshape diff', options: [], memory: 'kept' },
  { label: 'wireshape diff --json', options: ['--json'], memory: 'kept' },
  { label: 'wireshape diff --prove', options: ['--prove'], memory: 'kept', only: 'diff-beta-ga' },
];

/** The arguments of node that make our command compare a pair; that it breaks somebody is no failure here. */
export function ourDiffCommand({ pair }, options) {
  const { before, after } = pair;
  return [path.join(ourCode, 'cli.js'), 'diff', before, after, '--fail-on', 'never', ...options];
}

/** The arguments of node that make our command build the packages of a config. */
export function ourPackCommand({ config }, output) {
  return [path.join(ourCode, 'cli.js'), 'pack', '--config', config, '-o', output];
}

/** The arguments of node that make our command say what would change in a project's source code. */
export function ourMigrateCommand({ project }) {
  const versions = ['--api', 'openai-realtime', '--from', 'beta', '--to', 'ga'];
  return [path.join(ourCode, 'cli.js'), 'migrate', project, ...versions];
}

/** Takes a copy of what is built; false where nothing is. */
export function takeOurs() {
  if (!existsSync(path.join(root, 'dist/cli.js'))) return false;
  mkdirSync(copy, { recursive: true });
  cpSync(path.join(root, 'package.json'), path.join(copy, 'package.json'));
  cpSync(path.join(root, 'dist'), ourCode, { recursive: true });
  // The maps and manifests that go with it, as in the package.
  for (const one of ['spec', 'generated']) {
    cpSync(path.join(root, one), path.join(copy, one), { recursive: true });
  }
  return true;
}

/**
 * The arguments of node that make our command read the document in a project and write its files.
 *
 * @param {import('./documents.mjs').Documents} document
 */
export function ourCommand(document, project, output, options) {
  const file = makeProject(project, document);
  const { inputOptions = [] } = document;
  return [
    path.join(ourCode, 'cli.js'),
    'generate',
    file,
    '-o',
    output,
    ...inputOptions,
    ...options,
  ];
}

/**
 * Somebody's project with the document in it, and the place of our command's memory, which is the project's
 * `node_modules/.cache`. Gives the document's path in there.
 *
 * @param {import('./documents.mjs').Documents} document
 */
function makeProject(folder, document) {
  mkdirSync(path.join(folder, 'node_modules'), { recursive: true });
  writeFileSync(path.join(folder, 'package.json'), '{ "private": true }\n');
  for (const file of document.inputFiles)
    cpSync(file, path.join(folder, path.relative(path.dirname(document.input), file)), {
      recursive: true,
    });
  return path.join(folder, path.basename(document.input));
}
