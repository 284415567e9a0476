import path from 'node:path';
import { UsageError } from '../base/finding.ts';
import { suggest } from '../base/nearest.ts';
import type { Flow, Perspective } from '../model/api.ts';
import { diskReader, type TextReader } from '../load/document-reader.ts';
import { targetName, targetsOf } from './config.ts';
import { readSideName, type SideName } from './diff-side.ts';
import { documentTargets } from './document-targets.ts';
import type { GenerateTarget } from './generate.ts';
import { openRevision } from './git-revision.ts';
import { configNames, type LoadedConfig } from './load-config.ts';
import { readManifest, type ManifestVersion } from './manifest.ts';
import { mergeSettings, type Settings } from './settings.ts';

/** What is said of files that stand in no config. */
export interface FileOptions {
  /** For OpenAPI: the component schemas that hold the events. */
  readonly events: Readonly<Record<Flow, string | undefined>>;
  /** Whose eyes they are compared with; that of the other side, or `client`, where it is undefined. */
  readonly perspective: Perspective | undefined;
}

/** A side of a diff that was found. */
export type DiffInput =
  | {
      readonly kind: 'document';
      readonly label: string;
      readonly target: GenerateTarget;
      readonly reader: TextReader;
      /** True where the config names it. */
      readonly configured: boolean;
    }
  | {
      readonly kind: 'manifest';
      readonly label: string;
      readonly entry: ManifestVersion;
      /** The folder that its names of files are relative to, absolute. */
      readonly folder: string;
      readonly reader: TextReader;
    };

/** Where sides are looked for. */
export interface InputContext {
  readonly cwd: string;
  /** Loads the config, which is code of the user's own; called where a side needs it. */
  readonly config: () => Promise<LoadedConfig | undefined>;
  readonly options: FileOptions;
  /** What the command line says besides; goes before what the config says. */
  readonly settings: Settings;
}

/**
 * Finds both sides. A file beside a version of the config is read as that is: with the same eyes, and the same events left out.
 *
 * @throws {UsageError} where there is no such version, revision or API.
 */
export async function findInputs(
  labels: readonly [before: string, after: string],
  context: InputContext,
): Promise<readonly [before: DiffInput, after: DiffInput]> {
  const [before, after] = labels.map(readSideName) as [SideName, SideName];
  const first = isTarget(before) ? await findTarget(before, context) : undefined;
  const second = isTarget(after) ? await findTarget(after, context) : undefined;
  return [first ?? findFile(before, context, second), second ?? findFile(after, context, first)];
}

function isTarget({ what }: SideName): boolean {
  return what.kind === 'target';
}

type DocumentInput = DiffInput & { readonly kind: 'document' };

async function findTarget(side: SideName, context: InputContext): Promise<DocumentInput> {
  const { label, revision, what } = side;
  const name = what.kind === 'target' ? what.name : '';
  const loaded = await context.config();
  if (loaded === undefined) {
    throw new UsageError(
      `${name} is no file, and there is no ${String(configNames[0])} here that could name it`,
      `a document whose name is ${name} is written ./${name}`,
    );
  }
  const target = pickTarget(name, targetsOf(loaded.config, loaded.file, []));
  const { reader } = locationOf(revision, context.cwd);
  const settings = mergeSettings(target.settings ?? {}, context.settings);
  return { kind: 'document', label, target: { ...target, settings }, reader, configured: true };
}

/** The version of that name, with its API in front of it or, where only one API has it, without. */
function pickTarget(name: string, all: readonly GenerateTarget[]): GenerateTarget {
  const found = all.filter((one) => targetName(one) === name || one.version === name);
  const exact = found.find((one) => targetName(one) === name);
  const [only, ...others] = exact === undefined ? found : [exact];
  if (only !== undefined && others.length === 0) return only;
  const known = (only === undefined ? all : found).map(targetName);
  if (only !== undefined) {
    throw new UsageError(`several APIs have a version ${name}`, `known: ${known.join(', ')}`);
  }
  const isApi = all.some((one) => one.api === name);
  const what = isApi ? `${name} is an API, not a version of one` : `unknown version ${name}`;
  const versions = isApi ? known.filter((one) => one.startsWith(`${name}@`)) : known;
  throw new UsageError(what, isApi ? `known: ${versions.join(', ')}` : knownText(name, all));
}

/** The one that was probably meant, and all that there are. */
function knownText(name: string, all: readonly GenerateTarget[]): string {
  const known = all.map(targetName);
  const names = name.includes('@') ? known : [...known, ...all.map((one) => one.version)];
  const hint = suggest(name, names);
  const list = `known: ${known.join(', ')}`;
  return hint?.startsWith('did') === true ? `${hint} ${list}` : list;
}

function findFile(
  { label, revision, what }: SideName,
  { cwd, options, settings }: InputContext,
  other: DocumentInput | undefined,
): DiffInput {
  const { file: given, version } = what.kind === 'file' ? what : { file: '', version: undefined };
  const { root, reader } = locationOf(revision, cwd);
  // As git has it: from the root of the repository, unless it begins with a dot.
  const file = path.resolve(/^\.{1,2}[\\/]/.test(given) ? cwd : root, given);
  const entry = /\.json$/i.test(file) ? findEntry(label, file, version, reader) : undefined;
  if (entry !== undefined) {
    return { kind: 'manifest', label, entry, folder: path.dirname(file), reader };
  }
  const perspective = options.perspective ?? other?.target.perspective;
  const events = {
    received: options.events.received ?? other?.target.components.received,
    sent: options.events.sent ?? other?.target.components.sent,
  };
  const [target] = documentTargets([file], { output: '.', events, perspective });
  if (target === undefined) throw new Error(`${file} makes no target`);
  const { overlays: _ofTheOther, ...shared } = other?.target.settings ?? {};
  const merged = mergeSettings(shared, settings);
  return {
    kind: 'document',
    label,
    target: { ...target, settings: merged },
    reader,
    configured: false,
  };
}

interface Location {
  /** The folder that names of files are relative to. */
  readonly root: string;
  readonly reader: TextReader;
}

function locationOf(revision: string | undefined, cwd: string): Location {
  return revision === undefined
    ? { root: cwd, reader: diskReader(cwd) }
    : openRevision(revision, cwd);
}

/** The version of a manifest; undefined where the file is none, and may be a document. */
function findEntry(
  label: string,
  file: string,
  version: string | undefined,
  reader: TextReader,
): ManifestVersion | undefined {
  const text = textIn(file, reader);
  const read = text === undefined ? undefined : readManifest(text);
  if (read === 'changed') {
    throw new UsageError(
      `${reader.nameOf(file)} was changed since it was generated`,
      'wireshape generate writes it anew',
    );
  }
  if (read === undefined) {
    if (version === undefined) return undefined;
    throw new UsageError(`${label} asks for a version, and the file is no manifest`);
  }
  const names = read.versions.map((one) => one.name);
  const found =
    version === undefined && read.versions.length === 1
      ? read.versions[0]
      : read.versions.find((one) => one.name === version);
  if (found !== undefined) return found;
  if (version !== undefined) throw UsageError.unknown('version', version, names);
  throw new UsageError(
    `${label} holds several versions: which one?`,
    names.map((one) => `${label}@${one}`).join(', '),
  );
}

/** What cannot be read is told when it is read as a document. */
function textIn(file: string, reader: TextReader): string | undefined {
  try {
    return reader.textOf(file);
  } catch {
    return undefined;
  }
}
