import { unreachable } from '../base/finding.ts';
import type { Json, Shape } from '../model/shape.ts';
import type { ShapeIndex } from '../model/walk.ts';
import { innerTypes, newMembers, type InnerType, type NewMember } from './inner-types.ts';
import { newPaths, staysKnown } from './new-paths.ts';
import { moveOf, type Move } from './pair-types.ts';
import { pathSteps, shapesAt } from './field-path.ts';
import type { FieldStep, MigrationPlan, TypePlan } from './plan.ts';
import type { Condition, ValuePair } from './step.ts';

type Steps = readonly string[];

/** Why something is lost, on the way there and on the way back. */
interface Reasons {
  readonly why: string;
  readonly whyBack: string;
}

/** What a converter does with an object: in order on the way there, undone in reverse on the way back. Paths are in steps. */
export type ConversionRow = { readonly when?: Condition | undefined } & (
  | ({ readonly kind: 'map'; readonly path: Steps } & MappedValues & Reasons)
  | ({ readonly kind: 'wrap'; readonly path: Steps; readonly as: string } & Reasons)
  | ({
      readonly kind: 'drop';
      readonly path: Steps;
      readonly item?: Condition | undefined;
    } & Reasons)
  | ({ readonly kind: 'inside' } & InnerType)
  /** All at once, so that two values may change places. `inside` is the list whose items they are moved in, where it is not the object. */
  | { readonly kind: 'move'; readonly inside: Steps; readonly moves: readonly Move[] }
  | ({ readonly kind: 'add'; readonly inside: Steps; readonly path: Steps } & Added & Reasons)
  /** A list has lost items: until here, those that are left keep their places. */
  | { readonly kind: 'close'; readonly path: Steps }
  /** What only the version after has, and is lost on the way back. */
  | {
      readonly kind: 'new';
      readonly paths: readonly Steps[];
      /** Only objects of which this holds. */
      readonly is?: Condition | undefined;
    }
);

interface MappedValues {
  readonly pairs: readonly ValuePair[];
  readonly back: readonly ValuePair[];
  readonly others: 'keep' | 'drop';
}

interface Added {
  /** A value, or the path of the one that it is a copy of. */
  readonly value: { readonly constant: Json } | { readonly copied: Steps };
  /** It is a guess, and told as such. */
  readonly guessed: boolean;
  /** The version before knows the field too, so that it stays on the way back. */
  readonly known: boolean;
}

/** What becomes of objects, by the names of their types in the version before; types that stay as they are have no rows. */
export type Conversion = ReadonlyMap<string, readonly ConversionRow[]>;

/** Works out what a converter does, of a plan. */
export function conversionOf(
  plan: MigrationPlan,
  before: ShapeIndex,
  after: ShapeIndex,
): Conversion {
  const inner = new Map(
    [...plan.types.keys()].map((name) => [name, innerTypes(name, plan, before, after)] as const),
  );
  const own = new Map(
    [...plan.types.values()].map((type) => {
      const members = newMembers(type, inner.get(type.from) ?? [], plan, { before, after });
      return [type.from, [...ownRows(type, before, after), ...memberRows(members)]] as const;
    }),
  );
  const changing = changingTypes(own, inner);
  return new Map(
    [...own].flatMap(([name, rows]) => {
      if (!changing.has(name)) return [];
      const kept = (inner.get(name) ?? []).filter(({ type }) => changing.has(type));
      return [
        [name, inOrder([...rows, ...kept.map((one) => ({ kind: 'inside' as const, ...one }))])],
      ];
    }),
  );
}

/** Types that have rows of their own, or hold such. */
function changingTypes(
  own: ReadonlyMap<string, readonly ConversionRow[]>,
  inner: ReadonlyMap<string, readonly InnerType[]>,
): ReadonlySet<string> {
  const found = new Set([...own].flatMap(([name, rows]) => (rows.length > 0 ? [name] : [])));
  for (let size = -1; size !== found.size;) {
    size = found.size;
    for (const [name, types] of inner) {
      if (types.some(({ type }) => found.has(type))) found.add(name);
    }
  }
  return found;
}

/**
 * Values become others where they stand; what is dropped goes, unless something is moved out of it first; then come objects inside, then
 * moves, and what is added last.
 */
function inOrder(rows: readonly ConversionRow[]): readonly ConversionRow[] {
  const moved = rows.flatMap((row) => (row.kind === 'move' ? row.moves : []));
  const isEmptied = (path: Steps): boolean =>
    moved.some(({ from }) => from.length > path.length && isUnder(from, path));
  const rank = (row: ConversionRow): number => {
    switch (row.kind) {
      case 'map':
      case 'wrap':
        return 0;
      case 'drop':
        return isEmptied(row.path) ? 5 : 1;
      case 'inside':
        return 2;
      case 'close':
        return 3;
      case 'move':
        return 4;
      case 'add':
        return 6;
      case 'new':
        return 7;
      default:
        return unreachable(row);
    }
  };
  return rows.toSorted((a, b) => rank(a) - rank(b));
}

function ownRows(type: TypePlan, before: ShapeIndex, after: ShapeIndex): readonly ConversionRow[] {
  // What the user is to choose is said in source code alone; values are never changed by it.
  const steps = type.steps.filter(({ option }) => option === undefined);
  const rows = steps.flatMap((step) => [...(isFresh(step) ? [] : rowOf(step, type, before))]);
  rows.push(...hulls(type, rows, after));
  const gone = newPaths(type, before, after);
  return gone.length === 0 ? together(rows) : [...together(rows), { kind: 'new', paths: gone }];
}

/** What is left of objects that all is moved out of, where the version after has no such object and no step says what becomes of it. */
function hulls(
  { to }: TypePlan,
  rows: readonly ConversionRow[],
  after: ShapeIndex,
): readonly ConversionRow[] {
  const targets = to.map(({ type }): Shape => ({ kind: 'ref', name: type }));
  const found = rows.flatMap((row): readonly ConversionRow[] =>
    row.kind === 'move' && row.inside.length === 0
      ? row.moves.flatMap(({ from }) =>
          from.slice(1).map((_, index) => {
            const path = from.slice(0, index + 1);
            const why = 'what it held stands elsewhere';
            return { kind: 'drop', path, when: row.when, why, whyBack: why };
          }),
        )
      : [],
  );
  const isDropped = (path: Steps): boolean =>
    rows.some((row) => row.kind === 'drop' && row.path.join('.') === path.join('.'));
  const wanted = found.filter(
    (row) =>
      row.kind === 'drop' &&
      !isDropped(row.path) &&
      shapesAt(targets, row.path, after).length === 0,
  );
  return [...new Map(wanted.map((row) => [JSON.stringify(row), row])).values()];
}

/** Members that only the version after has; lists that lose such are closed. */
function memberRows(members: readonly NewMember[]): readonly ConversionRow[] {
  const lists = members.filter(({ before }) => before.at(-1) === '[]');
  const closed = new Map(lists.map(({ before }) => [before.join('.'), before.slice(0, -1)]));
  return [
    ...members
      .filter(({ needed }) => !needed)
      .map(({ path, is }) => ({ kind: 'new' as const, paths: [path], is })),
    ...[...closed.values()].map((path) => ({ kind: 'close' as const, path })),
  ];
}

/** True for a step that copies a value to where it is: it says that each of several events needs one of its own. */
export function isFresh(step: FieldStep): boolean {
  return step.kind === 'add-field' && step.value.kind === 'copied' && step.value.from === step.path;
}

function rowOf(step: FieldStep, type: TypePlan, before: ShapeIndex): readonly ConversionRow[] {
  const reasons = { why: step.lossy ?? step.why, whyBack: step.lossyBack ?? step.why };
  const { when } = step;
  switch (step.kind) {
    case 'map-value': {
      const { values: pairs, others } = step;
      const back = step.back ?? pairs.map(({ from, to }) => ({ from: to, to: from }));
      return [{ kind: 'map', when, path: pathSteps(step.path), pairs, back, others, ...reasons }];
    }
    case 'wrap-value':
      return [{ kind: 'wrap', when, path: pathSteps(step.path), as: step.as, ...reasons }];
    case 'drop-field':
      return [{ kind: 'drop', when, path: pathSteps(step.path), item: step.item, ...reasons }];
    case 'rename-field':
    case 'move-field': {
      const { from, to } = moveOf(step);
      // Items are moved in their own list alone.
      const shared = from.lastIndexOf('[]') + 1;
      const inside = from.slice(0, shared);
      return [
        { kind: 'move', when, inside, moves: [{ from: from.slice(shared), to: to.slice(shared) }] },
      ];
    }
    case 'add-field': {
      const path = pathSteps(step.path);
      const shared = path.lastIndexOf('[]') + 1;
      const known = staysKnown(type, path, before);
      const { value } = step;
      return [
        {
          kind: 'add',
          when,
          inside: path.slice(0, shared),
          path: path.slice(shared),
          value:
            value.kind === 'copied'
              ? { copied: pathSteps(value.from) }
              : { constant: value.kind === 'asked' ? value.standIn : value.value },
          guessed: value.kind === 'asked' || known,
          known,
          ...reasons,
        },
      ];
    }
    default:
      return unreachable(step);
  }
}

/** Moves of the same objects under the same condition are one row; lists that lose items are closed. */
function together(rows: readonly ConversionRow[]): readonly ConversionRow[] {
  const groups = new Map<string, ConversionRow & { readonly kind: 'move' }>();
  const others = rows.filter((row) => {
    if (row.kind !== 'move') return true;
    const key = JSON.stringify([row.inside, row.when ?? null]);
    const group = groups.get(key);
    groups.set(key, group === undefined ? row : { ...row, moves: [...group.moves, ...row.moves] });
    return false;
  });
  const lists = rows.flatMap((row) => {
    const loses = row.kind === 'drop' || (row.kind === 'map' && row.others === 'drop');
    return loses && row.path.at(-1) === '[]' ? [row.path.slice(0, -1)] : [];
  });
  const closed = new Map(lists.map((path) => [path.join('.'), path]));
  return [
    ...others,
    ...groups.values(),
    ...[...closed.values()].map((path) => ({ kind: 'close' as const, path })),
  ];
}

function isUnder(path: Steps, outer: Steps): boolean {
  return outer.every((step, index) => path[index] === step);
}
