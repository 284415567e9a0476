import path from 'node:path';
import { isRecord } from '../base/json.ts';
import { slashed } from '../base/slashed.ts';
import { exportedNames } from '../emit/emit-api.ts';
import type { ApiModel } from '../model/api.ts';
import { longModel, shortModel } from '../model/short-model.ts';
import type { GenerateTarget } from './generate.ts';
import { hashOf, type ManifestVersion } from './manifest.ts';
import { importsFrom, type Settings } from './settings.ts';

/**
 * What a manifest in `folder` says of a version; `whole` is its model with what goes over HTTP. Names of files in the models are relative
 * to `cwd`.
 */
export function manifestEntry(
  target: GenerateTarget,
  model: ApiModel,
  { folder, cwd }: { readonly folder: string; readonly cwd: string },
  whole = model,
): ManifestVersion {
  return {
    name: target.version,
    config: configHash(target, folder),
    types: exportedNames(model),
    model: asJson(
      shortModel(whole, (file) => slashed(path.relative(folder, path.resolve(cwd, file)))),
    ),
  };
}

/** The model of a manifest's entry; `nameOf` says what a file, absolute, is called here. */
export function entryModel(
  { model }: ManifestVersion,
  folder: string,
  nameOf: (file: string) => string,
): ApiModel {
  return longModel(model, (file) => nameOf(path.resolve(folder, file)));
}

/** A hash over what shapes the types besides the document; paths are relative, and the order of keys does not matter. */
function configHash(
  { unionNames, perspective, components, settings = {} }: GenerateTarget,
  folder: string,
): string {
  const { names, include, exclude, formats, overlays, templates }: Settings = settings;
  const near = (file: string): string => slashed(path.relative(folder, file));
  return hashOf(
    sorted({
      unionNames,
      perspective,
      components,
      names,
      include,
      exclude,
      formats: formats && importsFrom(formats, near),
      overlays: overlays?.map(near),
      templates: templates && near(templates),
    }),
  );
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isRecord(value)) return value;
  return Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, one]) => [key, sorted(one)]);
}

/** As a reader of the text will have it: without keys that are undefined. */
function asJson<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T;
}
