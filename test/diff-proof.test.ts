import { describe, expect, test } from 'vitest';
import { proveDiff } from '../generator/commands/prove-diff.ts';
import { compareApis } from '../generator/diff/compare.ts';
import { proofPrograms } from '../generator/diff/proof-programs.ts';
import { exportedUnions } from '../generator/emit/emit-api.ts';
import type { ApiModel } from '../generator/model/api.ts';
import { documentOf, list, literal, object, text } from './output/document.ts';
import { modelOfFile, modelOfValue } from './output/emit.ts';

const names = ['beta', 'preview', 'ga', 'current'] as const;
const versions = names.map((name) => ({
  name,
  model: modelOfFile(`spec/openai-realtime/${name}.asyncapi.yaml`),
}));

describe('OpenAI Realtime', () => {
  const pairs = versions.flatMap((before) =>
    versions.flatMap((after) =>
      before === after ? [] : [{ before, after, name: `${before.name} to ${after.name}` }],
    ),
  );

  test.each(pairs)('$name: the rules and the compiler agree', async ({ before, after }) => {
    const { asked, contradictions } = await proveDiff(before.model, after.model);
    expect(contradictions).toEqual([]);
    expect(asked).toBeGreaterThan(100);
  });
});

const spoken = object({ type: literal('spoken'), voice: text, id: text }, ['type', 'id']);
const heard = object({ type: literal('heard'), parts: list(text) });

/** Two versions in which both events are sent and received, but for those that are gone. */
function versionsOf(after: Readonly<Record<string, object>>): readonly [ApiModel, ApiModel] {
  const model = (schemas: Readonly<Record<string, object>>): ApiModel =>
    modelOfValue(
      documentOf(
        schemas as Parameters<typeof documentOf>[0],
        Object.keys(schemas),
        Object.keys(schemas),
      ),
    );
  return [model({ Spoken: spoken, Heard: heard }), model(after)];
}

const cases = [
  {
    name: 'a key that is gone, read and written',
    after: { Spoken: object({ type: literal('spoken'), id: text }), Heard: heard },
    programs: ['received field-removed Spoken.voice', 'sent field-removed Spoken.voice'],
    reasons: [/reading it does not compile/u, /an object literal with a key/u],
  },
  {
    name: 'an event that is gone, asked for',
    after: { Spoken: spoken, Whispered: object({ type: literal('whispered'), parts: list(text) }) },
    programs: ['received event-removed heard'],
    reasons: [],
  },
  {
    name: 'an event that has come',
    after: { Spoken: spoken, Heard: heard, Sung: object({ type: literal('sung') }) },
    programs: [],
    reasons: [/A union with one more member/u],
  },
  {
    name: 'keys of their own, all of which may be absent',
    after: { Spoken: object({ type: literal('spoken'), id: text, tone: text }), Heard: heard },
    programs: ['received field-removed Spoken.voice', 'sent field-removed Spoken.voice'],
    reasons: [/reading it does not compile/u],
  },
];

describe('where rules and assignability differ', () => {
  test.each(cases)('$name: it is told, and proved', async ({ after, programs, reasons }) => {
    const [one, other] = versionsOf(after);
    const unions = exportedUnions(one).flatMap((union) => {
      const match = exportedUnions(other).find(({ flow }) => flow === union.flow);
      return match === undefined ? [] : [[union, match] as const];
    });
    const comparison = compareApis(one, other);
    const written = proofPrograms({ before: one, after: other, comparison, unions });
    expect(written.map(({ flow, name }) => `${flow} ${name}`).sort()).toEqual(programs);
    const { contradictions, explained } = await proveDiff(one, other);
    expect(contradictions).toEqual([]);
    expect(explained).toHaveLength(reasons.length);
    for (const reason of reasons) {
      expect(explained.filter((told) => reason.test(told.reason))).toHaveLength(1);
    }
  });

  test('a weak type that shares no key with the other breaks, as the compiler says', async () => {
    const weak = (key: string): object =>
      object({ type: literal('heard'), inner: object({ [key]: text }, []) });
    const model = (key: string): ApiModel =>
      modelOfValue(documentOf({ Heard: weak(key) as never }, ['Heard'], ['Heard']));
    const { contradictions } = await proveDiff(model('one'), model('two'));
    expect(contradictions).toEqual([]);
    const { changes } = compareApis(model('one'), model('two'));
    expect(changes.map(({ id, relation }) => [id, relation])).toEqual([
      ['field-removed HeardInner.one', 'other'],
      ['field-added HeardInner.two', 'other'],
    ]);
  });
});

test('a comparison that misses what changed is contradicted', async () => {
  const [one, other] = versionsOf({
    Spoken: object({ type: literal('spoken'), voice: list(text), id: text }, ['type', 'id']),
    Heard: heard,
  });
  const blind: typeof compareApis = (before, after) => {
    return { ...compareApis(before, after), changes: [] };
  };
  expect((await proveDiff(one, other)).contradictions).toEqual([]);
  const { contradictions } = await proveDiff(one, other, blind);
  expect(contradictions.map(({ name, flow }) => `${flow} ${name}`)).toContain('sent spoken');
  for (const { rules, compiler, message } of contradictions) {
    expect([rules, compiler]).toEqual(['holds', 'breaks']);
    expect(message).toMatch(/not assignable/u);
  }
});
