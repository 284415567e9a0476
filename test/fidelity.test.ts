import { describe, expect, test } from 'vitest';
import { generate } from './fidelity/adapter.ts';
import { judge } from './fidelity/judge.ts';
import { suiteGroups } from './fidelity/suite.ts';

/** Of the instances that draft 7 refuses, TypeScript can refuse so many: it knows no ranges, lengths or distinct items. */
const refusedAtLeast = 0.72;

describe('JSON Schema Test Suite, draft 7', () => {
  const groups = suiteGroups('draft7').map((group) => ({
    ...group,
    types: generate(group.id, group.schema),
    values: group.tests.map((one) => one.data),
  }));
  const verdicts = judge(groups).map((judgement, index) => {
    const { description = '', tests = [] } = groups[index] ?? {};
    return { ...judgement, description, tests };
  });

  test('the suite is there', () => {
    expect(groups.length).toBeGreaterThan(200);
  });

  test('what comes out compiles', () => {
    expect(verdicts.flatMap(({ id, broken }) => broken.map((line) => `${id}: ${line}`))).toEqual(
      [],
    );
  });

  test('every valid instance is accepted', () => {
    const wronglyRefused = verdicts.flatMap(({ description, tests, refused }) =>
      tests.flatMap((one, index) => {
        const why = refused[index];
        return one.valid && why !== undefined ? [`${description}: ${one.description}: ${why}`] : [];
      }),
    );
    expect(wronglyRefused).toEqual([]);
  });

  test('invalid instances are refused as far as TypeScript can', () => {
    const invalid = verdicts.flatMap(({ tests, refused }) =>
      tests.flatMap((one, index) => (one.valid ? [] : [refused[index] !== undefined])),
    );
    expect(invalid.length).toBeGreaterThan(300);
    expect(invalid.filter((is) => is).length / invalid.length).toBeGreaterThan(refusedAtLeast);
  });
});
