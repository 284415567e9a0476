import { Ajv } from 'ajv';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { generate } from './fidelity/adapter.ts';
import { cases } from './fidelity/arbitrary-schemas.ts';
import { judge, type Trial } from './fidelity/judge.ts';

/** Another one looks at other schemas: `SEED=7 npx vitest run test/fidelity-property.test.ts`. */
const seed = Number(process.env['SEED'] ?? 1);

test('what ajv takes for valid, the compiler accepts', () => {
  const trials = fc
    .sample(cases, { seed, numRuns: 400 })
    .flatMap(({ schema, values }, index): readonly (Trial & { readonly schema: unknown })[] => {
      const valid = validValues(schema, values);
      if (valid.length === 0) return [];
      const id = `case-${String(index)}`;
      return [{ id, schema, types: generate(id, schema), values: valid }];
    });
  expect(trials.length).toBeGreaterThan(100);
  const wrong = judge(trials).flatMap(({ broken, refused }, index) => {
    const { schema, values = [], types } = trials[index] ?? {};
    const why = [
      ...broken,
      ...refused.map((one, at) => one && `${JSON.stringify(values[at])}: ${one}`),
    ];
    return why
      .filter((one) => one !== undefined)
      .map((one) => ({ one, schema: JSON.stringify(schema), types }));
  });
  expect(wrong).toEqual([]);
});

/** The values that a schema takes. */
function validValues(schema: unknown, values: readonly unknown[]): readonly unknown[] {
  const options = { strict: false, validateSchema: false, ownProperties: true };
  const validate = new Ajv(options).compile(schema as object | boolean);
  return values.filter((value) => {
    try {
      return validate(value);
    } catch {
      // It compares objects by calling their methods, and a key may be called like one.
      return false;
    }
  });
}
