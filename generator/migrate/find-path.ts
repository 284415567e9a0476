import type { Path, Step } from '../diff/path.ts';
import type { Shape } from '../model/shape.ts';
import type { ShapeIndex } from '../model/walk.ts';
import { mapPathText, parseMapPath } from './map-path.ts';

/** What a path leads to: where it is told, and what it is. */
export interface Spot {
  /** The named shape that says so: the last one on the way. */
  readonly holder: string;
  /** Inside it, without members of unions. */
  readonly path: Path;
  readonly shape: Shape;
}

/** What a path leads to in a type, or how far it leads. */
export interface FoundPath {
  /** Several where unions lie on the way; none where it leads nowhere. */
  readonly spots: readonly Spot[];
  /** How far it leads, and what keys there are. */
  readonly until: string;
  readonly keys: readonly string[];
}

/** Follows a path from a type through references and members of unions. */
export function findPath(type: string, path: string | Path, index: ShapeIndex): FoundPath {
  return followPath(atType(type, index), path, index);
}

/** Follows a path from where another one led. */
export function followPath(
  start: readonly Spot[],
  path: string | Path,
  index: ShapeIndex,
): FoundPath {
  const steps = typeof path === 'string' ? (parseMapPath(path) ?? []) : path;
  let spots = start;
  for (const [count, step] of steps.entries()) {
    const inside = spots.flatMap((one) => open(one, index));
    const next = inside.flatMap((one) => into(one, step));
    if (next.length === 0) {
      const until = mapPathText(steps.slice(0, count));
      return { spots: [], until, keys: [...new Set(inside.flatMap(keysOf))] };
    }
    spots = next;
  }
  return { spots, until: mapPathText(steps), keys: [] };
}

/** The spot itself and what its references and unions come to; a circle is entered once. */
export function open(spot: Spot, index: ShapeIndex, seen = new Set<string>()): readonly Spot[] {
  const { shape } = spot;
  if (shape.kind === 'union')
    return shape.members.flatMap((one) => open({ ...spot, shape: one }, index, seen));
  if (shape.kind === 'all')
    return shape.parts.flatMap((one) => open({ ...spot, shape: one }, index, seen));
  if (shape.kind !== 'ref' || seen.has(shape.name)) return shape.kind === 'ref' ? [] : [spot];
  seen.add(shape.name);
  return atType(shape.name, index).flatMap((one) => open(one, index, seen));
}

/** `ConversationItem.content[].type`: tells a spot from all others of its version. */
export function spotText({ holder, path }: Pick<Spot, 'holder' | 'path'>): string {
  const text = mapPathText(path);
  return text === '' || /^[[{]/.test(text) ? holder + text : `${holder}.${text}`;
}

function atType(type: string, index: ShapeIndex): readonly Spot[] {
  const named = index.get(type);
  return named === undefined ? [] : [{ holder: type, path: [], shape: named.shape }];
}

function into(spot: Spot, step: Step): readonly Spot[] {
  return childrenAt(spot.shape, step).map((shape) => ({
    ...spot,
    path: [...spot.path, step],
    shape,
  }));
}

/** What stands a step inside a shape; where anything may stand, so it may there. */
function childrenAt(shape: Shape, step: Step): readonly Shape[] {
  switch (shape.kind) {
    case 'unknown':
      return [shape];
    case 'list':
      return step.kind === 'item' ? [shape.item] : [];
    case 'tuple':
      if (step.kind !== 'item') return [];
      return shape.rest === undefined ? shape.items : [...shape.items, shape.rest];
    case 'map':
      return step.kind === 'value' ? [shape.value] : [];
    case 'object':
      if (step.kind === 'value') return shape.rest === undefined ? [] : [shape.rest];
      return step.kind === 'field'
        ? shape.fields.filter(({ key }) => key === step.key).map((one) => one.shape)
        : [];
    default:
      return [];
  }
}

function keysOf({ shape }: Spot): readonly string[] {
  if (shape.kind === 'object') return shape.fields.map(({ key }) => key);
  if (shape.kind === 'list' || shape.kind === 'tuple') return ['[]'];
  return shape.kind === 'map' ? ['{}'] : [];
}
