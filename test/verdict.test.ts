import { describe, expect, test } from 'vitest';
import { rulesV2 } from '../generator/verdict/rules-v2.ts';
import { payloadRulesV2 } from '../generator/verdict/rules-v2-payload.ts';
import { rulesV3 } from '../generator/verdict/rules-v3.ts';
import { casesV2 } from './verdict/cases-v2.ts';
import { casesV3 } from './verdict/cases-v3.ts';
import { applyEdits } from './verdict/edit.ts';
import { judgeByParser, judgeQuickly, readBase } from './verdict/judges.ts';

describe.each([
  ['chat.v3', casesV3],
  ['lights.v2', casesV2],
] as const)('%s', (base, cases) => {
  test.each(cases)('$name', async ({ edits, says }) => {
    const document = applyEdits(readBase(base), edits);
    const findings = await judgeQuickly(document);
    expect(findings.map(({ rule, at, message }) => `${rule} ${at.pointer}: ${message}`)).toEqual(
      says,
    );
    const refusals = await judgeByParser(JSON.stringify(document));
    expect(refusals.length > 0, refusals.join('\n')).toBe(says.length > 0);
  });
});

test('each rule is shown by a case', () => {
  const told = (cases: typeof casesV2): ReadonlySet<string> =>
    new Set(cases.flatMap(({ says }) => says.map((one) => one.split(' ')[0] ?? '')));
  const plain = ['asyncapi-version', 'asyncapi-schema', 'ref-dangling', 'reference-not-allowed'];
  const rules = (of: typeof rulesV2): readonly string[] => of.map(({ id }) => id);
  expect([...told(casesV3)].sort()).toEqual([...plain, ...rules(rulesV3)].sort());
  expect([...told(casesV2)].sort()).toEqual(
    ['asyncapi-schema', ...rules(rulesV2), ...rules(payloadRulesV2)].sort(),
  );
});
