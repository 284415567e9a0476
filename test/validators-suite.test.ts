import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { root } from './output/emit.ts';
import { documentOf, emitAll, type Verdict } from './validators/emitted.ts';
import { createAjv, judgeOf } from './validators/judge.ts';

interface Group {
  readonly id: string;
  readonly description: string;
  readonly schema: unknown;
  readonly tests: readonly Case[];
}

interface Case {
  readonly description: string;
  readonly data: unknown;
  readonly valid: boolean;
}

/** The groups of a folder of the JSON Schema Test Suite, each named after its file and its place there. */
function groupsIn(folder: string): readonly Group[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.json') && file !== 'refRemote.json')
    .sort();
  return files.flatMap((file) => {
    const groups = JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as readonly Group[];
    const name = file.slice(0, -'.json'.length);
    return groups.map((group, at) => ({ ...group, id: `${name}-${String(at)}` }));
  });
}

/** Why no types, and so no validators, are made of some groups: the loader follows pointers and names of files alone. */
const refused: Readonly<Record<string, readonly string[]>> = {
  'leads to a URL': [
    ...['definitions-0', 'ref-7', 'ref-15', 'ref-16', 'ref-20', 'ref-21', 'ref-26', 'ref-27'],
    ...['ref-28', 'ref-29', 'ref-30'],
  ],
  'is relative to a $id': ['ref-6', 'ref-12', 'ref-18', 'ref-19', 'ref-31'],
  'names an $id without a pointer': ['ref-14'],
};

/** Where the judge itself is mistaken: it reads `__proto__` as what all objects inherit, and gives up on numbers beyond doubles. */
const misjudged = new Set([
  'properties-5: __proto__ not valid',
  'float-overflow-0: valid if optional overflow handling is implemented',
]);

/** What texts hold that are JSON or base64 themselves is not looked at, by the judge either. */
const unread = /^content-\d: (?:an invalid|a validly-encoded invalid)/;

function told({ ok, issues = [] }: Verdict): unknown {
  return { ok, paths: [...new Set(issues.map((one) => one.path))].sort() };
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
    const judge = judgeOf(group.schema, createAjv('draft7'));
    const validate = one.validatorOf('T');
    for (const { description, data, valid } of group.tests) {
      const name = `${group.id}: ${description}`;
      const verdict = validate(data);
      expect([name, verdict.ok]).toEqual([name, valid || unread.test(name)]);
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
    expect([...left.keys()].sort()).toEqual(['cross-draft-0', 'id-0', 'unknownKeyword-0']);
  });
});
