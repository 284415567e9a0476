import type { Shape } from '../model/shape.ts';
import { compareNamedDocs } from './compare-docs.ts';
import { compareHolders } from './compare-holders.ts';
import { compareObjects } from './compare-objects.ts';
import { compareValues, leftValues } from './compare-values.ts';
import { both, narrows, widens, type Fact, type Span } from './fact.ts';
import { Level, typeChanged } from './level.ts';
import { membersOf, type Member, type Members } from './members.ts';
import { pairMembers, type MemberPair } from './pair-members.ts';
import type { Step } from './path.ts';
import { shapeText } from './shape-text.ts';
import { inside, siteOf, slotTexts, subjectAt, type Slot } from './slot.ts';
import { spanAt, stepInto, type Spot, type Told, type Walk } from './spot.ts';

/** Compares what stands at a place in two versions, and says how the two fail to fit. `told` is what the place itself says of it. */
export function compareSlots(
  before: Slot,
  after: Slot,
  spot: Spot,
  outer: Span,
  told?: Told,
): Span {
  const span = spanAt(spot, before.shape, after.shape, outer);
  const one = spot.walk.resolveBefore(before);
  const other = spot.walk.resolveAfter(after);
  compareNamedDocs(one.passed, other.passed, told, spot);
  const named = before.shape.kind === 'ref' || after.shape.kind === 'ref';
  if (named && (holdsShapes(one.slot.shape) || holdsShapes(other.slot.shape)))
    spot.walk.enter(...sited([before, after], [one.slot, other.slot], spot.walk), span, spot);
  else compareResolved(...sited([before, after], [one.slot, other.slot], spot.walk), spot, span);
  return span;
}

type Slots = readonly [Slot, Slot];

/**
 * A place that refers to another schema, or to one where there was none, has changed itself; the schemas have not. Of objects each key is
 * told where it stands.
 */
function sited([before, after]: Slots, [one, other]: Slots, walk: Walk): Slots {
  if (one.shape.kind === 'object' && other.shape.kind === 'object') return [one, other];
  const [b, a] = [before.shape, after.shape];
  const isMixed = (b.kind === 'ref') !== (a.kind === 'ref');
  const isOther = b.kind === 'ref' && a.kind === 'ref' && walk.isOther(b.name, a.name);
  if (!isMixed && !isOther) return [one, other];
  return [
    { ...one, site: before.at },
    { ...other, site: after.at },
  ];
}

function holdsShapes({ kind }: Shape): boolean {
  return ['list', 'tuple', 'map', 'object', 'union', 'all'].includes(kind);
}

/** The same, where references are followed. */
export function compareResolved(before: Slot, after: Slot, spot: Spot, span: Span): void {
  const [b, a] = [before.shape, after.shape];
  if (b.kind === 'object' && a.kind === 'object') {
    compareObjects({ shape: b, at: before.at }, { shape: a, at: after.at }, spot, span);
    return;
  }
  const level = new Level(span);
  const one = membersOf(before, spot.walk.resolveBefore);
  const other = membersOf(after, spot.walk.resolveAfter);
  compareNamedDocs(one.passed, other.passed, undefined, spot);
  new Alternatives(before, after, spot, level).compare(one, other);
  for (const fact of level.close(before, after, spot.local)) spot.walk.record(fact, spot.pair);
}

/** What may stand at a place in two versions. */
class Alternatives {
  readonly #before: Slot;
  readonly #after: Slot;
  readonly #spot: Spot;
  readonly #level: Level;

  constructor(before: Slot, after: Slot, spot: Spot, level: Level) {
    this.#before = before;
    this.#after = after;
    this.#spot = spot;
    this.#level = level;
  }

  compare(before: Members, after: Members): void {
    const { pairs, removed, added } = pairMembers(before, after);
    const shared = compareValues(before, after, (fact, shape) => {
      this.#add(fact, shape);
    });
    for (const pair of pairs) this.#pair(pair, before, after);
    if (pairs.length + shared.size === 0 && !isEmpty(before) && !isEmpty(after)) {
      this.#level.add(typeChanged(this.#before, this.#after, this.#spot.local, this.#level.span));
    } else {
      for (const fact of leftValues(before, shared)) this.#leave(fact.member, fact.text, fact.kind);
      for (const one of removed) this.#leave(one, one.label, 'member');
      for (const fact of leftValues(after, shared)) this.#arrive(fact.member, fact.text, fact.kind);
      for (const one of added) this.#arrive(one, one.label, 'member');
    }
    this.#null(before, after);
  }

  #null(before: Members, after: Members): void {
    if ((before.none === undefined) === (after.none === undefined)) return;
    const kind = before.none === undefined ? 'null-added' : 'null-removed';
    const shape = (before.none ?? after.none)?.shape;
    const texts = slotTexts(this.#before, this.#after);
    const ends = {
      before: { at: siteOf(this.#before), text: texts[0] },
      after: { at: siteOf(this.#after), text: texts[1] },
    };
    this.#add({ kind, subject: subjectAt(siteOf(this.#before)), ...ends }, shape);
  }

  #leave(member: Member, text: string, kind: 'value' | 'member'): void {
    const end = { at: member.at, text: kind === 'value' ? text : shapeText(member.given) };
    const fact = { kind: `${kind}-removed` as const, subject: text, before: end, after: undefined };
    this.#add(fact, member.given);
  }

  #arrive(member: Member, text: string, kind: 'value' | 'member'): void {
    const end = { at: member.at, text: kind === 'value' ? text : shapeText(member.given) };
    const fact = { kind: `${kind}-added` as const, subject: text, before: undefined, after: end };
    this.#add(fact, member.given);
  }

  /** A fact about one alternative, which means something to the types unless others take the same values. */
  #add(fact: Omit<Fact, 'leans' | 'local'>, shape: Shape | undefined): void {
    const { walk, pair, local } = this.#spot;
    const [whole, other] = [this.#before.shape, this.#after.shape];
    const isGone = /-(?:removed|closed)$/u.test(fact.kind);
    const span =
      shape &&
      (isGone ? walk.spanOf(shape, other, pair.lane) : walk.spanOf(whole, shape, pair.lane));
    const leans = both(isGone ? narrows : widens, span ?? { wide: false, narrow: false });
    this.#level.add({ ...fact, leans, local });
  }

  #pair({ before, after }: MemberPair, one: Members, other: Members): void {
    const { span } = this.#level;
    const label = memberStep(before, one) ?? memberStep(after, other);
    const spot = label === undefined ? this.#spot : stepInto(this.#spot, label);
    const own = (member: Member, step: Step | undefined): Slot => {
      const { given, at, home } = member;
      if (given.kind === 'ref') return { shape: given, at };
      return { shape: given, at: step === undefined ? home : inside(home, step) };
    };
    const slots = [
      own(before, memberStep(before, one)),
      own(after, memberStep(after, other)),
    ] as const;
    const isObject = before.shape.kind === 'object' && after.shape.kind === 'object';
    if (isObject || before.given.kind === 'ref' || after.given.kind === 'ref') {
      if (isObject || before.shape !== this.#before.shape) {
        this.#level.hold(this.#spot.walk.compare(...slots, spot, span));
        return;
      }
    }
    const inner = spanAt(spot, before.shape, after.shape, span);
    compareHolders(
      { shape: before.shape, at: before.home },
      { shape: after.shape, at: after.home },
      spot,
      inner,
    );
    this.#level.hold(inner);
  }
}

function isEmpty({ strings, numbers, booleans, others }: Members): boolean {
  const values = [strings, numbers, booleans];
  return (
    others.length === 0 && values.every((one) => one.any === undefined && one.values.size === 0)
  );
}

/** The step to a member, where there are several to choose from. */
function memberStep(member: Member, { others }: Members): Step | undefined {
  const objects = others.filter((one) => one.shape.kind === 'object');
  if (member.shape.kind !== 'object' || objects.length < 2) return undefined;
  return { kind: 'member', label: member.label };
}
