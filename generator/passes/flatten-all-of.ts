import { finding, type Finding } from '../base/finding.ts';
import type { ApiModel, NamedShape } from '../model/api.ts';
import { noDoc, type Doc, type Field, type ObjectShape, type Shape } from '../model/shape.ts';
import { childShapes, indexShapes, mapChildren, type ShapeIndex } from '../model/walk.ts';
import type { Pass } from './pass.ts';

export const flattenAllOf: Pass = {
  name: 'flatten-all-of',
  ensures: 'An intersection of objects is one object; other intersections are kept.',
  run: (model, findings) => {
    if (!model.shapes.some((one) => holdsIntersection(one.shape))) return model;
    const flattening = new Flattening(model);
    const shapes = model.shapes.map((one) => ({ ...one, shape: flattening.flattenNamed(one) }));
    if (!flattening.isExhausted) return { ...model, shapes };
    findings.push(tooManyParts(model));
    return model;
  },
};

function holdsIntersection(shape: Shape): boolean {
  return shape.kind === 'all' || childShapes(shape).some(holdsIntersection);
}

/** References in intersections are opened this often; what wants more has been made to want it. */
const mostOpened = 100_000;

function tooManyParts({ source }: ApiModel): Finding {
  return finding(
    'too-large',
    'error',
    { file: source.file, pointer: '' },
    `the intersections of this document stand for more than ${mostOpened} objects`,
    'refer to schemas instead of extending them by allOf in every place',
  );
}

/** The named shapes that a shape stands in: opening one of them once more would never end. */
type Open = ReadonlySet<string>;

/** A part of an intersection, flattened, with the shapes that are open inside it. */
interface Part {
  readonly shape: Shape;
  readonly open: Open;
}

/** Flattens the shapes of one model, and counts what it opens for that. */
class Flattening {
  readonly #index: ShapeIndex;
  #opened = 0;

  constructor(model: ApiModel) {
    this.#index = indexShapes(model);
  }

  get isExhausted(): boolean {
    return this.#opened > mostOpened;
  }

  flattenNamed({ name, shape }: NamedShape): Shape {
    return this.#flatten(shape, new Set([name]));
  }

  #flatten(shape: Shape, open: Open): Shape {
    return shape.kind === 'all'
      ? this.#merge(shape.parts, open)
      : mapChildren(shape, (child) => this.#flatten(child, open));
  }

  /** Opens the references that lead to intersections or objects. */
  #expand(part: Shape, open: Open): Part {
    if (part.kind === 'ref' && !open.has(part.name) && !this.isExhausted) {
      const target = this.#index.get(part.name)?.shape;
      this.#opened += 1;
      if (target !== undefined) return this.#expand(target, new Set([...open, part.name]));
    }
    return { shape: this.#flatten(part, open), open };
  }

  #merge(written: readonly Shape[], open: Open): Shape {
    const parts = written.map((part) => this.#expand(part, open));
    const objects = parts.flatMap(({ shape }) => (shape.kind === 'object' ? [shape] : []));
    const others = parts.flatMap(({ shape }) => (shape.kind === 'map' ? [shape.value] : []));
    if (objects.length > 0 && objects.length + others.length === parts.length) {
      return mergeObjects(objects, others);
    }
    const unions = parts.filter(({ shape }) => shape.kind === 'union');
    const [union] = unions;
    if (union !== undefined && unions.length === 1 && objects.length === parts.length - 1) {
      const distributed = this.#distribute(objects, union);
      if (distributed !== undefined) return distributed;
    }
    const kept = written.map((part) => this.#flatten(part, open));
    const [first, ...rest] = kept;
    if (first === undefined || union !== undefined) return { kind: 'all', parts: kept };
    const narrowed = rest.reduce(narrow, first);
    return narrowed.kind === 'all' ? { kind: 'all', parts: kept } : narrowed;
  }

  /** `base and (a or b)` is `(base and a) or (base and b)`, which can be told apart by its literals. */
  #distribute(objects: readonly ObjectShape[], { shape, open }: Part): Shape | undefined {
    if (shape.kind !== 'union') return undefined;
    const members = shape.members.flatMap((written): readonly ObjectShape[] => {
      const member = this.#expand(written, open).shape;
      if (member.kind !== 'object') return [];
      const title = member.source.title ?? (written.kind === 'ref' ? written.name : undefined);
      return [{ ...mergeObjects([...objects, member]), source: { ...member.source, title } }];
    });
    return members.length < shape.members.length ? undefined : { ...shape, members };
  }
}

/** One object with the fields of all; `otherKeys` is what else is said of keys without a name. */
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
