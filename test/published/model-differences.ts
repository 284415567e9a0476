import type { ApiModel, Flow, Message } from '../../generator/model/api.ts';
import type { Field, ObjectShape, Shape } from '../../generator/model/shape.ts';
import { indexShapes, type ShapeIndex } from '../../generator/model/walk.ts';
import { atomsOf, literalsOf, type Atoms } from './atoms.ts';
import { pairObjects } from './pair-objects.ts';

/** Where two models mean something else by the same event, and which of them says more. */
export interface ModelDifference {
  readonly event: string;
  readonly flow: Flow;
  /** From the event down: `item<message>.content[].text`; empty for the event itself. */
  readonly path: string;
  /**
   * What `more` has and the other has not: `field` and `required field`; `optional`, the field may be absent; `null`; `value 'x'`;
   * `any string`, where the other lists what there is; `object <x>`, a member of a union; `one object`, where the other has an object
   * for each of its types; the name of any other kind of value.
   */
  readonly what: string;
  readonly more: 'ours' | 'theirs';
}

/** All differences of the events that both models have, in the order of ours. */
export function differencesOf(ours: ApiModel, theirs: ApiModel): readonly ModelDifference[] {
  const walk = new Walk(indexShapes(ours), indexShapes(theirs));
  return sharedEvents(ours, theirs).flatMap(({ event, flow, one, other }) =>
    walk.compare(one.shape, other.shape, '').map((found) => ({ event, flow, ...found })),
  );
}

/** An event of two models. */
export interface SharedEvent {
  readonly event: string;
  readonly flow: Flow;
  readonly one: Message;
  readonly other: Message;
}

/** The events that both models have, by flow and wire type. */
export function sharedEvents(ours: ApiModel, theirs: ApiModel): readonly SharedEvent[] {
  const others = new Map(theirs.messages.map((message) => [eventKey(message), message]));
  return ours.messages.flatMap((one) => {
    const other = others.get(eventKey(one));
    return other === undefined ? [] : [{ event: wireType(one), flow: one.flow, one, other }];
  });
}

/** The value of `type` that a message is told by. */
export function wireType(message: Message): string {
  return String(message.tags[0]?.[0]);
}

function eventKey(message: Message): string {
  return `${message.flow} ${wireType(message)}`;
}

type Found = Omit<ModelDifference, 'event' | 'flow'>;

class Walk {
  readonly #ours: ShapeIndex;
  readonly #theirs: ShapeIndex;

  constructor(ours: ShapeIndex, theirs: ShapeIndex) {
    this.#ours = ours;
    this.#theirs = theirs;
  }

  compare(ours: Shape, theirs: Shape, path: string): readonly Found[] {
    const one = atomsOf(ours, this.#ours);
    const other = atomsOf(theirs, this.#theirs);
    return [
      ...oneSided(one, other).map((what): Found => ({ path, what, more: 'ours' })),
      ...oneSided(other, one).map((what): Found => ({ path, what, more: 'theirs' })),
      ...this.#inside(one.lists, other.lists, `${path}[]`),
      ...this.#inside(one.maps, other.maps, `${path}{}`),
      ...this.#objects(one, other, path),
    ];
  }

  /** Of lists and maps, a union of both models has one at most. */
  #inside(ours: readonly Shape[], theirs: readonly Shape[], path: string): readonly Found[] {
    const [one, other] = [ours[0], theirs[0]];
    if (ours.length > 1 || theirs.length > 1) throw new Error(`several at ${path}`);
    return one === undefined || other === undefined ? [] : this.compare(one, other, path);
  }

  #objects(one: Atoms, other: Atoms, path: string): readonly Found[] {
    const { pairs, ours, theirs, split } = pairObjects(
      one.objects.map((object) => ({ object, literals: literalsOf(object, this.#ours) })),
      other.objects.map((object) => ({ object, literals: literalsOf(object, this.#theirs) })),
    );
    const here = (label: string): string =>
      Math.max(one.objects.length, other.objects.length) > 1 ? `${path}<${label}>` : path;
    return [
      ...split.map((more): Found => ({ path, what: 'one object', more })),
      ...ours.map((label): Found => ({ path, what: `object <${label}>`, more: 'ours' })),
      ...theirs.map((label): Found => ({ path, what: `object <${label}>`, more: 'theirs' })),
      ...pairs.flatMap((pair) => this.#fields(pair.ours, pair.theirs, here(pair.label))),
    ];
  }

  #fields(ours: ObjectShape, theirs: ObjectShape, path: string): readonly Found[] {
    const others = new Map(theirs.fields.map((field) => [field.key, field]));
    const known = new Set(ours.fields.map(({ key }) => key));
    const here = (field: Field): string => (path === '' ? field.key : `${path}.${field.key}`);
    const both = ours.fields.flatMap((field) => {
      const other = others.get(field.key);
      if (other === undefined) return [alone(field, here(field), 'ours')];
      return [
        ...laxer(field, other, here(field)),
        ...this.compare(field.shape, other.shape, here(field)),
      ];
    });
    const added = theirs.fields.filter(({ key }) => !known.has(key));
    return [
      ...both,
      ...added.map((field) => alone(field, here(field), 'theirs')),
      ...this.#rest(ours, theirs, path),
    ];
  }

  /** What the keys may hold that have no name; a type cannot say that there are none. */
  #rest(ours: ObjectShape, theirs: ObjectShape, path: string): readonly Found[] {
    if (ours.patterns.length + theirs.patterns.length > 0) throw new Error(`patterns at ${path}`);
    const [one, other] = [ours.rest, theirs.rest].map((rest) =>
      rest?.kind === 'never' ? undefined : rest,
    );
    if (one !== undefined && other !== undefined) return this.compare(one, other, `${path}{}`);
    if (one === other) return [];
    return [{ path, what: 'other keys', more: one === undefined ? 'theirs' : 'ours' }];
  }
}

function alone(field: Field, path: string, more: Found['more']): Found {
  return { path, what: field.required ? 'required field' : 'field', more };
}

function laxer(ours: Field, theirs: Field, path: string): readonly Found[] {
  if (ours.required === theirs.required) return [];
  return [{ path, what: 'optional', more: ours.required ? 'theirs' : 'ours' }];
}

/** What `one` admits and `other` does not, objects aside. */
function oneSided(one: Atoms, other: Atoms): readonly string[] {
  if (other.kinds.has('unknown')) return [];
  const kinds = [...one.kinds].filter((kind) => !other.kinds.has(kind));
  const values = [...one.values].filter(
    (value) => !other.values.has(value) && !other.kinds.has(typeof value),
  );
  return [
    ...kinds.map((kind) => {
      const listed = [...other.values].some((value) => typeof value === kind);
      return listed ? `any ${kind}` : kind;
    }),
    ...values.map((value) => `value ${JSON.stringify(value)}`),
    ...(one.lists.length > 0 && other.lists.length === 0 ? ['list'] : []),
    ...(one.maps.length > 0 && other.maps.length === 0 ? ['map'] : []),
  ];
}
