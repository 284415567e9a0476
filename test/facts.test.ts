import { describe, expect, test } from 'vitest';
import { deviations } from './deviations.ts';
import { differences, type Declaration } from './facts/declaration.ts';
import { explain } from './facts/explain.ts';
import { countFacts, fromFacts } from './facts/from-facts.ts';
import { fromModel } from './facts/from-model.ts';
import { readRealtime } from './facts/realtime.ts';
import { readFacts, versions } from './facts/tables.ts';

for (const version of versions) {
  const facts = readFacts(version);
  const declared = fromFacts(facts, deviations);
  const { model, findings } = readRealtime(version);
  const own = fromModel(model);
  describe(version, () => {
    test('x', () => {
      const ex = explain(version, differences(declared, own), deviations);
      console.log(version, findings, countFacts(facts, 'read'), countFacts(facts, 'write'));
      for (const d of ex.unexplained) console.log(`${d.side} ${d.type}.${d.field}\n   facts ${d.facts}\n   ours  ${d.ours}`);
      console.log('unused', ex.unused);
    });
  });
}
