import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { readMigration } from '../generator/commands/read-migration.ts';
import { compareApis } from '../generator/diff/compare.ts';
import { draftMigration } from '../generator/index.ts';
import { parseText } from '../generator/load/document-text.ts';
import { checkMap } from '../generator/migrate/check-map.ts';
import { coverOf, isAnswered, isBreak } from '../generator/migrate/cover.ts';
import { draftMigration as draft } from '../generator/migrate/draft.ts';
import { readMap } from '../generator/migrate/read-map.ts';
import type { Migration } from '../generator/migrate/step.ts';
import type { ApiModel } from '../generator/model/api.ts';
import { readDocument } from './diff-candidates/series.ts';
import { fixtures, gathered, pairsIn, type SeriesPair } from './diff-series/pairs.ts';
import { judged, mapInPlace, mapNames, modelOf, root } from './migration/maps.ts';

const pages = path.join(import.meta.dirname, 'migration');

/** Read by somebody; `UPDATE=1` writes them anew. */
describe('drafts of versions of documents from elsewhere', () => {
  const drafted: readonly string[] = ['skyfollower 2 → 3', 'springwolf-kafka 1 → 2'];
  const pairs = pairsIn(fixtures).map((pair, index) => ({ ...pair, index }));

  test('are of two series', () => {
    expect(pairs.map(({ name }) => name)).toEqual(expect.arrayContaining(['skyfollower 1 → 2']));
    expect(drafted.length).toBe(2);
  });

  test.each(pairs)('$name', async ({ name, before, after }) => {
    const { text, outcome, steps, open } = await draftMigration({
      before: `./${before}`,
      after: `./${after}`,
      cwd: fixtures,
      configFile: undefined,
      allowRefs: [],
      events: { received: undefined, sent: undefined },
      perspective: undefined,
      today: '2026-01-01',
    });
    expect(outcome).toBe('clean');
    expect(steps + open).toBeGreaterThan(0);
    const page = path.join(pages, `${name.replaceAll(/[^a-z0-9]+/g, '-')}.draft.txt`);
    if (process.env['UPDATE'] === '1') writeFileSync(page, text ?? '');
    expect(text).toBe(readFileSync(page, 'utf8'));
  });
});

describe.each([
  ['in this repository', fixtures],
  ['of the whole corpus', gathered],
])('series %s', (_, folder) => {
  if (!existsSync(folder)) {
    test.skip('skipped: they are not there', () => undefined);
    return;
  }

  test('have drafts that are refused, and sound and complete once they are confirmed', () => {
    let breaks = 0;
    let bySteps = 0;
    let series = 0;
    for (const pair of pairsIn(folder)) {
      const models = modelsOf(pair, folder);
      if (models === undefined) continue;
      const found = confirmDraft(...models, pair.name);
      breaks += found.breaks;
      bySteps += found.bySteps;
      series += 1;
    }
    console.info(
      `${String(series)} pairs: ${String(bySteps)} of ${String(breaks)} breaks are answered by drafted steps, the others listed`,
    );
    expect(series).toBeGreaterThan(2);
    expect(bySteps).toBeGreaterThan(breaks / 4);
  });
});

test.each(mapNames)(
  '%s has a draft that is sound and complete once it is confirmed',
  async (name) => {
    const { before, after } = await mapInPlace(name);
    const { breaks, bySteps } = confirmDraft(before, after, name);
    expect(bySteps).toBeGreaterThan(breaks / 3);
  },
);

test('what somebody made of a draft says more than it did, and leaves nothing open', () => {
  const { migration, findings } = readMigration(
    'test/migration/skyfollower-2-to-3.migration.yaml',
    root,
  );
  expect(findings).toEqual([]);
  const [pair] = pairsIn(fixtures);
  const models = pair && modelsOf(pair, fixtures);
  if (models === undefined || migration === undefined) throw new Error('the series is not there');
  expect(migration.waivers).toEqual([]);
  expect(found(migration, ...models)).toEqual({ wrong: [], open: [] });
});

test('two versions that differ in nothing have a draft of nothing', async () => {
  const model = await modelOf('ga');
  const { text, steps, open } = draft({ ...drafting(model, model), judgements: [] });
  expect({ steps, open }).toEqual({ steps: 0, open: 0 });
  expect(readMap(parseText(text, 'm').value, 'm').findings).toEqual([]);
});

test('what a document says becomes no row of a draft', () => {
  const text = "a: 'b'\n  - rename-type: X # \u2028 *";
  const shape = (key: string): ApiModel => hostileModel(key, text);
  const [before, after] = [shape('x'), shape('y')];
  const made = draft({ ...drafting(before, after), judgements: judged(before, after) });
  expect({ steps: made.steps, open: made.open }).toEqual({ steps: 1, open: 0 });
  expect(parseText(made.text, 'm')).toMatchObject({
    findings: [],
    value: { api: 'x', steps: [{ in: 'Event', confirmed: false }] },
  });
  confirmDraft(before, after, 'hostile');
});

/** A draft, and the same with everything in it confirmed, which must then be a map that says all. */
function confirmDraft(
  before: ApiModel,
  after: ApiModel,
  name: string,
): { readonly breaks: number; readonly bySteps: number } {
  const judgements = judged(before, after);
  const { text, steps, open } = draft({ ...drafting(before, after), judgements });
  const raw = readMap(parseText(text, name).value, name);
  expect(raw.value?.steps ?? []).toEqual([]);
  expect(raw.value?.waivers ?? []).toEqual([]);
  expect(raw.findings.map(({ rule }) => rule)).toEqual(
    Array.from({ length: steps + open }, () => 'migration-unconfirmed'),
  );
  const half = text.replaceAll(/\n +confirmed: false/g, '');
  if (steps > 0) expect(readMap(parseText(half, name).value, name).value?.steps).toEqual([]);
  const whole = readMap(parseText(half.replaceAll('TODO', 'It is so.'), name).value, name);
  expect(whole.findings).toEqual([]);
  if (whole.value === undefined) throw new Error(`the draft of ${name} is no map`);
  expect({ name, ...found(whole.value, before, after) }).toEqual({ name, wrong: [], open: [] });
  const breaks = judgements.filter(isBreak).length;
  return { breaks, bySteps: breaks - open };
}

/** What is wrong with a map, and what it leaves open. */
function found(
  migration: Migration,
  before: ApiModel,
  after: ApiModel,
): { readonly wrong: readonly string[]; readonly open: readonly string[] } {
  const cover = coverOf(migration, before, after, judged(before, after));
  return {
    wrong: [...checkMap(migration, before, after), ...cover.findings].map(({ message }) => message),
    open: cover.breaks.filter((one) => !isAnswered(one)).map((one) => one.judgement.change.id),
  };
}

function drafting(
  before: ApiModel,
  after: ApiModel,
): Omit<Parameters<typeof draft>[0], 'judgements'> {
  return { api: 'x', from: 'v1', to: 'v2', before, after, comparison: compareApis(before, after) };
}

function modelsOf(
  { before, after }: SeriesPair,
  folder: string,
): readonly [ApiModel, ApiModel] | undefined {
  const [one, other] = [readDocument(before, folder), readDocument(after, folder)];
  return one === undefined || other === undefined ? undefined : [one, other];
}

/** A model whose names are what nobody would call anything. */
function hostileModel(key: string, text: string): ApiModel {
  const origin = { file: 'x', pointer: '' };
  const doc = { description: text, deprecated: false, default: undefined, examples: [] };
  const field = (name: string) => ({
    key: `${name} ${text}`,
    shape: { kind: 'literal', value: name } as const,
    required: true,
    access: 'both' as const,
    doc,
    origin,
  });
  return {
    title: text,
    version: '1',
    source: { file: `x${key}`, format: 'AsyncAPI 3.0.0', hash: '' },
    shapes: [
      {
        name: 'Event',
        param: undefined,
        shape: {
          kind: 'object',
          fields: [field('same'), field(key)],
          patterns: [],
          rest: undefined,
          implied: false,
          source: { title: undefined, name: undefined, doc, origin },
        },
        sides: { read: true, write: true },
        doc,
        origin,
      },
    ],
    messages: [
      { name: text, tags: [], flow: 'sent', shape: { kind: 'ref', name: 'Event' }, doc, origin },
    ],
    unions: [],
    perspective: 'client',
    channels: [],
    operations: [],
  };
}
