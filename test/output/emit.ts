import path from 'node:path';
import { hasErrors, type Finding } from '../../generator/base/finding.ts';
import { targetsOf } from '../../generator/commands/config.ts';
import { readModel } from '../../generator/commands/read-model.ts';
import { emitApi } from '../../generator/emit/emit-api.ts';
import { validatorParts } from '../../generator/emit/emit-validators.ts';
import { readSources, type SourceFile, type Sources } from '../../generator/load/document.ts';
import { loadModel } from '../../generator/load/load.ts';
import type { EventComponents } from '../../generator/load/openapi.ts';
import type { ApiModel, Flow } from '../../generator/model/api.ts';
import { runPasses } from '../../generator/passes/run-passes.ts';
import type { Draft } from '../../generator/render/drafts.ts';
import { loadTemplates } from '../../generator/render/templates.ts';
import config from '../../wireshape.config.ts';
import { patched } from '../patched.ts';

export const root = path.join(import.meta.dirname, '../..');

/** What the project's own config calls the event unions. */
export const realtimeUnions = {
  received: 'RealtimeServerEvent',
  sent: 'RealtimeClientEvent',
} as const satisfies Record<Flow, string>;

const render = await loadTemplates();

/** The files of a model, as the generator would write them. */
export function emit(model: ApiModel): readonly Draft[] {
  return emitApi(model, render);
}

/** The files of a document of ours, validators among them, as the project's own config has them. */
export async function emitWithValidators(file: string): Promise<readonly Draft[]> {
  const target = targetsOf(config, path.join(root, 'wireshape.config.ts'), []).find(
    (one) => path.relative(root, one.document).split(path.sep).join('/') === file,
  );
  if (target === undefined) throw new Error(`the config has no ${file}`);
  const options = { ...target, cwd: root, allowRefs: [], verdict: 'quick', checks: true } as const;
  const { model } = await readModel(target.document, options);
  if (model === undefined) throw new Error(`${file} has an error`);
  return emitApi(model, render, validatorParts);
}

/** The model of a document in a file, relative to the repository, ours with their patches; `change` is made to the value of each of its files. */
export function modelOfFile(
  file: string,
  change: (value: unknown, file: string) => unknown = (value) => value,
): ApiModel {
  const { value: sources, findings } = readSources(file, { cwd: root, allow: [], edit: patched });
  if (sources === undefined) return modelOf(sources, findings);
  const changed = (one: SourceFile): SourceFile => ({ ...one, value: change(one.value, one.file) });
  const files = new Map([...sources.files].map(([key, one]) => [key, changed(one)]));
  const first = files.get(sources.root.path) ?? sources.root;
  return modelOf({ ...sources, root: first, files }, findings);
}

/** The model of a document that stands nowhere, under a name that it is to have. */
export function modelOfValue(
  value: unknown,
  file = 'document.json',
  components: EventComponents = noComponents,
): ApiModel {
  const text = JSON.stringify(value);
  const source = { file, path: path.join(root, file), text, value };
  const files = new Map([[source.path, source]]);
  return modelOf({ root: source, files, hash: '0'.repeat(16) }, [], components);
}

function modelOf(
  sources: Sources | undefined,
  read: readonly Finding[],
  components = noComponents,
): ApiModel {
  const loaded =
    sources &&
    loadModel(sources, { unionNames: realtimeUnions, components, perspective: 'client' });
  const passed = loaded?.value && runPasses(loaded.value);
  const findings = [...read, ...(loaded?.findings ?? []), ...(passed?.findings ?? [])];
  if (passed === undefined || hasErrors(findings)) {
    throw new Error(`there is no model: ${findings.map(({ message }) => message).join('; ')}`);
  }
  return passed.value;
}

const noComponents: EventComponents = { sent: undefined, received: undefined };
