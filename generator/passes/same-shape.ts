import type { Shape } from '../model/shape.ts';
import { resolveShape, type ShapeIndex } from '../model/walk.ts';

/** True for shapes of the same values, whatever is said of them in prose and whatever they are called. */
export function isSameShape(one: Shape, other: Shape, index: ShapeIndex): boolean {
  const met = new Set<string>();
  const same = (a: Shape, b: Shape): boolean => {
    if (a.kind === 'ref' && b.kind === 'ref') {
      const pair = `${a.name} ${b.name}`;
      if (a.name === b.name || met.has(pair)) return true;
      met.add(pair);
    }
    return sameParts(resolveShape(a, index), resolveShape(b, index), same);
  };
  return same(one, other);
}

type Same = (a: Shape, b: Shape) => boolean;

function sameParts(a: Shape, b: Shape, same: Same): boolean {
  const sameList = (x: readonly Shape[], y: readonly Shape[]): boolean =>
    x.length === y.length && x.every((part, place) => same(part, y[place] ?? part));
  const sameRest = (x: Shape | undefined, y: Shape | undefined): boolean =>
    x === undefined || y === undefined ? x === y : same(x, y);
  switch (a.kind) {
    case 'scalar':
      return b.kind === a.kind && a.scalar === b.scalar;
    case 'literal':
      return b.kind === a.kind && a.value === b.value;
    case 'enum':
      return b.kind === a.kind && a.open === b.open && String(a.values) === String(b.values);
    case 'list':
      return b.kind === a.kind && same(a.item, b.item);
    case 'tuple':
      return b.kind === a.kind && sameList(a.items, b.items) && sameRest(a.rest, b.rest);
    case 'map':
      return b.kind === a.kind && same(a.value, b.value);
    case 'object': {
      if (b.kind !== a.kind || a.fields.length !== b.fields.length) return false;
      const others = new Map(b.fields.map((field) => [field.key, field]));
      const sameFields = a.fields.every((field) => {
        const match = others.get(field.key);
        return match?.required === field.required && same(field.shape, match.shape);
      });
      return sameFields && sameRest(a.rest, b.rest);
    }
    case 'union':
      return b.kind === a.kind && sameList(a.members, b.members);
    case 'all':
      return b.kind === a.kind && sameList(a.parts, b.parts);
    case 'ref':
    case 'unknown':
    case 'never':
      return b.kind === a.kind;
  }
}
