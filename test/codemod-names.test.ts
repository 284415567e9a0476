import { describe, expect, test } from 'vitest';
import { runCodemods, type CodemodOutcome } from '../generator/migrate/codemod-run.ts';
import { connectionPairs } from './codemod/connection-pairs.ts';
import { eventPairs } from './codemod/event-pairs.ts';
import { importPairs } from './codemod/import-pairs.ts';
import { keyPairs } from './codemod/key-pairs.ts';
import type { Pair } from './codemod/pairs.ts';
import { partPairs } from './codemod/part-pairs.ts';
import { realPlan } from './codemod/real-plan.ts';

const real = realPlan();

async function migrate(
  text: string,
  { file = 'app.ts', options = [], alone }: Partial<Pair> = {},
): Promise<CodemodOutcome> {
  const other = { path: '/project/connect.ts', text: 'export const name = "realtime";' };
  const files = [{ path: `/project/${file}`, text }, ...(alone === true ? [] : [other])];
  const [one] = await runCodemods({ ...real, files, options: new Set(options) });
  return one!;
}

const told = ({ after, leftOvers, problem }: CodemodOutcome): object => ({
  after,
  left: leftOvers.filter((one) => one.mention !== true).map(({ what }) => what),
  mentions: leftOvers.filter((one) => one.mention === true).length,
  problem,
});

describe.each([
  ['names of events', eventPairs],
  ['parts of names', partPairs],
  ['connections', connectionPairs],
  ['imports', importPairs],
  ['old keys', keyPairs],
])('%s', (_title, pairs) => {
  test.each(pairs.map((one) => [one.name, one] as const))('%s', async (_name, pair) => {
    const { given, want = given, left = [], mentions = 0 } = pair;
    const outcome = await migrate(given, pair);
    expect(told(outcome)).toEqual({ after: want, left, mentions, problem: undefined });
    const again = await migrate(outcome.after, pair);
    expect(again.after).toBe(outcome.after);
  });
});

test('there are as many pairs as are worth a table', () => {
  const pairs = [eventPairs, partPairs, connectionPairs, importPairs].flat();
  expect(pairs.length).toBeGreaterThan(120);
});
