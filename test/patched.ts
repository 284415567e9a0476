import { readFileSync } from 'node:fs';
import path from 'node:path';
import yaml from 'js-yaml';
import { bundleAsyncApi, type AsyncApiBundle } from '../bench/bundle.mjs';
import type { SourceFile } from '../generator/load/document.ts';
import { applyOverlays, readOverlays, type Action } from '../generator/load/overlay.ts';
import { versions, type Version } from './facts/tables.ts';

const root = path.join(import.meta.dirname, '..');

/** The patches of a version, as a path from the root of the project. */
export function patchesOf(version: Version): string {
  return `spec/openai-realtime/patches/${version}.overlay.yaml`;
}

const byDocument = new Map<string, readonly Action[]>();
for (const version of versions) {
  const { actions, findings } = await readOverlays([patchesOf(version)], root);
  if (findings.length > 0) throw new Error(JSON.stringify(findings));
  byDocument.set(documentOf(version), actions);
}

/** A file of `spec/openai-realtime` as the config has it read: a document with its patches, anything else as it is. */
export function patched(file: SourceFile): SourceFile {
  const actions = byDocument.get(file.path);
  if (actions === undefined) return file;
  const { source, findings } = applyOverlays(file, actions);
  if (findings.length > 0) throw new Error(JSON.stringify(findings));
  return source;
}

/** A version's document with all that it refers to, patched, but for the rows of DEVIATIONS.md that are left out, by their number. */
export function patchedBundle(
  version: Version,
  leftOut: ReadonlySet<number> = new Set(),
): AsyncApiBundle {
  const file = documentOf(version);
  const rows = rowNumbers(version);
  const all = byDocument.get(file) ?? [];
  const actions = all.filter((_, index) => !leftOut.has(rows[index] ?? -1));
  const { source } = applyOverlays(
    { file, path: file, text: '', value: bundleAsyncApi(file) },
    actions,
  );
  return source.value as AsyncApiBundle;
}

/** An action of a patch, as its file has it. */
export interface Patch {
  readonly target: string;
  readonly description: string;
  readonly remove?: true;
  readonly update?: Readonly<Record<string, unknown>>;
  /** What the facts say, where that is not what the kind of patch says. */
  readonly 'x-facts'?: string;
  /** Missing where an action only makes room for the next one. */
  readonly 'x-evidence'?: readonly Evidence[];
}

/** `count`: how many messages of all captures say the same. */
export type Evidence =
  | { readonly capture: string; readonly line: number; readonly count: number }
  | { readonly document: string; readonly place: string };

/** The actions of a version's patches, in their order. */
export function readPatches(version: Version): readonly Patch[] {
  const text = readFileSync(path.join(root, patchesOf(version)), 'utf8');
  return (yaml.load(text) as { readonly actions: readonly Patch[] }).actions;
}

/** For each action the number of its row among those of the version; what makes room belongs to what comes next. */
function rowNumbers(version: Version): readonly number[] {
  let row = 0;
  return readPatches(version).map((one) => (one['x-evidence'] === undefined ? row : row++));
}

function documentOf(version: Version): string {
  return path.join(root, `spec/openai-realtime/${version}.asyncapi.yaml`);
}
