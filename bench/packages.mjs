/** Packages that are built of what is committed, which has to be up to date. */
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { root } from './work.mjs';

/** @returns {import('./documents.mjs').Documents[]} */
export function packages() {
  const generated = path.join(root, 'generated/openai-realtime');
  if (!existsSync(path.join(generated, 'manifest.json'))) return [];
  const modules = readdirSync(generated, { recursive: true }).filter((one) => one.endsWith('.ts'));
  return [
    {
      name: 'pack',
      title: 'OpenAI Realtime in four versions, as an npm package',
      facts: `${modules.length} modules, each compiled as two.`,
      config: path.join(root, 'wireshape.config.ts'),
    },
  ];
}
