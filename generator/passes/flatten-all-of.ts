import type { ApiModel } from '../model/api.ts';
import {
  noDoc,
  type Doc,
  type Field,
  type ObjectShape,
  type Shape,
  type UnionShape,
} from '../model/shape.ts';
import {
  childShapes,
  indexShapes,
  mapChildren,
  resolveShape,
  type ShapeIndex,
} from '../model/walk.ts';
import type { Pass } from './pass.ts';

export const flattenAllOf: Pass = {
  name: 'flatten-all-of',
  ensures: 'An intersection of objects is one object; other intersections are kept.',
  run: (model) => {
    if (!model.shapes.some((one) => holdsIntersection(one.shape))) return model;
    const index = indexShapes(model);
    return {
      ...model,
      shapes: model.shapes.map((one) => ({
        ...one,
        shape: flatten(one.shape, index, new Set([one.name])),
      })),
    } satisfies ApiModel;
  },
};

function holdsIntersection(shape: Shape): boolean {
  return shape.kind === 'all' || childShapes(shape).some(holdsIntersection);
}

/** `open` are the named shapes that the shape stands in: opening one of them once more would never end. */
function flatten(shape: Shape, index: ShapeIndex, open: Open): Shape {
  if (shape.kind !== 'all') return mapChildren(shape, (child) => flatten(child, index, open));
  const inside = new Set([...open, ...namesBehind(shape.parts, index, open)]);
  const expanded = shape.parts.map((part) => expand(part, index, open, inside));
  return merge(expanded, shape.parts, index, inside);
}

type Open = ReadonlySet<string>;

/** A part of an intersection with the references that lead to intersections or objects opened. */
function expand(part: Shape, index: ShapeIndex, open: Open, inside: Open): Shape {
  if (part.kind === 'ref') {
    const target = open.has(part.name) ? undefined : index.get(part.name)?.shape;
    return target === undefined ? part : expand(target, index, open, inside);
  }
  if (part.kind === 'all') {
    const expanded = part.parts.map((one) => expand(one, index, open, inside));
    return merge(expanded, part.parts, index, inside);
  }
  return part;
}

/** The named shapes that `expand` opens. */
function namesBehind(parts: readonly Shape[], index: ShapeIndex, open: Open): readonly string[] {
  return parts.flatMap((part): readonly string[] => {
    if (part.kind === 'all') return namesBehind(part.parts, index, open);
    if (part.kind !== 'ref' || open.has(part.name)) return [];
    const target = index.get(part.name)?.shape;
    return target === undefined ? [] : [part.name, ...namesBehind([target], index, open)];
  });
}

function merge(
  expanded: readonly Shape[],
  written: readonly Shape[],
  index: ShapeIndex,
  open: Open,
): Shape {
  const objects = expanded.filter((part) => part.kind === 'object');
  const unions = expanded.filter((part) => part.kind === 'union');
  const [union] = unions;
  const maps = expanded.filter((part) => part.kind === 'map');
  if (objects.length > 0 && objects.length + maps.length === expanded.length) {
    const merged = mergeObjects(objects, index, open);
    const rests = [
      ...(merged.rest === undefined ? [] : [merged.rest]),
      ...maps.map((one) => one.value),
    ];
    return { ...merged, rest: restOf(rests) };
  }
  const rest = objects.length + unions.length < expanded.length;
  const members = union?.members.map((member) => resolveShape(member, index)) ?? [];
  // `base and (a or b)` is `(base and a) or (base and b)`, which can be told apart by its literals.
  if (
    !rest &&
    unions.length === 1 &&
    union !== undefined &&
    members.every((one) => one.kind === 'object')
  ) {
    return distribute(objects, union, members, index, open);
  }
  const parts = written.map((part) => flatten(part, index, open));
  const [first, ...others] = parts;
  if (first === undefined || rest === false) return { kind: 'all', parts };
  const narrowed = others.reduce(narrow, first);
  return narrowed.kind === 'all' ? { kind: 'all', parts } : narrowed;
}

function distribute(
  objects: readonly ObjectShape[],
  union: UnionShape,
  members: readonly ObjectShape[],
  index: ShapeIndex,
  open: Open,
): Shape {
  const merged = members.map((member, position) => {
    const written = union.members[position];
    const name = written?.kind === 'ref' ? written.name : undefined;
    const shape = mergeObjects([...objects, member], index, open);
    return { ...shape, source: { ...member.source, title: member.source.title ?? name } };
  });
  return { ...union, members: merged };
}

function mergeObjects(objects: readonly ObjectShape[], index: ShapeIndex, open: Open): ObjectShape {
  const fields = new Map<string, Field>();
  for (const object of objects) {
    for (const field of object.fields) {
      const known = fields.get(field.key);
      const own = { ...field, shape: flatten(field.shape, index, open) };
      fields.set(field.key, known === undefined ? own : mergeFields(known, own, index, open));
    }
  }
  const rests = objects.flatMap((object) => object.rest ?? []);
  const [first] = objects;
  const last = objects.at(-1);
  if (first === undefined || last === undefined) throw new Error('an intersection of no objects');
  return {
    kind: 'object',
    fields: [...fields.values()],
    rest: restOf(rests),
    source: { ...last.source, doc: firstDoc(objects.map((object) => object.source.doc)) },
  };
}

/** Keys without a name of their own must satisfy all that is said of them. */
function restOf(rests: readonly Shape[]): Shape | undefined {
  return rests.length < 2 ? rests[0] : { kind: 'all', parts: rests };
}

/** A key that several parts describe must satisfy them all. */
function mergeFields(a: Field, b: Field, index: ShapeIndex, open: Open): Field {
  const objects = [a.shape, b.shape].filter((shape) => shape.kind === 'object');
  return {
    ...b,
    shape: objects.length === 2 ? mergeObjects(objects, index, open) : narrow(a.shape, b.shape),
    required: a.required || b.required,
    access: a.access === 'both' ? b.access : a.access,
    doc: mergeDocs(a.doc, b.doc),
  };
}

/** What the second says holds before what the first says. */
function mergeDocs(a: Doc, b: Doc): Doc {
  return {
    description: b.description ?? a.description,
    deprecated: a.deprecated || b.deprecated,
    default: b.default === undefined ? a.default : b.default,
    examples: b.examples.length > 0 ? b.examples : a.examples,
  };
}

function narrow(a: Shape, b: Shape): Shape {
  if (a.kind === 'unknown') return b;
  if (b.kind === 'unknown') return a;
  if (JSON.stringify(a) === JSON.stringify(b)) return a;
  // A discriminator often stands as a plain string in the base and as a literal in the part.
  if (isScalarOf(a, b)) return b;
  if (isScalarOf(b, a)) return a;
  return { kind: 'all', parts: [a, b] };
}

function isScalarOf(wide: Shape, narrowed: Shape): boolean {
  if (wide.kind === 'enum' && !wide.open) {
    return narrowed.kind === 'literal' && wide.values.includes(narrowed.value);
  }
  const values =
    narrowed.kind === 'literal'
      ? [narrowed.value]
      : narrowed.kind === 'enum'
        ? narrowed.values
        : [];
  if (wide.kind !== 'scalar' || values.length === 0) return false;
  const type = wide.scalar === 'integer' ? 'number' : wide.scalar;
  return values.every((value) => typeof value === type);
}

function firstDoc(docs: readonly Doc[]): Doc {
  return docs.find((doc) => doc.description !== undefined) ?? docs[0] ?? noDoc;
}
