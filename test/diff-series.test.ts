import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { diffRuleIds } from '../generator/base/diff-rules.ts';
import { compareApis } from '../generator/diff/compare.ts';
import { judge } from '../generator/diff/judge.ts';
import { generation } from '../generator/diff/turn-round.ts';
import { diff, type DiffResult } from '../generator/index.ts';
import type { ApiModel } from '../generator/model/api.ts';
import { readDocument } from './diff-candidates/series.ts';
import { withoutTwin } from './diff-series/mirror.ts';
import { fixtures, gathered, pairsIn, type SeriesPair } from './diff-series/pairs.ts';

const pages = path.join(import.meta.dirname, 'diff-series');

/** Read by somebody, line by line, against the texts of both versions; `UPDATE=1` writes them anew. */
describe('versions of documents from elsewhere differ in what their pages say', () => {
  test.each(pairsIn(fixtures))('$name', async (pair) => {
    const { report } = await compared(pair, fixtures);
    const lines = (report?.rows ?? []).map(({ sort, place, message, flows }) =>
      [sort, flows.join(' and ') || 'in no event', `${place}: ${message}`].join(' | '),
    );
    const guesses = (report?.candidates ?? []).map(({ from, to }) => `guess | ${from} → ${to}`);
    const page = path.join(pages, `${pair.name.replaceAll(/[^a-z0-9]+/g, '-')}.txt`);
    const text = `${[...lines, ...guesses].toSorted().join('\n')}\n`;
    if (process.env['UPDATE'] === '1') writeFileSync(page, text);
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
  const pairs = pairsIn(folder);

  test.each(pairs)(
    '$name: are compared, or refused for an error that has a place',
    async (pair) => {
      const { report, findings, outcome } = await compared(pair, folder);
      if (report === undefined) {
        expect(outcome).toBe('failed');
        const errors = findings.filter((one) => one.level === 'error');
        expect(errors.filter(({ at }) => at.line === undefined)).toEqual([]);
        expect(errors.length).toBeGreaterThan(0);
        return;
      }
      const { rows, candidates, counts } = report;
      expect(rows.filter(({ rule }) => !diffRuleIds.some((id) => id === rule))).toEqual([]);
      expect(rows.filter(({ message }) => /undefined|\[object/.test(message))).toEqual([]);
      const ids = rows.map(({ id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
      expect(new Set(rows.map(({ fingerprint }) => fingerprint)).size).toBe(ids.length);
      expect(counts.silent + counts.loud + counts.warning + counts.info).toBe(ids.length);
      const ends = candidates.flatMap(({ removed, added }) => [removed, added]);
      expect(ends.filter((id) => !ids.includes(id))).toEqual([]);
      const lost = rows.flatMap(({ before, after }) =>
        [before, after].filter((end) => end !== undefined && end.at.line === undefined),
      );
      expect(lost).toEqual([]);
    },
  );

  test.each(pairs)('$name: the compiler contradicts no verdict', async (pair) => {
    const { report } = await compared(pair, folder, true);
    if (report === undefined) return;
    const found = report.proof?.contradictions.map(({ name, flow }) => `${flow} ${name}`);
    expect(found).toEqual(open.get(pair.after) ?? []);
    expect(report.proof?.asked).toBeGreaterThan(0);
  });

  describe.each(pairs)('$name, as models', ({ before, after }) => {
    let models: readonly [ApiModel, ApiModel] | undefined;
    beforeAll(() => {
      const [one, other] = [readDocument(before, folder), readDocument(after, folder)];
      models = one && other && [one, other];
    });

    test('the way back is the same way, turned round', ({ skip }) => {
      if (models === undefined) return skip('one of them is not read');
      const [one, other] = models;
      const there = compareApis(one, other).changes;
      const back = compareApis(other, one).changes;
      const ends =
        generation(one.source.format) === generation(other.source.format) ? 'same' : 'opposite';
      expect(withoutTwin(there, back, ends)).toEqual([]);
      expect(withoutTwin(back, there, ends)).toEqual([]);
    });

    test('each change falls under a rule', ({ skip }) => {
      if (models === undefined) return skip('one of them is not read');
      const { changes } = compareApis(...models);
      const { judgements } = judge(changes, {
        levels: {},
        waivers: [],
        from: { file: '', pointer: '' },
        today: '2026-01-01',
      });
      expect(judgements.map(({ change }) => change)).toEqual(changes);
      expect(judgements.filter((one) => one.message === '')).toEqual([]);
    });

    test('neither differs from itself', ({ skip }) => {
      if (models === undefined) return skip('one of them is not read');
      for (const one of models) {
        const { changes, candidates, unrelated } = compareApis(one, one);
        expect({ changes, candidates, unrelated }).toEqual({
          changes: [],
          candidates: [],
          unrelated: false,
        });
      }
    });
  });
});

/**
 * A new required key of a type that stands in a union only, where another member takes an object without it: no event breaks, and the
 * verdict is about events; code that names the type itself no longer compiles.
 */
const open: ReadonlyMap<string, readonly string[]> = new Map([
  ['ekiden/02-2025-10-09-d3e8e88.yaml', ['sent AggregatedTrades', 'sent Trade']],
]);

async function compared(
  { before, after }: SeriesPair,
  cwd: string,
  prove = false,
): Promise<DiffResult> {
  return diff({
    before,
    after,
    cwd,
    configFile: undefined,
    events: { received: undefined, sent: undefined },
    perspective: undefined,
    settings: {},
    allowRefs: [],
    prove,
    failOn: 'never',
    today: '2026-01-01',
  });
}
