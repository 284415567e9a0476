import type { ts } from 'ts-morph';
import { nullShape, type Literal, type ObjectShape, type Shape } from '../../model/shape.ts';
import { indexShapes, type ShapeIndex } from '../../model/walk.ts';
import type { ApiModel } from '../../model/api.ts';

/**
 * What a value of somebody's program is in the version before: one of several places of the API where the evidence leaves it open. What is
 * done to the value must then be the same in all of them.
 */
export interface Role {
  readonly places: readonly Place[];
  /** True where other values join it to make the whole: what is spread into an object, or typed `Partial`. */
  readonly partial: boolean;
}

export interface Place {
  /** Never a reference, never a union. */
  readonly shape: Shape;
  /** The same place, seen from each named type that it is inside of: the steps of any of them may speak of it. */
  readonly spots: readonly Spot[];
}

export type Root = ts.Node | 'several' | undefined;

/** `{ type: 'Session', path: 'turn_detection.threshold' }`; the path is `''` for an object of the type itself. */
export interface Spot {
  readonly type: string;
  readonly path: string;
  /** The expression of the object of the type; undefined where nothing is known of it, as of what only a type says. */
  readonly root: Root;
}

/** Deeper than any document goes, so that a value that holds itself comes to an end. */
const deepest = 8;

/** A value of a shape of the model: all alternatives of unions, and each named type on the way. */
export function roleOfShape(shape: Shape, index: ShapeIndex): Role | undefined {
  return roleOf(expand(shape, [], index, new Set()));
}

/** An object of a named type of the model; undefined where there is none of the name. */
export function roleOfType(name: string, index: ShapeIndex): Role | undefined {
  return index.has(name) ? roleOfShape({ kind: 'ref', name }, index) : undefined;
}

/** An event of one of several tags, whichever way it travels. */
export function roleOfEvents(tags: readonly string[], model: ApiModel): Role | undefined {
  const index = indexShapes(model);
  const messages = model.messages.filter((one) =>
    one.tags.some((tag) => typeof tag[0] === 'string' && tags.includes(tag[0])),
  );
  return joinRoles(messages.map((one) => roleOfShape(one.shape, index)));
}

/** A list of values of a role, where these are of named types and of nothing around them; it is of no type itself. */
export function listOf(role: Role | undefined): Role | undefined {
  const spots = role?.places.map((one) => one.spots) ?? [];
  if (role === undefined || spots.some((one) => one.length !== 1)) return undefined;
  const types = new Set(spots.flat().map(({ type }) => type));
  const places = [...types].map((name): Place => ({
    shape: { kind: 'list', item: { kind: 'ref', name }, limits: undefined },
    spots: [{ type: `${name}[]`, path: '', root: undefined }],
  }));
  return { ...role, places };
}

/** What stands at a key of a value, or `[]` for what a list holds; `holder` is the expression of the value. */
export function descend(
  role: Role,
  key: string,
  holder: ts.Node | undefined,
  index: ShapeIndex,
): Role | undefined {
  const places = role.places.flatMap(({ shape, spots }) => {
    const inner = shapeAt(shape, key);
    if (inner === undefined) return [];
    const deeper = spots
      .map((spot) => ({
        type: spot.type,
        path: pathTo(spot.path, key),
        root: spot.path === '' ? holder : spot.root,
      }))
      .filter((spot) => spot.path.split('.').length < deepest);
    return expand(inner, deeper, index, new Set());
  });
  return roleOf(places);
}

/** `content` and `[]` give `content[]`; `content[]` and `type` give `content[].type`. */
export function pathTo(path: string, key: string): string {
  return path === '' || key === '[]' ? path + key : `${path}.${key}`;
}

function shapeAt(shape: Shape, key: string): Shape | undefined {
  if (key === '[]') return shape.kind === 'list' ? shape.item : undefined;
  if (shape.kind !== 'object') return undefined;
  return shape.fields.find((field) => field.key === key)?.shape;
}

function expand(
  shape: Shape,
  spots: readonly Spot[],
  index: ShapeIndex,
  entered: ReadonlySet<string>,
): readonly Place[] {
  if (shape.kind === 'union')
    return shape.members.flatMap((one) => expand(one, spots, index, entered));
  if (shape.kind !== 'ref') return shape === nullShape ? [] : [{ shape, spots }];
  const named = index.get(shape.name);
  if (named === undefined || entered.has(shape.name)) return [];
  const spot = { type: shape.name, path: '', root: undefined };
  return expand(named.shape, [...spots, spot], index, new Set([...entered, shape.name]));
}

function roleOf(places: readonly Place[]): Role | undefined {
  const telling = places.filter(({ shape }) => shape.kind !== 'unknown' && !isNullShape(shape));
  return telling.length === 0 ? undefined : { places: telling, partial: false };
}

function isNullShape(shape: Shape): boolean {
  return shape.kind === 'scalar' && shape.scalar === 'null';
}

/** Every place that one of the roles has. What is whole in one use is whole. */
export function joinRoles(roles: readonly (Role | undefined)[]): Role | undefined {
  const known = roles.filter((one) => one !== undefined);
  const byKey = new Map<string, Place>();
  for (const place of known.flatMap((one) => one.places)) {
    const key = placeKey(place);
    const same = byKey.get(key);
    byKey.set(key, same === undefined ? place : joinPlaces(same, place));
  }
  if (byKey.size === 0) return undefined;
  return { places: [...byKey.values()], partial: known.every((one) => one.partial) };
}

function joinPlaces(one: Place, other: Place): Place {
  const spots = one.spots.map((spot, at) => ({
    ...spot,
    root: joinRoots(spot.root, other.spots[at]?.root),
  }));
  return sameRoots(one, { ...one, spots }) ? one : { ...one, spots };
}

function joinRoots(one: Root, other: Root): Root {
  if (one === undefined || other === undefined) return one ?? other;
  return one === other ? one : 'several';
}

/** Whether two roles say the same. */
export function sameRole(one: Role, other: Role): boolean {
  if (one.partial !== other.partial || one.places.length !== other.places.length) return false;
  return one.places.every((place, at) => {
    const twin = other.places[at];
    return twin !== undefined && placeKey(place) === placeKey(twin) && sameRoots(place, twin);
  });
}

function sameRoots(one: Place, other: Place): boolean {
  return one.spots.every((spot, at) => spot.root === other.spots[at]?.root);
}

function placeKey({ shape, spots }: Place): string {
  const where = spots.map((spot) => `${spot.type} ${spot.path}`).join(', ');
  return shape.kind === 'object' ? where : `${where}: ${shape.kind}`;
}

/** The places whose literal fields do not speak against those that an object is known to have; all, where none would be left. */
export function fittingPlaces(
  role: Role,
  known: ReadonlyMap<string, Literal | undefined>,
): readonly Place[] {
  const objects = role.places.filter(({ shape }) => shape.kind === 'object');
  const agreeing = objects.filter(({ shape }) => agrees(shape, known));
  const counted = agreeing.map((place) => ({ place, known: knownKeys(place.shape, known) }));
  const most = Math.max(0, ...counted.map((one) => one.known));
  return counted.filter((one) => one.known === most).map((one) => one.place);
}

function agrees(shape: Shape, known: ReadonlyMap<string, Literal | undefined>): boolean {
  if (shape.kind !== 'object') return false;
  return shape.fields.every((field) => {
    const value = known.get(field.key);
    return value === undefined || field.shape.kind !== 'literal' || field.shape.value === value;
  });
}

function knownKeys(shape: Shape, known: ReadonlyMap<string, unknown>): number {
  return shape.kind === 'object' ? shape.fields.filter((one) => known.has(one.key)).length : 0;
}

/** The object shapes of a role. */
export function objectShapes(role: Role): readonly ObjectShape[] {
  return role.places.map((one) => one.shape).filter((one) => one.kind === 'object');
}
