import path from 'node:path';
import type { Finding } from '../../generator/base/finding.ts';
import { readSources, type Sources } from '../../generator/load/document.ts';
import { loadModel } from '../../generator/load/load.ts';
import type { ApiModel } from '../../generator/model/api.ts';
import { runPasses } from '../../generator/passes/run-passes.ts';
import { patched } from '../patched.ts';
import type { Version } from './tables.ts';

/** One of our documents, as read and as decided. */
export interface Realtime {
  readonly sources: Sources;
  readonly model: ApiModel;
  readonly findings: readonly Finding[];
}

/** Reads `spec/openai-realtime/<version>.asyncapi.yaml` as the generator does, or as it stands there. */
export function readRealtime(
  version: Version,
  patches: 'patched' | 'unpatched' = 'patched',
): Realtime {
  const read = readSources(`spec/openai-realtime/${version}.asyncapi.yaml`, {
    cwd: path.join(import.meta.dirname, '../..'),
    allow: [],
    edit: patches === 'patched' ? patched : undefined,
  });
  if (read.value === undefined) throw new Error(`the document ${version} cannot be read`);
  const loaded = loadModel(read.value, {
    unionNames: { received: 'RealtimeServerEvent', sent: 'RealtimeClientEvent' },
    components: { sent: undefined, received: undefined },
    perspective: 'client',
  });
  if (loaded.value === undefined) throw new Error(`the document ${version} is no AsyncAPI`);
  const passed = runPasses(loaded.value);
  return {
    sources: read.value,
    model: passed.value,
    findings: [...read.findings, ...loaded.findings, ...passed.findings],
  };
}
