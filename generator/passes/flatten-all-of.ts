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
      shapes: model.shapes.map((one) => ({ ...one, shape: flatten(one.shape, index) })),
    } satisfies ApiModel;
  },
};

function holdsIntersection(shape: Shape): boolean {
  return shape.kind === 'all' || childShapes(shape).some(holdsIntersection);
}

function flatten(shape: Shape, index: ShapeIndex): Shape {
  if (shape.kind !== 'all') return mapChildren(shape, (child) => flatten(child, index));
  return merge(
    shape.parts.map((part) => expand(part, index, new Set())),
    shape.parts,
    index,
  );
}

/** A part of an intersection with the references that lead to intersections or objects opened. */
function expand(part: Shape, index: ShapeIndex, passed: ReadonlySet<string>): Shape {
  if (part.kind === 'ref') {
    if (passed.has(part.name)) return part;
    const target = index.get(part.name)?.shape;
    if (target === undefined) return part;
    return expand(target, index, new Set([...passed, part.name]));
  }
  if (part.kind === 'all') {
    return merge(
      part.parts.map((one) => expand(one, index, passed)),
      part.parts,
      index,
    );
  }
  return part;
}

function merge(expanded: readonly Shape[], written: readonly Shape[], index: ShapeIndex): Shape {
  const objects = expanded.filter((part) => part.kind === 'object');
  const unions = expanded.filter((part) => part.kind === 'union');
  const [union] = unions;
  if (objects.length === expanded.length) return mergeObjects(objects, index);
  const rest = objects.length + unions.length < expanded.length;
  const members = union?.members.map((member) => resolveShape(member, index)) ?? [];
  // `base and (a or b)` is `(base and a) or (base and b)`, which can be told apart by its literals.
  if (
    !rest &&
    unions.length === 1 &&
    union !== undefined &&
    members.every((one) => one.kind === 'object')
  ) {
    return distribute(objects, union, members, index);
  }
  const parts = written.map((part) => flatten(part, index));
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
): Shape {
  const merged = members.map((member, position) => {
    const written = union.members[position];
    const name = written?.kind === 'ref' ? written.name : undefined;
    const shape = mergeObjects([...objects, member], index);
    return { ...shape, source: { ...member.source, title: member.source.title ?? name } };
  });
  return { ...union, members: merged };
}

function mergeObjects(objects: readonly ObjectShape[], index: ShapeIndex): ObjectShape {
  const fields = new Map<string, Field>();
  for (const object of objects) {
    for (const field of object.fields) {
      const known = fields.get(field.key);
      fields.set(
        field.key,
        known === undefined ? flattenField(field, index) : mergeFields(known, field, index),
      );
    }
  }
  const rests = objects.flatMap((object) => object.rest ?? []);
  const [first] = objects;
  const last = objects.at(-1);
  if (first === undefined || last === undefined) throw new Error('an intersection of no objects');
  return {
    kind: 'object',
    fields: [...fields.values()],
    rest: rests.length < 2 ? rests[0] : { kind: 'all', parts: rests },
    source: { ...last.source, doc: firstDoc(objects.map((object) => object.source.doc)) },
  };
}

function flattenField(field: Field, index: ShapeIndex): Field {
  return { ...field, shape: flatten(field.shape, index) };
}

/** A key that several parts describe must satisfy them all. */
function mergeFields(a: Field, b: Field, index: ShapeIndex): Field {
  return {
    ...b,
    shape: narrow(a.shape, flatten(b.shape, index)),
    required: a.required || b.required,
    access: a.access === 'both' ? b.access : a.access,
    doc: firstDoc([b.doc, a.doc]),
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
