import { expect, test } from 'vitest';
import { openSources } from '../generator/migrate/codemod-project.ts';
import { mirrors } from '../generator/migrate/codemods/codemod-mirrors.ts';
import { mirrorPairs } from './codemod/mirror-pairs.ts';
import { realPlan } from './codemod/real-plan.ts';

const real = realPlan();

test.each(mirrorPairs.map((one) => [one.name, one] as const))('%s', async (_name, pair) => {
  const { given: text, left = [] } = pair;
  const project = await openSources([{ path: '/project/app.ts', text }]);
  const file = project.getSourceFileOrThrow('/project/app.ts');
  const { edits, leftOvers } = mirrors.run(file, { ...real, project, options: new Set() });
  expect(edits).toEqual([]);
  expect(leftOvers.map(({ what }) => what)).toEqual(left);
});
