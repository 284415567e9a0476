import type { ObjectShape, Shape } from '../model/shape.ts';
import { alternativesOf, type ShapeIndex } from '../model/walk.ts';
import { pathSteps, shapesAt } from './field-path.ts';
import type { Condition, InType, MigrationStep } from './step.ts';

/** What objects of a type may become. */
export interface PairedType {
  readonly type: string;
  readonly when: Condition | undefined;
}

/** Shapes of the version before, and what stands in their place in the version after. */
export type Place = readonly [before: Shape, after: readonly Shape[]];

interface Pairing {
  readonly steps: readonly MigrationStep[];
  readonly before: ShapeIndex;
  readonly after: ShapeIndex;
  readonly found: Map<string, readonly PairedType[]>;
  readonly waiting: Place[];
}

/**
 * Every object type that the places hold, with the types that it becomes: those of its rename-type steps, else the one of its name, else
 * what stands where its values go. Types for which nothing stands there have none.
 */
export function pairTypes(
  places: readonly Place[],
  steps: readonly MigrationStep[],
  before: ShapeIndex,
  after: ShapeIndex,
): ReadonlyMap<string, readonly PairedType[]> {
  const found = new Map<string, readonly PairedType[]>();
  // The next place stands last, so that types come in the order in which events hold them.
  const pairing = { steps, before, after, found, waiting: [...places].reverse() };
  for (let next = pairing.waiting.pop(); next !== undefined; next = pairing.waiting.pop()) {
    pairing.waiting.push(...placesInside(next, pairing).toReversed());
  }
  return found;
}

function placesInside([shape, after]: Place, pairing: Pairing): readonly Place[] {
  switch (shape.kind) {
    case 'ref': {
      const target = pairing.before.get(shape.name)?.shape;
      if (target === undefined) return [];
      return target.kind === 'object'
        ? pairObject(shape.name, target, after, pairing)
        : [[target, after]];
    }
    case 'union':
      return shape.members.map((one) => [one, after]);
    case 'all':
      return shape.parts.map((one) => [one, after]);
    case 'list':
      return [[shape.item, shapesAt(after, ['[]'], pairing.after)]];
    case 'tuple': {
      const items = shape.rest === undefined ? shape.items : [...shape.items, shape.rest];
      const others = shapesAt(after, ['[]'], pairing.after);
      return items.map((one) => [one, others]);
    }
    case 'map':
      return [[shape.value, shapesAt(after, ['{}'], pairing.after)]];
    case 'object':
      return placesOfFields(shape, [], after, pairing);
    case 'scalar':
    case 'literal':
    case 'enum':
    case 'unknown':
    case 'never':
      return [];
  }
}

function pairObject(
  name: string,
  shape: ObjectShape,
  after: readonly Shape[],
  pairing: Pairing,
): readonly Place[] {
  const known = pairing.found.get(name);
  // What was met first where nothing comes after it may be met again where something does.
  if (known !== undefined && (known.length > 0 || after.length === 0)) return [];
  const paired = pairsOf(name, shape, after, pairing);
  pairing.found.set(name, paired);
  if (known !== undefined && paired.length === 0) return [];
  const steps = pairing.steps.filter((one) => 'in' in one && one.in.includes(name));
  const targets = paired.map(({ type }): Shape => ({ kind: 'ref', name: type }));
  return placesOfFields(shape, steps, targets, pairing);
}

function pairsOf(
  name: string,
  shape: ObjectShape,
  after: readonly Shape[],
  pairing: Pairing,
): readonly PairedType[] {
  const renamed = pairing.steps.flatMap((one) =>
    one.kind === 'rename-type' && one.from === name ? [{ type: one.to, when: one.when }] : [],
  );
  if (renamed.length > 0) return renamed;
  if (pairing.after.has(name)) return [{ type: name, when: undefined }];
  const best = standsFor(shape, after, pairing);
  return best === undefined ? [] : [{ type: best, when: undefined }];
}

/** The type, of those that stand in a place, that is most like an object; a choice as a whole where several of its members may be it. */
function standsFor(
  shape: ObjectShape,
  after: readonly Shape[],
  pairing: Pairing,
): string | undefined {
  const whole = [...new Set(after.flatMap((one) => refsIn(one)))];
  const single = [...new Set(after.flatMap((one) => objectRefs(one, pairing.after)))];
  const scores = new Map(single.map((one) => [one, likeness(shape, one, pairing)]));
  const fitting = single.filter((one) => (scores.get(one) ?? 0) >= 0);
  if (fitting.length > 1 && whole.length === 1) return whole[0];
  return fitting.sort((a, b) => (scores.get(b) ?? 0) - (scores.get(a) ?? 0))[0];
}

/** The names in a shape that is a name, or a choice of some. */
function refsIn(shape: Shape): readonly string[] {
  if (shape.kind === 'ref') return [shape.name];
  return shape.kind === 'union' ? shape.members.flatMap(refsIn) : [];
}

/** The names of the objects in a shape, however many choices lie between. */
function objectRefs(shape: Shape, index: ShapeIndex, seen = new Set<string>()): readonly string[] {
  if (shape.kind === 'union') return shape.members.flatMap((one) => objectRefs(one, index, seen));
  if (shape.kind !== 'ref' || seen.has(shape.name)) return [];
  seen.add(shape.name);
  const target = index.get(shape.name)?.shape;
  if (target === undefined) return [];
  return target.kind === 'object' ? [shape.name] : objectRefs(target, index, seen);
}

/** How many keys a type shares with an object; a literal that both have says more than any number of keys. */
function likeness(shape: ObjectShape, ref: string, { before, after }: Pairing): number {
  const target: Shape = { kind: 'ref', name: ref };
  const scores = alternativesOf(target, after).map((other) => {
    if (other.kind !== 'object') return -1;
    return shape.fields.reduce((sum, { key, shape: mine }) => {
      const theirs = other.fields.find((one) => one.key === key)?.shape;
      if (theirs === undefined) return sum;
      const [a, b] = [alternativesOf(mine, before)[0], alternativesOf(theirs, after)[0]];
      if (a?.kind !== 'literal' || b?.kind !== 'literal') return sum + 1;
      return sum + (a.value === b.value ? 1000 : -1000);
    }, 0);
  });
  return Math.max(-1, ...scores);
}

/** Where the values of an object's fields go: where its steps say, else to the key that they had. */
function placesOfFields(
  shape: ObjectShape,
  steps: readonly MigrationStep[],
  after: readonly Shape[],
  { before, after: index }: Pairing,
): readonly Place[] {
  const moves = movesOf(steps);
  const moved = moves.flatMap(({ from, to }) =>
    shapesAt([shape], from, before).map((one): Place => [one, shapesAt(after, to, index)]),
  );
  const gone = new Set([
    ...moves.map(({ from }) => from.join('.')),
    ...steps.flatMap((one) => (one.kind === 'drop-field' ? [one.path] : [])),
  ]);
  const kept = shape.fields.map(({ key, shape: inner }): Place => {
    return [inner, gone.has(key) ? [] : shapesAt(after, [key, ...wrapOf(key, steps)], index)];
  });
  const others = [...shape.patterns.map((one) => one.shape), ...(shape.rest ? [shape.rest] : [])];
  return [...moved, ...kept, ...others.map((one): Place => [one, []])];
}

export interface Move {
  readonly from: readonly string[];
  readonly to: readonly string[];
}

/** Where steps put what stood at a path, from the type that they act on; what they wrap, they put one step further. */
function movesOf(steps: readonly MigrationStep[]): readonly Move[] {
  return steps.flatMap((one) => {
    if (one.kind !== 'rename-field' && one.kind !== 'move-field') return [];
    const move = moveOf(one);
    return [{ from: move.from, to: [...move.to, ...wrapOf(one.from, steps)] }];
  });
}

function wrapOf(path: string, steps: readonly MigrationStep[]): readonly string[] {
  return steps.flatMap((one) => (one.kind === 'wrap-value' && one.path === path ? [one.as] : []));
}

/** Where a step moves a value from, and to, in steps from the type that it acts on. */
export function moveOf(
  step: Extract<MigrationStep, InType & { readonly kind: 'rename-field' | 'move-field' }>,
): Move {
  const from = pathSteps(step.from);
  return step.kind === 'rename-field'
    ? { from, to: [...from.slice(0, -1), step.to] }
    : { from, to: pathSteps(step.to) };
}
