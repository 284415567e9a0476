import { describe, expect, test } from 'vitest';
import type { Change, ChangeKind } from '../generator/diff/change.ts';
import { changesBetween, treesOf } from './diff-facts/compared.ts';
import {
  askedBy,
  askedByTables,
  deviationFor,
  isOurs,
  unexplained,
  unmet,
  type Asked,
} from './diff-facts/judge.ts';
import { migrations, type Migration } from './diff-facts/migration.ts';
import { occurrencesOf } from './diff-facts/places.ts';
import { isOfSplit } from './diff-facts/tree-demands.ts';
import type { Version } from './facts/tables.ts';

describe.each(migrations)('from $before to $after', (migration) => {
  const { before, after, events } = migration;
  const versions = [before, after];
  const changes = changesBetween(before, after);
  const subjects = (kind: ChangeKind): readonly string[] =>
    changes
      .filter((one) => one.kind === kind)
      .map((one) => one.subject)
      .toSorted();

  test('each event that came or went is a change, and no other', () => {
    const { renamed, superseded, added, removed, unchanged_names } = events;
    expect(subjects('event-removed')).toEqual(
      [...renamed.map((one) => one.from), ...removed.map((one) => one.type)].toSorted(),
    );
    expect(subjects('event-added')).toEqual(
      [...renamed.map((one) => one.to), ...added.map((one) => one.type)].toSorted(),
    );
    expect(subjects('event-moved')).toEqual([]);
    const same = new Set(unchanged_names.map((one) => one.type));
    // What is superseded is still typed, beside what takes its place, unless it is listed as removed.
    for (const { from } of superseded) {
      expect(same.has(from) || removed.some((one) => one.type === from)).toBe(true);
    }
    expect(changes.filter((one) => one.kind.startsWith('event-') && same.has(one.subject))).toEqual(
      [],
    );
  });

  test('each fact about a field is a change, unless DEVIATIONS.md has it otherwise', () => {
    const asked = askedBy(migration);
    const left = unmet(asked);
    const excused = left.filter((one) => deviationFor(one, versions) !== undefined);
    expect(left.filter((one) => !excused.includes(one)).map((one) => one.demand.text)).toEqual([]);
    const { demands, otherwise } = counted[`${before} ${after}`]!;
    expect({ demands: asked.length, otherwise: excused.length }).toEqual({ demands, otherwise });
    const more = `${String(excused.length)} of them told otherwise by DEVIATIONS.md`;
    report(migration, 'recall of the written facts', asked.length, 0, more);
  });

  test('a change that is left out is missed, but where nobody says what one object of several was', () => {
    const asked = [...askedBy(migration), ...askedByTables(before, after)];
    const known = unmet(asked).length;
    const told = changes.filter((one) => one.reaches.length > 0 && isOfTypes.test(one.kind));
    const quiet = told.filter((one) => unmet(asked, new Set([one.id])).length === known);
    expect(quiet.filter((one) => !isSplit(one, before, after)).map((one) => one.id)).toEqual([]);
    const caught = told.length - quiet.length;
    expect(caught / told.length).toBeGreaterThan(0.7);
    report(migration, 'changes that cannot be left out', told.length, quiet.length);
  });
});

const pairs: readonly Pick<Migration, 'before' | 'after' | 'entities'>[] = [
  ...migrations,
  { before: 'beta', after: 'preview', entities: [] },
  { before: 'beta', after: 'current', entities: [] },
];

describe.each(pairs)('the tables of $before and $after', (pair) => {
  const { before, after, entities } = pair;
  const changes = changesBetween(before, after);

  test('differ in nothing that is no change', () => {
    const asked = askedByTables(before, after);
    expect(unmet(asked).map(textOf)).toEqual([]);
    expect(asked.length).toBeGreaterThan(50);
    report(pair, 'recall of the tables', asked.length, 0);
  });

  test('explain every change but those of our prose, at every place', () => {
    const { judged, left } = unexplained(changes, pair, entities);
    expect(left).toEqual([]);
    expect(judged).toBeGreaterThan(50);
    const ours = changes.filter(isOurs).length;
    report(pair, 'precision', judged, left.length, `${String(ours)} changes of our prose left out`);
  });

  test('do not explain the opposite of a change', () => {
    const opposite = changes.flatMap((one) => reversed(one) ?? []);
    const { judged, left } = unexplained(opposite, pair, entities);
    expect(left.length).toBe(judged);
    expect(judged).toBeGreaterThan(50);
  });
});

function isSplit(change: Change, before: Version, after: Version): boolean {
  return occurrencesOf([change]).every(({ flow, event, path }) => {
    const trees = treesOf(before, after, flow, event);
    return trees !== undefined && isOfSplit(path, trees);
  });
}

const isOfTypes = /^(?:field|null|value|values|member|type)-/;

interface Counted {
  readonly demands: number;
  readonly otherwise: number;
}

/** How much the files hold, so that one that lost rows cannot pass. */
const counted: Readonly<Record<string, Counted>> = {
  'beta ga': { demands: 829, otherwise: 5 },
  'preview ga': { demands: 354, otherwise: 17 },
  'ga current': { demands: 231, otherwise: 5 },
};

function reversed(change: Change): Change | undefined {
  const kind = opposites.get(change.kind);
  return kind === undefined
    ? undefined
    : { ...change, id: `not ${change.id}`, kind, before: change.after, after: change.before };
}

const opposites = new Map<ChangeKind, ChangeKind>(
  (
    [
      ['event-added', 'event-removed'],
      ['field-added', 'field-removed'],
      ['field-required', 'field-optional'],
      ['null-added', 'null-removed'],
      ['value-added', 'value-removed'],
      ['values-opened', 'values-closed'],
      ['member-added', 'member-removed'],
      ['limit-added', 'limit-removed'],
    ] as const
  ).flatMap(([one, other]) => [
    [one, other],
    [other, one],
  ]),
);

function textOf({ demand }: Asked): string {
  return demand.text;
}

function report(
  { before, after }: { readonly before: Version; readonly after: Version },
  what: string,
  all: number,
  wrong: number,
  more = '',
): void {
  const share = (100 * (all - wrong)) / all;
  console.info(
    `${before} to ${after}: ${what} ${share.toFixed(1)} % of ${String(all)}${more === '' ? '' : ` (${more})`}`,
  );
}
