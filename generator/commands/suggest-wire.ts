import path from 'node:path';
import { UsageError } from '../base/finding.ts';
import { own } from '../base/json.ts';
import { pointerSegments } from '../base/pointer.ts';
import { slashed } from '../base/slashed.ts';
import type { WireReport } from '../base/wire-report.ts';
import type { Sources } from '../load/document.ts';
import type { WireApi } from '../wire/wire-run.ts';
import type { CaptureSource } from './capture-source.ts';
import { checkCaptures } from './check-captures.ts';
import type { GenerateTarget } from './generate.ts';
import {
  isInside,
  type SuggestedAction,
  type Suggestions,
  type Unsuggested,
} from './suggest-actions.ts';
import {
  findSuggestions,
  overlaysOf,
  readSuggested,
  type SuggestedOverlay,
  type SuggestRequest,
} from './suggest-overlay.ts';
import { readWireApi } from './wire-api.ts';
import { writeReport } from './write-report.ts';

export interface WireSuggestRequest {
  /** The overlay that is to be written, absolute. */
  readonly file: string;
  readonly report: WireReport;
  readonly targets: readonly GenerateTarget[];
  readonly api: WireApi;
  readonly captures: readonly CaptureSource[];
  readonly cwd: string;
  readonly allowRefs: readonly string[];
}

/** What was suggested and written. */
export interface WireSuggestion {
  readonly overlays: readonly SuggestedOverlay[];
  readonly actions: number;
  readonly unsuggested: readonly Unsuggested[];
  /** How many drifts there would be with the overlays; undefined where the captures cannot be read once more. */
  readonly left: number | undefined;
}

/** One alternative may hide what another one lacks, so that more is seen when the first changes are made. */
const mostRounds = 8;

/**
 * Writes overlays that let the document say what the messages say, holds the captures against it once more, and goes on with what is
 * seen then.
 *
 * @throws {UsageError} where a file cannot be written, or is an overlay that is applied already.
 */
export async function suggestWire(request: WireSuggestRequest): Promise<WireSuggestion> {
  const target = request.targets.find((one) => one.version === request.report.version);
  if (target === undefined) throw new Error('the version of the report is none of the targets');
  let round: Round = { ...request, target, actions: [], overlays: [], tried: new Set() };
  let told: Told | undefined;
  for (let number = 0; number < mostRounds; number += 1) {
    const sources = await readSuggested(round);
    if (sources === undefined) break;
    const found = newSuggestions(await findSuggestions(round, sources), round.tried);
    const all = [...round.actions, ...found.actions];
    const written = await write({ ...found, actions: all }, sources, round);
    const actions = written.actions.filter((one) => one.drifts.length > 0).length;
    told = { overlays: written.files, actions, unsuggested: found.unsuggested };
    if (found.actions.length === 0) return { ...told, left: round.report.drifts.length };
    const next = await checkAgain(written, round);
    if (next === undefined) break;
    round = { ...next, tried: new Set([...round.tried, ...found.actions.map(textOf)]) };
  }
  return { overlays: [], actions: 0, unsuggested: [], ...told, left: undefined };
}

/** What was suggested so far, and what is said of the document with it. */
interface Round extends SuggestRequest {
  readonly file: string;
  readonly actions: readonly SuggestedAction[];
  readonly overlays: readonly SuggestedOverlay[];
  /** What rounds before have suggested, as texts. */
  readonly tried: ReadonlySet<string>;
}

type Told = Omit<WireSuggestion, 'left'>;

/** Without what was suggested before and did not help. */
function newSuggestions(found: Suggestions, tried: ReadonlySet<string>): Suggestions {
  const isOld = (one: SuggestedAction | undefined): boolean =>
    one !== undefined && tried.has(textOf(one));
  const actions = found.actions.filter((one, index) =>
    // What makes room goes with the action behind it.
    one.drifts.length > 0 ? !isOld(one) : !isOld(found.actions[index + 1]),
  );
  const answered = new Set(actions.flatMap((one) => one.drifts));
  const old = new Set(found.actions.filter(isOld).flatMap((one) => one.drifts));
  const left = [...old].filter((one) => !answered.has(one));
  const why = 'what was suggested for it does not settle it';
  return {
    actions,
    unsuggested: [...found.unsuggested, ...left.map((drift) => ({ drift, why }))],
  };
}

function textOf({ file, target, change }: SuggestedAction): string {
  return JSON.stringify([file, target, change]);
}

interface Written {
  readonly actions: readonly SuggestedAction[];
  readonly files: readonly SuggestedOverlay[];
}

/** Writes the overlays; what was learnt of a field that was added is put into the action that adds it. */
async function write(found: Suggestions, sources: Sources, round: Round): Promise<Written> {
  const files = overlaysOf(found, sources, round);
  refuseApplied(files, round);
  for (const { file, text } of files) writeReport(file, text);
  if (round.actions.length === 0) return { actions: found.actions, files };
  const edited = await readSuggested(withOverlays(round, files));
  if (edited === undefined) return { actions: found.actions, files };
  const actions = foldedActions(found.actions, edited);
  const folded = overlaysOf({ ...found, actions }, sources, round);
  for (const { file, text } of folded) writeReport(file, text);
  return { actions, files: folded };
}

/** An overlay that is applied already must not be lost to what is suggested beyond it. */
function refuseApplied(files: readonly SuggestedOverlay[], { target, overlays, cwd }: Round): void {
  const own = new Set(overlays.map(({ file }) => file));
  const applied = (target.settings?.overlays ?? []).map((one) => path.resolve(cwd, one));
  const lost = files.find(({ file }) => applied.includes(file) && !own.has(file));
  if (lost === undefined) return;
  throw new UsageError(
    `--suggest would write over ${slashed(path.relative(cwd, lost.file))}, which is applied already`,
    'name another file, and apply both or put them together',
  );
}

function foldedActions(
  actions: readonly SuggestedAction[],
  { files }: Sources,
): readonly SuggestedAction[] {
  const fields = actions.flatMap(({ file, field }) =>
    field === undefined ? [] : [{ file, field }],
  );
  const isWithin = ({ file, pointer }: SuggestedAction): boolean =>
    fields.some((one) => one.file === file && isInside(pointer, one.field));
  return actions
    .filter((one) => !isWithin(one))
    .map((one) => {
      if (one.field === undefined) return one;
      const file = [...files.values()].find((each) => each.file === one.file);
      const steps = pointerSegments(one.field);
      const schema = steps.reduce<unknown>(own, file?.value);
      const update = { [steps.at(-1) ?? '']: schema };
      const isWhole = one.target.endsWith('.properties');
      return { ...one, change: { update: isWhole ? update : { properties: update } } };
    });
}

/** The captures against the document with its overlays; undefined where that cannot be asked. */
async function checkAgain({ actions, files }: Written, round: Round): Promise<Round | undefined> {
  const { captures, cwd, allowRefs } = round;
  if (captures.some((one) => typeof one.from !== 'string')) return undefined;
  const changed = withOverlays(round, files);
  const read = await readWireApi([changed.target], { cwd, allowRefs });
  if (read.value === undefined) return undefined;
  const { version } = changed.target;
  const { report } = await checkCaptures(captures, { api: read.value, version });
  return { ...changed, actions, overlays: files, api: read.value, report };
}

/** The overlays in the place of those of the round before. */
function withOverlays(round: Round, files: readonly SuggestedOverlay[]): Round {
  const { settings = {} } = round.target;
  const before = new Set(round.overlays.map(({ file }) => file));
  const others = (settings.overlays ?? []).filter((one) => !before.has(one));
  const overlays = [...others, ...files.map(({ file }) => file)];
  return { ...round, target: { ...round.target, settings: { ...settings, overlays } } };
}
