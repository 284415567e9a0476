import path from 'node:path';
import { expect, test } from 'vitest';
import { isRecord } from '../generator/base/json.ts';
import { root } from './output/emit.ts';
import { documentOf, emitAll, type Emitted, type Verdict } from './validators/emitted.ts';
import { createAjv, judgeOf, type Draft, type Judge } from './validators/judge.ts';
import { groupsIn, type Group } from './validators/suite.ts';

/** A draft of the JSON Schema Test Suite: how a schema names it, who judges it, and which groups no types are made of. */
interface Suite {
  readonly folder: string;
  readonly address: string;
  /** The judge beside the suite itself; there is none for draft 4. */
  readonly judge: Draft | undefined;
  /** References to what is not there, and nothing is fetched: the schema of schemas, remote schemas. */
  readonly refused: readonly string[];
  /** How many groups the judge at least reads as the suite does. */
  readonly judged: number;
}

const suites: readonly Suite[] = [
  {
    folder: 'draft4',
    address: 'http://json-schema.org/draft-04/schema#',
    judge: undefined,
    refused: ['ref-7'],
    judged: 0,
  },
  {
    folder: 'draft6',
    address: 'http://json-schema.org/draft-06/schema#',
    judge: 'draft6',
    refused: ['ref-7'],
    judged: 50,
  },
  {
    folder: 'draft2019-09',
    address: 'https://json-schema.org/draft/2019-09/schema',
    judge: 'draft2019-09',
    refused: ['anchor-6', 'id-0', 'id-1', 'id-2', 'ref-25', 'ref-6'],
    judged: 110,
  },
  {
    folder: 'draft2020-12',
    address: 'https://json-schema.org/draft/2020-12/schema',
    judge: 'draft2020-12',
    refused: [
      ...['anchor-6', 'dynamicRef-12', 'dynamicRef-13', 'dynamicRef-14', 'dynamicRef-15'],
      ...['id-0', 'id-1', 'id-2', 'ref-25', 'ref-6'],
    ],
    judged: 110,
  },
];

/** A vocabulary that leaves keywords out is not asked for them; nor does the judge ask. */
const unasked = new Set([
  'vocabulary-0: schema that uses custom metaschema with with no validation vocabulary: no validation: invalid number, but it still validates',
]);

/** The schema as one that names its draft; `true` and `false` name none. */
function named({ schema }: Group, { address }: Suite): unknown {
  return isRecord(schema) ? { $schema: address, ...schema } : schema;
}

test.each(suites)(
  '$folder has the verdict of the suite, at the places of the judge',
  async (suite) => {
    const groups = groupsIn(path.join(root, 'test/fixtures/json-schema-test-suite', suite.folder));
    const emitted = await emitAll(groups.map((group) => documentOf(named(group, suite))));
    const refused: string[] = [];
    let judged = 0;
    for (const [at, group] of groups.entries()) {
      const one = emitted[at];
      if (one?.files.has('validators.ts') !== true) {
        expect(one?.findings.map((found) => found.rule).join()).toMatch(/^(?:ref-[a-z-]+,?)+$/);
        refused.push(group.id);
      } else if (holdAgainst(group, one, suite)) judged += 1;
    }
    expect(refused.sort()).toEqual([...suite.refused].sort());
    expect(judged).toBeGreaterThanOrEqual(suite.judged);
  },
);

/** Holds the validator of a group against the suite, and against the judge where that one agrees with the suite; whether it does. */
function holdAgainst(group: Group, emitted: Emitted, { judge: draft }: Suite): boolean {
  const judge = draft === undefined ? undefined : judgeFor(group, draft);
  const agrees =
    judge !== undefined && group.tests.every((one) => okBy(judge, one.data) === one.valid);
  const validate = emitted.validatorOf('T');
  for (const { description, data, valid } of group.tests) {
    const name = `${group.id}: ${group.description}: ${description}`;
    const verdict = validate(data);
    expect([name, verdict.ok]).toEqual([name, valid !== unasked.has(name)]);
    if (agrees) expect([name, pathsOf(verdict)]).toEqual([name, [...judge(data).paths].sort()]);
    if (verdict.ok) expect(verdict.value).toBe(data);
  }
  return agrees;
}

/** The judge; undefined where it cannot read the schema. */
function judgeFor({ schema }: Group, draft: Draft): Judge | undefined {
  try {
    return judgeOf(schema, createAjv(draft));
  } catch {
    return undefined;
  }
}

function okBy(judge: Judge, data: unknown): boolean | undefined {
  try {
    return judge(data).ok;
  } catch {
    return undefined;
  }
}

function pathsOf({ issues = [] }: Verdict): readonly string[] {
  return [...new Set(issues.filter((one) => one.rule !== 'if').map((one) => one.path))].sort();
}
