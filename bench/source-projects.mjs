/** Projects whose source code is moved from one version to another. */
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './work.mjs';

const files = 500;

/**
 * Writes the projects below `folder`: the sources of the applications that the codemods are tested on, again and again until 20 files
 * mention the API, among files of some 150 lines that do not.
 *
 * @returns {import('./documents.mjs').Documents[]}
 */
export function sourceProjects(folder) {
  const project = path.join(folder, 'migrate-500');
  const concerned = applications().slice(0, 20);
  for (let index = 0; index < files; index += 1) {
    const one = concerned[index];
    const place = path.join(project, 'src', `part-${index % 25}`);
    mkdirSync(place, { recursive: true });
    const name = one === undefined ? `module-${index}.ts` : `${index}-${path.basename(one)}`;
    const text = one === undefined ? unrelated(index) : readFileSync(one, 'utf8');
    writeFileSync(path.join(place, name), text);
  }
  return [
    {
      name: 'migrate',
      title: `${files} source files, of which ${concerned.length} mention OpenAI Realtime`,
      facts: 'From beta to GA; nothing is written.',
      project,
    },
  ];
}

/** Those that a text scan finds, whatever is in them. */
function applications() {
  const apps = path.join(root, 'test/apps');
  const sources = readdirSync(apps, { recursive: true })
    .filter((one) => /[\\/]src[\\/].*\.(?:[cm]?js|tsx?)$/.test(one))
    .map((one) => path.join(apps, one))
    .sort();
  const mentions = /response\.|session\.update|realtime/;
  return sources.filter((one) => mentions.test(readFileSync(one, 'utf8')));
}

function unrelated(index) {
  const functions = Array.from({ length: 15 }, (_, at) =>
    [
      `/** Adds up what the orders of customer ${index}-${at} come to. */`,
      `export function total${at}(orders: readonly { readonly price: number; readonly count: number }[]): number {`,
      '  let sum = 0;',
      '  for (const { price, count } of orders) {',
      "    if (count < 0) throw new Error('an order has less than nothing');",
      '    sum += price * count;',
      '  }',
      "  console.log('session of', sum, 'with voice', { text: 'audio', type: 'message' });",
      '  return sum;',
      '}',
    ].join('\n'),
  );
  return `${functions.join('\n\n')}\n`;
}
