import type { ChangeKind } from '../../generator/diff/change.ts';
import type { Json } from '../../generator/model/shape.ts';
import {
  hasValue,
  isGone,
  isNullable,
  isRequiredOtherwise,
  isThere,
  type Demand,
} from './demands.ts';
import { fitting, type Trees } from './explain-change.ts';
import { isInside } from './places.ts';
import type { FactObject, FactValue } from './fact-tree.ts';

/** All that differs between the tables of an event, where nobody has written down what became of what. */
export function treeDemands(event: string, trees: Trees): readonly Demand[] {
  const paths = new Set([...trees.before.values.keys(), ...trees.after.values.keys()]);
  return [...paths].flatMap((path): readonly Demand[] => {
    const [one, other] = [trees.before.values.get(path), trees.after.values.get(path)];
    if (one === undefined) return [isThere(event, path)];
    if (other === undefined) return [isGone(event, path)];
    const place = { event, path };
    const isAny = (values: readonly FactValue[], is: (value: FactValue) => boolean): boolean =>
      values.some(is);
    const [was, now] = [one, other].map((values) => ({
      literals: new Set(
        values.flatMap(({ forms }) => [...forms].filter((form) => form.startsWith('='))),
      ),
      nullable: isAny(values, (value) => value.nullable),
      required: isAny(values, (value) => value.required),
      optional: isAny(values, (value) => !value.required),
    }));
    if (was === undefined || now === undefined) return [];
    const parse = (form: string): Json => JSON.parse(form.slice(1)) as Json;
    return [
      ...[...now.literals]
        .filter((form) => !was.literals.has(form))
        .map((form) => hasValue(place, parse(form), 'added')),
      ...[...was.literals]
        .filter((form) => !now.literals.has(form))
        .map((form) => hasValue(place, parse(form), 'removed')),
      ...(was.nullable === now.nullable ? [] : [isNullable(place, now.nullable)]),
      ...(was.required === now.required && was.optional === now.optional
        ? []
        : [isRequiredOtherwise(place, { some: was.required }, { some: now.required })]),
    ];
  });
}

/** The same, object by object: what came to one of several that may stand at a path, or went from it, and objects that came. */
export function objectDemands(event: string, trees: Trees): readonly Demand[] {
  const paths = [...trees.after.objects.keys()].filter((path) => trees.before.values.has(path));
  return paths.flatMap((path) => {
    const [ones, others] = [
      trees.before.objects.get(path) ?? [],
      trees.after.objects.get(path) ?? [],
    ];
    return others.flatMap((object) => {
      const other = partnerOf(object, ones, others);
      if (other === undefined) return [isMember(event, path, object)];
      const own = { event, path, object, other };
      const come = [...object.keys].filter((key) => !other.keys.has(key));
      const gone = [...other.keys].filter((key) => !object.keys.has(key));
      return [
        ...come.map((key) => isAbout(own, key, 'field-added')),
        ...gone.map((key) => isAbout(own, key, 'field-removed')),
      ];
    });
  });
}

/** The object of the version before that is told from others by the same, or that is the only one. */
function partnerOf(
  object: FactObject,
  before: readonly FactObject[],
  after: readonly FactObject[],
): FactObject | undefined {
  return (
    before.find(({ name }) => name === object.name) ??
    before.find(({ signature }) => signature === object.signature) ??
    (before.length === 1 && after.length === 1 ? before[0] : undefined)
  );
}

/** An object came; or it is what another one became, so that what is in it is told. */
function isMember(event: string, path: string, object: FactObject): Demand {
  return {
    text: `${event} ${path} ${object.name} is added`,
    event,
    path,
    isMet: ({ change, path: at, members }) => {
      if (change.kind === 'member-added' && at === path)
        return change.subject.split(', ').every((part) => object.labels.has(part));
      if (!isInside(path, at))
        return members.some((one) => one.path === path && fitting([object], [one]).isExact);
      const isAbove = at !== path && ['field-added', 'member-added'].includes(change.kind);
      return isAbove || change.kind === 'type-changed';
    },
  };
}

/** True where a path leads into objects of which one version has more than the other: what became of what, nobody says. */
export function isOfSplit(path: string, { before, after }: Trees): boolean {
  return [...before.objects].some(
    ([at, ones]) => isInside(path, at) && ones.length !== after.objects.get(at)?.length,
  );
}

interface Pair {
  readonly event: string;
  readonly path: string;
  readonly object: FactObject;
  readonly other: FactObject;
}

function isAbout({ event, path, object, other }: Pair, key: string, kind: ChangeKind): Demand {
  const at = path === '' ? key : `${path}.${key}`;
  return {
    text: `${event} ${at} of ${object.name} is a ${kind}`,
    event,
    path: at,
    isMet: ({ change, path: found, members }) =>
      change.kind === kind &&
      found === at &&
      [object, other].some((one) => fitting([one], members).isExact),
  };
}
