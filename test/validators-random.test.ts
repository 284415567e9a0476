import fc from 'fast-check';
import { expect, test } from 'vitest';
import { documentOf, emitAll, type Verdict } from './validators/emitted.ts';
import { createAjv, judgeOf, type Draft, type Judge, type Judged } from './validators/judge.ts';
import { schemasOf, value } from './validators/random-schemas.ts';

/** How many schemas of each kind are made up in each draft, and how many values each of them is given. */
const schemas = Number(process.env['VALIDATOR_SCHEMAS'] ?? 40);
const values = 60;

const drafts: readonly Draft[] = ['draft7', 'draft2019-09', 'draft2020-12'];

test.each(drafts)('made-up schemas of %s have the verdict of the judge', async (draft) => {
  const seed = Number(process.env['VALIDATOR_SEED'] ?? 11) + drafts.indexOf(draft);
  const made = (['kinds', 'places'] as const).flatMap((lists) =>
    fc.sample(schemasOf(draft, lists), { numRuns: schemas, seed }),
  );
  const given = fc.sample(value, { numRuns: values, seed });
  const emitted = await emitAll(made.map(documentOf));
  const counts = { valid: 0, invalid: 0, unjudged: 0 };
  for (const [at, schema] of made.entries()) {
    const validate = emitted[at]?.validatorOf('T');
    const judge = judgeOf(schema, createAjv(draft));
    // What the judge has seen in alternatives that do not hold, it does not forget: it then tells of fewer places.
    const isSure = !JSON.stringify(schema).includes('"unevaluated');
    for (const one of given) {
      const judged = judgedBy(judge, one);
      if (judged === undefined) {
        counts.unjudged += 1;
        continue;
      }
      const verdict: Verdict | undefined = validate?.(one);
      const about = JSON.stringify([schema, one]);
      expect([about, verdict?.ok]).toEqual([about, judged.ok]);
      if (isSure)
        expect([about, placesOf(verdict?.issues)]).toEqual([about, [...judged.paths].sort()]);
      counts[judged.ok ? 'valid' : 'invalid'] += 1;
    }
  }
  // A judge that is never of two minds would prove nothing.
  expect(Math.min(counts.valid, counts.invalid)).toBeGreaterThan(made.length * 10);
  expect(counts.unjudged).toBeLessThan(made.length);
});

/** The judge's verdict; undefined where it throws, as it does of `unevaluatedProperties` here and there. */
function judgedBy(judge: Judge, value: unknown): Judged | undefined {
  try {
    return judge(value);
  } catch {
    return undefined;
  }
}

function placesOf(issues: Verdict['issues'] = []): readonly string[] {
  return [...new Set(issues.filter((one) => one.rule !== 'if').map((one) => one.path))].sort();
}
