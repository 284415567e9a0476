import type { NameTable } from '../base/names.ts';
import { camelCase } from '../base/names.ts';
import { propertyKey, quote } from '../base/text.ts';
import { settleNames, type UnionNames } from '../emit/settle-names.ts';
import type { Flow } from '../model/api.ts';
import type { Shape } from '../model/shape.ts';
import { childShapes } from '../model/walk.ts';
import { isFresh, type Conversion } from './conversion.ts';
import { namedEvents, type EventPlan } from './plan.ts';
import { pathText } from './field-path.ts';
import { innerTypes, newMembers } from './inner-types.ts';
import { conditionOf, valueText } from './row-text.ts';
import type { Condition } from './step.ts';
import { shortNames, type TurnSide, type TurnSides } from './turn-names.ts';

/** What an event becomes, and what else it may become under a condition. */
interface Way {
  readonly event: string;
  readonly routes: readonly Route[];
}

interface Route {
  readonly when: Condition | undefined;
  readonly type: string | undefined;
  readonly to: readonly {
    readonly event: string;
    readonly when: Condition | undefined;
    readonly fresh: readonly string[];
  }[];
  readonly why: string | undefined;
}

/** One function a flow and direction: the views of what makes events of one version of those of the other. */
export function eventTurns(
  sides: TurnSides,
  conversion: Conversion,
  names: NameTable,
): readonly object[] {
  const { before, after } = sides;
  const later = settleNames(after.model).unions;
  const pairs = settleNames(before.model).unions.flatMap((one) => {
    const other = later.find(({ union }) => union.flow === one.union.flow);
    const [tag] = one.union.tag ?? [];
    // What tells events apart has to be the same key, or none is known by another.
    return tag === undefined || other?.union.tag?.[0] !== tag ? [] : [{ one, other, tag }];
  });
  const short = shortNames(pairs.map(({ one }) => one.alias));
  return pairs.flatMap(({ one, other, tag }, index) => {
    const name = short[index] ?? one.alias;
    const { flow } = one.union;
    const up = { verb: 'upgrade', from: before, to: after, union: one, other, tag, name };
    const down = {
      verb: 'downgrade',
      from: after,
      to: before,
      union: other,
      other: one,
      tag,
      name,
    };
    return [
      turnView(up, waysUp(sides, conversion, flow), names),
      turnView(down, waysDown(sides, conversion, flow), names),
    ];
  });
}

interface EventTurn {
  readonly verb: string;
  readonly from: TurnSide;
  readonly to: TurnSide;
  readonly union: UnionNames;
  readonly other: UnionNames;
  readonly tag: string;
  readonly name: string;
}

function turnView(turn: EventTurn, ways: readonly Way[], names: NameTable): object {
  const { verb, from, to, union, other, tag, name } = turn;
  const Verb = verb === 'upgrade' ? 'Upgraded' : 'Downgraded';
  const renamed = ways.filter((way) => !staysNamed(way));
  const own = names.claim(`${verb}${name}`);
  const result = names.claim(`${Verb}${name}`);
  return {
    before: from.name,
    after: to.name,
    name: own,
    result,
    given: givenOf(result, turn),
    lookup: names.claim(`${Verb}${name}Lookup`),
    names: names.claim(`${Verb}${name}Names`),
    routes: names.claim(`${camelCase(`${Verb} ${name}`)}Routes`),
    renamed: renamed.map(({ event, routes }) => ({
      event: propertyKey(event),
      to: tuples(routes),
    })),
    union: `${from.namespace}.${union.alias}`,
    type: `${from.namespace}.${union.type}`,
    otherType: `${to.namespace}.${other.type}`,
    of: `${to.namespace}.${other.of}`,
    param: paramView(turn, Verb, names),
    tag: quote(tag),
    turn: verb,
    ways: ways.map(({ event, routes }) => ({
      event: quote(event),
      to: valueText(routes.map(bare)),
    })),
  };
}

/** The same of events as one sends them; false where nobody sends any. */
function paramView(turn: EventTurn, verb: string, names: NameTable): object | false {
  const { from, to, union, other, name } = turn;
  if (union.param === undefined || other.param === undefined) return false;
  const result = names.claim(`${verb}${name}Param`);
  return {
    union: `${from.namespace}.${union.param.alias}`,
    of: `${to.namespace}.${other.param.of}`,
    result,
    given: givenOf(result, turn),
    lookup: names.claim(`${verb}${name}ParamLookup`),
  };
}

/** What is made of an event `E`; one that no tag tells from others, such as bare bytes, comes out as it is. */
function givenOf(result: string, { from, union, tag }: EventTurn): string {
  const isTold = union.messages.every(
    ({ tags }) => tags.length > 0 && tags.every(([first]) => first !== undefined),
  );
  if (isTold) return `${result}<E[${quote(tag)}]>`;
  const told = `{ readonly ${propertyKey(tag)}: infer T extends ${from.namespace}.${union.type} }`;
  return `E extends ${told} ? ${result}<T> : readonly [E]`;
}

/** A route as the core of converters has it. */
function bare({ when, type, to, why }: Route): object {
  return {
    when: conditionOf(when),
    type,
    to: to.map(({ event, when: only, fresh }) =>
      only === undefined && fresh.length === 0
        ? event
        : { event, when: conditionOf(only), fresh: fresh.length === 0 ? undefined : fresh },
    ),
    why,
  };
}

function staysNamed({ event, routes }: Way): boolean {
  return routes.every(({ to }) => to.length === 1 && to[0]?.event === event && !to[0].when);
}

/** The lists of events that an event may become, as types: `['a'] | ['a', 'b']`. */
function tuples(routes: readonly Route[]): string {
  const all = routes.flatMap(({ to }) =>
    to.reduce<readonly (readonly string[])[]>(
      (lists, { event, when }) => [
        ...(when === undefined ? [] : lists),
        ...lists.map((list) => [...list, event]),
      ],
      [[]],
    ),
  );
  return [...new Set(all.map(valueText))].join(' | ');
}

function waysUp(sides: TurnSides, conversion: Conversion, flow: Flow): readonly Way[] {
  const { plan, after } = sides;
  const back = new Map(waysDown(sides, conversion, flow).map((way) => [way.event, way.routes]));
  return plan.events.flatMap((event): readonly Way[] => {
    if (event.flow !== flow) return [];
    const { from, fromType, to, step } = event;
    const type = conversion.has(fromType) ? fromType : undefined;
    const [only] = to;
    if (type === undefined && only?.event === from && to.length === 1 && !only.when) return [];
    const fresh = freshKeys(event, sides);
    const targets = to.map(({ event: name, when }, index) => {
      return { event: name, when, fresh: index === 0 ? [] : fresh };
    });
    // Of several events that became one, the way back leads to one that has no condition, unless theirs holds.
    const returns = back.get(only?.event ?? '') ?? [
      { when: undefined, to: [{ event: only?.event }] },
    ];
    const isOurs = returns.some((one) => one.to[0]?.event === from);
    const why = step?.lossy ?? step?.why ?? `${after.name} has no such event`;
    const route = { when: undefined, type, to: targets, why: isOurs ? undefined : why };
    return [{ event: from, routes: [route] }];
  });
}

/** The keys of which each of several events needs a value of its own. */
function freshKeys({ fromType }: EventPlan, { plan }: Pick<TurnSides, 'plan'>): readonly string[] {
  const steps = plan.types.get(fromType)?.steps ?? [];
  return steps.flatMap((step) => (step.kind === 'add-field' && isFresh(step) ? [step.path] : []));
}

function waysDown(sides: TurnSides, conversion: Conversion, flow: Flow): readonly Way[] {
  const { plan, before, after } = sides;
  const events = plan.events.filter((one) => one.flow === flow);
  const later = namedEvents(after.model).filter((one) => one.flow === flow);
  return later.flatMap(({ event, type }): readonly Way[] => {
    const become = events.filter(({ to }) => to[0]?.event === event);
    const same = become.length > 0 ? undefined : events.find(({ from }) => from === event);
    // What has become others and is there all the same holds either what these do, or what it always did.
    if (same !== undefined && !holdsAlike(type, same, after)) return [];
    const meant = same === undefined ? become : [same];
    const routes = routesDown(event, meant, sides, conversion);
    if (routes.every(({ when }) => when !== undefined)) {
      const split = events.find(({ to }) => to.some((one) => one.event === event))?.step;
      const why = split?.lossyBack ?? `${before.name} has no such event`;
      routes.push({ when: undefined, type: undefined, to: [], why });
    }
    const way = { event, routes };
    return staysNamed(way) && routes.every(({ type }) => type === undefined) ? [] : [way];
  });
}

/** Whether the objects in the fields of a type are those that stand there in an event that another became. */
function holdsAlike(type: string, { to }: EventPlan, { index }: TurnSide): boolean {
  const objectsOf = (name: string): ReadonlyMap<string, string> => {
    const shape = index.get(name)?.shape;
    const fields = shape?.kind === 'object' ? shape.fields : [];
    const objects = fields.filter((one) => holdsRef(one.shape));
    return new Map(objects.map((one) => [one.key, JSON.stringify(one.shape)]));
  };
  const own = [...objectsOf(type)];
  return to.some((target) => {
    const others = objectsOf(target.type);
    return own.every(([key, shape]) => others.get(key) === shape);
  });
}

function holdsRef(shape: Shape): boolean {
  return shape.kind === 'ref' || childShapes(shape).some(holdsRef);
}

/** The events that an event may have been: those with a condition first, and of the others the one that is called the same. */
function routesDown(
  event: string,
  meant: readonly EventPlan[],
  sides: TurnSides,
  conversion: Conversion,
): Route[] {
  const whenOf = ({ step }: EventPlan): Condition | undefined =>
    step?.kind === 'rename-event' ? step.whenBack : undefined;
  const routeTo = (one: EventPlan): Route => ({
    when: whenOf(one),
    type: conversion.has(one.fromType) ? one.fromType : undefined,
    to: [{ event: one.from, when: undefined, fresh: [] }],
    why: undefined,
  });
  const conditional = meant.filter((one) => whenOf(one) !== undefined);
  const others = meant.filter((one) => whenOf(one) === undefined);
  const last = others.find(({ from }) => from === event) ?? others[0];
  return [
    ...conditional.map(routeTo),
    ...(last === undefined ? [] : [...unspeakable(last, sides), routeTo(last)]),
  ];
}

/** What only the version after has, in a field that an event has to have: the event is nothing that the version before could say. */
function unspeakable({ fromType }: EventPlan, sides: TurnSides): readonly Route[] {
  const { plan, before, after } = sides;
  const type = plan.types.get(fromType);
  if (type === undefined) return [];
  const indexes = { before: before.index, after: after.index };
  const inner = innerTypes(fromType, plan, before.index, after.index);
  return newMembers(type, inner, plan, indexes).flatMap(({ path, is, needed }) => {
    const entries = Object.entries(is).map(
      ([key, values]) => [`${pathText(path)}.${key}`, values] as const,
    );
    const why = `${before.name} has nothing like its ${pathText(path)}`;
    const when = Object.fromEntries(entries);
    return needed ? [{ when, type: undefined, to: [], why }] : [];
  });
}
