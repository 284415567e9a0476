import type { Field, KeyPattern, ObjectShape, Shape } from '../model/shape.ts';
import { matchesSpelling } from '../model/key-spelling.ts';
import { isOnSide, isSpared, type Side } from '../model/side.ts';
import type { OtherKeys } from './change.ts';
import { docFacts } from './compare-docs.ts';
import { fits, narrows, widens, type Fact, type FactEnd, type Span } from './fact.ts';
import { Level } from './level.ts';
import type { Step } from './path.ts';
import { patternText, shapeText } from './shape-text.ts';
import { inside, type Place, type Slot } from './slot.ts';
import { stepInto, type Spot } from './spot.ts';

type ObjectSlot = Slot & { readonly shape: ObjectShape };

/** Compares two objects key by key, as far as their keys travel on this lane. */
export function compareObjects(
  before: ObjectSlot,
  after: ObjectSlot,
  spot: Spot,
  span: Span,
): void {
  const level = new Level(span);
  const { side } = spot.pair.lane;
  const ones = before.shape.fields.filter((field) => isOnSide(field, side));
  const others = new Map(
    after.shape.fields.filter((field) => isOnSide(field, side)).map((field) => [field.key, field]),
  );
  for (const field of ones) {
    const other = others.get(field.key);
    others.delete(field.key);
    if (other === undefined) level.add(removedField(field, before.at, after.shape, spot));
    else compareFields(field, other, { before, after, spot, level });
  }
  for (const field of others.values()) level.add(addedField(field, after.at, before.shape, spot));
  compareRest(before, after, spot, level);
  for (const fact of level.close(before, after, spot.local)) spot.walk.record(fact, spot.pair);
}

function isOptional(field: Field, side: Side): boolean {
  return !field.required || (side === 'write' && isSpared(field));
}

function removedField(field: Field, at: Place, other: ObjectShape, spot: Spot): Fact {
  const leans = isOptional(field, spot.pair.lane.side) ? fits : widens;
  return {
    kind: 'field-removed',
    subject: field.key,
    before: fieldEnd(field, at),
    after: undefined,
    otherKeys: otherKeysOf(field.key, other),
    leans,
    local: [...spot.local, stepTo(field)],
  };
}

function addedField(field: Field, at: Place, other: ObjectShape, spot: Spot): Fact {
  const leans = isOptional(field, spot.pair.lane.side) ? fits : narrows;
  return {
    kind: 'field-added',
    subject: field.key,
    before: undefined,
    after: fieldEnd(field, at),
    otherKeys: otherKeysOf(field.key, other),
    leans,
    local: [...spot.local, stepTo(field)],
  };
}

function otherKeysOf(key: string, { rest, patterns }: ObjectShape): OtherKeys {
  if (patterns.some(({ texts }) => matchesSpelling(texts, key))) return 'typed';
  if (rest === undefined) return 'unsaid';
  return rest.kind === 'never' ? 'refused' : 'typed';
}

function stepTo({ key }: Field): Step {
  return { kind: 'field', key };
}

/** Most fields are what they were, so that nobody asks for the text. */
function fieldEnd(field: Field, at: Place): FactEnd {
  const { required, shape, origin } = field;
  return {
    at: inside(at, stepTo(field), origin),
    get text() {
      return shapeText(shape);
    },
    required,
  };
}

interface Around {
  readonly before: ObjectSlot;
  readonly after: ObjectSlot;
  readonly spot: Spot;
  readonly level: Level;
}

function compareFields(one: Field, other: Field, { before, after, spot, level }: Around): void {
  const { side } = spot.pair.lane;
  const { local } = stepInto(spot, stepTo(one));
  const ends = { before: fieldEnd(one, before.at), after: fieldEnd(other, after.at) };
  const slots = [
    { shape: one.shape, at: ends.before.at },
    { shape: other.shape, at: ends.after.at },
  ] as const;
  const [wasOptional, isNow] = [isOptional(one, side), isOptional(other, side)];
  const leans = wasOptional === isNow ? fits : isNow ? widens : narrows;
  if (one.required !== other.required) {
    const kind = other.required ? 'field-required' : 'field-optional';
    level.add({ kind, subject: one.key, ...ends, leans, local });
  }
  const { walk } = spot;
  const facts = docFacts(
    { at: ends.before.at, doc: one.doc, behind: () => walk.resolveBefore(slots[0]).passed },
    { at: ends.after.at, doc: other.doc, behind: () => walk.resolveAfter(slots[1]).passed },
  );
  for (const fact of facts) {
    const spares = fact.kind === 'default-changed' && one.required === other.required;
    level.add({ ...fact, leans: spares ? leans : fits, local });
  }
  const told = { before: one, after: other };
  level.hold(spot.walk.compare(...slots, { ...spot, local }, level.span, told));
}

/** Keys that are told by how they are spelt, and all others. */
function compareRest(before: ObjectSlot, after: ObjectSlot, spot: Spot, level: Level): void {
  const [one, other] = [patternsOf(before.shape), patternsOf(after.shape)];
  for (const spelling of new Set([...one.keys(), ...other.keys()])) {
    compareOthers(spelling, one.get(spelling), other.get(spelling), { before, after, spot, level });
  }
  compareOthers('', before.shape.rest, after.shape.rest, { before, after, spot, level });
}

function patternsOf({ patterns }: ObjectShape): ReadonlyMap<string, Shape> {
  return new Map(patterns.map(({ texts, shape }: KeyPattern) => [patternText(texts), shape]));
}

function compareOthers(
  spelling: string,
  one: Shape | undefined,
  other: Shape | undefined,
  { before, after, spot, level }: Around,
): void {
  if (one === undefined && other === undefined) return;
  const step: Step = { kind: 'value' };
  const ats = [inside(before.at, step), inside(after.at, step)] as const;
  const local = [...spot.local, step];
  const isClosed = (shape: Shape | undefined): boolean => shape?.kind === 'never';
  if (one !== undefined && other !== undefined && isClosed(one) === isClosed(other)) {
    const slots = [
      { shape: one, at: ats[0] },
      { shape: other, at: ats[1] },
    ] as const;
    level.hold(spot.walk.compare(...slots, { ...spot, local }, level.span));
    return;
  }
  level.add({
    kind: 'rest-changed',
    subject: spelling === '' ? 'additionalProperties' : spelling,
    before: one && { at: ats[0], text: shapeText(one) },
    after: other && { at: ats[1], text: shapeText(other) },
    leans: fits,
    local,
  });
}
