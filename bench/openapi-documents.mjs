import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import yaml from 'js-yaml';
import { unrelatedParts } from './unrelated.mjs';
import { root } from './work.mjs';

const source = path.join(root, 'test/fixtures/openai-2026-08-21.openapi.yaml');

/** How many unrelated resources make the document as long as the vendor's whole one, which has 87,000 lines. */
const resources = 310;

/** By which the events are picked. */
const inputOptions = ['--received', 'RealtimeServerEvent', '--sent', 'RealtimeClientEvent'];

/**
 * The vendor's OpenAPI document, of which we pick two unions and the others take everything: its Realtime part as it is, and
 * the same in the middle of a REST API that is six times larger.
 *
 * @returns {import('./documents.mjs').Documents[]}
 */
export function openApiDocuments(folder) {
  const whole = path.join(folder, 'openapi-whole.yaml');
  writeFileSync(whole, wholeText());
  return [
    {
      ...describe('openapi-part', source),
      title: 'OpenAI’s OpenAPI document, its Realtime part, two unions picked',
    },
    {
      ...describe('openapi-whole', whole),
      title: 'The same within a whole REST API, two unions picked',
    },
  ];
}

function describe(name, file) {
  const text = readFileSync(file, 'utf8');
  const lines = text.split('\n').length - 1;
  const schemas = Object.keys(readYaml(text).components.schemas).length;
  const facts = `${lines.toLocaleString('en')} lines of YAML, ${schemas.toLocaleString('en')} schemas.`;
  return { name, facts, input: file, inputFiles: [file], inputOptions, openapi: file };
}

function wholeText() {
  const document = readYaml(readFileSync(source, 'utf8'));
  const { paths, schemas } = unrelatedParts(resources);
  return yaml.dump(
    {
      ...document,
      paths: { ...paths, ...document.paths },
      components: {
        ...document.components,
        schemas: { ...schemas, ...document.components.schemas },
      },
    },
    { lineWidth: 80, noRefs: true },
  );
}

function readYaml(text) {
  return yaml.load(text, { schema: yaml.CORE_SCHEMA });
}
