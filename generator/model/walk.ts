import type { ApiModel, NamedShape } from './api.ts';
import type { Field, ObjectShape, Shape } from './shape.ts';

/** The named shapes of a model by name. */
export type ShapeIndex = ReadonlyMap<string, NamedShape>;

/** An index over a model's named shapes; the same one for the same list of shapes. */
export function indexShapes({ shapes }: Pick<ApiModel, 'shapes'>): ShapeIndex {
  const known = indexes.get(shapes);
  if (known !== undefined) return known;
  const index = new Map(shapes.map((one) => [one.name, one]));
  indexes.set(shapes, index);
  return index;
}

const indexes = new WeakMap<readonly NamedShape[], ShapeIndex>();

/** The shapes directly inside a shape. */
export function childShapes(shape: Shape): readonly Shape[] {
  switch (shape.kind) {
    case 'list':
      return [shape.item];
    case 'tuple':
      return shape.rest === undefined ? shape.items : [...shape.items, shape.rest];
    case 'map':
      return [shape.value];
    case 'object': {
      const named = [...shape.fields, ...shape.patterns].map((one) => one.shape);
      return shape.rest === undefined ? named : [...named, shape.rest];
    }
    case 'union':
      return shape.members;
    case 'all':
      return shape.parts;
    case 'scalar':
    case 'literal':
    case 'enum':
    case 'ref':
    case 'unknown':
    case 'never':
      return [];
  }
}

/** The same shape with each direct child replaced; the very same object where no child changes. */
export function mapChildren(
  shape: Shape,
  change: (child: Shape, field: Field | undefined) => Shape,
): Shape {
  const each = (child: Shape): Shape => change(child, undefined);
  switch (shape.kind) {
    case 'list': {
      const item = each(shape.item);
      return item === shape.item ? shape : { ...shape, item };
    }
    case 'tuple': {
      const items = mapSame(shape.items, each);
      const rest = shape.rest && each(shape.rest);
      return items === shape.items && rest === shape.rest ? shape : { ...shape, items, rest };
    }
    case 'map': {
      const value = each(shape.value);
      return value === shape.value ? shape : { ...shape, value };
    }
    case 'object': {
      const fields = mapSame(shape.fields, (field) => {
        const inner = change(field.shape, field);
        return inner === field.shape ? field : { ...field, shape: inner };
      });
      const patterns = mapSame(shape.patterns, (pattern) => {
        const inner = each(pattern.shape);
        return inner === pattern.shape ? pattern : { ...pattern, shape: inner };
      });
      const rest = shape.rest && each(shape.rest);
      const same = fields === shape.fields && patterns === shape.patterns && rest === shape.rest;
      return same ? shape : { ...shape, fields, patterns, rest };
    }
    case 'union': {
      const members = mapSame(shape.members, each);
      return members === shape.members ? shape : { ...shape, members };
    }
    case 'all': {
      const parts = mapSame(shape.parts, each);
      return parts === shape.parts ? shape : { ...shape, parts };
    }
    case 'scalar':
    case 'literal':
    case 'enum':
    case 'ref':
    case 'unknown':
    case 'never':
      return shape;
  }
}

/** A list with each item replaced; the very same list where no item changes. */
function mapSame<T>(items: readonly T[], change: (item: T) => T): readonly T[] {
  const changed = items.map(change);
  return changed.every((item, index) => item === items[index]) ? items : changed;
}

/** The shape behind a chain of references; a chain that never ends is `unknown`. */
export function resolveShape(shape: Shape, index: ShapeIndex): Shape {
  let current = shape;
  for (let steps = 0; current.kind === 'ref'; steps += 1) {
    const next = index.get(current.name);
    if (next === undefined || steps > index.size) return { kind: 'unknown' };
    current = next.shape;
  }
  return current;
}

/** What has more unions inside each other has been made to, and is anything. */
const mostUnions = 1000;

/** The alternatives of a shape, references and nested unions dissolved; a recursive union is entered once. */
export function alternativesOf(shape: Shape, index: ShapeIndex): readonly Shape[] {
  const found: Shape[] = [];
  const entered = new Set<Shape>();
  // The next one stands last; without recursion, for unions may be nested as deep as the document is long.
  const waiting = [shape];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const resolved = resolveShape(next, index);
    if (resolved.kind !== 'union') found.push(resolved);
    else if (entered.size >= mostUnions) found.push({ kind: 'unknown' });
    else if (!entered.has(resolved)) {
      entered.add(resolved);
      for (const member of resolved.members.toReversed()) waiting.push(member);
    }
  }
  return found;
}

/** The object alternatives of a shape. */
export function objectsOf(shape: Shape, index: ShapeIndex): readonly ObjectShape[] {
  return alternativesOf(shape, index).filter((one) => one.kind === 'object');
}
