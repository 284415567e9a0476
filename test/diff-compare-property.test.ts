import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Change, Relation } from '../generator/diff/change.ts';
import { compareApis } from '../generator/diff/compare.ts';
import { modelOfValue } from './output/emit.ts';
import { askCompiler } from './diff-compare/ask-compiler.ts';
import { versionsOf, type Versions } from './diff-compare/arbitrary-versions.ts';

const few = versionsOf(6);

/** What differs between two documents, by values that nobody has touched. */
function changesOf(before: object, after: object): readonly Change[] {
  return compareApis(modelOfValue(structuredClone(before)), modelOfValue(structuredClone(after)))
    .changes;
}

function idsOf(before: object, after: object): readonly string[] {
  return changesOf(before, after).map(({ id }) => id);
}

describe('no change is told', () => {
  const holds = (name: string, other: (versions: Versions) => object): void => {
    test(name, () => {
      fc.assert(
        fc.property(few, (versions) => {
          expect(idsOf(versions.before, other(versions))).toEqual([]);
        }),
        { numRuns: 40 },
      );
    });
  };
  holds('of a document beside itself', ({ before }) => before);
  holds('where keys stand in another order', ({ before }) => reversed(before));
  holds('where schemas are called otherwise', ({ before }) => renamed(before));
  holds('where a reference stands between', ({ before, events }) => lifted(before, events));
});

test('seen from the other version, all is told the other way round', () => {
  fc.assert(
    fc.property(few, ({ before, after }) => {
      const [there, back] = [changesOf(before, after), changesOf(after, before)];
      expect(back.map(turned).sort()).toEqual(there.map(told).sort());
    }),
    { numRuns: 150 },
  );
});

test('each change has an id of its own', () => {
  fc.assert(
    fc.property(few, ({ before, after }) => {
      const ids = idsOf(before, after);
      expect(new Set(ids).size).toBe(ids.length);
    }),
    { numRuns: 40 },
  );
});

test('a type does not fit exactly where a change says so, as the compiler sees it', () => {
  const [sample, ...more] = fc.sample(versionsOf(400), { seed: 17, numRuns: 2 });
  const documents = [sample, ...more].flatMap((one) => one ?? []);
  let refused = 0;
  for (const { before, after } of documents) {
    const models = [modelOfValue(before), modelOfValue(after)] as const;
    const { changes } = compareApis(...models);
    const answers = askCompiler(...models);
    const ours = answers.map(({ event, flow }) => {
      const relations = changes
        .filter(({ reaches }) => reaches.some((one) => one.event === event && one.flow === flow))
        .map((one) => (flow === 'sent' ? one.sentRelation : one.relation));
      const says = (way: Relation): boolean =>
        relations.includes(way) || relations.includes('other');
      return { event, flow, afterFits: !says('wider'), beforeFits: !says('narrower') };
    });
    expect(ours).toEqual(answers);
    refused += answers.filter((one) => !one.afterFits || !one.beforeFits).length;
  }
  // Otherwise the question would have been an idle one.
  expect(refused).toBeGreaterThan(200);
});

const otherKinds: Readonly<Record<string, string>> = {
  'field-required': 'field-optional',
  'field-optional': 'field-required',
  'values-opened': 'values-closed',
  'values-closed': 'values-opened',
};
const otherRelations: Readonly<Record<Relation, Relation>> = {
  wider: 'narrower',
  narrower: 'wider',
  same: 'same',
  other: 'other',
};

/** What is told, but for where: a version may have in one place what the other has in two. */
function told({ kind, relation, sentRelation, before, after, reaches }: Change): string {
  const events = reaches.map(({ flow, event }) => `${flow} ${event}`).sort();
  return [kind, relation, sentRelation, before?.text, after?.text, ...new Set(events)].join(' | ');
}

function turned(change: Change): string {
  const { kind, relation, sentRelation, before, after } = change;
  const swapped = kind.replace(/added$|removed$/u, (end) =>
    end === 'added' ? 'removed' : 'added',
  );
  return told({
    ...change,
    kind: (otherKinds[kind] ?? swapped) as Change['kind'],
    relation: otherRelations[relation],
    sentRelation: otherRelations[sentRelation],
    before: after,
    after: before,
  });
}

/** Lists keep their order, for theirs means something. */
function reversed(value: unknown): object {
  const visit = (one: unknown): unknown => {
    if (Array.isArray(one)) return one.map(visit);
    if (typeof one !== 'object' || one === null) return one;
    const entries = Object.entries(one).map(([key, inner]) => [key, visit(inner)] as const);
    return Object.fromEntries(entries.reverse());
  };
  return visit(value) as object;
}

function renamed(document: object): object {
  const text = JSON.stringify(document)
    .replaceAll(/schemas\/S(\d)/g, 'schemas/Renamed$1')
    .replaceAll(/"S(\d)":/g, '"Renamed$1":');
  return JSON.parse(text) as object;
}

/** Each event's field refers to a schema of its own. */
function lifted(document: object, events: readonly string[]): object {
  const copy = structuredClone(document) as {
    readonly components: {
      readonly schemas: Record<string, { properties: Record<string, unknown> }>;
    };
  };
  const { schemas } = copy.components;
  for (const event of events) {
    const schema = schemas[event];
    if (schema === undefined) continue;
    const name = `Lifted${event}`;
    schemas[name] = schema.properties['v'] as (typeof schemas)[string];
    schema.properties['v'] = { $ref: `#/components/schemas/${name}` };
  }
  return copy;
}
