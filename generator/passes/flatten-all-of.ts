import { finding, type Finding, type Origin } from '../base/finding.ts';
import type { ApiModel, NamedShape } from '../model/api.ts';
import type { ObjectShape, Shape } from '../model/shape.ts';
import { childShapes, indexShapes, mapChildren, type ShapeIndex } from '../model/walk.ts';
import { contradiction, intersect, mergeObjects } from './intersect.ts';
import type { Pass } from './pass.ts';

export const flattenAllOf: Pass = {
  name: 'flatten-all-of',
  ensures: 'An intersection of objects is one object; other intersections are kept.',
  run: (model, findings) => {
    if (!model.shapes.some((one) => holdsIntersection(one.shape))) return model;
    const flattening = new Flattening(model);
    const shapes = model.shapes.map((one) => ({ ...one, shape: flattening.flattenNamed(one) }));
    if (flattening.isExhausted) {
      findings.push(tooManyParts(model));
      return model;
    }
    const places = shapes.flatMap((one) => [...contradictions(one.shape, one.origin)]);
    const distinct = new Map(places.map((at) => [`${at.file}#${at.pointer}`, at]));
    findings.push(...[...distinct.values()].map(contradictionFinding));
    return { ...model, shapes };
  },
};

function holdsIntersection(shape: Shape): boolean {
  return shape.kind === 'all' || childShapes(shape).some(holdsIntersection);
}

/** References in intersections are opened this often; what wants more has been made to want it. */
const mostOpened = 100_000;
/** Schemas that extend each other in a longer row have been made too. */
const longestRow = 200;

function tooManyParts({ source }: ApiModel): Finding {
  return finding(
    'too-large',
    'error',
    { file: source.file, pointer: '' },
    `the intersections of this document stand for more than ${mostOpened} objects, or more than ${longestRow} extend each other in a row`,
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
      this.#opened += open.size < longestRow ? 1 : mostOpened;
      if (target !== undefined) return this.#expand(target, new Set([...open, part.name]));
    }
    return { shape: this.#flatten(part, open), open };
  }

  #merge(written: readonly Shape[], open: Open): Shape {
    const parts = written.map((part) => this.#expand(part, open));
    const objects = parts.flatMap(({ shape }) => (shape.kind === 'object' ? [shape] : []));
    const maps = parts.flatMap(({ shape }) => (shape.kind === 'map' ? [shape] : []));
    if (objects.length > 0 && objects.length + maps.length === parts.length) {
      return mergeObjects(objects, maps);
    }
    const union = parts.find(({ shape }) => shape.kind === 'union');
    if (union !== undefined && objects.length > 0 && objects.length === parts.length - 1) {
      const distributed = this.#distribute(objects, union);
      if (distributed !== undefined) return distributed;
    }
    const kept = written.map((part) => this.#flatten(part, open));
    const shapes = parts.map(({ shape }) => shape);
    const narrowed = shapes.reduce(intersect);
    if (narrowed.kind === 'all') return { kind: 'all', parts: kept };
    // What a part with a name says already is called by that name.
    return kept[shapes.findIndex((shape) => isSame(shape, narrowed))] ?? narrowed;
  }

  /** `base and (a or b)` is `(base and a) or (base and b)`, which can be told apart by its literals. */
  #distribute(objects: readonly ObjectShape[], { shape, open }: Part): Shape | undefined {
    if (shape.kind !== 'union') return undefined;
    const members: Shape[] = [];
    for (const written of shape.members) {
      const member = this.#expand(written, open).shape;
      if (member.kind === 'object') members.push(extended(objects, member, written));
      else if (mayBeObject(member)) return undefined;
    }
    const [first] = members;
    if (first === undefined) return contradiction;
    return members.length === 1 ? first : { ...shape, members };
  }
}

/** An alternative with what stands beside all of them; a reference is kept where it says all that already. */
function extended(objects: readonly ObjectShape[], member: ObjectShape, written: Shape): Shape {
  const merged = mergeObjects([...objects, member]);
  if (written.kind !== 'ref') return { ...merged, source: member.source };
  if (saysAsMuch(member, merged)) return written;
  const title = member.source.title ?? written.name;
  return { ...merged, source: { ...member.source, title } };
}

/** True where two objects take the same values, whatever is said of them in prose. */
function saysAsMuch(a: ObjectShape, b: ObjectShape): boolean {
  const bare = ({ fields, patterns, rest, implied }: ObjectShape): string =>
    JSON.stringify([
      fields.map(({ key, shape, required, access }) => [key, shape, required, access]),
      [patterns, rest, implied],
    ]);
  return bare(a) === bare(b);
}

/** False for what is surely something else. */
function mayBeObject(shape: Shape): boolean {
  return !['scalar', 'literal', 'enum', 'list', 'tuple', 'never'].includes(shape.kind);
}

function isSame(a: Shape, b: Shape): boolean {
  return a === b || (a.kind === b.kind && JSON.stringify(a) === JSON.stringify(b));
}

/** Where parts of an intersection exclude each other, by the nearest place that is known. */
function* contradictions(shape: Shape, at: Origin): Iterable<Origin> {
  if (shape === contradiction) yield at;
  else if (shape.kind === 'object') {
    for (const field of shape.fields) yield* contradictions(field.shape, field.origin);
    for (const { shape: inner } of shape.patterns) yield* contradictions(inner, at);
    if (shape.rest !== undefined) yield* contradictions(shape.rest, at);
  } else for (const child of childShapes(shape)) yield* contradictions(child, at);
}

function contradictionFinding(at: Origin): Finding {
  return finding(
    'shape-never',
    'warning',
    at,
    'what is said of this value excludes itself, so there is none; its type is never',
    'look for parts of an allOf that name different types or different literals',
  );
}
