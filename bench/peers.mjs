/**
 * The generators that stand beside ours in the table, each at one fixed version in its own folder of bench/.peers, so
 * that none sees another's packages or ours.
 */
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const here = path.dirname(fileURLToPath(import.meta.url));

/** Where the peers are installed; not part of the repository. */
export const peersFolder = path.join(here, '.peers');

/**
 * One row of the table.
 *
 * @typedef {object} Peer
 * @property {string} label what the table calls it
 * @property {string} folder its folder in bench/.peers; two rows may share one
 * @property {string} package the package whose version the table names
 * @property {Record<string, string>} packages what is installed, at which version
 * @property {'asyncapi' | 'asyncapiJson' | 'openapi' | 'jsonSchema' | 'dereferenced'} reads the form that it has to have
 * @property {boolean} writes false where it only reads
 * @property {(documents: import('./documents.mjs').Documents, output: string) => string[]} command
 *   the arguments of node that make it write its files into the empty folder `output`
 */

/** @type {readonly Peer[]} */
export const peers = [
  {
    label: 'json-schema-to-typescript',
    folder: 'json-schema-to-typescript',
    package: 'json-schema-to-typescript',
    packages: { 'json-schema-to-typescript': '16.0.0' },
    reads: 'jsonSchema',
    writes: true,
    command: (documents, output) => jsonSchemaToTypeScript(documents, output, []),
  },
  {
    label: 'json-schema-to-typescript, unformatted',
    folder: 'json-schema-to-typescript',
    package: 'json-schema-to-typescript',
    packages: { 'json-schema-to-typescript': '16.0.0' },
    reads: 'jsonSchema',
    writes: true,
    command: (documents, output) => jsonSchemaToTypeScript(documents, output, ['--no-format']),
  },
  {
    label: 'openapi-typescript',
    folder: 'openapi-typescript',
    package: 'openapi-typescript',
    packages: { 'openapi-typescript': '7.13.0', typescript: '5.9.3' },
    reads: 'openapi',
    writes: true,
    command: (documents, output) => [
      binary('openapi-typescript', 'openapi-typescript/bin/cli.js'),
      documents.openapi,
      ...['-o', path.join(output, 'types.ts'), '--root-types', '--root-types-no-schema-prefix'],
    ],
  },
  {
    label: '@asyncapi/parser alone',
    folder: 'asyncapi-parser',
    package: '@asyncapi/parser',
    packages: { '@asyncapi/parser': '3.6.3' },
    reads: 'asyncapi',
    writes: false,
    command: (documents) => [path.join(here, 'runners/asyncapi-parser.mjs'), documents.asyncapi],
  },
  {
    label: '@asyncapi/modelina',
    folder: 'modelina',
    package: '@asyncapi/modelina',
    packages: { '@asyncapi/modelina': '5.7.2' },
    reads: 'asyncapiJson',
    writes: true,
    command: (documents, output) => [
      path.join(here, 'runners/modelina.mjs'),
      documents.asyncapiJson,
      output,
    ],
  },
  {
    label: 'quicktype',
    folder: 'quicktype',
    package: 'quicktype',
    packages: { quicktype: '26.0.0' },
    reads: 'jsonSchema',
    writes: true,
    command: (documents, output) => [
      binary('quicktype', 'quicktype/dist/index.js'),
      ...['-s', 'schema', documents.jsonSchema, '-o', path.join(output, 'types.ts'), '-l', 'ts'],
      ...['--just-types', '--prefer-unions', '--prefer-const-values', '--prefer-unknown'],
    ],
  },
  {
    label: '@hey-api/openapi-ts',
    folder: 'hey-api',
    package: '@hey-api/openapi-ts',
    packages: { '@hey-api/openapi-ts': '0.99.0', typescript: '5.9.3' },
    reads: 'openapi',
    writes: true,
    command: (documents, output) => [
      binary('hey-api', '@hey-api/openapi-ts/bin/run.js'),
      ...['-i', documents.openapi, '-o', output, '-p', '@hey-api/typescript'],
      ...['--no-log-file', '-s'],
    ],
  },
  {
    label: '@asyncapi/diff alone',
    folder: 'asyncapi-diff',
    package: '@asyncapi/diff',
    packages: { '@asyncapi/diff': '0.5.0' },
    reads: 'dereferenced',
    writes: false,
    command: ({ dereferenced: { before, after } }) => [
      path.join(here, 'runners/asyncapi-diff.mjs'),
      before,
      after,
    ],
  },
];

/** The folder that a peer is installed in. */
export function folderOf(peer) {
  return path.join(peersFolder, peer.folder);
}

function jsonSchemaToTypeScript(documents, output, options) {
  return [
    binary('json-schema-to-typescript', 'json-schema-to-typescript/dist/src/cli.js'),
    ...['-i', documents.jsonSchema, '-o', path.join(output, 'types.ts')],
    ...['--unreachableDefinitions', ...options],
  ];
}

function binary(folder, file) {
  return path.join(peersFolder, folder, 'node_modules', file);
}
