import type { Literal, ObjectShape, Shape } from '../../generator/model/shape.ts';
import type { ShapeIndex } from '../../generator/model/walk.ts';

/** What a shape admits, references followed and unions taken apart. */
export interface Atoms {
  /** `string`, `number`, `boolean`, `null`, `unknown`: any value of the kind. */
  readonly kinds: ReadonlySet<string>;
  /** Single values of kinds that are not in `kinds`. */
  readonly values: ReadonlySet<Literal>;
  /** The items of lists, and the values of maps. */
  readonly lists: readonly Shape[];
  readonly maps: readonly Shape[];
  readonly objects: readonly ObjectShape[];
}

/** What a shape admits. */
export function atomsOf(shape: Shape, index: ShapeIndex): Atoms {
  const kinds = new Set<string>();
  const values = new Set<Literal>();
  const lists: Shape[] = [];
  const maps: Shape[] = [];
  const objects: ObjectShape[] = [];
  const visit = (one: Shape): void => {
    switch (one.kind) {
      case 'union':
        one.members.forEach(visit);
        return;
      case 'ref':
        visit(follow(one.name, index));
        return;
      case 'scalar':
        kinds.add(one.scalar === 'integer' ? 'number' : one.scalar);
        return;
      case 'literal':
        values.add(one.value);
        return;
      case 'enum':
        for (const value of one.values) values.add(value);
        if (one.open) kinds.add('string');
        return;
      case 'list':
        lists.push(one.item);
        return;
      case 'map':
        maps.push(one.value);
        return;
      case 'object':
        objects.push(one);
        return;
      case 'unknown':
        kinds.add('unknown');
        return;
      case 'never':
        return;
      case 'tuple':
      case 'all':
        throw new Error(`nothing compares a shape of the kind ${one.kind}`);
    }
  };
  visit(shape);
  if (values.delete(null)) kinds.add('null');
  for (const value of values) if (kinds.has(typeof value)) values.delete(value);
  return { kinds, values, lists, maps, objects };
}

/** The fields of an object that hold one of a few values, as `type` and `role` do. */
export function literalsOf(
  object: ObjectShape,
  index: ShapeIndex,
): ReadonlyMap<string, ReadonlySet<Literal>> {
  return new Map(
    object.fields.flatMap(({ key, shape }) => {
      const atoms = atomsOf(shape, index);
      const only = atoms.kinds.size + atoms.lists.length + atoms.maps.length + atoms.objects.length;
      return only === 0 && atoms.values.size > 0 ? [[key, atoms.values] as const] : [];
    }),
  );
}

function follow(name: string, index: ShapeIndex): Shape {
  const named = index.get(name);
  if (named === undefined) throw new Error(`there is no ${name}`);
  return named.shape;
}
