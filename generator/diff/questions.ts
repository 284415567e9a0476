import type { ApiModel, Flow, NamedShape } from '../model/api.ts';
import { noDoc, type Shape } from '../model/shape.ts';
import type { Side } from '../model/side.ts';
import { indexShapes, type ShapeIndex } from '../model/walk.ts';
import { Assignability } from './assignable.ts';
import type { Change } from './change.ts';
import type { ComparedApis } from './compare.ts';
import { eventLabel, pairMessages } from './pair-messages.ts';
import type { UnionTypes } from './proof-programs.ts';
import { sourceBasis } from './source-basis.ts';
import type { Pair } from './spot.ts';

/** Two types that stand for the same thing in two versions, and what is expected of them. */
export interface ExpectedAnswer {
  /** To read: the event's tag, the name of a type, or that of an event union. */
  readonly name: string;
  readonly flow: Flow;
  /** Exported names: of the types that one reads where received, of those that one may send where sent. */
  readonly beforeType: string;
  readonly afterType: string;
  /** What the changes that it holds say of assignability. */
  readonly compiler: 'breaks' | 'holds';
  /** What the rules say to whoever compiles. */
  readonly rules: 'breaks' | 'holds';
  /** Why the two differ; empty where they do not. */
  readonly reasons: readonly string[];
}

/** What an answer is made of. */
interface Asked {
  readonly name: string;
  readonly flow: Flow;
  readonly beforeType: string | undefined;
  readonly afterType: string | undefined;
  readonly expect: () => Expected;
}

type Expected = Pick<ExpectedAnswer, 'compiler' | 'rules' | 'reasons'>;

/** What is asked about. */
export interface Compared {
  readonly before: ApiModel;
  readonly after: ApiModel;
  readonly comparison: ComparedApis;
  /** By flow: the event unions of the version before and after. */
  readonly unions: readonly (readonly [UnionTypes, UnionTypes])[];
}

/** A question for each event that both versions have, each named type that both export under one name, and each event union. */
export function proofQuestions(compared: Compared): readonly ExpectedAnswer[] {
  return [...aboutEvents(compared), ...aboutTypes(compared), ...aboutUnions(compared)].flatMap(
    ({ beforeType, afterType, expect, ...asked }): readonly ExpectedAnswer[] =>
      beforeType === undefined || afterType === undefined
        ? []
        : [{ ...asked, beforeType, afterType, ...expect() }],
  );
}

function aboutEvents({ before, after, comparison: { changes } }: Compared): readonly Asked[] {
  return pairMessages(before, after).pairs.map((pair) => {
    const { flow } = pair.before;
    const event = eventLabel(pair.before);
    const held = changes.filter((one) =>
      one.reaches.some((reach) => reach.flow === flow && reach.event === event),
    );
    return {
      name: event,
      flow,
      beforeType: typeOf(pair.before.shape, flow, before),
      afterType: typeOf(pair.after.shape, flow, after),
      expect: () => expected(held, flow),
    };
  });
}

/**
 * What stands for different things under one name, or in no event of the flow, has not been compared, so no change tells of it: then only
 * our own notion of assignability is held against the compiler's.
 */
function aboutTypes({ before, after, comparison }: Compared): readonly Asked[] {
  const [index, others] = [indexShapes(before), indexShapes(after)];
  const inside = changesInside(comparison);
  return before.shapes.flatMap((one): readonly Asked[] => {
    const other = others.get(one.name);
    if (other === undefined) return [];
    return flows.map((flow) => {
      const key = pairKey(sideOf(flow), lastName(one, index), lastName(other, others));
      const changes = inside.get(key);
      return {
        name: one.name,
        flow,
        beforeType: exportedName(one, flow),
        afterType: exportedName(other, flow),
        expect: () =>
          changes === undefined
            ? byShape(one, other, flow, new Assignability(before, after, sideOf(flow)))
            : expected([...changes], flow),
      };
    });
  });
}

/** The changes that each pair of named shapes holds, by {@link pairKey}; none where nothing changed. */
function changesInside({
  changes,
  pairs,
  pairsOf,
}: ComparedApis): ReadonlyMap<string, ReadonlySet<Change>> {
  const inside = new Map<string, Set<Change>>();
  for (const pair of pairs) {
    const key = keyOf(pair);
    if (key !== undefined) inside.set(key, new Set());
  }
  for (const change of changes) {
    const passed = new Set<Pair>();
    const waiting = [...pairsOf(change)];
    for (let pair = waiting.pop(); pair !== undefined; pair = waiting.pop()) {
      if (passed.has(pair)) continue;
      passed.add(pair);
      inside.get(keyOf(pair) ?? '')?.add(change);
      for (const holder of pair.holders) waiting.push(holder.pair);
    }
  }
  return inside;
}

function keyOf({ before, after, lane }: Pair): string | undefined {
  const [one, other] = [before.at, after.at];
  if (one.holder === undefined || other.holder === undefined) return undefined;
  if (one.path.length + other.path.length > 0) return undefined;
  return pairKey(lane.side, one.holder.name, other.holder.name);
}

function pairKey(side: Side, before: string, after: string): string {
  return JSON.stringify([side, before, after]);
}

function byShape(
  { name }: NamedShape,
  other: NamedShape,
  flow: Flow,
  assignability: Assignability,
): Expected {
  const shapes = [
    { kind: 'ref', name },
    { kind: 'ref', name: other.name },
  ] as const;
  const { afterFits, beforeFits } = assignability.fit(...shapes);
  const answer = (flow === 'received' ? afterFits : beforeFits) ? 'holds' : 'breaks';
  return { compiler: answer, rules: answer, reasons: [] };
}

/** The name behind names that only stand for others. */
function lastName(named: NamedShape, index: ShapeIndex): string {
  const passed = new Set<NamedShape>();
  let last = named;
  while (last.shape.kind === 'ref' && !passed.has(last)) {
    passed.add(last);
    last = index.get(last.shape.name) ?? last;
  }
  return last.name;
}

const flows: readonly Flow[] = ['received', 'sent'];

function sideOf(flow: Flow): Side {
  return flow === 'received' ? 'read' : 'write';
}

function aboutUnions({
  before: old,
  after: young,
  unions,
  comparison,
}: Compared): readonly Asked[] {
  // What goes over HTTP alone is in no union.
  const endpoints = new Set(
    [old, young].flatMap((one) => one.endpoints ?? []).map(({ name }) => name),
  );
  const travels = (one: Change, flow: Flow): boolean =>
    one.reaches.some((reach) => reach.flow === flow && !endpoints.has(reach.event));
  return unions.map(([before, after]) => {
    const { flow } = before;
    const side = sideOf(flow);
    const changes = comparison.changes.filter((one) => travels(one, flow));
    return {
      name: before.read,
      flow,
      beforeType: before[side],
      afterType: after[side],
      expect: () => {
        const told = expected(changes, flow);
        return isTagged(old, flow) && isTagged(young, flow) ? told : asWhole(told);
      },
    };
    /** An event may fit another one that no tag tells from it, so that one more or less need not be seen. */
    function asWhole({ rules, reasons }: Expected): Expected {
      const assignability = new Assignability(old, young, side);
      const { afterFits, beforeFits } = assignability.fit(unionOf(old, flow), unionOf(young, flow));
      const compiler = (flow === 'received' ? afterFits : beforeFits) ? 'holds' : 'breaks';
      if (compiler === rules) return { compiler, rules, reasons: [] };
      return { compiler, rules, reasons: reasons.length > 0 ? reasons : [untaggedReason] };
    }
  });
}

const untaggedReason =
  'Events of a union without a tag may fit each other, so that one which went or changed is not missed.';

function isTagged({ unions }: ApiModel, flow: Flow): boolean {
  return unions.some((one) => one.flow === flow && one.tag !== undefined);
}

function unionOf({ messages, source: { file } }: ApiModel, flow: Flow): Shape {
  const members = messages.filter((one) => one.flow === flow).map(({ shape }) => shape);
  const origin = { file, pointer: '' };
  const source = { title: undefined, name: undefined, doc: noDoc, origin };
  return { kind: 'union', members, tag: undefined, source };
}

function typeOf(shape: Shape, flow: Flow, model: ApiModel): string | undefined {
  const named = shape.kind === 'ref' ? indexShapes(model).get(shape.name) : undefined;
  return named && exportedName(named, flow);
}

function exportedName(named: NamedShape, flow: Flow): string | undefined {
  if (flow === 'sent') return named.param?.name;
  return named.sides.read ? named.name : undefined;
}

function expected(changes: readonly Change[], flow: Flow): Expected {
  const bases = changes.map((change) => sourceBasis(change, flow));
  const has = (kind: (typeof bases)[number]['kind']): boolean =>
    bases.some((one) => one.kind === kind);
  const compiler = has('misfits') || has('below') ? 'breaks' : 'holds';
  const rules = has('misfits') || has('beyond') ? 'breaks' : 'holds';
  const told = bases.flatMap((one) =>
    compiler !== rules && (one.kind === 'beyond' || one.kind === 'below') ? [one.reason] : [],
  );
  return { compiler, rules, reasons: [...new Set(told)] };
}
