import { finding, type Finding } from '../base/finding.ts';
import type { NamedShape } from '../model/api.ts';
import { unknownShape, type AllShape, type Shape } from '../model/shape.ts';
import { indexShapes, type ShapeIndex } from '../model/walk.ts';
import type { Pass } from './pass.ts';

export const openCircles: Pass = {
  name: 'open-circles',
  ensures:
    'No shape is one of its own alternatives or parts: between a shape and itself stand a key, an item or a value.',
  run: (given, findings) => {
    if (findCircles(given).length === 0) return given;
    const model = { ...given, shapes: extendBases(given.shapes) };
    const circles = findCircles(model);
    const index = indexShapes(model);
    findings.push(...circles.map((circle) => circleFinding(circle, index)));
    const broken = new Map(circles.map((circle) => [circle.at(-2), circle.at(-1)]));
    const shapes = model.shapes.map((one): NamedShape => {
      const toward = broken.get(one.name);
      return toward === undefined ? one : { ...one, shape: without(one.shape, toward) };
    });
    return { ...model, shapes };
  },
};

/** One circle for each shape that is in one and in none that was found before. */
function findCircles({
  shapes,
}: {
  readonly shapes: readonly NamedShape[];
}): readonly (readonly string[])[] {
  const index = indexShapes({ shapes });
  const settled = new Set<string>();
  return shapes
    .map((one) => findCircle(one.name, index, settled))
    .filter((circle) => circle !== undefined);
}

/**
 * A base may list its own kinds (`Vehicle: { properties, oneOf: [Car, …] }`, `Car: { allOf: [Vehicle, …] }`). What a kind extends
 * then is the base without the list.
 */
function extendBases(shapes: readonly NamedShape[]): readonly NamedShape[] {
  const index = indexShapes({ shapes });
  const changed = new Map<string, Shape>();
  for (const { name, shape } of shapes) {
    if (shape.kind !== 'all') continue;
    const lists = shape.parts.filter((part) => part.kind === 'union');
    if (lists.length === 0 || lists.length === shape.parts.length) continue;
    const parts = shape.parts.filter((part) => part.kind !== 'union');
    const [only = unknownShape] = parts;
    const base: Shape = parts.length === 1 ? only : { kind: 'all', parts };
    const kinds = new Set<string>();
    for (const kind of reachedFrom(lists.flatMap(directRefs), index)) {
      const before = changed.get(kind) ?? index.get(kind)?.shape;
      if (kind === name || before?.kind !== 'all') continue;
      const after = onto(base, name, before);
      if (after.parts.some((part) => part === base)) kinds.add(kind);
      changed.set(kind, after);
    }
    // Where each of the kinds extends it, the base has nothing to add.
    const [list] = lists;
    const extending = list?.members.every((one) => one.kind === 'ref' && kinds.has(one.name));
    if (list !== undefined && lists.length === 1 && extending === true) changed.set(name, list);
  }
  return shapes.map((one) => ({ ...one, shape: changed.get(one.name) ?? one.shape }));
}

/** An intersection in which the reference to a name is replaced by what it extends. */
function onto(base: Shape, name: string, shape: AllShape): AllShape {
  const parts = shape.parts.map((part) => {
    if (part.kind === 'all') return onto(base, name, part);
    return part.kind === 'ref' && part.name === name ? base : part;
  });
  return { ...shape, parts };
}

/** All names that are met from some on, with nothing between. */
function reachedFrom(names: readonly string[], index: ShapeIndex): ReadonlySet<string> {
  const reached = new Set<string>();
  const waiting = [...names];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    const shape = index.get(name)?.shape;
    if (reached.has(name) || shape === undefined) continue;
    reached.add(name);
    waiting.push(...directRefs(shape));
  }
  return reached;
}

/**
 * The first circle behind a name, its names in order and the first one again at its end; undefined where there is none. What was
 * looked through once is `settled`. Without recursion, for a chain may be as long as the document.
 */
function findCircle(
  start: string,
  index: ShapeIndex,
  settled: Set<string>,
): readonly string[] | undefined {
  const path: { readonly name: string; readonly next: string[] }[] = [];
  const enter = (name: string): void => {
    const shape = index.get(name)?.shape;
    path.push({ name, next: shape === undefined ? [] : directRefs(shape) });
  };
  if (!settled.has(start)) enter(start);
  for (let last = path.at(-1); last !== undefined; last = path.at(-1)) {
    const name = last.next.pop();
    const place = path.findIndex((one) => one.name === name);
    if (name === undefined) {
      settled.add(last.name);
      path.pop();
    } else if (place >= 0) {
      for (const one of path) settled.add(one.name);
      return [...path.slice(place).map((one) => one.name), name];
    } else if (!settled.has(name)) enter(name);
  }
  return undefined;
}

/** The names that a shape refers to with nothing between. */
function directRefs(shape: Shape): string[] {
  if (shape.kind === 'ref') return [shape.name];
  if (shape.kind === 'union') return shape.members.flatMap(directRefs);
  return shape.kind === 'all' ? shape.parts.flatMap(directRefs) : [];
}

function circleFinding(circle: readonly string[], index: ShapeIndex): Finding {
  const [first = ''] = circle;
  const at = index.get(first)?.origin ?? { file: '', pointer: '' };
  const by = circle.slice(1, -1);
  const through = by.length === 0 ? '' : ` through ${by.join(', ')}`;
  return finding(
    'ref-cycle',
    'error',
    at,
    `${first} is one of its own alternatives or parts${through}, so what it is depends on itself`,
    'let the reference stand in a property or in the items of a list, or take it out',
  );
}

function without(shape: Shape, name: string): Shape {
  if (shape.kind === 'ref') return shape.name === name ? unknownShape : shape;
  if (shape.kind === 'union') {
    return { ...shape, members: shape.members.map((one) => without(one, name)) };
  }
  return shape.kind === 'all'
    ? { ...shape, parts: shape.parts.map((one) => without(one, name)) }
    : shape;
}
