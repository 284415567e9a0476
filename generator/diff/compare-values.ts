import type { Literal, Shape } from '../model/shape.ts';
import { compareFormats, compareLimits } from './compare-limits.ts';
import type { Fact } from './fact.ts';
import type { Member, Members, Values } from './members.ts';
import { shapeText } from './shape-text.ts';
import { subjectAt, type Slot } from './slot.ts';

/** Takes a fact, and the shape of the values that came or went by it. */
export type AddFact = (fact: Omit<Fact, 'leans' | 'local'>, shape: Shape | undefined) => void;

type Domain = 'strings' | 'numbers' | 'booleans';
const domains: readonly Domain[] = ['strings', 'numbers', 'booleans'];

/** Compares texts with texts, numbers with numbers, booleans with booleans; which of them both versions have, is returned. */
export function compareValues(before: Members, after: Members, add: AddFact): ReadonlySet<Domain> {
  const shared = new Set<Domain>();
  for (const domain of domains) {
    const [one, other] = [before[domain], after[domain]];
    if (isNone(one) || isNone(other)) continue;
    shared.add(domain);
    compareDomain(spelled(one, other), spelled(other, one), add);
  }
  return shared;
}

/** What a version has of values whose kind the other one lacks. */
export function leftValues(
  members: Members,
  shared: ReadonlySet<Domain>,
): readonly {
  readonly member: Member;
  readonly text: string;
  readonly kind: 'value' | 'member';
}[] {
  return domains
    .filter((domain) => !shared.has(domain))
    .flatMap((domain) => {
      const { any, values } = members[domain];
      const listed = [...values.values()].map((member) => {
        return { member, text: member.label, kind: 'value' as const };
      });
      const all = any && { member: any, text: shapeText(any.given), kind: 'member' as const };
      return all === undefined ? listed : [...listed, all];
    });
}

function isNone({ any, values }: Values): boolean {
  return any === undefined && values.size === 0;
}

/** A boolean is true or false, where the other version names one of them. */
function spelled(values: Values, other: Values): Values {
  const { any } = values;
  if (any?.shape.kind !== 'scalar' || any.shape.scalar !== 'boolean' || other.any !== undefined)
    return values;
  const each = [true, false].map((value): [Literal, Member] => {
    const shape: Shape = { kind: 'literal', value };
    return [value, { ...any, shape, given: shape, label: String(value) }];
  });
  return { any: undefined, values: new Map(each) };
}

function compareDomain(before: Values, after: Values, add: AddFact): void {
  if (before.any !== undefined && after.any !== undefined) compareAny(before.any, after.any, add);
  else if (before.any !== undefined)
    changeOpenness('values-closed', before, after, before.any, add);
  else if (after.any !== undefined) changeOpenness('values-opened', before, after, after.any, add);
  // A list that came with the first values, or went with the last, is told by that.
  if (before.any !== after.any && (isBare(before) || isBare(after)) && !isOpen(before, after))
    return;
  for (const [value, member] of before.values) {
    if (after.values.has(value)) continue;
    const end = { at: member.at, text: member.label };
    add(
      { kind: 'value-removed', subject: member.label, before: end, after: undefined },
      member.given,
    );
  }
  for (const [value, member] of after.values) {
    if (before.values.has(value)) continue;
    const end = { at: member.at, text: member.label };
    add(
      { kind: 'value-added', subject: member.label, before: undefined, after: end },
      member.given,
    );
  }
}

function isBare({ any, values }: Values): boolean {
  return any !== undefined && values.size === 0;
}

function isOpen(before: Values, after: Values): boolean {
  return before.any !== undefined && after.any !== undefined;
}

function changeOpenness(
  kind: 'values-closed' | 'values-opened',
  before: Values,
  after: Values,
  any: Member,
  add: AddFact,
): void {
  const [one, other] = [placeIn(before), placeIn(after)];
  if (one === undefined || other === undefined) return;
  const ends = {
    before: { at: one.at, text: textOf(before) },
    after: { at: other.at, text: textOf(after) },
  };
  add({ kind, subject: subjectAt(one.at), ...ends }, any.given);
}

function placeIn({ any, values }: Values): Member | undefined {
  return any ?? [...values.values()][0];
}

function textOf({ any, values }: Values): string {
  const listed = [...values.values()].map(({ given }) => shapeText(given));
  return [...listed, ...(any === undefined ? [] : [shapeText(any.given)])].join(' | ');
}

/** Any text or number in both versions: what else is said of it. */
function compareAny(before: Member, after: Member, add: AddFact): void {
  const [b, a] = [before.shape, after.shape];
  if (b.kind !== 'scalar' || a.kind !== 'scalar') return;
  const slots = [slotOf(before), slotOf(after)] as const;
  for (const fact of compareFormats(...slots, b, a)) add(fact, undefined);
  for (const fact of compareLimits(...slots, b.limits, a.limits)) add(fact, undefined);
}

function slotOf({ shape, at }: Member): Slot {
  return { shape, at };
}
