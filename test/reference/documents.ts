import { readdirSync } from 'node:fs';
import path from 'node:path';
import { readSources } from '../../generator/load/document.ts';
import { bundleHttp } from '../../generator/load/http-bundle.ts';
import type { ApiModel } from '../../generator/model/api.ts';
import type { HttpDocument } from '../../generator/model/http.ts';
import { modelOfFile, root } from '../output/emit.ts';
import { versions } from '../facts/tables.ts';
import { patched } from '../patched.ts';

/** A document that a model can be made of, relative to the repository. */
export interface ModelledDocument {
  readonly file: string;
  readonly model: ApiModel;
  /** What goes over HTTP beside its events. */
  readonly http?: HttpDocument | undefined;
}

/** Those of OpenAI Realtime. */
export const ownDocuments: readonly ModelledDocument[] = versions.map((version) => {
  const document = modelled(`spec/openai-realtime/${version}.asyncapi.yaml`);
  const file = `spec/openai-realtime/${version}.openapi.yaml`;
  const { value: sources } = readSources(file, { cwd: root, allow: [], edit: patched });
  if (sources === undefined) throw new Error(`${file} cannot be read`);
  return { ...document, http: bundleHttp(sources, document.model, []) };
});

/** Documents that were not written for this tool, as far as they are whole. */
export const otherDocuments: readonly ModelledDocument[] = [
  modelled('test/fixtures/openai-2026-08-21.asyncapi.yaml'),
  ...filesIn('test/fixtures/versions').map(modelled),
  ...filesIn('test/fixtures/corpus/asyncapi').flatMap((file) => {
    try {
      return [modelled(file)];
    } catch {
      return [];
    }
  }),
];

export const allDocuments: readonly ModelledDocument[] = [...ownDocuments, ...otherDocuments];

function modelled(file: string): ModelledDocument {
  return { file, model: modelOfFile(file) };
}

function filesIn(folder: string): readonly string[] {
  return readdirSync(path.join(root, folder))
    .filter((name) => /\.(?:ya?ml|json)$/.test(name))
    .sort()
    .map((name) => `${folder}/${name}`);
}
