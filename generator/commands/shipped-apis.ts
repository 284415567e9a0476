import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Config } from './config.ts';
import type { LoadedConfig } from './load-config.ts';

/** The versions of OpenAI Realtime, the oldest first. */
const versions = ['beta', 'preview', 'ga', 'current'] as const;

/** The APIs whose documents come with wireshape, as a config has them; paths are relative to its own folder. */
export const shippedApis: Config['apis'] = {
  'openai-realtime': {
    unions: { received: 'RealtimeServerEvent', sent: 'RealtimeClientEvent' },
    versions: versions.map((name) => ({
      name,
      document: `spec/openai-realtime/${name}.asyncapi.yaml`,
      overlays: [`spec/openai-realtime/patches/${name}.overlay.yaml`],
    })),
  },
};

/** The config of the APIs that come with wireshape, for where somebody names one of them and has no config of it. */
export function shippedConfig(): LoadedConfig {
  return { config: { apis: shippedApis }, file: path.join(ownFolder(), 'wireshape.config.ts') };
}

/** The folder of wireshape's own package, whether it runs from its source or as it was built. */
export function ownFolder(): string {
  let folder = path.dirname(fileURLToPath(import.meta.url));
  while (!existsSync(path.join(folder, 'package.json'))) {
    const parent = path.dirname(folder);
    if (parent === folder) throw new Error('the package of wireshape is not to be found');
    folder = parent;
  }
  return folder;
}
