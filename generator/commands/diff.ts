import { hasErrors, type Finding, type Origin, type Place } from '../base/finding.ts';
import { diskReader, displayName } from '../load/document-reader.ts';
import { locateFindings, placeFinder } from '../load/locate.ts';
import type { DiffReport, ReportProof } from '../report/report.ts';
import type { JudgedPair, ModelPair } from './compare-models.ts';
import { diffChoice, plainChoice, type DiffChoice } from './diff-choice.ts';
import { findInputs, type DiffInput, type FileOptions } from './diff-input.ts';
import type { FailOn } from './diff-settings.ts';
import { loadConfig, type LoadedConfig } from './load-config.ts';
import { readSide, reportSide, type ReadSide } from './read-side.ts';
import type { Settings } from './settings.ts';

/** What is to be compared, and how. */
export interface DiffRequest extends FileOptions {
  /** A document, a version of the config (`chat@v2`), of a manifest, or of a git revision (`HEAD~1:chat.yaml`). */
  readonly before: string;
  readonly after: string;
  /** The folder that paths are relative to, in what is given and in what is told. */
  readonly cwd: string;
  /** The config file; where it is undefined, the usual ones are looked for when a side needs one. */
  readonly configFile: string | undefined;
  /** What goes before the settings of the config. */
  readonly settings: Settings;
  /** Folders, besides each document's own, that references may lead into. */
  readonly allowRefs: readonly string[];
  /** Whether the TypeScript compiler is asked about every verdict. */
  readonly prove: boolean;
  /** What fails; undefined asks the config. */
  readonly failOn: FailOn | undefined;
  /** The day of today, `2026-12-31`: waivers may expire, and what is judged depends on no clock. */
  readonly today: string;
}

export interface DiffResult {
  /** Undefined where an error in a document left nothing to compare. */
  readonly report: DiffReport | undefined;
  /** Located: what is wrong with the documents. The report has them too, where there is one. */
  readonly findings: readonly Finding[];
  /** Texts by the names that findings use, for code frames. */
  readonly texts: ReadonlyMap<string, string>;
  /** `failed` where there is an error, or a change that is asked to fail; `defect` where the compiler contradicts the rules. */
  readonly outcome: 'clean' | 'failed' | 'defect';
}

/**
 * Compares two versions of an API, judges each change, and says what the versions of their packages must become.
 *
 * @throws {UsageError} where a side names nothing that there is.
 */
export async function diff(request: DiffRequest): Promise<DiffResult> {
  let loaded: Promise<LoadedConfig | undefined> | undefined;
  const config = (): Promise<LoadedConfig | undefined> =>
    (loaded ??= loadConfig(request.cwd, request.configFile));
  if (request.configFile !== undefined) await config();
  const labels = [request.before, request.after] as const;
  const inputs = await findInputs(labels, { ...request, config, options: request });
  // One after the other, so that what one document was read from is gone when the other is read.
  const before = await readSide(inputs[0], request);
  const after = await readSide(inputs[1], request);
  const texts = new Map([...before.texts, ...after.texts]);
  const findings = await locateFindings([...before.findings, ...after.findings], texts);
  if (before.model === undefined || after.model === undefined || hasErrors(findings)) {
    return { report: undefined, findings, texts, outcome: 'failed' };
  }
  const { judgeModels, reportOf } = await import('./compare-models.ts');
  const choice = choiceFor(inputs, await loaded, request.cwd);
  const models = { before: before.model, after: after.model };
  const judged = judgeModels({ ...models, ...choice, today: request.today });
  const report = reportOf(judged, {
    before: reportSide(before.label, before.model),
    after: reportSide(after.label, after.model),
    findings: [...findings, ...(await placedInConfig(judged.findings, await loaded, request.cwd))],
    proof: request.prove ? await proofOf(models) : undefined,
    placeOf: await placesOf(judged, [before, after], texts),
  });
  const failOn = request.failOn ?? choice.failOn ?? 'breaking';
  return { report, findings, texts, outcome: outcomeOf(report, failOn) };
}

/** What the config says of changes, if one was read; of an API's own where both sides, or the only one that has any, are of it. */
function choiceFor(
  inputs: readonly DiffInput[],
  loaded: LoadedConfig | undefined,
  cwd: string,
): DiffChoice {
  if (loaded === undefined) return plainChoice;
  const apis = inputs.flatMap((one) =>
    one.kind === 'document' && one.configured ? [one.target.api] : [],
  );
  const [api, other = api] = apis;
  return diffChoice(loaded, api === other ? api : undefined, displayName(loaded.file, cwd));
}

/** What is wrong with waivers, at its line where the config is no code. */
async function placedInConfig(
  findings: readonly Finding[],
  loaded: LoadedConfig | undefined,
  cwd: string,
): Promise<readonly Finding[]> {
  if (findings.length === 0 || loaded?.file.endsWith('.json') !== true) return findings;
  const text = diskReader(cwd).textOf(loaded.file);
  return locateFindings(findings, new Map([[displayName(loaded.file, cwd), text]]));
}

/** What the compiler says, which takes longer than all the rest. */
async function proofOf({
  before,
  after,
}: Pick<ModelPair, 'before' | 'after'>): Promise<ReportProof> {
  const { proveDiff } = await import('./prove-diff.ts');
  return proveDiff(before, after);
}

/** Where origins of changes are in texts; an overlay may have written what a document has there. */
async function placesOf(
  { comparison }: JudgedPair,
  [before, after]: readonly [ReadSide, ReadSide],
  texts: ReadonlyMap<string, string>,
): Promise<(origin: Origin) => Place> {
  const written = (at: Origin): Origin =>
    (at.file === after.model?.source.file ? after : before).originOf(at);
  const ends = comparison.changes.flatMap((one) => [one.before, one.after]);
  const origins = ends.flatMap((one) => (one === undefined ? [] : [written(one.origin)]));
  const placeOf = await placeFinder(origins, texts);
  return (origin) => placeOf(written(origin));
}

function outcomeOf({ counts, proof, findings }: DiffReport, failOn: FailOn): DiffResult['outcome'] {
  if ((proof?.contradictions.length ?? 0) > 0) return 'defect';
  const breaks = counts.silent + counts.loud > 0;
  const fails = failOn === 'never' ? false : breaks || (failOn === 'warning' && counts.warning > 0);
  return fails || hasErrors(findings) ? 'failed' : 'clean';
}
