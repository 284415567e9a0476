/**
 * The documents that are measured, each in the forms that the tools read: `node bench/documents.mjs FOLDER` writes them.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { bundleAsyncApi } from './bundle.mjs';
import { toJsonSchema, toOpenApi } from './forms.mjs';
import { openApiDocuments } from './openapi-documents.mjs';
import { corpusDocuments } from './corpus-documents.mjs';
import { diffPairs } from './diff-pairs.mjs';
import { hostileDocuments } from './hostile-documents.mjs';
import { packages } from './packages.mjs';
import { sourceProjects } from './source-projects.mjs';
import { syntheticDocument } from './synthetic.mjs';
import { root } from './work.mjs';

/**
 * One description in the forms that there are of it, as absolute paths. A tool whose form is missing has no row.
 *
 * @typedef {object} Documents
 * @property {string} name for the command line
 * @property {string} title what the table calls it
 * @property {string} facts how large it is, as a sentence
 * @property {string} input what we read
 * @property {readonly string[]} inputFiles it and what it refers to, files and folders
 * @property {readonly string[]} [inputOptions] what our command has to be told of it
 * @property {number} [exitCode] what our command ends with, where that is not 0
 * @property {{ before: string, after: string }} [pair] two versions, to be compared instead of generated
 * @property {string} [project] a folder of source code that is moved to another version
 * @property {string} [config] a config whose packages are to be built, of what is generated already
 * @property {{ before: string, after: string }} [dereferenced] the same as JSON without a reference
 * @property {string} [asyncapi] what the parser reads: YAML where people would write YAML
 * @property {string} [asyncapiJson] the same in one file of JSON
 * @property {string} [openapi] OpenAPI 3.1, the schemas as components
 * @property {string} [jsonSchema] JSON Schema draft 7, the schemas as definitions
 */

/** Event counts of the synthetic documents; the last is held against the first. */
export const syntheticSizes = [1000, 5000];

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  for (const one of writeDocuments(path.resolve(process.argv[2] ?? '.cache/bench/documents')))
    console.log(
      `${one.name}: ${one.input ?? one.config ?? one.project ?? Object.values(one.pair).join(', ')}`,
    );
}

/**
 * Writes every form of every document below `folder`.
 *
 * @returns {Documents[]}
 */
export function writeDocuments(folder) {
  mkdirSync(folder, { recursive: true });
  return [
    ours(folder),
    ...published(folder),
    ...syntheticSizes.map((n) => synthetic(folder, n)),
    ...openApiDocuments(folder),
    ...corpusDocuments(),
    ...hostileDocuments(folder),
    ...diffPairs(folder),
    ...packages(),
    ...sourceProjects(folder),
  ];
}

/** Our own GA document: several files of YAML for us, the bundle of them for the others. */
function ours(folder) {
  const source = path.join(root, 'spec/openai-realtime/ga.asyncapi.yaml');
  const bundle = bundleAsyncApi(source);
  return {
    ...writeForms(folder, 'ga', bundle, {
      receive: 'RealtimeServerEvent',
      send: 'RealtimeClientEvent',
    }),
    name: 'ga',
    title: 'OpenAI Realtime GA, this repository’s document',
    asyncapi: source,
    input: source,
    inputFiles: [source, path.join(path.dirname(source), 'common')],
  };
}

/**
 * The vendor's own GA document, cut out of its OpenAPI description by a script beside the project; nothing where that
 * is not there.
 */
function published(folder) {
  const shared = path.join(root, '../shared');
  const script = path.join(shared, 'tools/peers/make-asyncapi.mjs');
  const source = path.join(shared, 'reference/openai-realtime/openapi-ga-2026-08-21.yaml');
  if (!existsSync(script) || !existsSync(source)) return [];
  const cut = spawnSync(process.execPath, [script, source, folder, 'published'], {
    cwd: root,
    encoding: 'utf8',
  });
  if (cut.status !== 0) throw new Error(`${script} failed\n${cut.stderr}`);
  const { schemas, server, client } = JSON.parse(cut.stdout);
  const file = (name) => path.join(folder, `published.${name}`);
  return [
    {
      name: 'published',
      title: 'OpenAI Realtime GA, the vendor’s document',
      asyncapi: file('asyncapi.yaml'),
      input: file('asyncapi.yaml'),
      inputFiles: [file('asyncapi.yaml')],
      asyncapiJson: file('asyncapi.json'),
      openapi: file('openapi.json'),
      jsonSchema: file('schema.json'),
      facts: factsOf(server + client, schemas),
    },
  ];
}

function synthetic(folder, count) {
  const name = `synthetic-${count}`;
  const forms = writeForms(folder, name, syntheticDocument(count), { receive: 'AnyEvent' });
  return {
    ...forms,
    name,
    title: `${count.toLocaleString('en')} synthetic events`,
    asyncapi: forms.asyncapiJson,
    input: forms.asyncapiJson,
    inputFiles: [forms.asyncapiJson],
  };
}

/** Writes the JSON forms of a single-file AsyncAPI document. */
function writeForms(folder, name, asyncapi, unionNames) {
  const write = (form, value) => {
    const file = path.join(folder, `${name}.${form}.json`);
    const text = `${JSON.stringify(value, undefined, 1)}\n`;
    writeFileSync(file, text);
    return file;
  };
  return {
    asyncapiJson: write('asyncapi', asyncapi),
    openapi: write('openapi', toOpenApi(asyncapi, unionNames)),
    jsonSchema: write('schema', toJsonSchema(asyncapi, unionNames)),
    facts: factsOf(
      Object.keys(asyncapi.components.messages).length,
      Object.keys(asyncapi.components.schemas).length,
    ),
  };
}

function factsOf(events, schemas) {
  return `${events} events, ${schemas} schemas.`;
}
