import { finding, type Finding } from '../base/finding.ts';
import { fitsGlob } from '../base/glob.ts';
import { pointerTo } from '../base/pointer.ts';
import { audiences, type Judgement } from '../diff/judgement.ts';
import type { ApiModel } from '../model/api.ts';
import { Answers } from './answers.ts';
import type { CoverWaiver, Migration, MigrationStep } from './step.ts';

/** How much of what breaks between two versions a map answers. */
export interface Cover {
  /** Every change that breaks somebody, and what the map says of it. */
  readonly breaks: readonly CoveredBreak[];
  /** Steps that no break asks for: what they say is of use to converters and code all the same. */
  readonly unasked: readonly MigrationStep[];
  /** Breaks without an answer, waivers that answer nothing, and waivers that answer what steps do. */
  readonly findings: readonly Finding[];
}

export interface CoveredBreak {
  readonly judgement: Judgement;
  /** The steps that say what becomes of it; none where no step does. */
  readonly steps: readonly MigrationStep[];
  readonly waivers: readonly CoverWaiver[];
}

/** Holds a map against all that breaks between its two versions. What the config waives for the diff is no break. */
export function coverOf(
  migration: Migration,
  before: ApiModel,
  after: ApiModel,
  judgements: readonly Judgement[],
): Cover {
  const answers = new Answers(migration, before, after);
  const breaks = judgements.filter(isBreak).map((judgement): CoveredBreak => {
    const { change } = judgement;
    const waivers = migration.waivers.filter((one) => fitsGlob(change.id, one.change));
    return { judgement, steps: answers.to(change) ?? [], waivers };
  });
  const used = new Set(breaks.flatMap((one) => one.steps));
  return {
    breaks,
    unasked: migration.steps.filter((one) => !used.has(one)),
    findings: [
      ...breaks.filter((one) => !isAnswered(one)).map((one) => uncovered(one.judgement, migration)),
      ...migration.waivers.flatMap((one) => waiverFindings(one, breaks)),
    ],
  };
}

/** True for what a step or a waiver answers. */
export function isAnswered({ steps, waivers }: CoveredBreak): boolean {
  return steps.length > 0 || waivers.length > 0;
}

/** True for a change that breaks code or programs, and that nobody has accepted. */
export function isBreak({ verdicts, waiver }: Judgement): boolean {
  return waiver === undefined && audiences.some((one) => verdicts[one].level === 'error');
}

function uncovered({ change, message }: Judgement, { file }: Migration): Finding {
  const at = { file, pointer: pointerTo('', 'steps') };
  const text = `nothing is said of ${change.id}: ${message}`;
  const hint = `a step says what becomes of it, or a waiver why nothing has to: change: ${change.id}`;
  return finding('migration-uncovered', 'error', at, text, hint);
}

function waiverFindings(waiver: CoverWaiver, breaks: readonly CoveredBreak[]): readonly Finding[] {
  const own = breaks.filter((one) => one.waivers.includes(waiver));
  if (own.length === 0) {
    const message = `no change that breaks anybody is called ${waiver.change}`;
    return [finding('migration-waiver-unused', 'error', waiver.at, message)];
  }
  const told = own.filter(({ steps }) => steps.length > 0);
  const [first] = told;
  if (first === undefined) return [];
  const more = told.length === 1 ? '' : ` (and ${String(told.length - 1)} more)`;
  const message = `${first.judgement.change.id} is answered by ${first.steps.map(({ id }) => id).join(', ')}${more}`;
  const hint = 'a waiver is for what no step answers';
  return [finding('migration-waiver-overlap', 'error', waiver.at, message, hint)];
}
