import { finding, UsageError, type Finding, type Origin } from '../base/finding.ts';
import { fitsGlob } from '../base/glob.ts';
import { pointerTo } from '../base/pointer.ts';
import type { Change } from './change.ts';
import type { Judgement, Waiver } from './judgement.ts';
import { pathText } from './path.ts';

/** Waivers, and what is needed to hold them. */
export interface WaiverChoice {
  readonly waivers: readonly Waiver[];
  /** Where the list of them stands, for what is found about them. */
  readonly from: Origin;
  /** `2026-12-31`: a day, since what is judged must not depend on a clock. */
  readonly today: string;
}

/** Judgements with the first waiver that covers each; a waiver that no longer holds, or covers nothing, is a finding. */
export function holdWaivers(
  judgements: readonly Judgement[],
  { waivers, from, today }: WaiverChoice,
): { readonly judgements: readonly Judgement[]; readonly findings: readonly Finding[] } {
  const held = waivers.filter((one) => !isExpired(one, today));
  const used = new Set<Waiver>();
  const covered = judgements.map((judgement) => {
    const ofRule = held.filter((one) => one.rule === judgement.rule);
    const places = ofRule.length === 0 ? [] : placesOf(judgement.change);
    const covering = ofRule.filter(({ at }) => places.some((place) => fitsGlob(place, at)));
    for (const one of covering) used.add(one);
    return { ...judgement, waiver: covering[0] };
  });
  const findings = waivers.flatMap((one, index) => {
    const at = { ...from, pointer: pointerTo(from.pointer, index) };
    const name = `the waiver of ${one.rule} at ${one.at}`;
    if (isExpired(one, today)) {
      const message = `${name} held until ${one.expires ?? ''}, and no longer does`;
      return [
        finding('waiver-expired', 'warning', at, message, 'renew it, or mend what it covers'),
      ];
    }
    if (used.has(one)) return [];
    return [finding('waiver-unused', 'info', at, `${name} covers no change`, 'take it out')];
  });
  return { judgements: covered, findings };
}

/**
 * The texts that a waiver's glob is held against: the id of the change, its shape and path in each version, and each event that holds it, alone and with
 * the path.
 *
 * `field-removed RealtimeSession.voice`, `RealtimeSession.voice`, `session.update`, `session.update:session.voice`
 */
export function placesOf({
  id,
  path,
  before,
  after,
  reaches,
  kind,
  subject,
}: Change): readonly string[] {
  const own = [before?.shape, after?.shape].flatMap((shape) =>
    shape === undefined ? [] : [path.length === 0 ? shape : `${shape}.${pathText(path)}`],
  );
  const events = reaches.flatMap((one) => [one.event, `${one.event}:${pathText(one.path)}`]);
  const self = kind.startsWith('event-') ? [subject] : [];
  return [...new Set([id, ...own, ...self, ...events])];
}

function isExpired({ rule, expires }: Waiver, today: string): boolean {
  if (expires === undefined) return false;
  if (!isDay(expires)) {
    throw new UsageError(
      `the waiver of ${rule} expires on ${expires}, which is no day`,
      'write it as in 2026-12-31',
    );
  }
  return today > expires;
}

/** A date that there is: no thirtieth of February. */
function isDay(text: string): boolean {
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().slice(0, 10) === text;
}
