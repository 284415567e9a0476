/**
 * `modelina.mjs DOCUMENT FOLDER`: a file per model, with the settings that come nearest to what we emit: interfaces with
 * the keys of the wire, unions instead of enums, descriptions as comments.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { folderOf, peers } from '../peers.mjs';

const peer = peers.find((one) => one.folder === 'modelina');
const { TypeScriptFileGenerator, TS_DESCRIPTION_PRESET } = createRequire(
  `${folderOf(peer)}/package.json`,
)('@asyncapi/modelina');
const [source, output] = process.argv.slice(2);
const generator = new TypeScriptFileGenerator({
  modelType: 'interface',
  enumType: 'union',
  mapType: 'record',
  rawPropertyNames: true,
  moduleSystem: 'ESM',
  presets: [TS_DESCRIPTION_PRESET],
});
await generator.generateToFiles(JSON.parse(readFileSync(source, 'utf8')), output, {
  exportType: 'named',
});
