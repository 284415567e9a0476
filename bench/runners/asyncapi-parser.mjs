/** `asyncapi-parser.mjs DOCUMENT`: parses and validates it, as the command line tools that are built on the parser do. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { folderOf, peers } from '../peers.mjs';

const peer = peers.find((one) => one.folder === 'asyncapi-parser');
const { Parser } = createRequire(`${folderOf(peer)}/package.json`)('@asyncapi/parser');
const [source] = process.argv.slice(2);
const { document, diagnostics } = await new Parser().parse(readFileSync(source, 'utf8'), {
  source,
});
for (const one of diagnostics.filter(({ severity }) => severity === 0)) console.error(one.message);
process.exitCode = document === undefined ? 1 : 0;
