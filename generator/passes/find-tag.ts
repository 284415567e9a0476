import type { Literal, ObjectShape, Shape, Tag } from '../model/shape.ts';

/** The fields that tell the members of a union apart, or undefined. Sets of literals must not overlap. */
export function findTag(members: readonly ObjectShape[]): Tag | undefined {
  if (members.length < 2) return undefined;
  const keys = candidateKeys(members, members.length);
  const single = keys.find((key) => groupsBy(members, key).every((group) => group.length === 1));
  if (single !== undefined) return [single];
  for (const first of keys) {
    const groups = groupsBy(members, first).filter((group) => group.length > 1);
    if (groups.length === 0 || groups.some((group) => group.length === members.length)) continue;
    const second = candidateKeys(members, 0).find(
      (key) =>
        key !== first &&
        groups.every(
          (group) =>
            groupsBy(group, key).length === group.length &&
            group.every((one) => literalsAt(one, key) !== undefined),
        ),
    );
    if (second !== undefined) return [first, second];
  }
  return undefined;
}

/** Keys that hold literals in at least `count` members, the likeliest first. */
export function candidateKeys(members: readonly ObjectShape[], count: number): readonly string[] {
  const holders = new Map<string, { literal: number; required: number }>();
  for (const member of members) {
    for (const field of member.fields) {
      if (literalsOf(field.shape) === undefined) continue;
      const entry = holders.get(field.key) ?? { literal: 0, required: 0 };
      entry.literal += 1;
      if (field.required) entry.required += 1;
      holders.set(field.key, entry);
    }
  }
  const rank = (key: string): number => {
    const known = usual.indexOf(key);
    return known === -1 ? usual.length : known;
  };
  return [...holders]
    .filter(([, entry]) => entry.literal >= count)
    .sort(([a, x], [b, y]) => y.required - x.required || rank(a) - rank(b))
    .map(([key]) => key);
}

/** What tags are usually called, for documents in which several fields would do. */
const usual = [
  ...['type', 'event', 'kind', 'op', 'action', 'method', 'eventType', 'event_type', 'messageType'],
  ...[
    'message_type',
    'msg_type',
    'message',
    'e',
    'cmd',
    'command',
    'channel',
    'topic',
    'name',
    'role',
  ],
];

/** Members that share a value of a key, directly or through others, stand in one group. */
function groupsBy(
  members: readonly ObjectShape[],
  key: string,
): readonly (readonly ObjectShape[])[] {
  const groups: { values: Set<Literal | undefined>; members: ObjectShape[] }[] = [];
  const groupOf = new Map<Literal | undefined, (typeof groups)[number]>();
  for (const member of members) {
    const values = literalsAt(member, key) ?? [undefined];
    const met = [...new Set(values.flatMap((value) => groupOf.get(value) ?? []))];
    const [group = { values: new Set(), members: [] }, ...others] = met;
    if (met.length === 0) groups.push(group);
    for (const other of others) {
      group.members.push(...other.members);
      other.values.forEach((value) => group.values.add(value));
      groups.splice(groups.indexOf(other), 1);
    }
    group.members.push(member);
    values.forEach((value) => group.values.add(value));
    group.values.forEach((value) => groupOf.set(value, group));
  }
  return groups.map((group) => group.members);
}

export function literalsAt(object: ObjectShape, key: string): readonly Literal[] | undefined {
  const field = object.fields.find((one) => one.key === key);
  return field === undefined ? undefined : literalsOf(field.shape);
}

function literalsOf(shape: Shape): readonly Literal[] | undefined {
  if (shape.kind === 'literal') return [shape.value];
  return shape.kind === 'enum' && !shape.open ? shape.values : undefined;
}
