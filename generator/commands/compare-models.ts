import type { Finding, Origin, Place } from '../base/finding.ts';
import { pointerSegments } from '../base/pointer.ts';
import { compareApis } from '../diff/compare.ts';
import type { Comparison } from '../diff/change.ts';
import { judge } from '../diff/judge.ts';
import type { Judgement } from '../diff/judgement.ts';
import { semverOf } from '../diff/semver.ts';
import type { ApiModel } from '../model/api.ts';
import type { DiffReport, ReportProof, ReportSide } from '../report/report.ts';
import type { PlacedWaiver } from './diff-choice.ts';
import type { DiffSettings } from './diff-settings.ts';
import { buildReport } from './diff-report.ts';

/** Two models, and how what differs between them is judged. */
export interface ModelPair {
  readonly before: ApiModel;
  readonly after: ApiModel;
  readonly levels: NonNullable<DiffSettings['rules']>;
  readonly waivers: readonly PlacedWaiver[];
  /** `2026-12-31`; a waiver whose last day was before it no longer holds. */
  readonly today: string;
}

/** What differs, and what it means. */
export interface JudgedPair {
  readonly comparison: Comparison;
  readonly judgements: readonly Judgement[];
  /** What is wrong with the waivers. */
  readonly findings: readonly Finding[];
}

/** Compares two models and judges each change. */
export function judgeModels({ before, after, levels, waivers, today }: ModelPair): JudgedPair {
  const comparison = compareApis(before, after);
  const { judgements, findings } = judge(comparison.changes, {
    levels,
    waivers: waivers.map((one) => one.waiver),
    from: { file: '', pointer: '' },
    today,
  });
  // The list has waivers of several places; its own pointers are their numbers.
  const at = (given: Place): Place => {
    const [index] = pointerSegments(given.pointer);
    return { ...given, ...waivers[Number(index)]?.origin };
  };
  return { comparison, judgements, findings: findings.map((one) => ({ ...one, at: at(one.at) })) };
}

/** What a report shows besides the changes. */
export interface ReportFrame {
  readonly before: ReportSide;
  readonly after: ReportSide;
  readonly findings: readonly Finding[];
  readonly proof: ReportProof | undefined;
  readonly placeOf: (origin: Origin) => Place;
}

/** The report of what was judged. */
export function reportOf({ comparison, judgements }: JudgedPair, frame: ReportFrame): DiffReport {
  return buildReport({
    ...frame,
    comparison,
    judgements,
    semver: { source: semverOf(judgements, 'source'), wire: semverOf(judgements, 'wire') },
  });
}
