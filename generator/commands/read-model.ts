import { finding, hasErrors, type Checked, type Finding, type Origin } from '../base/finding.ts';
import { setLevels } from '../base/levels.ts';
import { readSources, refusalKey, type Sources } from '../load/document.ts';
import type { TextReader } from '../load/document-reader.ts';
import { calledRefs } from '../load/called-refs.ts';
import { formatOf, loadModel, type LoadedModel, type LoadOptions } from '../load/load.ts';
import { createResolver } from '../load/resolve.ts';
import type { ApiModel } from '../model/api.ts';
import type { HttpDocument } from '../model/http.ts';
import { runPasses } from '../passes/run-passes.ts';
import { startOfficialVerdict } from '../verdict/remembered.ts';
import { readHttp } from './read-http.ts';
import { readOverlayFiles, type OverlayReading } from './read-overlays.ts';
import type { Settings } from './settings.ts';

/** What limits and judges the reading of a document. */
export interface ReadModelOptions extends LoadOptions {
  readonly cwd: string;
  readonly allowRefs: readonly string[];
  /**
   * `quick` leaves the official parser out, `beside` runs it once for each new content of a document. `full` runs it here and now,
   * and tells what it advises as well.
   */
  readonly verdict: 'quick' | 'beside' | 'full';
  readonly settings?: Settings | undefined;
  /** The OpenAPI document of what goes over HTTP beside the events. */
  readonly http?: string | undefined;
  /** Where the document comes from; the disk where it is left out. Overlays are settings, and come from the disk. */
  readonly reader?: TextReader | undefined;
  /** Whether the model is to hold checks; most have no use for them. */
  readonly checks?: boolean | undefined;
}

/** A document's model, as far as it could be read. */
export interface ReadModel {
  /** Decided by all passes; undefined where an error left nothing to emit. */
  readonly model: ApiModel | undefined;
  /** The model with the endpoints beside the events, and the shapes that only these need; the same one where there are none. */
  readonly whole: ApiModel | undefined;
  /** What goes over HTTP beside the events; undefined where nobody asked, or where an error left nothing to emit. */
  readonly http: HttpDocument | undefined;
  readonly findings: readonly Finding[];
  /** The official parser's findings, which come while other work goes on. */
  readonly official: Promise<readonly Finding[]>;
  /** Every file that was read or would have been, absolute. */
  readonly inputs: readonly string[];
  /** The texts of these files by the names that findings use. The parsed values are not kept: they outweigh the model. */
  readonly texts: ReadonlyMap<string, string>;
  /** Where what has an origin in the model was written: an overlay may have put it into the document. */
  readonly originOf: (at: Origin) => Origin;
}

/** Reads a document, judges it, and decides its model; and reads what goes over HTTP beside it. */
export async function readModel(document: string, options: ReadModelOptions): Promise<ReadModel> {
  const { settings = {}, http, cwd } = options;
  const overlays = await readOverlayFiles(settings.overlays ?? [], cwd);
  const { sources, ...events } = await readEvents(document, options, overlays);
  const { model } = events;
  if (http === undefined) {
    const unread = setLevels(overlays.unread('events'), settings);
    return { ...events, findings: [...events.findings, ...unread], whole: model, http };
  }
  const allow = [...options.allowRefs, ...(settings.allowRefs ?? [])];
  const { edit } = overlays;
  const side = readHttp(http, { model, sources }, { ...options, allow, edit });
  // Both refer to the same files, and what is wrong with these is told once.
  const told = new Set(events.findings.map(placeKey));
  const found = [...overlays.applied(), ...overlays.unread('all')];
  const more = [...found, ...overlays.placed(side.findings)].filter((one) => {
    const key = placeKey(one);
    return !told.has(key) && told.add(key);
  });
  const findings = [...events.findings, ...setLevels(more, settings)];
  const failed = hasErrors(findings);
  return {
    ...events,
    model: failed ? undefined : model,
    whole: failed ? undefined : side.whole,
    http: failed ? undefined : side.document,
    findings,
    inputs: [...new Set([...events.inputs, ...side.inputs])],
    texts: new Map([...side.texts, ...events.texts]),
  };
}

function placeKey({ rule, at }: Finding): string {
  return `${rule} ${at.file}#${at.pointer} ${String(at.line)}`;
}

/** The events alone, and what they were read from. */
type EventsRead = Omit<ReadModel, 'http' | 'whole'> & { readonly sources: Sources | undefined };

async function readEvents(
  document: string,
  options: ReadModelOptions,
  overlays: OverlayReading,
): Promise<EventsRead> {
  const { cwd, settings = {}, reader } = options;
  const allow = [...options.allowRefs, ...(settings.allowRefs ?? [])];
  const read = readSources(document, { cwd, allow, reader, edit: overlays.edit });
  const sources = read.value;
  const { originOf } = overlays;
  const inputs = [...read.inputs, ...overlays.inputs];
  const texts = new Map([...read.texts, ...overlays.texts]);
  if (sources === undefined) {
    const told = [...overlays.findings, ...overlays.applied()];
    const findings = setLevels([...told, ...read.findings], settings);
    return { model: undefined, findings, official: none, inputs, texts, originOf, sources };
  }
  const official = officialFindings(sources, options);
  // Whatever a function here closes over lives until the official parser has spoken; the parsed document must not.
  const { refused } = sources;
  const called = calledRefs(sources);
  // A reference that leads to no file has been told, or nobody needs it; AsyncAPI's own readers know nothing of `$id`.
  const isRefused = ({ at }: Finding): boolean =>
    refused?.has(refusalKey(at)) === true || called.has(refusalKey(at));
  const verdict = (await quickFindings(sources)).filter((one) => !isRefused(one));
  const loaded = loadModel(sources, options);
  const decided = loaded.value === undefined ? undefined : runPasses(loaded.value, settings);
  const model = decided?.value;
  const needed = [...read.findings, ...loaded.findings, ...(decided?.findings ?? [])];
  const ours = [...needed, ...unneeded(sources, needed, called)];
  const all = [...ours, ...unsaid(verdict, ours)];
  const findings = [
    ...setLevels([...overlays.findings, ...overlays.applied()], settings),
    ...setLevels(overlays.placed(all), settings),
  ];
  const isRead = model !== undefined && !hasErrors(findings);
  const checks =
    isRead && options.checks === true ? await checksOf(sources, loaded, model) : undefined;
  findings.push(...setLevels(overlays.placed(checks?.findings ?? []), settings));
  return {
    model: isRead ? { ...model, ...checks?.value } : undefined,
    findings,
    official: official.then((more) => {
      const told = unsaid(more, all).filter((one) => !isRefused(one));
      return setLevels(overlays.placed(told), settings, all);
    }),
    inputs,
    texts,
    originOf,
    sources,
  };
}

/** What reads checks is loaded for those alone who ask for them. */
async function checksOf(
  sources: Sources,
  loaded: LoadedModel,
  model: ApiModel,
): Promise<Checked<Pick<ApiModel, 'checks'>>> {
  const { readChecks } = await import('../load/checks.ts');
  const { value: checks, findings } = readChecks(sources, loaded, model);
  return { value: { checks }, findings };
}

const none: Promise<readonly Finding[]> = Promise.resolve([]);

/**
 * References that lead to no file, at places that no type needs: a description in a file of its own, an example, a server. What is
 * in a file that was found and cannot be read, nobody wants to know then.
 */
function unneeded(
  { refused }: Sources,
  told: readonly Finding[],
  called: ReadonlySet<string>,
): readonly Finding[] {
  const known = new Set(told);
  return [...(refused ?? [])]
    .filter(([key]) => !called.has(key))
    .flatMap(([, findings]) => findings)
    .filter((one) => one.rule.startsWith('ref-') && !known.has(one))
    .map((one) => ({ ...one, level: 'warning', hint: 'no type needs what it leads to' }));
}

/** Findings of one judge at places where another has an error already say the same thing twice. */
function unsaid(findings: readonly Finding[], said: readonly Finding[]): readonly Finding[] {
  const places = new Set(
    said.filter((one) => one.level === 'error').map(({ at }) => `${at.file}#${at.pointer}`),
  );
  return findings.filter(({ at }) => !places.has(`${at.file}#${at.pointer}`));
}

/** AsyncAPI's rules, without its parser. */
async function quickFindings({ root, files }: Sources): Promise<readonly Finding[]> {
  if (!isAsyncApi(root.value)) return [];
  const { quickVerdict } = await import('../verdict/quick.ts');
  // What leads nowhere is found by the loader and by the verdict itself; it is not told a third time.
  const resolver = createResolver({ root, files, hash: '' }, []);
  return quickVerdict({
    file: root.file,
    document: root.value,
    resolve: (ref, from) => {
      const target = resolver.target(ref, { file: from, pointer: '' });
      return target && { value: target.value, file: target.at.file, pointer: target.at.pointer };
    },
  });
}

/**
 * What the official parser finds wrong. What it only advises is no concern of whoever wants types.
 */
async function officialFindings(
  { root, files }: Sources,
  options: ReadModelOptions,
): Promise<readonly Finding[]> {
  const { verdict } = options;
  if (verdict === 'quick' || !isAsyncApi(root.value)) return [];
  const texts = new Map([...files.values()].map((file) => [file.path, file.text]));
  const named = (one: Finding, level: Finding['level']): readonly Finding[] => {
    const file = files.get(one.at.file);
    // The parser reads prose as YAML, and judges an empty text where it may not have a file.
    if (file === undefined || file.value === file.text) return [];
    return [{ ...one, level, at: { ...one.at, file: file.file } }];
  };
  if (verdict === 'full') {
    const { judgeOfficially } = await import('../verdict/official.ts');
    const told = await judgeOfficially(root.path, root.text, (other) => texts.get(other));
    return told.flatMap((one) => named(one, one.level));
  }
  const { findings, source, reason } = await startOfficialVerdict({ file: root.path, texts });
  if (source === 'skipped') {
    const message = `the official parser was not asked: ${reason ?? 'it gave no answer'}`;
    return [finding('parser-not-asked', 'info', { file: root.file, pointer: '' }, message)];
  }
  return findings.filter((one) => one.level === 'error').flatMap((one) => named(one, 'error'));
}

function isAsyncApi(document: unknown): boolean {
  return formatOf(document)?.startsWith('AsyncAPI') === true;
}
