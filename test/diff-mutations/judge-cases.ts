import fc from 'fast-check';
import type { ApiModel, Flow } from '../../generator/model/api.ts';
import { modelOf, modelOfBase, type Base } from './bases.ts';
import type { Payload } from './bundle.ts';
import { compilePairs, textOf } from './compile-pairs.ts';
import { mutate, mutationCases, type MutationCase } from './mutations.ts';
import { prune } from './prune.ts';

/** What became of random cases. */
export interface Outcome {
  /** How many pairs of versions were compared and compiled, each in both flows. */
  readonly judged: number;
  /** How many changed the event's tag, so that there was nothing to ask. */
  readonly unpaired: number;
  /** How often a kind of change was among them. */
  readonly kinds: ReadonlyMap<string, number>;
  /** How often the compiler said so: `received breaks`. */
  readonly answers: ReadonlyMap<string, number>;
  readonly disagreements: readonly string[];
}

/** True where types that code was compiled against still fit, by flow. */
export type Verdicts = Readonly<Record<Flow, boolean>>;

/** Who is to be judged, and by which cases; these depend on the seed alone. */
export interface Trial {
  /** Undefined where the two have no event in common, so that there is nothing to ask. */
  readonly verdicts: (before: ApiModel, after: ApiModel) => Verdicts | undefined;
  /** What the verdicts stand on, to read. */
  readonly tell: (before: ApiModel, after: ApiModel) => readonly string[];
  readonly bases: readonly Base[];
  readonly seed: number;
  readonly numRuns: number;
}

interface Pair {
  readonly index: number;
  readonly applied: readonly string[];
  readonly payloads: readonly [before: Payload, after: Payload];
  readonly before: ApiModel;
  readonly after: ApiModel;
}

const flows = ['received', 'sent'] as const satisfies readonly Flow[];

/** So many cases share a program. */
const batchSize = 500;

/** In milliseconds, for each way of making a case small. */
const longestShrink = 10_000;

/** In characters, of the types of a version. */
const longestText = 3000;

/** So many disagreements are made small and told; the others mostly are the same. */
const mostTold = 5;

/** Asks the comparison and the compiler about random cases. */
export function judgeCases(trial: Trial): Outcome {
  const { bases, seed, numRuns } = trial;
  const cases = fc.sample(mutationCases(bases.length), { seed, numRuns });
  const kinds = new Map<string, number>();
  const answers = new Map<string, number>();
  const failed: Pair[] = [];
  let judged = 0;
  let unpaired = 0;
  for (let from = 0; from < cases.length; from += batchSize) {
    const pairs = cases
      .slice(from, from + batchSize)
      .flatMap((one, offset) => pairOf(one, from + offset, bases));
    const compiled = compilePairs(pairs);
    pairs.forEach((pair, index) => {
      const told = trial.verdicts(pair.before, pair.after);
      if (told === undefined) {
        unpaired += 1;
        return;
      }
      judged += 1;
      for (const kind of pair.applied) count(kinds, kind);
      for (const flow of flows) count(answers, `${flow} ${wordOf(compiled[index]![flow])}`);
      if (disagree(told, compiled[index]!)) failed.push(pair);
    });
  }
  const disagreements = failed.slice(0, mostTold).map(({ index }) => shrink(index, trial));
  if (failed.length > mostTold) {
    disagreements.push(`and ${String(failed.length - mostTold)} more`);
  }
  return { judged, unpaired, kinds, answers, disagreements };
}

/** No pair where nothing was changed, or where one version is a document that no types are made of. */
function pairOf(one: MutationCase, index: number, bases: readonly Base[]): readonly Pair[] {
  const first = mutate(bases[one.base]!, one.prepared).payload;
  const { payload: second, applied } = mutate(first, one.mutations);
  if (JSON.stringify(first) === JSON.stringify(second)) return [];
  const known = one.prepared.length === 0 ? modelOfBase(first) : modelOf(first);
  if (known === undefined) return [];
  const other = modelOf(second);
  if (other === undefined) return [];
  const [payloads, before, after]: [Pair['payloads'], ApiModel, ApiModel] = one.backwards
    ? [[second, first], other, known]
    : [[first, second], known, other];
  return [{ index, applied, payloads, before, after }];
}

function pairOfPayloads(
  payloads: Pair['payloads'],
  index: number,
  applied: readonly string[],
): readonly Pair[] {
  const [before, after] = payloads.map(modelOf);
  if (before === undefined || after === undefined) return [];
  return [{ index, applied, payloads, before, after }];
}

function wordOf(fits: boolean): string {
  return fits ? 'holds' : 'breaks';
}

function disagree(told: Verdicts | undefined, compiled: Verdicts): boolean {
  return told !== undefined && flows.some((flow) => told[flow] !== compiled[flow]);
}

/** The case made small, first by fast-check, then by taking out of both versions what they have in common; to read. */
function shrink(index: number, trial: Trial): string {
  const { bases, seed, numRuns } = trial;
  const fails = (pairs: readonly Pair[]): boolean =>
    pairs.some((pair) =>
      disagree(trial.verdicts(pair.before, pair.after), compilePairs([pair])[0]!),
    );
  const { counterexample } = fc.check(
    fc.property(mutationCases(bases.length), (one) => !fails(pairOf(one, index, bases))),
    { seed, numRuns, path: String(index), interruptAfterTimeLimit: longestShrink },
  );
  const [smallest] = counterexample ?? [];
  const [pair] = smallest === undefined ? [] : pairOf(smallest, index, bases);
  if (pair === undefined) return `case ${String(index)} disagrees, but not a second time`;
  const [small = pair] = pairOfPayloads(
    prune(pair.payloads, longestShrink, (payloads) => fails(pairOfPayloads(payloads, index, []))),
    index,
    pair.applied,
  );
  return describe(small, bases[smallest!.base]!.label, trial);
}

function describe(pair: Pair, label: string, { verdicts, tell }: Trial): string {
  const { before, after, payloads, applied } = pair;
  const [told, compiled] = [verdicts(before, after), compilePairs([pair])[0]!];
  return [
    `${label}: ${applied.join(', ')}`,
    ...flows.map(
      (flow) =>
        `${flow}: we say ${wordOf(told?.[flow] === true)}, the compiler ${wordOf(compiled[flow])}`,
    ),
    ...tell(before, after),
    ...[before, after].flatMap((model, side) => [
      `${side === 0 ? 'before' : 'after'} ${JSON.stringify(payloads[side]?.schemas).slice(0, longestText)}`,
      textOf(model)
        .replaceAll(/^\/\/.*\n|^\n/gmu, '')
        .slice(0, longestText),
    ]),
  ].join('\n');
}

function count(into: Map<string, number>, key: string): void {
  into.set(key, (into.get(key) ?? 0) + 1);
}
