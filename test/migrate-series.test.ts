import { existsSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { exportedNames } from '../generator/emit/emit-api.ts';
import { emitConverters } from '../generator/migrate/emit-converters.ts';
import { namedEvents, planMigration } from '../generator/migrate/plan.ts';
import type { ApiModel } from '../generator/model/api.ts';
import { loadTemplates } from '../generator/render/templates.ts';
import { readDocument } from './diff-candidates/series.ts';
import { fixtures, gathered, pairsIn } from './diff-series/pairs.ts';
import { valuesOf } from './migrate/arbitrary-values.ts';
import { runConverters } from './migrate/run-converters.ts';
import { confirmedDraft } from './migration/confirmed-draft.ts';
import { emit, modelOfValue } from './output/emit.ts';
import { compileErrors } from './strict-program.ts';

const render = await loadTemplates();

function converters(before: ApiModel, after: ApiModel): Promise<string> {
  const side = (name: string, model: ApiModel) => ({
    name,
    model,
    types: new Set(exportedNames(model)),
  });
  const plan = planMigration(confirmedDraft(before, after), before, after);
  return emitConverters(plan, side('v1', before), side('v2', after), render);
}

/** What the compiler says of converters beside the types of both versions. */
function errorsIn(text: string, before: ApiModel, after: ApiModel): readonly string[] {
  const files = new Map([['migrate/v1-to-v2.ts', text]]);
  for (const [name, model] of [['v1', before] as const, ['v2', after] as const]) {
    for (const draft of emit(model)) files.set(`${name}/${draft.path}`, draft.text);
  }
  return compileErrors(files);
}

/** Converts values of every event, and of every type with a function of its own, there and back; gives how often. */
async function convertAll(text: string, before: ApiModel): Promise<number> {
  const all = await runConverters(text);
  const ups = Object.entries(all).filter(([name]) => name.startsWith('upgrade'));
  let count = 0;
  const types = before.shapes.map(({ name }) => name).filter((one) => `upgrade${one}` in all);
  for (const type of new Set([...types, ...namedEvents(before).map((one) => one.type)])) {
    for (const value of fc.sample(valuesOf(before)(type), { numRuns: 5, seed: 1 })) {
      for (const [name, up] of ups) {
        const made = up(value);
        for (const one of made.values ?? [made.value]) all[name.replace('up', 'down')]?.(one);
        count += 1;
      }
    }
  }
  return count;
}

describe.each([
  ['in this repository', fixtures, 1],
  ['of the whole corpus', gathered, 20],
])('series %s', (_, folder, least) => {
  if (!existsSync(folder)) {
    test.skip('skipped: they are not there', () => undefined);
    return;
  }

  test('have converters that compile and throw for nothing', { timeout: 120_000 }, async () => {
    let count = 0;
    // Those between neighbours are parts of those from the first to the last.
    const pairs = pairsIn(folder).filter(({ name }) => name.includes(' 1 → '));
    for (const { before, after, name } of pairs) {
      const [one, other] = [readDocument(before, folder), readDocument(after, folder)];
      if (one === undefined || other === undefined) continue;
      const text = await converters(one, other);
      expect({ name, errors: errorsIn(text, one, other) }).toEqual({ name, errors: [] });
      count += await convertAll(text, one);
    }
    expect(count).toBeGreaterThanOrEqual(least);
  });
});

const chat = (types: readonly string[], key: string): ApiModel =>
  modelOfValue({
    asyncapi: '3.0.0',
    info: { title: 'Chat', version: '1' },
    channels: {
      chat: {
        messages: Object.fromEntries([
          ...types.map((type) => [type, { payload: event(type, key) }]),
          ['Sound', { payload: { type: 'string', format: 'binary' } }],
        ]) as object,
      },
    },
    operations: { say: { action: 'send', channel: { $ref: '#/channels/chat' } } },
  });

const event = (type: string, key: string): object => ({
  type: 'object',
  title: type,
  required: ['type', key],
  properties: { type: { const: type }, [key]: { type: 'string' } },
});

test('what no tag tells apart comes out as it is, and its type says so', async () => {
  const [before, after] = [chat(['Start', 'End'], 'text'), chat(['Start', 'Stop'], 'words')];
  const text = await converters(before, after);
  expect(errorsIn(text, before, after)).toEqual([]);
  expect(text).toMatch(/E extends \{ readonly type: infer T extends v1\.\w+ \}/);
  expect(await convertAll(text, before)).toBeGreaterThan(0);
  const [upgrade] =
    Object.entries(await runConverters(text)).find(([name]) => name.startsWith('up')) ?? [];
  expect((await runConverters(text))[upgrade ?? '']?.('bytes').values).toEqual(['bytes']);
});

test('versions that nobody can tell apart have a module without a function', async () => {
  const model = modelOfValue({
    asyncapi: '3.0.0',
    info: { title: 'Chat', version: '1' },
    components: { schemas: { A: { type: 'object', properties: { a: { type: 'string' } } } } },
  });
  const text = await converters(model, model);
  expect(errorsIn(text, model, model)).toEqual([]);
  expect(Object.keys(await runConverters(text))).toEqual([]);
});
