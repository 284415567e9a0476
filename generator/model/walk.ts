import type { ApiModel, NamedShape } from './api.ts';
import type { Field, ObjectShape, Shape } from './shape.ts';

/** The named shapes of a model by name. */
export type ShapeIndex = ReadonlyMap<string, NamedShape>;

/** An index over a model's named shapes. */
export function indexShapes(model: Pick<ApiModel, 'shapes'>): ShapeIndex {
  return new Map(model.shapes.map((one) => [one.name, one]));
}

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
      const fields = shape.fields.map((field) => field.shape);
      return shape.rest === undefined ? fields : [...fields, shape.rest];
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

/** The same shape with each direct child replaced. */
export function mapChildren(
  shape: Shape,
  change: (child: Shape, field: Field | undefined) => Shape,
): Shape {
  const each = (child: Shape): Shape => change(child, undefined);
  switch (shape.kind) {
    case 'list':
      return { ...shape, item: each(shape.item) };
    case 'tuple':
      return { ...shape, items: shape.items.map(each), rest: shape.rest && each(shape.rest) };
    case 'map':
      return { ...shape, value: each(shape.value) };
    case 'object':
      return {
        ...shape,
        fields: shape.fields.map((field) => ({ ...field, shape: change(field.shape, field) })),
        rest: shape.rest && each(shape.rest),
      };
    case 'union':
      return { ...shape, members: shape.members.map(each) };
    case 'all':
      return { ...shape, parts: shape.parts.map(each) };
    case 'scalar':
    case 'literal':
    case 'enum':
    case 'ref':
    case 'unknown':
    case 'never':
      return shape;
  }
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

/** The alternatives of a shape, references and nested unions dissolved; a recursive union is entered once. */
export function alternativesOf(shape: Shape, index: ShapeIndex): readonly Shape[] {
  const found: Shape[] = [];
  const entered = new Set<Shape>();
  const visit = (one: Shape): void => {
    const resolved = resolveShape(one, index);
    if (resolved.kind !== 'union') {
      found.push(resolved);
      return;
    }
    if (entered.has(resolved)) return;
    entered.add(resolved);
    resolved.members.forEach(visit);
  };
  visit(shape);
  return found;
}

/** The object alternatives of a shape. */
export function objectsOf(shape: Shape, index: ShapeIndex): readonly ObjectShape[] {
  return alternativesOf(shape, index).filter((one) => one.kind === 'object');
}
