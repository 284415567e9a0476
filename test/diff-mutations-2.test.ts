import { expect, test } from 'vitest';
import { judgeCases } from './diff-mutations/judge-cases.ts';
import { compareWithCompiler, spoiledTrial } from './diff-mutations/suite.ts';

compareWithCompiler(2);

test.each(['field-required', 'null-added', 'value-removed', 'type-changed'])(
  'a comparison that takes %s for nothing is found out, by a case that is small',
  (kind) => {
    const { disagreements } = judgeCases(spoiledTrial((change) => change.kind === kind));
    expect(disagreements.length).toBeGreaterThan(0);
    expect(disagreements[0]).toContain('we say holds, the compiler breaks');
    expect(disagreements[0]?.length).toBeLessThan(1500);
  },
);
