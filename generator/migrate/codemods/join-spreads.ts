import { ts } from 'ts-morph';
import { toDo } from './fates.ts';
import type { FieldStep } from '../plan.ts';
import type { StepBasis } from '../step.ts';
import type { Part } from './object-plan.ts';
import type { Place } from './role.ts';
import type { ShapeWorld } from './shape-world.ts';
import { sourcePaths, type NewPaths } from './spread-paths.ts';
import { guardOf, spreadSource, type SpreadSource } from './spreads.ts';

/** A spread that brings some of a new object, and how that is spread in turn. */
export interface JoinedSpread {
  readonly place: number;
  readonly has: ReadonlySet<string>;
  readonly at: (path: string) => string;
}

interface Looking {
  readonly places: readonly Place[];
  readonly world: ShapeWorld;
  /** Whether the object is put onto another one as a whole. */
  readonly isAssigned: boolean;
  readonly isTyped: boolean;
}

interface Source {
  readonly place: number;
  /** Undefined where nobody can say what it brings. */
  readonly paths: { readonly some: NewPaths; readonly every: ReadonlySet<string> } | undefined;
  readonly at: SpreadSource['at'];
}

/**
 * What goes into one new object has to be all in it: an object that a spread brings there would else take its place, or it that of the
 * spread. Where they cannot be joined, all of it is left.
 */
export function joinSpreads(
  parts: readonly Part[],
  looking: Looking,
): {
  readonly parts: readonly Part[];
  readonly joined: ReadonlyMap<string, readonly JoinedSpread[]>;
} {
  const sources = parts.flatMap((part, place) => sourceOf(part, place, looking));
  const joined = new Map<string, readonly JoinedSpread[]>();
  const left = new Map<number, string>();
  const tops = new Set([
    ...parts.flatMap((part) => movedTo(part)),
    ...sources.flatMap((one) =>
      [...(one.paths?.some.made ?? [])].filter((path) => !path.includes('.')),
    ),
  ]);
  for (const top of tops) {
    const own = parts.flatMap((part, place) => (movedTo(part).includes(top) ? [place] : []));
    const answer = joinAt(top, own, parts, sources, looking.isTyped);
    if (answer === 'alone' && !looking.isAssigned) continue;
    if (typeof answer !== 'string' && !looking.isAssigned) joined.set(top, answer);
    else for (const place of own.length > 0 ? own : latest(top, sources)) left.set(place, top);
  }
  // What an unknown spread brings wins over what stands before it, and would no more.
  for (const { place, paths } of sources) {
    if (paths !== undefined) continue;
    for (const [at, part] of parts.entries()) {
      const [top] = movedTo(part);
      if (at < place && top !== undefined) left.set(at, top);
    }
  }
  for (const top of left.values()) joined.delete(top);
  return {
    parts: parts.map((part, place) => (left.has(place) ? leftPart(part, looking) : part)),
    joined,
  };
}

/** The new objects that a part goes to. */
function movedTo(part: Part): readonly string[] {
  const ways =
    part.kind === 'changes'
      ? [part.fate.to ?? []]
      : part.kind === 'pushed' || part.kind === 'emptied'
        ? part.inner.map((one) => one.to)
        : [];
  return [...new Set(ways.flatMap((to) => (to.length > 1 ? to.slice(0, 1) : [])))];
}

function sourceOf(
  { kind, item }: Part,
  place: number,
  { places, world }: Looking,
): readonly Source[] {
  if (kind !== 'stays' || !ts.isSpreadAssignment(item.node)) return [];
  // What stands here alone goes to a place of its own.
  if (guardOf(item.node) !== undefined) return [];
  const source = spreadSource(item.node.expression, world.program);
  const paths = source && sourcePaths(source, places, world);
  return [{ place, paths, at: source?.at }];
}

/** The spreads to be joined at a key: none, where nothing else goes there; or that they cannot be. */
function joinAt(
  top: string,
  own: readonly number[],
  parts: readonly Part[],
  sources: readonly Source[],
  isTyped: boolean,
): readonly JoinedSpread[] | 'alone' | 'never' {
  const bringing = sources.filter((one) => one.paths?.some.tops.has(top));
  if (bringing.length + (own.length > 0 ? 1 : 0) < 2) return 'alone';
  const written = parts.findIndex((one) => one.item.key === top && one.kind === 'stays');
  // It is joined already, where what is written comes last.
  if (written > Math.max(...bringing.map((one) => one.place)) && own.length === 0) return 'alone';
  if (written !== -1) return 'never';
  const joined: JoinedSpread[] = [];
  for (const { place, paths, at } of bringing) {
    const has = [...(paths?.some.made ?? [])].filter(
      (path) => path === top || path.startsWith(`${top}.`),
    );
    // Where only some of several have an object, the compiler would not let it be asked for.
    const isEach = has.every((path) => paths?.every.has(path));
    if (at === undefined || has.length === 0 || (!isEach && isTyped)) return 'never';
    joined.push({ place, has: new Set(has), at: (path) => at(path, isEach ? '.' : '?.') });
  }
  return joined;
}

/** The last spread that brings something to a key, where another does so before it. */
function latest(top: string, sources: readonly Source[]): readonly number[] {
  const last = sources.findLast((one) => one.paths?.some.tops.has(top));
  return last === undefined ? [] : [last.place];
}

function leftPart(part: Part, looking: Looking): Part {
  const [step, todo] = stepOf(part, looking);
  return step === undefined ? part : { kind: 'left', item: part.item, step, todo };
}

function stepOf(part: Part, looking: Looking): readonly [StepBasis | undefined, string] {
  if (part.kind === 'changes')
    return [
      part.fate.steps[0],
      `${toDo(part.fate)}, and see to it that what is spread beside it still counts`,
    ];
  if (part.kind === 'pushed' || part.kind === 'emptied') {
    const [first] = part.inner;
    return [first?.fate.steps[0], 'join it with what else goes to the same object'];
  }
  return [
    firstMove(looking),
    'join the objects that it brings with those of what is spread before it',
  ];
}

/** A step that moves something in objects of the places, to be named where many do. */
export function firstMove({
  places,
  world,
}: Pick<Looking, 'places' | 'world'>): FieldStep | undefined {
  return places
    .flatMap(({ spots }) => spots.filter((one) => one.path === ''))
    .flatMap(({ type }) => world.plan.types.get(type)?.steps ?? [])
    .find((one) => one.kind === 'move-field' || one.kind === 'rename-field');
}
