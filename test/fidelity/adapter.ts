import path from 'node:path';
import { hasErrors } from '../../generator/base/finding.ts';
import type { SourceFile } from '../../generator/load/document.ts';
import { loadModel } from '../../generator/load/load.ts';
import { runPasses } from '../../generator/passes/run-passes.ts';
import { emit, realtimeUnions, root } from '../output/emit.ts';

/**
 * The types of a JSON Schema that stands in a file of its own, so that `#` means the schema, and is the payload of a message:
 * a module that exports `T`.
 */
export function generate(_id: string, schema: unknown): string {
  const files = new Map(
    [sourceOf('document.json', document), sourceOf('T.json', schema)].map((one) => [one.path, one]),
  );
  const sources = { root: sourceOf('document.json', document), files, hash: '0'.repeat(16) };
  const loaded = loadModel(sources, {
    unionNames: realtimeUnions,
    components: { sent: undefined, received: undefined },
    perspective: 'client',
  });
  const passed = loaded.value && runPasses(loaded.value);
  const findings = [...loaded.findings, ...(passed?.findings ?? [])];
  if (passed === undefined || hasErrors(findings)) {
    throw new Error(findings.map(({ message }) => message).join('; '));
  }
  const types = emit(passed.value).find((draft) => draft.path === 'types.ts');
  if (types === undefined) throw new Error('there are no types');
  return types.text;
}

function sourceOf(file: string, value: unknown): SourceFile {
  return { file, path: path.join(root, file), text: JSON.stringify(value), value };
}

const document = {
  asyncapi: '3.0.0',
  info: { title: 'Test', version: '1' },
  channels: { all: { address: '/', messages: { t: { payload: { $ref: './T.json' } } } } },
  operations: { in: { action: 'receive', channel: { $ref: '#/channels/all' } } },
  components: { schemas: { T: { $ref: './T.json' } } },
};
