import { describe, expect, test } from 'vitest';
import type { Change } from '../../generator/diff/change.ts';
import { compareApis } from '../../generator/diff/compare.ts';
import { fits } from '../../generator/diff/rules.ts';
import type { ApiModel, Flow } from '../../generator/model/api.ts';
import { readBases } from './bases.ts';
import { judgeCases, type Trial } from './judge-cases.ts';
import { kinds } from './mutations.ts';

/** Half of them: two files share the work, so that they run at the same time. */
const halfOfCases = 5000;

/** So many runs make half of the cases, for some change nothing or make a document that no types are made of. */
const numRuns = Number(process.env['RUNS'] ?? 7200);

/**
 * Random changes to the messages of real documents: what the comparison says of the types is what the compiler says of them. Other cases:
 * `SEED=7 RUNS=20000 npx vitest run test/diff-mutations-1.test.ts`.
 */
export function compareWithCompiler(seed: number): void {
  describe('the comparison and the compiler agree', () => {
    const bases = readBases();
    const outcome = judgeCases({
      bases,
      verdicts: verdictsOf,
      tell: (before, after) => compareApis(before, after).changes.map(changeText),
      seed: Number(process.env['SEED'] ?? seed),
      numRuns,
    });

    test('in every case', () => {
      expect(outcome.disagreements).toEqual([]);
    });

    test('in so many cases, of each kind and with each answer', () => {
      expect(bases.length).toBeGreaterThan(200);
      expect(outcome.judged).toBeGreaterThanOrEqual((halfOfCases * numRuns) / 7200);
      expect([...outcome.kinds.keys()].sort()).toEqual(kinds.map(({ name }) => name).sort());
      expect(outcome.unpaired).toBeLessThan(outcome.judged / 50);
      for (const count of outcome.answers.values()) {
        expect(count).toBeGreaterThan(outcome.judged / 4);
      }
    });
  });
}

/** A comparison that misses something, and what it takes for nothing. */
export function spoiledTrial(isMissed: (change: Change) => boolean): Trial {
  return {
    bases: readBases().slice(0, 60),
    verdicts: (before, after) => verdictsOf(before, after, isMissed),
    tell: () => [],
    seed: 1,
    numRuns: 400,
  };
}

/** What the comparison says; undefined where the event is gone. */
export function verdictsOf(
  before: ApiModel,
  after: ApiModel,
  isMissed: (change: Change) => boolean = () => false,
): Readonly<Record<Flow, boolean>> | undefined {
  const changes = compareApis(before, after).changes.filter((change) => !isMissed(change));
  if (changes.some(({ kind }) => kind === 'event-removed')) return undefined;
  const holds = (flow: Flow): boolean =>
    changes.every((change) => !change.flows.includes(flow) || fits(change, flow));
  return { received: holds('received'), sent: holds('sent') };
}

function changeText({ id, relation, sentRelation, flows }: Change): string {
  return `${id}: ${relation}, ${sentRelation} when sent; ${flows.join(' and ')}`;
}
