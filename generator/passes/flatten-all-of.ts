import type { ApiModel } from '../model/api.ts';
import { noDoc, type Doc, type Field, type ObjectShape, type Shape } from '../model/shape.ts';
import { childShapes, indexShapes, mapChildren, type ShapeIndex } from '../model/walk.ts';
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
  return shape.kind === 'all'
    ? merge(shape.parts, index, open)
    : mapChildren(shape, (child) => flatten(child, index, open));
}

type Open = ReadonlySet<string>;

/** A part of an intersection, flattened, with the shapes that are open inside it. */
interface Part {
  readonly shape: Shape;
  readonly open: Open;
}

/** Opens the references that lead to intersections or objects. */
function expand(part: Shape, index: ShapeIndex, open: Open): Part {
  if (part.kind === 'ref') {
    const target = open.has(part.name) ? undefined : index.get(part.name)?.shape;
    if (target !== undefined) return expand(target, index, new Set([...open, part.name]));
  }
  return { shape: flatten(part, index, open), open };
}

function merge(written: readonly Shape[], index: ShapeIndex, open: Open): Shape {
  const parts = written.map((part) => expand(part, index, open));
  const objects = parts.flatMap(({ shape }) => (shape.kind === 'object' ? [shape] : []));
  const maps = parts.flatMap(({ shape }) => (shape.kind === 'map' ? [shape] : []));
  if (objects.length > 0 && objects.length + maps.length === parts.length) {
    return mergeObjects(
      objects,
      maps.map((one) => one.value),
    );
  }
  const unions = parts.filter(({ shape }) => shape.kind === 'union');
  if (unions.length === 1 && objects.length === parts.length - 1) {
    const distributed = unions.map((union) => distribute(objects, union, index));
    if (distributed[0] !== undefined) return distributed[0];
  }
  const kept = written.map((part) => flatten(part, index, open));
  const [first, ...others] = kept;
  if (first === undefined || unions.length > 0) return { kind: 'all', parts: kept };
  const narrowed = others.reduce(narrow, first);
  return narrowed.kind === 'all' ? { kind: 'all', parts: kept } : narrowed;
}

/** `base and (a or b)` is `(base and a) or (base and b)`, which can be told apart by its literals. */
function distribute(
  objects: readonly ObjectShape[],
  union: Part,
  index: ShapeIndex,
): Shape | undefined {
  if (union.shape.kind !== 'union') return undefined;
  const members = union.shape.members.flatMap((written): readonly ObjectShape[] => {
    const member = expand(written, index, union.open).shape;
    if (member.kind !== 'object') return [];
    const title = member.source.title ?? (written.kind === 'ref' ? written.name : undefined);
    return [{ ...mergeObjects([...objects, member]), source: { ...member.source, title } }];
  });
  return members.length < union.shape.members.length ? undefined : { ...union.shape, members };
}

function mergeObjects(
  objects: readonly ObjectShape[],
  otherKeys: readonly Shape[] = [],
): ObjectShape {
  const fields = new Map<string, Field>();
  for (const field of objects.flatMap((object) => object.fields)) {
    const known = fields.get(field.key);
    fields.set(field.key, known === undefined ? field : mergeFields(known, field));
  }
  const last = objects.at(-1);
  if (last === undefined) throw new Error('an intersection of no objects');
  return {
    kind: 'object',
    fields: [...fields.values()],
    rest: restOf([...objects.flatMap((object) => object.rest ?? []), ...otherKeys]),
    source: { ...last.source, doc: firstDoc(objects.map((object) => object.source.doc)) },
  };
}

/** Keys without a name of their own must satisfy all that is said of them. */
function restOf(rests: readonly Shape[]): Shape | undefined {
  return rests.length < 2 ? rests[0] : { kind: 'all', parts: rests };
}

/** A key that several parts describe must satisfy them all. */
function mergeFields(a: Field, b: Field): Field {
  const objects = [a.shape, b.shape].filter((shape) => shape.kind === 'object');
  return {
    ...b,
    shape: objects.length === 2 ? mergeObjects(objects) : narrow(a.shape, b.shape),
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
