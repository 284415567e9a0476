import { existsSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { root } from './output/emit.ts';
import { documentOf, emitAll, type Verdict } from './validators/emitted.ts';
import { createAjv, judgeOf, type Judge } from './validators/judge.ts';
import { groupsIn, type Group } from './validators/suite.ts';

/** Why no types, and so no validators, are made of some groups. */
const refused: Readonly<Record<string, readonly string[]>> = {
  'leads to the schema of schemas, which is not fetched': ['definitions-0', 'ref-7'],
};

/** Where the judge itself is mistaken: it reads `__proto__` as what all objects inherit, gives up on
 * numbers beyond doubles, and takes an `$id` beside `$ref` for one. */
const misjudged = new Set([
  'ref-6: $ref resolves to /definitions/base_foo, data does not validate',
  'ref-6: $ref resolves to /definitions/base_foo, data validates',
  'properties-5: __proto__ not valid',
  'float-overflow-0: valid if optional overflow handling is implemented',
]);

/** Groups that the judge cannot read. */
const unjudged: ReadonlySet<string> = new Set(['unknownKeyword-0']);

/** What texts hold that are JSON or base64 themselves is not looked at, by the judge either. */
const unread = /^content-\d: (?:an invalid|a validly-encoded invalid)/;

function told({ ok, issues = [] }: Verdict): unknown {
  return { ok, paths: [...new Set(issues.map((one) => one.path))].sort() };
}

/** The judge; undefined where it takes a schema inside another keyword's value for one of its own. */
function judgeFor({ id, schema }: Group): Judge | undefined {
  return unjudged.has(id) ? undefined : judgeOf(schema, createAjv('draft7'));
}

async function judged(folder: string): Promise<ReadonlyMap<string, Group>> {
  const groups = groupsIn(folder);
  const emitted = await emitAll(groups.map((group) => documentOf(group.schema)));
  const left = new Map<string, Group>();
  for (const [at, group] of groups.entries()) {
    const one = emitted[at];
    if (one?.files.has('validators.ts') !== true) {
      expect(one?.findings.map((found) => found.rule).join()).toMatch(/^(?:ref-[a-z-]+,?)+$/);
      left.set(group.id, group);
      continue;
    }
    const judge = judgeFor(group);
    const validate = one.validatorOf('T');
    for (const { description, data, valid } of group.tests) {
      const name = `${group.id}: ${description}`;
      const verdict = validate(data);
      expect([name, verdict.ok]).toEqual([name, valid || unread.test(name)]);
      if (judge === undefined) continue;
      const { ok, paths } = judge(data);
      if (misjudged.has(name)) expect([name, ok]).toEqual([name, !valid]);
      else expect([name, told(verdict)]).toEqual([name, { ok, paths: [...paths].sort() }]);
      if (verdict.ok) expect(verdict.value).toBe(data);
    }
  }
  return left;
}

describe('draft 7 of the JSON Schema Test Suite', () => {
  test('has the verdict of the suite and of the judge in every case, and tells of the same places', async () => {
    const left = await judged(path.join(root, 'test/fixtures/json-schema-test-suite/draft7'));
    expect([...left.keys()].sort()).toEqual(Object.values(refused).flat().sort());
  });

  const optional = path.join(root, '../shared/corpus/json-schema-test-suite/tests/draft7/optional');
  test.skipIf(!existsSync(optional))('and its optional part', async () => {
    const left = await judged(optional);
    expect([...left.keys()]).toEqual(['cross-draft-0']);
  });
});
