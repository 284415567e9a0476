import type { ApiModel } from '../model/api.ts';
import type { Field, ObjectShape, Shape } from '../model/shape.ts';
import { childShapes, indexShapes, objectsOf } from '../model/walk.ts';
import type { Change } from './change.ts';
import { nameWords } from './name-words.ts';
import type { End } from './one-to-one.ts';
import { pathText, type Path, type Step } from './path.ts';

/** A field that went or came, on its own or with an object that holds it, in one of the places where it is. */
export interface FieldSpot extends End {
  readonly change: Change;
  readonly field: Field;
  /** From the event's payload. */
  readonly path: Path;
  /** The steps behind the field that the change is about; none for that field itself. */
  readonly within: readonly string[];
  /** Which of several objects that the field may hold have it, by their places; all where there is one. */
  readonly among: ReadonlySet<number>;
}

/** The fields that changes of a kind are about, and what is inside those that are objects, by event. */
export function fieldSpots(
  changes: readonly Change[],
  kind: 'field-added' | 'field-removed',
  model: ApiModel,
): ReadonlyMap<string, readonly FieldSpot[]> {
  const own = changes.filter((one) => one.kind === kind);
  if (own.length === 0) return new Map();
  const fields = new FieldsByOrigin(model);
  const spots = new Map<string, FieldSpot[]>();
  for (const change of own) {
    const end = kind === 'field-added' ? change.after : change.before;
    const field = end && fields.at(end.origin, change.subject);
    if (end === undefined || field === undefined) continue;
    const inside = fields.inside(field);
    for (const { event, path } of placesOf(change, end.shape)) {
      const known = spots.get(event) ?? [];
      spots.set(event, known);
      const own = { field, within: [], among: new Set<number>() };
      known.push(...[own, ...inside].map((one) => spotOf(change, path, one)));
    }
  }
  return spots;
}

/** Where a field is, by event; a shape that no event holds is a place of its own. */
function placesOf(
  { reaches, path }: Change,
  shape: string | undefined,
): readonly { readonly event: string; readonly path: Path }[] {
  if (reaches.length === 0) return [{ event: `shape ${shape ?? ''}`, path }];
  return reaches.map((one) => ({ event: `${one.flow} ${one.event}`, path: one.path }));
}

type Inside = Pick<FieldSpot, 'field' | 'within' | 'among'>;

function spotOf(change: Change, path: Path, { field, within, among }: Inside): FieldSpot {
  const whole: Path = [...path, ...within.map((key): Step => ({ kind: 'field', key }))];
  const above = within.map((_key, index) => pathText(whole.slice(0, path.length + index)));
  return { key: pathText(whole), above, change, field, path: whole, within, among };
}

/** The fields of a model by where the document has them. */
class FieldsByOrigin {
  readonly #model: ApiModel;
  readonly #fields = new Map<string, Field>();

  constructor(model: ApiModel) {
    this.#model = model;
    const visit = (shape: Shape): void => {
      if (shape.kind === 'object') {
        for (const field of shape.fields) this.#fields.set(keyOf(field.origin, field.key), field);
      }
      for (const child of childShapes(shape)) visit(child);
    };
    for (const { shape } of model.shapes) visit(shape);
  }

  at(origin: Field['origin'], key: string): Field | undefined {
    return this.#fields.get(keyOf(origin, key));
  }

  /** The fields inside a field's objects, as far as they can be reached by keys alone. */
  inside(field: Field): readonly Inside[] {
    const found = new Map<string, Inside & { readonly among: Set<number> }>();
    const enter = (
      one: ObjectShape,
      within: readonly string[],
      place: number,
      above: readonly Shape[],
    ): void => {
      if (within.length >= deepest || above.includes(one)) return;
      for (const inner of one.fields) {
        if (found.size >= most) return;
        const further = [...within, inner.key];
        const key = JSON.stringify(further);
        // Alternatives may have a key in common; the first one speaks for all.
        const known = found.get(key) ?? { field: inner, within: further, among: new Set() };
        found.set(key, known);
        known.among.add(place);
        for (const next of this.#objectsIn(inner)) enter(next, further, place, [...above, one]);
      }
    };
    this.#objectsIn(field).forEach((one, place) => {
      enter(one, [], place, []);
    });
    return [...found.values()];
  }

  #objectsIn({ shape }: Field): readonly ObjectShape[] {
    return objectsOf(shape, indexShapes(this.#model));
  }
}

/** How far into an object that came or went something may have moved, and how much of it is looked at. */
const deepest = 4;
const most = 200;

function keyOf({ file, pointer }: Field['origin'], key: string): string {
  return `${file} ${pointer} ${key}`;
}

/** The words of the keys in a path. */
export function pathWords(path: Path): readonly string[] {
  return path.flatMap((step) => (step.kind === 'field' ? nameWords(step.key) : []));
}

/** The path of what holds a field. */
export function holderOf({ path }: FieldSpot): string {
  return pathText(path.slice(0, -1));
}
