import type { ChangeKind } from '../../generator/diff/change.ts';
import type { Json } from '../../generator/model/shape.ts';
import { fitting, type Trees } from './explain-change.ts';
import type { FactValue } from './fact-tree.ts';
import type { Entry, Mount } from './migration.ts';
import { isInside, type Occurrence } from './places.ts';

/** One thing that an entry of a migration says of one event, and that a change must say too. */
export interface Demand {
  /** `session.update session.voice is gone`. */
  readonly text: string;
  readonly event: string;
  readonly path: string;
  readonly isMet: (one: Occurrence, trees: Trees) => boolean;
}

/** Where an entity is before and after; a side that stays as it is has none. */
export interface Mounts {
  readonly from: Mount | undefined;
  readonly to: Mount;
  /** What our document calls its type afterwards. */
  readonly name: string;
}

/** A type, and where it stands among others. */
interface Mounted {
  readonly path: string;
  readonly name: string;
}

/** All that an entry demands at a mount. */
export function demandsOf(entry: Entry, { from, to, name }: Mounts): readonly Demand[] {
  const gone = (path: string): readonly Demand[] =>
    from === undefined ? [] : [isGone(from.event, joined(from.path, path))];
  const come = (path: string): Demand =>
    isThere(to.event, joined(to.path, path), { path: to.path, name });
  if (entry.to === undefined) return entry.from === undefined ? [] : gone(entry.from);
  if (entry.from === undefined) return [come(entry.to)];
  const stays = from?.event === to.event && from.path === to.path && entry.from === entry.to;
  if (!stays) return [...gone(entry.from), come(entry.to)];
  const place = { event: to.event, path: joined(to.path, entry.to) };
  const changes = Object.entries(entry.changes ?? {});
  return [
    ...changes.flatMap(([what, value]) => changeDemands(what, value, place)),
    ...(entry.kind === 'value-map' ? valueDemands(entry, place) : []),
    ...(retyped.has(entry.kind) ? [isOtherType(place, entry.kind)] : []),
  ];
}

const retyped: ReadonlySet<string> = new Set(['retyped', 'restructured', 'discriminated']);

function joined(mount: string, path: string): string {
  if (mount === '' || path === '') return mount + path;
  return /^[[{]/.test(path) ? mount + path : `${mount}.${path}`;
}

interface Spot {
  readonly event: string;
  readonly path: string;
}

export function isThere(event: string, path: string, type?: Mounted): Demand {
  return {
    text: `${event} ${path} is there`,
    event,
    path,
    isMet: (one, trees) => !isOfOther(one, trees, type) && isMade(one, trees, path, 'added'),
  };
}

export function isGone(event: string, path: string): Demand {
  return {
    text: `${event} ${path} is gone`,
    event,
    path,
    isMet: (one, trees) => isMade(one, trees, path, 'removed'),
  };
}

/** A path came or went: the field itself, what holds it, or a member that has it; or what holds it is another type altogether. */
function isMade(one: Occurrence, trees: Trees, path: string, way: Way): boolean {
  const { change, path: at } = one;
  if (!isInside(path, at)) return false;
  if (change.kind === `field-${way}`) return true;
  if (path === at) return false;
  if (change.kind === 'type-changed') return true;
  return change.kind === `member-${way}` && holds(one, trees, path, way, () => true);
}

/** True for what became of another object, where an entity is one of several that may stand at its mount. */
function isOfOther(
  { change, path, members }: Occurrence,
  { after }: Trees,
  type: Mounted | undefined,
): boolean {
  const objects = after.objects.get(type?.path ?? '') ?? [];
  if (type === undefined || !objects.some(({ name }) => name === type.name)) return false;
  const own = change.kind.startsWith('member-') ? [{ path, label: change.subject }] : [];
  return [...members, ...own].some((one) => {
    if (one.path !== type.path) return false;
    const { found, isExact } = fitting(objects, [one]);
    return isExact && found.every(({ name }) => name !== type.name);
  });
}

function changeDemands(what: string, value: Json, place: Spot): readonly Demand[] {
  const [before, after] = Array.isArray(value) ? (value as readonly Json[]) : [];
  switch (what) {
    case 'values_added':
      return (value as readonly Json[]).map((one) => hasValue(place, one, 'added'));
    case 'values_removed':
      return (value as readonly Json[]).map((one) => hasValue(place, one, 'removed'));
    case 'open':
      return [isOpenOtherwise(place, after === true)];
    case 'closed_set':
      return [isOpenOtherwise(place, after !== true)];
    case 'nullable':
      return [isNullable(place, after === true)];
    case 'required':
      return [isRequiredOtherwise(place, before, after)];
    case 'only_in_variants':
      return [isInFewer(place)];
    case 'type':
      // What a class is called is no change; what is in it has entries of its own.
      return nameless(before) === nameless(after) ? [] : [isOtherType(place, 'type')];
    default:
      throw new Error(`nobody knows what to demand for a change of ${what}`);
  }
}

function nameless(type: Json | undefined): string {
  return String(type).replaceAll(/\{\w+\}/g, '{}');
}

/** A value came or went, by itself or with a field or a member that holds it. */
export function hasValue({ event, path }: Spot, value: Json, way: Way): Demand {
  const text = JSON.stringify(value);
  return {
    text: `${event} ${path} ${text} is ${way}`,
    event,
    path,
    isMet: (one, trees) => {
      const { change, path: at } = one;
      if (change.kind === `value-${way}`) return at === path && change.subject === text;
      // A list that came in the place of any text, or of something else, is told as one.
      const asOne: readonly ChangeKind[] = [
        'type-changed',
        way === 'added' ? 'values-closed' : 'values-opened',
      ];
      const isOne = at === path && asOne.includes(change.kind) && !isListed(one, trees, way);
      return (
        (isOne || isBrought(one, path, way)) &&
        holds(one, trees, path, way, ({ forms }) => forms.has(`=${text}`))
      );
    },
  };
}

/** True where the other version lists values too. */
function isListed({ path, members }: Occurrence, trees: Trees, way: Way): boolean {
  const values = trees[way === 'added' ? 'before' : 'after'].values.get(path) ?? [];
  return fitting(values, members).found.some(({ forms }) =>
    [...forms].some((form) => form.startsWith('=')),
  );
}

type Way = 'added' | 'removed';

/** True where a path came or went together with the field, or with the member, that a change is about. */
function isBrought({ change, path: at }: Occurrence, path: string, way: Way): boolean {
  return (change.kind === `field-${way}` || change.kind === `member-${way}`) && isInside(path, at);
}

/** True where a version has such a value at the path, in what the change is about. */
function holds(
  { change, path: at, members }: Occurrence,
  trees: Trees,
  path: string,
  way: Way,
  isSo: (value: FactValue) => boolean,
): boolean {
  const through =
    change.kind === `member-${way}` ? [...members, { path: at, label: change.subject }] : members;
  const [own, other] = way === 'added' ? [trees.after, trees.before] : [trees.before, trees.after];
  // A member may be told by what only the other version says of it; types keep their names for the most part.
  const named = through.flatMap((member) => {
    const { found, isExact } = fitting(other.objects.get(member.path) ?? [], [member]);
    return isExact ? found.map(({ name }) => ({ path: member.path, label: name })) : [member];
  });
  return [through, named].some((labels) => {
    const { found, isExact } = fitting(own.values.get(path) ?? [], labels);
    return isExact && found.some(isSo);
  });
}

export function isNullable({ event, path }: Spot, isNow: boolean): Demand {
  const way = isNow ? 'added' : 'removed';
  return {
    text: `${event} ${path} ${isNow ? 'may be null' : 'is not null'}`,
    event,
    path,
    isMet: (one, trees) =>
      (one.path === path && one.change.kind === `null-${way}`) ||
      (isBrought(one, path, way) && holds(one, trees, path, way, (value) => value.nullable)),
  };
}

/** Any text, beside the values that are listed, or in the place of all. */
function isOpenOtherwise({ event, path }: Spot, isNow: boolean): Demand {
  return {
    text: `${event} ${path} is ${isNow ? 'open' : 'closed'}`,
    event,
    path,
    isMet: ({ change, path: at }, trees) => {
      if (at.replaceAll(/(?:\[\]|\{\})+$/g, '') !== path) return false;
      if (change.kind === (isNow ? 'values-opened' : 'values-closed')) return true;
      // It was any text, and has a list of those that are known now.
      const isBare = (trees.before.values.get(path) ?? []).some(
        ({ forms }) => [...forms].join() === 'string',
      );
      return isNow && isBare && change.kind === 'value-added';
    },
  };
}

/** `[false, true]` is for all; `{ in: [...] }` for some members, which may have come or gone themselves. */
export function isRequiredOtherwise(
  { event, path }: Spot,
  before: Json | undefined,
  after: Json | undefined,
): Demand {
  const isOfAll = typeof before === 'boolean' && typeof after === 'boolean';
  const kind = after === true ? 'field-required' : 'field-optional';
  return {
    text: `${event} ${path} is required otherwise`,
    event,
    path,
    isMet: ({ change, path: at }) => {
      if (at === path && change.kind === kind) return true;
      if (isOfAll) return isMemberOf(change.kind) && path !== at && isInside(path, at) && after;
      return at === path
        ? ['field-required', 'field-optional', 'field-added', 'field-removed'].includes(change.kind)
        : isMemberOf(change.kind) && isInside(path, at);
    },
  };
}

function isMemberOf(kind: ChangeKind): boolean {
  return kind === 'member-added' || kind === 'member-removed';
}

/** There are members without the field now. */
function isInFewer({ event, path }: Spot): Demand {
  return {
    text: `${event} ${path} is in fewer members`,
    event,
    path,
    isMet: ({ change, path: at }) =>
      (at === path && change.kind === 'field-removed') ||
      (change.kind === 'member-added' && path !== at && isInside(path, at)),
  };
}

function isOtherType({ event, path }: Spot, what: string): Demand {
  const kinds: readonly ChangeKind[] = [
    'type-changed',
    'member-added',
    'member-removed',
    'values-closed',
    'values-opened',
    'value-added',
    'value-removed',
  ];
  return {
    text: `${event} ${path} is of another type (${what})`,
    event,
    path,
    isMet: ({ change, path: at }) =>
      at.replaceAll(/(?:\[\]|\{\})+$/g, '') === path && kinds.includes(change.kind),
  };
}

function valueDemands({ values = [] }: Entry, place: Spot): readonly Demand[] {
  return values.flatMap(({ from, to }) => {
    if (JSON.stringify(from) === JSON.stringify(to)) return [];
    return [
      hasValue(place, from, 'removed'),
      ...(to === null ? [] : [hasValue(place, to, 'added')]),
    ];
  });
}
