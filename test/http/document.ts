import path from 'node:path';
import { readSources, type Sources } from '../../generator/load/document.ts';
import { loadModel } from '../../generator/load/load.ts';
import type { EventComponents } from '../../generator/load/openapi.ts';
import type { ApiModel, Sides } from '../../generator/model/api.ts';
import { runPasses } from '../../generator/passes/run-passes.ts';
import type { Finding } from '../../generator/base/finding.ts';
import type { Version } from '../facts/tables.ts';
import { patched } from '../patched.ts';

const root = path.join(import.meta.dirname, '../..');

/** Where the HTTP side of a version is described. */
export function httpFile(version: Version): string {
  return path.join(root, `spec/openai-realtime/${version}.openapi.yaml`);
}

/** Reads `spec/openai-realtime/<version>.openapi.yaml` as the generator does. */
export function readHttp(version: Version): Sources {
  const file = path.relative(root, httpFile(version));
  const { value, findings } = readSources(file, { cwd: root, allow: [], edit: patched });
  if (value === undefined || findings.length > 0) throw new Error(`${file} cannot be read`);
  return value;
}

/** What a body and an answer hold, as the generator types them. */
export function typesOf(
  sources: Sources,
  components: EventComponents,
): { readonly model: ApiModel; readonly findings: readonly Finding[] } {
  const loaded = loadModel(sources, {
    unionNames: { received: 'Answer', sent: 'Body' },
    components,
    perspective: 'client',
  });
  if (loaded.value === undefined) throw new Error('the document is no OpenAPI');
  // The generator takes them for events, and those that one sends somebody also reads.
  const shapes = loaded.value.shapes.map((one) => ({
    ...one,
    sides: sidesOf(one.name, components),
  }));
  const passed = runPasses({ ...loaded.value, shapes, messages: [], unions: [] });
  return { model: passed.value, findings: [...loaded.findings, ...passed.findings] };
}

function sidesOf(name: string, { sent, received }: EventComponents): Sides {
  return { read: name === received, write: name === sent };
}
