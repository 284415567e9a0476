import type { Origin } from '../base/finding.ts';
import type { NamedShape } from '../model/api.ts';
import type { Shape } from '../model/shape.ts';
import type { ShapeIndex } from '../model/walk.ts';
import { shapeText } from './shape-text.ts';
import { pathText, type Path, type Step } from './path.ts';

/** Where something stands in one version: in a named shape, or in an event, channel or operation. */
export interface Place {
  readonly holder: NamedShape | undefined;
  /** The name of what holds it. */
  readonly label: string;
  readonly path: Path;
  readonly origin: Origin;
}

/** A shape in its place. */
export interface Slot {
  readonly shape: Shape;
  readonly at: Place;
  /** Where it is referred to, if it is that place which changed, and not the shape that it refers to. */
  readonly site?: Place;
}

/** Where to tell what has changed about a shape as a whole. */
export function siteOf({ site, at }: Slot): Place {
  return site ?? at;
}

/** Two versions of what stands at a place, to read: by their names where they are big and called differently. */
export function slotTexts(before: Slot, after: Slot): readonly [string, string] {
  const [one, other] = [nameOf(before), nameOf(after)];
  if (one !== undefined && one === other) return [shapeText(before.shape), shapeText(after.shape)];
  return [one ?? shapeText(before.shape), other ?? shapeText(after.shape)];
}

function nameOf({ shape, at }: Slot): string | undefined {
  const isBig = shape.kind === 'object' || shape.kind === 'union';
  return isBig && at.path.length === 0 ? at.holder?.name : undefined;
}

/** What a chain of references leads to, and the shapes by which it does. */
export interface Resolved {
  readonly slot: Slot;
  readonly passed: readonly NamedShape[];
}

/** Follows references; where a format has a type of its own, what the document says here goes with it. */
export function resolveSlot(slot: Slot, index: ShapeIndex): Resolved {
  const passed: NamedShape[] = [];
  if (slot.shape.kind !== 'ref') return { slot, passed };
  let shape: Shape = slot.shape;
  let { at } = slot;
  while (shape.kind === 'ref') {
    const named = index.get(shape.name);
    if (named === undefined || passed.includes(named)) {
      return { slot: { shape: { kind: 'unknown' }, at }, passed };
    }
    if (shape.of !== undefined && named.shape.kind === 'scalar' && named.shape.type !== undefined) {
      return { slot: { shape: { ...shape.of, type: named.shape.type }, at }, passed };
    }
    passed.push(named);
    shape = named.shape;
    at = placeOf(named);
  }
  return { slot: { shape, at }, passed };
}

export function placeOf(named: NamedShape): Place {
  return { holder: named, label: named.name, path: [], origin: named.origin };
}

/** A place one step further in; its origin is that of the outer place where no other is known. */
export function inside(at: Place, step: Step, origin: Origin = at.origin): Place {
  return { ...at, path: [...at.path, step], origin };
}

/** `RealtimeSession.voice`: tells a place from all others of its version. */
export function placeText({ label, path }: Place): string {
  const text = pathText(path);
  return text === '' || /^[[{<]/u.test(text) ? label + text : `${label}.${text}`;
}

/** What a fact at a place is about: the last key on the way, or else what holds it. */
export function subjectAt({ label, path }: Place): string {
  const last = path.findLast((step) => step.kind === 'field');
  return last === undefined ? label : last.key;
}
