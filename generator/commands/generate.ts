import path from 'node:path';
import { hasErrors, type Finding } from '../base/finding.ts';
import { exportedNames, exportedUnions } from '../emit/emit-api.ts';
import { locateFindings } from '../load/locate.ts';
import type { ApiModel, Flow, Perspective } from '../model/api.ts';
import { compareDrafts, type Draft, type DraftChange } from '../render/drafts.ts';
import { emitTarget, withImportsFor, withoutImports, type Emitted } from './emit-target.ts';
import {
  blockedFolder,
  fileChange,
  takenFiles,
  writeChanges,
  type FileChange,
} from './output-folder.ts';
import { readModel, type ReadModel } from './read-model.ts';
import type { Settings } from './settings.ts';
import type { Exported } from '../verify/verify-drafts.ts';

/** One document and where its types go. */
export interface GenerateTarget {
  /** The API's name, `openai-realtime`; the document's file stem where no config names it. */
  readonly api: string;
  /** The version's name, `beta`; empty where no config names it. */
  readonly version: string;
  /** The document's path, relative to `cwd` or absolute. */
  readonly document: string;
  /** The path of an OpenAPI document that says what goes over HTTP beside the events, relative to `cwd` or absolute. */
  readonly http?: string;
  /** The folder that the files go into, relative to `cwd` or absolute. */
  readonly output: string;
  /** What users of the package that the files will be part of import them from, `@acme/chat/v1`. */
  readonly importPath?: string;
  /** The exported names of the event unions. */
  readonly unionNames: Readonly<Record<Flow, string>>;
  /** Whose eyes the types are made for. */
  readonly perspective: Perspective;
  /** For OpenAPI: the components that hold the events. */
  readonly components: { readonly sent: string | undefined; readonly received: string | undefined };
  /** How types are made of the document; paths are relative to `cwd` or absolute. */
  readonly settings?: Settings;
}

export interface GenerateOptions {
  /** The folder that paths are relative to, in what is given and in findings. */
  readonly cwd: string;
  /** `write` brings the output folders up to date; `check` only says what would change. */
  readonly mode: 'write' | 'check';
  /** `quick` leaves the official parser out, `beside` runs it once for each new content of a document. */
  readonly verdict: 'quick' | 'beside';
  /** Asks the TypeScript compiler about the output. */
  readonly verify: boolean;
  /** Folders, besides each document's own, that references may lead into. */
  readonly allowRefs: readonly string[];
  /** Called when a target is begun and when its files are known; for progress, never for results. */
  readonly onProgress: (
    target: GenerateTarget,
    step: 'started' | 'emitted' | 'verdict' | 'verifying',
  ) => void;
}

export interface TargetResult {
  readonly target: GenerateTarget;
  /** How many events each way and how many exported types; undefined where an error left nothing to emit. */
  readonly counts:
    { readonly received: number; readonly sent: number; readonly types: number } | undefined;
  readonly files: readonly FileChange[];
  /** What the files were made of; undefined where an error left nothing to emit. */
  readonly model: ApiModel | undefined;
  /** The same with what goes over HTTP beside the events. */
  readonly whole: ApiModel | undefined;
  /** Located, in the order of the document. */
  readonly findings: readonly Finding[];
  /** Every file that the document was read from, absolute; what `--watch` watches. */
  readonly inputs: readonly string[];
  /** Texts of the inputs by display name, for code frames. */
  readonly texts: ReadonlyMap<string, string>;
  readonly milliseconds: number;
}

/**
 * Generates each target. Nothing is written for a target that has an error, and its old output stays as it was; a
 * failure of one target does not keep others from being written.
 */
export async function generate(
  targets: readonly GenerateTarget[],
  options: GenerateOptions,
): Promise<readonly TargetResult[]> {
  const prepared: Prepared[] = [];
  for (const target of targets) {
    options.onProgress(target, 'started');
    prepared.push(await prepare(target, options));
    options.onProgress(target, 'emitted');
  }
  const results: TargetResult[] = [];
  for (const one of prepared) results.push(await finish(one, options));
  return results;
}

/** A target whose files are known but not written. */
interface Prepared extends ReadModel {
  readonly target: GenerateTarget;
  readonly drafts: readonly Draft[];
  readonly changes: readonly DraftChange[];
  readonly milliseconds: number;
}

async function prepare(target: GenerateTarget, options: GenerateOptions): Promise<Prepared> {
  const start = performance.now();
  const { cwd } = options;
  const settings = withImportsFor(target.settings ?? {}, target.output, cwd);
  const checks = settings.validators === true;
  const read = await readModel(target.document, { ...options, ...target, settings, checks });
  const emitted =
    read.model === undefined
      ? nothingEmitted
      : await emitTarget(read.model, settings.templates, cwd, {
          http: read.http,
          reference: settings.reference === true ? { importPath: importPathOf(target) } : undefined,
        });
  const { drafts } = emitted;
  const folder = path.resolve(cwd, target.output);
  const changes = drafts.length === 0 ? [] : compareDrafts(folder, drafts);
  const findings = [
    ...read.findings,
    ...emitted.findings,
    ...blockedFolder(folder, options.cwd),
    ...takenFiles(changes, folder, options.cwd),
  ];
  return {
    ...read,
    target,
    drafts,
    changes,
    findings,
    inputs: [...read.inputs, ...emitted.inputs],
    texts: new Map([...read.texts, ...emitted.texts]),
    milliseconds: performance.now() - start,
  };
}

/** As a file beside it writes it, where the files are part of no package. */
function importPathOf({ importPath }: GenerateTarget): string {
  return importPath ?? './index.js';
}

const nothingEmitted: Emitted = { drafts: [], findings: [], inputs: [], texts: new Map() };

async function finish(one: Prepared, options: GenerateOptions): Promise<TargetResult> {
  const start = performance.now();
  const { target, model } = one;
  options.onProgress(target, 'verdict');
  const findings = [...one.findings, ...(await one.official)];
  if (options.verify && model !== undefined && !hasErrors(findings)) {
    options.onProgress(target, 'verifying');
    const { verifyDrafts } = await import('../verify/verify-drafts.ts');
    const code = one.drafts.filter((draft) => draft.path.endsWith('.ts'));
    const drafts = withoutImports(code, model);
    const defects = await verifyDrafts(drafts, model, exportsOf(model));
    // With templates of the user's own, it is their output too.
    const own = target.settings?.templates !== undefined;
    findings.push(
      ...(own ? defects.map((each) => ({ ...each, rule: 'template-output' })) : defects),
    );
  }
  const folder = path.resolve(options.cwd, target.output);
  if (options.mode === 'write' && !hasErrors(findings)) {
    findings.push(...writeChanges(one.changes, folder, options.cwd));
  }
  const ok = model !== undefined && !hasErrors(findings);
  return {
    target,
    counts: ok ? countsOf(model) : undefined,
    model: ok ? model : undefined,
    whole: ok ? one.whole : undefined,
    files: ok ? one.changes.map((change) => fileChange(change, folder, options.cwd)) : [],
    findings: await locateFindings(findings, one.texts),
    inputs: one.inputs,
    texts: one.texts,
    milliseconds: one.milliseconds + performance.now() - start,
  };
}

function exportsOf(model: ApiModel): Exported {
  return { names: exportedNames(model), unions: exportedUnions(model) };
}

function countsOf(model: ApiModel): TargetResult['counts'] {
  const count = (flow: Flow): number =>
    model.messages.filter((message) => message.flow === flow).length;
  return { received: count('received'), sent: count('sent'), types: exportedNames(model).length };
}
