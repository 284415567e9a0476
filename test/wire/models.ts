import path from 'node:path';
import { readModel } from '../../generator/commands/read-model.ts';
import type { Version } from '../../generator/wire/version-check.ts';
import { versions } from '../facts/tables.ts';
import { patchesOf } from '../patched.ts';

const cwd = path.join(import.meta.dirname, '../..');

/** The versions of OpenAI Realtime as their documents say, with the patches or without them. */
export async function wireVersions(patches: 'patched' | 'unpatched'): Promise<readonly Version[]> {
  return Promise.all(
    versions.map(async (name) => {
      const overlays = patches === 'patched' ? [patchesOf(name)] : [];
      const { model, findings } = await readModel(`spec/openai-realtime/${name}.asyncapi.yaml`, {
        ...{ cwd, allowRefs: [], verdict: 'quick', checks: true, settings: { overlays } },
        ...{ components: { sent: undefined, received: undefined }, perspective: 'client' },
        unionNames: { received: 'RealtimeServerEvent', sent: 'RealtimeClientEvent' },
      });
      if (model === undefined) throw new Error(JSON.stringify(findings));
      return { name, model };
    }),
  );
}
