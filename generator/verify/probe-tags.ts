import type { Origin } from '../base/finding.ts';
import { isIdentifier } from '../base/identifier.ts';
import { literalText, quote } from '../base/text.ts';
import type { ApiModel, Flow } from '../model/api.ts';
import type { Literal, ObjectShape, Shape, Tag } from '../model/shape.ts';
import { isOnSide, type Side } from '../model/side.ts';
import { indexShapes, type ShapeIndex } from '../model/walk.ts';
import type { Draft } from '../render/drafts.ts';
import { declaredNames } from './places.ts';

/** The names under which an event union is exported; `write` is undefined for events that are only received. */
export interface ExportedUnion {
  readonly flow: Flow;
  readonly read: string;
  readonly write: string | undefined;
}

/** A function that asks a union for one combination of tag literals, and which members must be left then. */
export interface TagProbe {
  readonly name: string;
  readonly union: string;
  /** `type 'message', role 'user'`. */
  readonly asked: string;
  /** The conditions, one behind the other. */
  readonly condition: string;
  readonly members: readonly Member[];
  readonly wanted: readonly Member[];
  /** Members that may hold any value there, so that no answer rules them out. */
  readonly loose: readonly Member[];
  readonly origin: Origin;
}

/** A member of a union: an object with a name, `exported` on the side in question. */
export interface Member {
  readonly exported: string;
  readonly object: ObjectShape;
}

interface Probed {
  readonly union: string;
  readonly tag: Tag;
  readonly members: readonly Member[];
  readonly side: Side;
  readonly origin: Origin;
}

/** A probe for each tag literal of each union that has a tag, on each side. */
export function tagProbes(
  model: ApiModel,
  exported: readonly ExportedUnion[],
): readonly TagProbe[] {
  const index = indexShapes(model);
  return [...eventUnions(model, exported, index), ...namedUnions(model, index)]
    .flatMap(probesOf)
    .map((probe, position) => ({ ...probe, name: `probe${position}` }));
}

/** The source of all probes, which is compiled beside the drafts. */
export function probeDraft(probes: readonly TagProbe[]): Draft {
  const functions = probes.map(
    ({ name, union, condition }) =>
      `export function ${name}(value: Objects<api.${union}>): unknown {\n` +
      `  if (${condition}) return value;\n  return undefined;\n}\n`,
  );
  const head = `import type * as api from './index.js';\n`;
  const objects = 'type Objects<T> = Exclude<Extract<T, object>, readonly unknown[]>;\n';
  return { path: 'self-check-probes.ts', text: [head, objects, ...functions].join('\n') };
}

function eventUnions(
  model: ApiModel,
  exported: readonly ExportedUnion[],
  index: ShapeIndex,
): readonly Probed[] {
  return exported.flatMap(({ flow, read, write }) => {
    const tag = model.unions.find((union) => union.flow === flow)?.tag;
    if (tag === undefined) return [];
    const shapes = model.messages.filter((one) => one.flow === flow).map((one) => one.shape);
    const origin = { file: model.source.file, pointer: '' };
    return (
      [
        ['read', read],
        ['write', write],
      ] as const
    ).flatMap(([side, union]) =>
      union === undefined
        ? []
        : [{ union, tag, side, origin, members: membersOf(shapes, side, index) }],
    );
  });
}

function namedUnions(model: ApiModel, index: ShapeIndex): readonly Probed[] {
  return model.shapes.flatMap((one) => {
    const { shape, origin } = one;
    if (shape.kind !== 'union' || shape.tag === undefined) return [];
    const { tag, members } = shape;
    return declaredNames(one).map(([side, union]) => {
      return { union, tag, side, origin, members: membersOf(members, side, index) };
    });
  });
}

/** The objects with a name among shapes, unions dissolved. */
function membersOf(shapes: readonly Shape[], side: Side, index: ShapeIndex): readonly Member[] {
  const found = new Map<string, Member>();
  const visit = (shape: Shape, passed: ReadonlySet<Shape>): void => {
    if (passed.has(shape)) return;
    if (shape.kind === 'union') {
      for (const member of shape.members) visit(member, new Set([...passed, shape]));
    }
    const named = shape.kind === 'ref' ? index.get(shape.name) : undefined;
    if (named === undefined) return;
    const exported = side === 'read' ? named.name : named.param?.name;
    if (named.shape.kind !== 'object') visit(named.shape, new Set([...passed, shape]));
    else if (exported !== undefined) found.set(exported, { exported, object: named.shape });
  };
  for (const shape of shapes) visit(shape, new Set());
  return [...found.values()];
}

function probesOf({ union, tag, members, side, origin }: Probed): readonly TagProbe[] {
  const [first = '', second] = tag;
  // Where some members have no literal, TypeScript can only ask for keys that it has been told are there.
  const loose = members.filter((one) => literalsAt(one, first, side).length === 0);
  const strict = loose.length === 0;
  const probe = (asked: Asked, wanted: readonly Member[]): TagProbe => ({
    name: '',
    union,
    asked: asked.map(([key, value]) => `${key} ${literalText(value)}`).join(', '),
    condition: asked.map(([key, value]) => conditionOf(key, value, strict)).join(' && '),
    members,
    wanted,
    loose,
    origin,
  });
  return groupByLiteral(members, first, side).flatMap(([value, group]) => {
    const asked = [first, value] as const;
    return group.length < 2 || second === undefined
      ? [probe([asked], group)]
      : groupByLiteral(group, second, side).map(([other, wanted]) =>
          probe([asked, [second, other]], wanted),
        );
  });
}

type Asked = readonly (readonly [string, Literal])[];

function groupByLiteral(
  members: readonly Member[],
  key: string,
  side: Side,
): readonly (readonly [Literal, readonly Member[]])[] {
  const groups = new Map<Literal, Member[]>();
  for (const member of members) {
    for (const value of new Set(literalsAt(member, key, side))) {
      const group = groups.get(value);
      if (group === undefined) groups.set(value, [member]);
      else group.push(member);
    }
  }
  return [...groups];
}

function literalsAt({ object }: Member, key: string, side: Side): readonly Literal[] {
  const field = object.fields.find((one) => one.key === key && isOnSide(one, side));
  if (field?.shape.kind === 'literal') return [field.shape.value];
  return field?.shape.kind === 'enum' && !field.shape.open ? field.shape.values : [];
}

function conditionOf(key: string, value: Literal, strict: boolean): string {
  const left = isIdentifier(key) ? `value.${key}` : `value[${quote(key)}]`;
  const equal = `${left} === ${literalText(value)}`;
  return strict ? equal : `${quote(key)} in value && ${equal}`;
}
