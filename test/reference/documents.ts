import { readdirSync } from 'node:fs';
import path from 'node:path';
import type { ApiModel } from '../../generator/model/api.ts';
import { modelOfFile, root } from '../output/emit.ts';
import { versions } from '../facts/tables.ts';

/** A document that a model can be made of, relative to the repository. */
export interface ModelledDocument {
  readonly file: string;
  readonly model: ApiModel;
}

/** Those of OpenAI Realtime. */
export const ownDocuments: readonly ModelledDocument[] = versions.map((version) =>
  modelled(`spec/openai-realtime/${version}.asyncapi.yaml`),
);

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
