import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { rulesV2 } from '../generator/verdict/rules-v2.ts';
import { payloadRulesV2 } from '../generator/verdict/rules-v2-payload.ts';
import { rulesV3 } from '../generator/verdict/rules-v3.ts';
import { casesV2 } from './verdict/cases-v2.ts';
import { casesV3 } from './verdict/cases-v3.ts';
import { applyEdits } from './verdict/edit.ts';
import { judgeByParser, judgeQuickly, readAndJudge, readBase } from './verdict/judges.ts';
import { mutate, mutations } from './verdict/mutation.ts';

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
  const plain = [
    'asyncapi-aside',
    'asyncapi-schema',
    'asyncapi-version',
    'property-unknown',
    'ref-dangling',
    'reference-not-allowed',
  ];
  const rules = (of: typeof rulesV2): readonly string[] => of.map(({ id }) => id);
  expect([...told(casesV3)].sort()).toEqual([...plain, ...rules(rulesV3)].sort());
  expect([...told(casesV2)].sort()).toEqual(
    ['property-unknown', ...rules(rulesV2), ...rules(payloadRulesV2)].sort(),
  );
});

test('a document that is nested without end is refused, not choked on', async () => {
  let schema: unknown = { type: 'string' };
  for (let depth = 0; depth < 20_000; depth += 1) schema = { items: schema };
  const document = { ...readBase('chat.v3'), components: { schemas: { A: schema } } };
  expect((await judgeQuickly(document)).map(({ rule }) => rule)).toEqual(['nesting-too-deep']);
});

test('what is shared many times over is looked at once', async () => {
  let schema: unknown = { type: 'nope' };
  for (let depth = 0; depth < 40; depth += 1) schema = { properties: { a: schema, b: schema } };
  const document = { ...readBase('chat.v3'), components: { schemas: { A: schema, B: schema } } };
  const findings = await judgeQuickly(document);
  expect(findings.map(({ message }) => message)).toContain(
    '"type" must be "array", "boolean", "integer", "null", "number", "object" or "string", not "nope"',
  );
});

test('both judges say the same of documents with random faults', async () => {
  const bases = [readBase('chat.v3'), readBase('lights.v2')];
  const counts = { taken: 0, refused: 0 };
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...bases), mutations, async (base, changes) => {
      const document = mutate(base, changes);
      const refusals = await judgeByParser(JSON.stringify(document));
      const findings = await judgeQuickly(document);
      counts[refusals.length > 0 ? 'refused' : 'taken'] += 1;
      expect(
        findings.map(({ message }) => message).slice(0, refusals.length === 0 ? 9 : 0),
      ).toEqual([]);
      expect(findings.length > 0, refusals.join('\n')).toBe(refusals.length > 0);
    }),
    { numRuns: 60, seed: 20 },
  );
  // Both answers must have been tried often enough to mean something.
  expect(Math.min(counts.taken, counts.refused)).toBeGreaterThan(10);
});

const corpus = path.join(import.meta.dirname, '../../shared/corpus');

/** Documents on which the judges may differ, and why. One that is no longer needed fails. */
const waivers: Readonly<Record<string, string>> = {};

interface Sample {
  readonly file: string;
  readonly name?: string;
  /** Whether the parser takes it; said by the parser itself, once in eight also here. */
  readonly valid: boolean;
}

describe.skipIf(!existsSync(corpus))('documents from elsewhere', () => {
  const samples = ['asyncapi', 'series'].flatMap((folder) => {
    const index = path.join(corpus, folder, 'INDEX.json');
    return existsSync(index) ? (JSON.parse(readFileSync(index, 'utf8')) as readonly Sample[]) : [];
  });

  test('the quick verdict takes what the parser takes, and nothing else', async () => {
    const differing: string[] = [];
    for (const { file, valid } of samples) {
      const findings = await readAndJudge(path.join(corpus, file), folderOf(file));
      const taken = !findings.some(({ level }) => level === 'error');
      if (taken !== valid) differing.push(file);
    }
    expect(differing).toEqual(Object.keys(waivers));
    expect(samples.length).toBeGreaterThan(100);
  });

  test.each(samples.filter((_, index) => index % 8 === 0))(
    'the parser on $file',
    async (sample) => {
      const file = path.join(corpus, sample.file);
      const refusals = await judgeByParser(readFileSync(file, 'utf8'), file);
      expect(refusals.length === 0, refusals.join('\n')).toBe(sample.valid);
    },
  );
});

/** A sample of many files has a folder of its own, which its references may lead about in. */
function folderOf(file: string): string {
  const [kind = '', name = ''] = file.split('/');
  return path.join(corpus, kind, file.split('/').length > 2 ? name : '');
}
