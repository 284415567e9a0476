import type { Drift, WireReport } from '../base/wire-report.ts';
import type { WireApi } from '../wire/wire-run.ts';
import type { CaptureSource } from './capture-source.ts';
import { checkCaptures } from './check-captures.ts';
import type { GenerateTarget } from './generate.ts';
import { mergeSettings } from './settings.ts';
import type { Unsuggested } from './suggest-actions.ts';
import { suggestOverlays, type SuggestedOverlay } from './suggest-overlay.ts';
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
const mostRounds = 4;

/**
 * Writes overlays that let the document say what the messages say, and holds the captures against it once more.
 *
 * @throws {UsageError} where a file cannot be written.
 */
export async function suggestWire(request: WireSuggestRequest): Promise<WireSuggestion> {
  const { report, targets } = request;
  const target = targets.find((one) => one.version === report.version);
  const none: WireSuggestion = { overlays: [], actions: 0, unsuggested: [], left: undefined };
  if (target === undefined) return none;
  let drifts = report.drifts;
  for (let round = 1; ; round += 1) {
    const found = await suggestOverlays({ ...request, target, report: { ...report, drifts } });
    for (const { file, text } of found.overlays) writeReport(file, text);
    const { overlays, unsuggested } = found;
    const actions = overlays.reduce((sum, one) => sum + one.actions, 0);
    const left = await driftsLeft(target, overlays, request);
    const fresh = (left ?? []).filter((one) => !drifts.some((known) => isSame(known, one)));
    if (fresh.length === 0 || round === mostRounds) {
      return { overlays, actions, unsuggested, left: left?.length };
    }
    drifts = [...drifts, ...fresh];
  }
}

/** What drifts from the document with its overlays; undefined where that cannot be asked. */
async function driftsLeft(
  target: GenerateTarget,
  overlays: readonly SuggestedOverlay[],
  { captures, cwd, allowRefs }: WireSuggestRequest,
): Promise<readonly Drift[] | undefined> {
  if (captures.some((one) => typeof one.from !== 'string')) return undefined;
  const more = { overlays: overlays.map(({ file }) => file) };
  const changed = { ...target, settings: mergeSettings(target.settings ?? {}, more) };
  const read = await readWireApi([changed], { cwd, allowRefs });
  if (read.value === undefined) return undefined;
  const { report } = await checkCaptures(captures, { api: read.value, version: target.version });
  return report.drifts;
}

/** The same place of the same event; a message that comes first may be another one. */
function isSame(one: Drift, other: Drift): boolean {
  return (
    one.rule === other.rule &&
    one.flow === other.flow &&
    one.event === other.event &&
    one.path === other.path &&
    one.first.capture === other.first.capture &&
    one.first.line === other.first.line
  );
}
