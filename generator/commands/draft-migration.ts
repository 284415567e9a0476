import path from 'node:path';
import { hasErrors, type Finding } from '../base/finding.ts';
import { locateFindings } from '../load/locate.ts';
import { displayName } from '../load/document-reader.ts';
import { diffChoice, plainChoice, type DiffChoice } from './diff-choice.ts';
import { findInputs, type DiffInput, type FileOptions } from './diff-input.ts';
import { loadConfig, type LoadedConfig } from './load-config.ts';
import { readSide } from './read-side.ts';

/** Which versions a map is to be drafted for. */
export interface DraftMigrationRequest extends FileOptions {
  /** A document, a version of the config (`chat@v2`), of a manifest, or of a git revision (`HEAD~1:chat.yaml`). */
  readonly before: string;
  readonly after: string;
  /** The folder that paths are relative to. */
  readonly cwd: string;
  /** The config file; where it is undefined, the usual ones are looked for when a side needs one. */
  readonly configFile: string | undefined;
  /** Folders, besides each document's own, that references may lead into. */
  readonly allowRefs: readonly string[];
  /** The day of today, `2026-12-31`: waivers of the config may expire. */
  readonly today: string;
}

export interface DraftMigrationResult {
  /** The map, in YAML, with a step a candidate; undefined where an error in a document left nothing to draft. */
  readonly text: string | undefined;
  /** Steps to confirm. */
  readonly steps: number;
  /** Breaks for which nothing could be drafted: they stand among the waivers, and need a step or a reason. */
  readonly open: number;
  /** Located: what is wrong with the documents. */
  readonly findings: readonly Finding[];
  /** Texts by the names that findings use, for code frames. */
  readonly texts: ReadonlyMap<string, string>;
  readonly outcome: 'clean' | 'failed';
}

/**
 * Drafts a migration map from what differs between two versions of an API, for a person to go through. Nothing is written.
 *
 * @throws {UsageError} where a side names nothing that there is.
 */
export async function draftMigration(
  request: DraftMigrationRequest,
): Promise<DraftMigrationResult> {
  let loaded: Promise<LoadedConfig | undefined> | undefined;
  const config = (): Promise<LoadedConfig | undefined> =>
    (loaded ??= loadConfig(request.cwd, request.configFile));
  const inputs = await findInputs([request.before, request.after], {
    cwd: request.cwd,
    config,
    options: request,
    settings: {},
  });
  const before = await readSide(inputs[0], request);
  const after = await readSide(inputs[1], request);
  const texts = new Map([...before.texts, ...after.texts]);
  const findings = await locateFindings([...before.findings, ...after.findings], texts);
  if (before.model === undefined || after.model === undefined || hasErrors(findings)) {
    return { text: undefined, steps: 0, open: 0, findings, texts, outcome: 'failed' };
  }
  const { judgeModels } = await import('./compare-models.ts');
  const { draftMigration: draft } = await import('../migrate/draft.ts');
  const models = { before: before.model, after: after.model };
  const choice = choiceFor(inputs, await loaded, request.cwd);
  const judged = judgeModels({ ...models, ...choice, today: request.today });
  const names = inputs.map(versionOf);
  const { text, steps, open } = draft({
    api: apiOf(inputs),
    from: names[0] ?? '',
    to: names[1] ?? '',
    ...models,
    ...judged,
  });
  return { text, steps, open, findings, texts, outcome: 'clean' };
}

/** What the config says of changes, where both sides are of one of its APIs. */
function choiceFor(
  inputs: readonly DiffInput[],
  loaded: LoadedConfig | undefined,
  cwd: string,
): DiffChoice {
  const apis = inputs.map((one) =>
    one.kind === 'document' && one.configured ? one.target.api : undefined,
  );
  const [api, other] = apis;
  if (loaded === undefined || api === undefined || api !== other) return plainChoice;
  return diffChoice(loaded, api, displayName(loaded.file, cwd));
}

function versionOf(input: DiffInput): string {
  if (input.kind === 'manifest') return input.entry.name;
  return input.target.version === '' ? input.label : input.target.version;
}

/** The API of the newer version: as the config, the file of a document or the folder of a manifest is called. */
function apiOf([, after]: readonly [DiffInput, DiffInput]): string {
  return after.kind === 'document' ? after.target.api : path.basename(after.folder);
}
