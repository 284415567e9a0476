import { finding, type Finding } from '../base/finding.ts';
import type { NamedShape } from '../model/api.ts';
import { unknownShape, type Shape } from '../model/shape.ts';
import { indexShapes, type ShapeIndex } from '../model/walk.ts';
import type { Pass } from './pass.ts';

export const openCircles: Pass = {
  name: 'open-circles',
  ensures:
    'No shape is one of its own alternatives or parts: between a shape and itself stand a key, an item or a value.',
  run: (model, findings) => {
    const index = indexShapes(model);
    const settled = new Set<string>();
    const circles = model.shapes
      .map((one) => findCircle(one.name, index, settled))
      .filter((circle) => circle !== undefined);
    if (circles.length === 0) return model;
    findings.push(...circles.map((circle) => circleFinding(circle, index)));
    const broken = new Map(circles.map((circle) => [circle.at(-2), circle.at(-1)]));
    const shapes = model.shapes.map((one): NamedShape => {
      const toward = broken.get(one.name);
      return toward === undefined ? one : { ...one, shape: without(one.shape, toward) };
    });
    return { ...model, shapes };
  },
};

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
