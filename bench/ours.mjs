/** The rows of our own command. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const command = path.join(root, 'dist/cli.js');

/** The version in package.json. */
export const ourVersion = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')).version;

/** False where `npm run build` has not run. */
export function isBuilt() {
  return existsSync(command);
}

/** The arguments of node that make our command write its files. */
export function ourCommand(document, output, options) {
  return [command, 'generate', document, '-o', output, ...options];
}

/**
 * How our command meets a document. `memory` says what it remembers of earlier runs: with `fresh` each run is the first
 * that sees the document, with `kept` it has been seen before.
 */
export const ourRows = [
  { label: 'wireshape, known document', options: [], memory: 'kept' },
  { label: 'wireshape, new document', options: [], memory: 'fresh' },
  { label: 'wireshape --quick', options: ['--quick'], memory: 'fresh' },
];
