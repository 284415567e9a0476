import type {
  CaptureSummary,
  Drift,
  EventCoverage,
  Trouble,
  Unreadable,
  VersionFit,
} from '../base/wire-report.ts';
import { boundDrifts } from './merge-drifts.ts';
import { comparePlaces, compareTexts, mergeByKey, mergeTexts } from './merge-lists.ts';

/** What a stretch of a capture comes to; stretches add up, and so do captures. */
export interface WirePart {
  readonly drifts: readonly Drift[];
  readonly coverage: readonly EventCoverage[];
  readonly fits: readonly VersionFit[];
  readonly unreadable: readonly Unreadable[];
}

const mostEvents = 50;

export function mergeParts(parts: readonly WirePart[]): WirePart {
  return {
    drifts: boundDrifts(parts.flatMap((one) => one.drifts)),
    coverage: mergeByKey(
      parts.flatMap((one) => one.coverage),
      ({ event, flow }) => `${event}\u0000${flow}`,
      mergeCoverage,
    ),
    fits: mergeByKey(
      parts.flatMap((one) => one.fits),
      (one) => one.version,
      mergeFits,
    ),
    unreadable: mergeByKey(
      parts.flatMap((one) => one.unreadable),
      ({ at, why }) => `${at.capture}\u0000${why}`,
      mergeUnreadable,
    ),
  };
}

function mergeCoverage(a: EventCoverage, b: EventCoverage): EventCoverage {
  const counts = new Map(a.fields.map((one) => [one.path, one.count]));
  for (const { path, count } of b.fields) counts.set(path, (counts.get(path) ?? 0) + count);
  const fields = [...counts]
    .map(([path, count]) => ({ path, count }))
    .sort((one, other) => compareTexts(one.path, other.path));
  return { ...a, count: a.count + b.count, fields };
}

function mergeFits(a: VersionFit, b: VersionFit): VersionFit {
  return {
    version: a.version,
    fitting: a.fitting + b.fitting,
    unknown: mergeTexts(a.unknown.map(asText), b.unknown.map(asText), mostEvents).map(asEvent),
    differing: a.differing + b.differing,
  };
}

function asText({ event, count }: VersionFit['unknown'][number]): {
  readonly text: string;
  readonly count: number;
} {
  return { text: event, count };
}

function asEvent({
  text,
  count,
}: {
  readonly text: string;
  readonly count: number;
}): VersionFit['unknown'][number] {
  return { event: text, count };
}

function mergeUnreadable(a: Unreadable, b: Unreadable): Unreadable {
  const first = comparePlaces(a.at, b.at) <= 0 ? a : b;
  return { ...first, count: a.count + b.count };
}

/** Of each capture and rule, so many troubles are told, the first ones. */
export const mostTroubles = 1000;

/** Troubles in order, and no more of a capture than anybody reads. */
export function boundTroubles(troubles: readonly Trouble[]): readonly Trouble[] {
  const counts = new Map<string, number>();
  return [...troubles].sort(compareTroubles).filter(({ at, rule }) => {
    const key = `${at.capture}\u0000${rule}`;
    const count = (counts.get(key) ?? 0) + 1;
    counts.set(key, count);
    return count <= mostTroubles;
  });
}

function compareTroubles(a: Trouble, b: Trouble): number {
  return (
    comparePlaces(a.at, b.at) ||
    compareTexts(a.rule, b.rule) ||
    compareTexts(a.lifecycle, b.lifecycle) ||
    compareTexts(a.id, b.id) ||
    compareTexts(a.message, b.message)
  );
}

export function compareCaptures(a: CaptureSummary, b: CaptureSummary): number {
  return compareTexts(a.name, b.name);
}
