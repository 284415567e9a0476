import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { root } from './work.mjs';

const corpus = path.join(root, '../shared/corpus/asyncapi');

/**
 * The largest documents of the corpus that may stand beside the project, for our rows alone; nothing where it is not there.
 *
 * @returns {import('./documents.mjs').Documents[]}
 */
export function corpusDocuments() {
  const bundle = path.join(corpus, 'yodata-bundled.json');
  const folder = path.join(corpus, 'yodata-multifile');
  if (!existsSync(bundle) || !existsSync(folder)) return [];
  return [
    {
      name: 'corpus-bundle',
      title: 'The largest document of the corpus',
      facts: `${(statSync(bundle).size / 1e6).toFixed(1)} MB of JSON in one file.`,
      input: bundle,
      inputFiles: [bundle],
    },
    {
      name: 'corpus-files',
      title: 'The document of the corpus with the most files',
      facts: `${countFiles(folder)} files; some of those that it refers to are missing, so it ends with errors.`,
      input: path.join(folder, 'asyncapi.yaml'),
      inputFiles: readdirSync(folder).map((one) => path.join(folder, one)),
      exitCode: 1,
    },
  ];
}

function countFiles(folder) {
  const all = readdirSync(folder, { recursive: true, withFileTypes: true });
  return all.filter((one) => one.isFile()).length;
}
