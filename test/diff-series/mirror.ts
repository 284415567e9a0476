import { unreachable } from '../../generator/base/finding.ts';
import type { Change, ChangeEnd, ChangeKind, Relation } from '../../generator/diff/change.ts';

/** Whether two versions are of the same generation of AsyncAPI: those of another one tell the same from the opposite end. */
export type Ends = 'same' | 'opposite';

/**
 * Changes of one way that the way back does not have, turned round. What stands in one place in a version and in two in the other one is
 * a change or two, as it is seen from either, so that one of its places suffices.
 */
export function withoutTwin(
  there: readonly Change[],
  back: readonly Change[],
  ends: Ends,
): readonly string[] {
  const known = new Set(
    back.flatMap((one) => keysOf(mirrorKind(one), one, [one.after, one.before], ends, turned)),
  );
  const keys = there.map((one) => keysOf(one.kind, one, [one.before, one.after], ends, unturned));
  return keys.flatMap((some) => (some.some((key) => known.has(key)) ? [] : some.slice(0, 1)));
}

type Turn = (relation: Relation) => Relation;

function keysOf(
  kind: ChangeKind,
  { relation, sentRelation, flows }: Change,
  ends: readonly [ChangeEnd | undefined, ChangeEnd | undefined],
  seen: Ends,
  turn: Turn,
): readonly string[] {
  // An operation's text says from which end it is seen.
  const isText = !kind.startsWith('operation-') || seen === 'same';
  const told = [
    kind,
    ...ends.map((end) => (end === undefined ? '-' : isText ? end.text : '')),
    ...ends.map((end) => String(end?.required)),
    turn(relation),
    turn(sentRelation),
    ...(seen === 'same' ? flows.toSorted() : [String(flows.length)]),
  ].join(' | ');
  return ends.flatMap((end, side) =>
    end === undefined ? [] : [`${String(side)} ${end.origin.file} ${end.origin.pointer} | ${told}`],
  );
}

function unturned(relation: Relation): Relation {
  return relation;
}

function turned(relation: Relation): Relation {
  if (relation === 'narrower') return 'wider';
  return relation === 'wider' ? 'narrower' : relation;
}

function mirrorKind({ kind }: Change): ChangeKind {
  switch (kind) {
    case 'field-required':
      return 'field-optional';
    case 'field-optional':
      return 'field-required';
    case 'values-opened':
      return 'values-closed';
    case 'values-closed':
      return 'values-opened';
    case 'deprecated':
      return 'undeprecated';
    case 'undeprecated':
      return 'deprecated';
    case 'event-added':
    case 'field-added':
    case 'null-added':
    case 'value-added':
    case 'member-added':
    case 'limit-added':
    case 'channel-added':
    case 'parameter-added':
    case 'operation-added':
    case 'endpoint-added':
      return kind.replace('-added', '-removed') as ChangeKind;
    case 'event-removed':
    case 'field-removed':
    case 'null-removed':
    case 'value-removed':
    case 'member-removed':
    case 'limit-removed':
    case 'channel-removed':
    case 'parameter-removed':
    case 'operation-removed':
    case 'endpoint-removed':
      return kind.replace('-removed', '-added') as ChangeKind;
    case 'event-moved':
    case 'type-changed':
    case 'rest-changed':
    case 'format-changed':
    case 'limit-changed':
    case 'default-changed':
    case 'description-changed':
    case 'address-changed':
    case 'operation-changed':
      return kind;
    default:
      return unreachable(kind);
  }
}
