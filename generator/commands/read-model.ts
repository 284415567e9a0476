import { finding, hasErrors, type Finding } from '../base/finding.ts';
import { readSources, type Sources } from '../load/document.ts';
import { formatOf, loadModel, type LoadOptions } from '../load/load.ts';
import { createResolver } from '../load/resolve.ts';
import type { ApiModel } from '../model/api.ts';
import { runPasses } from '../passes/run-passes.ts';
import { startOfficialVerdict } from '../verdict/remembered.ts';

/** What limits and judges the reading of a document. */
export interface ReadModelOptions extends LoadOptions {
  readonly cwd: string;
  readonly allowRefs: readonly string[];
  /** `quick` leaves the official parser out, `beside` runs it once for each new content of a document. */
  readonly verdict: 'quick' | 'beside';
}

/** A document's model, as far as it could be read. */
export interface ReadModel {
  /** Decided by all passes; undefined where an error left nothing to emit. */
  readonly model: ApiModel | undefined;
  readonly findings: readonly Finding[];
  /** The official parser's findings, which come while other work goes on. */
  readonly official: Promise<readonly Finding[]>;
  /** Every file that was read or would have been, absolute. */
  readonly inputs: readonly string[];
  /** The texts of these files by the names that findings use. The parsed values are not kept: they outweigh the model. */
  readonly texts: ReadonlyMap<string, string>;
}

/** Reads a document, judges it, and decides its model. */
export async function readModel(document: string, options: ReadModelOptions): Promise<ReadModel> {
  const read = readSources(document, { cwd: options.cwd, allow: options.allowRefs });
  const sources = read.value;
  const { inputs, texts } = read;
  if (sources === undefined) {
    return { model: undefined, findings: read.findings, official: none, inputs, texts };
  }
  const official = officialFindings(sources, options);
  const loaded = loadModel(sources, options);
  // What refers to a file that could not be read would be found broken once more.
  const verdict = hasErrors(read.findings) ? [] : await quickFindings(sources);
  const decided = loaded.value === undefined ? undefined : runPasses(loaded.value);
  const ours = [...read.findings, ...loaded.findings, ...(decided?.findings ?? [])];
  const findings = [...ours, ...unsaid(verdict, ours)];
  return {
    model: hasErrors(findings) ? undefined : decided?.value,
    findings,
    official: official.then((more) => unsaid(more, findings)),
    inputs,
    texts,
  };
}

const none: Promise<readonly Finding[]> = Promise.resolve([]);

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
  if (options.verdict === 'quick' || !isAsyncApi(root.value)) return [];
  const texts = new Map([...files.values()].map((file) => [file.path, file.text]));
  const { findings, source, reason } = await startOfficialVerdict({ file: root.path, texts });
  if (source === 'skipped') {
    const message = `the official parser was not asked: ${reason ?? 'it gave no answer'}`;
    return [finding('parser-not-asked', 'info', { file: root.file, pointer: '' }, message)];
  }
  return findings
    .filter((one) => one.level === 'error')
    .map((one) => ({
      ...one,
      at: { ...one.at, file: files.get(one.at.file)?.file ?? one.at.file },
    }));
}

function isAsyncApi(document: unknown): boolean {
  return formatOf(document)?.startsWith('AsyncAPI') === true;
}
