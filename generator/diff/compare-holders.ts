import type { ListShape, MapShape, Shape, TupleShape } from '../model/shape.ts';
import { compareFormats, compareLimits } from './compare-limits.ts';
import type { Span } from './fact.ts';
import { Level, typeChanged } from './level.ts';
import type { Step } from './path.ts';
import { inside, type Slot } from './slot.ts';
import { stepInto, type Spot } from './spot.ts';

/** Compares two lists, two maps, and so on: shapes of one kind that hold others. */
export function compareHolders(before: Slot, after: Slot, spot: Spot, span: Span): void {
  const level = new Level(span);
  const into = (b: Shape | undefined, a: Shape | undefined, step: Step): void => {
    if (b === undefined || a === undefined) return;
    const slots = [
      { shape: b, at: inside(before.at, step) },
      { shape: a, at: inside(after.at, step) },
    ] as const;
    level.hold(spot.walk.compare(...slots, stepInto(spot, step), span));
  };
  const [b, a] = [before.shape, after.shape];
  if (b.kind === 'list' && a.kind === 'list') {
    into(b.item, a.item, { kind: 'item' });
    addLimits(level, before, after, b, a, spot);
  } else if (b.kind === 'map' && a.kind === 'map') {
    into(b.value, a.value, { kind: 'value' });
    addLimits(level, before, after, b, a, spot);
  } else if (b.kind === 'tuple' && a.kind === 'tuple') {
    b.items.forEach((item, index) => {
      into(item, a.items[index], { kind: 'place', index });
    });
    into(b.rest, a.rest, { kind: 'item' });
    if (!sameLength(b, a)) level.add(typeChanged(before, after, spot.local, span));
  } else if (b.kind === 'all' && a.kind === 'all' && b.parts.length === a.parts.length) {
    b.parts.forEach((part, index) => {
      into(part, a.parts[index], { kind: 'member', label: String(index + 1) });
    });
  } else if (b.kind === 'scalar' && a.kind === 'scalar') {
    for (const fact of compareFormats(before, after, b, a))
      level.add({ ...fact, local: spot.local });
    addLimits(level, before, after, b, a, spot);
  } else if (b.kind === 'all') level.add(typeChanged(before, after, spot.local, span));
  for (const fact of level.close(before, after, spot.local)) spot.walk.record(fact, spot.pair);
}

function addLimits(
  level: Level,
  before: Slot,
  after: Slot,
  b: Pick<ListShape | MapShape, 'limits'>,
  a: Pick<ListShape | MapShape, 'limits'>,
  { local }: Spot,
): void {
  for (const fact of compareLimits(before, after, b.limits, a.limits))
    level.add({ ...fact, local });
}

function sameLength(one: TupleShape, other: TupleShape): boolean {
  if (one.items.length !== other.items.length || one.required !== other.required) return false;
  return (one.rest === undefined) === (other.rest === undefined);
}
