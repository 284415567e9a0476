import { existsSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { ApiModel } from '../generator/model/api.ts';
import { deviations, type Deviation } from './deviations.ts';
import { countFacts } from './facts/counts.ts';
import { differences, type Difference } from './facts/declaration.ts';
import { eventsHolding } from './facts/events.ts';
import { expected } from './facts/expected.ts';
import { explain, type Explained } from './facts/explain.ts';
import { fromFacts } from './facts/from-facts.ts';
import { fromModel } from './facts/from-model.ts';
import { compareLimits } from './facts/limits.ts';
import { secondCopies } from './facts/naming.ts';
import { readNulls } from './facts/nulls.ts';
import { allRuns, borrowedRuns, faultOf, proseBelow, proseOf, undescribed } from './facts/prose.ts';
import { readRealtime } from './facts/realtime.ts';
import { spoilings } from './facts/spoil.ts';
import { byVersion, misplaced, readFacts, versions, type Version } from './facts/tables.ts';

const facts = byVersion(readFacts);
const documents = byVersion(readRealtime);

describe.each(versions)('the facts of %s', (version) => {
  const { model, findings } = documents[version];
  const own = facts[version];
  const counted = expected[version];

  test('are all there', () => {
    expect(own.types.size).toBe(counted.types);
    expect({ read: countFacts(own, 'read'), write: countFacts(own, 'write') }).toEqual(
      counted.sides,
    );
  });

  test('and the document have every type, field, null, literal and union in common', () => {
    expect(findings).toEqual([]);
    expect(compare(version, model).unexplained.map(textOf)).toEqual([]);
  });

  test('are all that the document says without its patches', () => {
    const { model, findings } = readRealtime(version, 'unpatched');
    expect(findings).toEqual([]);
    expect(compare(version, model, [])).toEqual({ unexplained: [], unused: [] });
  });

  test('differ where DEVIATIONS.md says so, and each of its rows is needed', () => {
    expect(compare(version, model).unused).toEqual([]);
    const rows = deviations.filter((one) => one.version === version);
    const needless = rows.filter((row) => {
      const others = rows.filter((one) => one !== row);
      return compare(version, model, others).unexplained.length === 0;
    });
    expect(needless).toEqual([]);
    for (const { type, field, events } of rows) {
      expect([type, field, [...events].sort()]).toEqual([type, field, eventsHolding(model, type)]);
    }
  });

  test('have all our types, and no name stands for two', () => {
    const names = fromModel(model).map((one) => `${one.side} ${one.lines.get('(name)') ?? ''}`);
    expect(new Set(names).size).toBe(names.length);
    const exported = new Set(names.map((name) => name.split(' ')[1]));
    expect(Object.keys(own.exports).filter((name) => !exported.has(name))).toEqual([]);
    // An alias must lead to aliases, or it would read where it is to write.
    const same = model.shapes.filter((one) => one.param?.same === true).map((one) => one.name);
    for (const one of same) expect(same).toEqual(expect.arrayContaining([...refsOf(model, one)]));
    const keys = new Set(fromFacts(own, deviations).map((one) => one.key));
    expect([...own.types.keys()].filter((key) => !keys.has(key))).toEqual([]);
  });

  test('list the events', () => {
    for (const [flow, list] of [
      ['sent', own.events.client],
      ['received', own.events.server],
    ] as const) {
      const ours = model.messages.filter((message) => message.flow === flow);
      expect(ours.map((one) => [one.tags, one.name, one.shape]).sort()).toEqual(
        list.map(({ type, name }) => [[[type]], name, { kind: 'ref', name }]).sort(),
      );
      expect(model.unions.find((union) => union.flow === flow)?.tag).toEqual(['type']);
    }
    expect(own.events.client.length).toBe(counted.events.sent);
    expect(own.events.server.length).toBe(counted.events.received);
  });

  test('say where null is received as they say where it may be sent', () => {
    expect(readNulls(own).disagreements).toEqual(counted.nullDisagreements);
  });

  test('state the defaults and limits, and our document no others', () => {
    const report = compareLimits(own, model);
    expect(report).toEqual({ ...report, missing: [], invented: [], unused: [] });
    expect(report.compared).toBe(counted.limits);
  });
});

describe('the comparison', () => {
  test.each(spoilings.map((one) => [one.name, one] as const))(
    'notices that %s',
    (_, { spoil, noticed }) => {
      const { model } = documents.ga;
      const found = compare('ga', spoil(model)).unexplained;
      expect(found.map((one) => `${one.side} ${one.type}.${one.field}`)).toContain(noticed);
    },
  );

  test('takes no deviation that nothing needs', () => {
    const needless: Deviation = { ...deviations[0]!, version: 'ga', type: 'Models', field: 'name' };
    const { unexplained, unused } = compare('ga', documents.ga.model, [...deviations, needless]);
    expect({ unexplained, unused }).toEqual({ unexplained: [], unused: [needless] });
  });

  test('notices a default and a limit that is missing or made up', () => {
    const { model } = documents.ga;
    const text = JSON.stringify(model);
    const without = JSON.parse(text.replaceAll('"maximum":30000', '"maximum":30001')) as ApiModel;
    const report = compareLimits(facts.ga, without);
    expect(report.missing[0]).toContain('idle_timeout_ms maximum 30000');
    expect(report.invented[0]).toContain('idle_timeout_ms maximum 30001');
  });

  test('works around what the tables put into a wrong place, and nothing else', () => {
    for (const key of misplaced) {
      const type = facts.ga.types.get(key);
      const users = [...facts.ga.types.values()].filter((one) => one.side === 'read');
      expect(type?.side).toBe('read');
      expect(users.some((one) => JSON.stringify(one.fields ?? []).includes(`"${key}"`))).toBe(true);
    }
    const modules = new Set([...facts.ga.types.values()].map((one) => one.module));
    expect(secondCopies.filter((one) => !modules.has(one.module))).toEqual([]);
  });
});

describe('the prose of our documents', () => {
  const root = path.join(import.meta.dirname, '..');
  const texts = proseBelow(path.join(root, 'spec/openai-realtime'));
  const vendor = path.join(root, '../shared/reference/openai-realtime');

  test.each(versions)('%s explains every message, type and field', (version) => {
    expect(undescribed(documents[version].model)).toEqual([]);
  });

  test('is written out, short, and in sentences', () => {
    expect(texts.length).toBeGreaterThan(1000);
    const faults = texts.map(({ at, text }) => [at, faultOf(text)]);
    expect(faults.filter(([, fault]) => fault !== undefined)).toEqual([]);
  });

  test.each([
    ['blank', ' ', 'is empty'],
    ['a reminder', 'TODO: write this.', 'is not written yet'],
    ['long', `${'x'.repeat(400)}.`, 'has 401 characters'],
    ['cut off', 'No stop', 'does not end with a full stop'],
    ['good', 'Good.', undefined],
  ])('is judged when it is %s', (_, text, fault) => {
    expect(faultOf(text)).toBe(fault);
  });

  test('is found where it stands, beside fields of the same name', () => {
    const document = `
      a: { description: One two three four five six seven eight nine., properties: { description: { description: B. } } }`;
    const found = proseOf('x.yaml', document);
    expect(found.map(({ at }) => at)).toEqual([
      'x.yaml#/a/description',
      'x.yaml#/a/properties/description/description',
    ]);
    const words = 'ONE two, three four five six seven eight';
    expect(borrowedRuns(words, allRuns(found))).toEqual([
      'one two three four five six seven eight',
    ]);
    expect(borrowedRuns(words.replace('ONE ', ''), allRuns(found))).toEqual([]);
  });

  test.skipIf(!existsSync(vendor))('shares no eight words in a row with the vendor’s', () => {
    const theirs = allRuns(proseBelow(vendor));
    expect(theirs.size).toBeGreaterThan(5000);
    const found = texts.flatMap(({ at, text }) =>
      borrowedRuns(text, theirs).map((run) => `${at}: ${run}`),
    );
    expect(found).toEqual([]);
  });
});

function refsOf(model: ApiModel, name: string): readonly string[] {
  const named = model.shapes.find((one) => one.name === name);
  const refs = JSON.stringify(named?.shape ?? null).matchAll(/"kind":"ref","name":"(\w+)"/g);
  return [...refs].map(([, ref = '']) => ref);
}

function compare(
  version: Version,
  model: ApiModel,
  list: readonly Deviation[] = deviations,
): Explained {
  return explain(version, differences(fromFacts(facts[version], list), fromModel(model)), list);
}

function textOf({ side, type, field, facts: theirs, ours }: Difference): string {
  return `${side} ${type}.${field}: the facts say ${theirs}, we say ${ours}`;
}
