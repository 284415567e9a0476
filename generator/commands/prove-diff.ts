import { exportedUnions } from '../emit/emit-api.ts';
import { compareApis } from '../diff/compare.ts';
import { proofPrograms, type ExpectedProgram, type UnionTypes } from '../diff/proof-programs.ts';
import { proofQuestions, type ExpectedAnswer } from '../diff/questions.ts';
import { fromSameEnd } from '../diff/turn-round.ts';
import type { ApiModel } from '../model/api.ts';
import type { Draft } from '../render/drafts.ts';
import type { ReportContradiction, ReportProof } from '../report/report.ts';
import type { ProgramAnswer, ProofAnswer } from '../verify/prove.ts';
import { emitTarget, withoutImports } from './emit-target.ts';

/**
 * Asks the compiler about every event and named type that two versions have in common. What it says of assignability must follow
 * from the changes; where the rules say more or less than that, the reason is one of those that are known, and a few lines of code prove
 * it. Levels that somebody set and waivers count for nothing here.
 */
export async function proveDiff(
  before: ApiModel,
  given: ApiModel,
  compare: typeof compareApis = compareApis,
): Promise<ReportProof> {
  const after = fromSameEnd(before, given);
  const comparison = compare(before, after);
  const unions = pairUnions(before, given, after === given);
  const questions = proofQuestions({ before, after, comparison, unions });
  const programs = proofPrograms({ before, after, comparison, unions });
  const { prove } = await import('../verify/prove.ts');
  const proof = await prove({
    before: await draftsOf(before),
    after: await draftsOf(given),
    questions,
    programs: programs.flatMap(({ compiles, refused }) => [compiles, ...refused]),
  });
  const complaints = proof.programs[Symbol.iterator]();
  return {
    asked: questions.length,
    contradictions: [
      ...questions.flatMap((one, index) => contradiction(one, proof.answers[index])),
      ...programs.flatMap((one) => unproved(one, complaints)),
    ],
    explained: explain(questions),
  };
}

/** The names of the event unions; those of the version after by the flow that they have from the other end. */
function pairUnions(
  before: ApiModel,
  given: ApiModel,
  isSameEnd: boolean,
): readonly (readonly [UnionTypes, UnionTypes])[] {
  const others = exportedUnions(given);
  return exportedUnions(before).flatMap((one) => {
    const other = others.find(({ flow }) => (flow === one.flow) === isSameEnd);
    return other === undefined ? [] : [[one, other] as const];
  });
}

/** Our own templates serve: what is asked about are types, not their layout. */
async function draftsOf(model: ApiModel): Promise<readonly Draft[]> {
  const { drafts } = await emitTarget(model, undefined, '');
  return withoutImports(drafts, model);
}

function contradiction(
  { name, flow, compiler: expected }: ExpectedAnswer,
  answer: ProofAnswer | undefined,
): readonly ReportContradiction[] {
  const compiler = answer?.assignable === true ? 'holds' : 'breaks';
  if (compiler === expected) return [];
  return [{ name, flow, rules: expected, compiler, message: answer?.message ?? '' }];
}

/** Code that should compile against the version before and not against the version after, and does not do so. */
function unproved(
  { name, flow, refused }: ExpectedProgram,
  complaints: Iterator<ProgramAnswer, undefined>,
): readonly ReportContradiction[] {
  const next = (): ProgramAnswer => {
    const { done, value } = complaints.next();
    return done === true ? [] : value;
  };
  const unwanted = next();
  const wanted = refused.map(next);
  if (unwanted.length === 0 && wanted.some((one) => one.length > 0)) return [];
  return [{ name, flow, rules: 'breaks', compiler: 'holds', message: unwanted.join(' ') }];
}

function explain(questions: readonly ExpectedAnswer[]): ReportProof['explained'] {
  const byReason = new Map<string, Set<string>>();
  for (const { name, reasons } of questions) {
    for (const reason of reasons) {
      byReason.set(reason, (byReason.get(reason) ?? new Set()).add(name));
    }
  }
  return [...byReason].map(([reason, names]) => ({ reason, names: [...names] }));
}
