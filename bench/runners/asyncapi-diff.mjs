/** `asyncapi-diff.mjs BEFORE AFTER`: compares two documents without references, and makes its report as JSON. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { folderOf, peers } from '../peers.mjs';

const peer = peers.find((one) => one.folder === 'asyncapi-diff');
const { diff } = createRequire(`${folderOf(peer)}/package.json`)('@asyncapi/diff');
const [before, after] = process.argv.slice(2).map((one) => JSON.parse(readFileSync(one, 'utf8')));
process.stdout.write(JSON.stringify(diff(before, after).getOutput()));
