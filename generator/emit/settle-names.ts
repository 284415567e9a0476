import { camelCase, NameTable } from '../base/names.ts';
import type { ApiModel, EventUnion, Message } from '../model/api.ts';
import { eventsOf } from '../model/events.ts';
import { indexShapes } from '../model/walk.ts';

/** The exported names that belong to one event union; each undefined where the union has no use for it. */
export interface UnionNames {
  readonly union: EventUnion;
  readonly messages: readonly Message[];
  readonly alias: string;
  /** True where the document's own components hold this union under its name already. */
  readonly declared: boolean;
  readonly map: string;
  readonly type: string;
  readonly of: string;
  readonly list: string;
  readonly parsed: string;
  readonly parse: string;
  /** The sent side of the same; undefined for what is only received. */
  readonly param: { readonly alias: string; readonly map: string; readonly of: string } | undefined;
}

/** What the outcomes of parsing are called, and the function behind all parsers, which is not exported. */
export interface OutcomeNames {
  readonly known: string;
  readonly unknown: string;
  readonly malformed: string;
  readonly read: string;
}

/** All exported names that are not a shape's own. */
export interface SettledNames {
  readonly outcomes: OutcomeNames;
  readonly unions: readonly UnionNames[];
  /** The guard of each tagged message, by the name of its shape. */
  readonly guards: ReadonlyMap<string, string>;
}

/** Settles the names of unions, maps, lists, guards and parsers against those of all shapes, in one place. */
export function settleNames(model: ApiModel): SettledNames {
  const names = new NameTable();
  for (const one of model.shapes) {
    names.claim(one.name, []);
    if (one.param !== undefined && one.param.name !== one.name) names.claim(one.param.name, []);
  }
  const unions = model.unions.map((union) => unionNames(union, model, names));
  const guards = new Map<string, string>();
  for (const { messages } of unions) {
    for (const message of messages) {
      if (message.shape.kind !== 'ref' || message.tags.length === 0) continue;
      if (!guards.has(message.shape.name)) {
        guards.set(
          message.shape.name,
          names.claim(`is${message.shape.name}`, ['Event', 'Message']),
        );
      }
    }
  }
  const claim = (wanted: string): string => names.claim(wanted, ['Outcome']);
  const outcomes: OutcomeNames = {
    known: claim('KnownEvent'),
    unknown: claim('UnknownEvent'),
    malformed: claim('MalformedEvent'),
    read: claim('readEvent'),
  };
  return { unions, guards, outcomes };
}

function unionNames(union: EventUnion, model: ApiModel, names: NameTable): UnionNames {
  const messages = eventsOf(model, union.flow);
  const declared = isDeclared(union, messages, model);
  const claim = (wanted: string): string => names.claim(wanted, ['Union', 'Events']);
  const alias = declared ? union.name : claim(union.name);
  const param =
    union.flow === 'received'
      ? undefined
      : {
          alias: declared ? paramOfDeclared(union, model) : claim(`${alias}Param`),
          map: claim(`${alias}ParamMap`),
          of: claim(`${alias}ParamOf`),
        };
  return {
    union,
    messages,
    alias,
    declared,
    map: claim(`${alias}Map`),
    type: claim(`${alias}Type`),
    of: claim(`${alias}Of`),
    list: claim(`${camelCase(alias)}Types`),
    parsed: claim(`Parsed${alias}`),
    parse: claim(`parse${alias}`),
    param,
  };
}

/** True for a component of the union's name that has just the union's messages as members. */
function isDeclared(union: EventUnion, messages: readonly Message[], model: ApiModel): boolean {
  const component = indexShapes(model).get(union.name);
  if (component?.shape.kind !== 'union') return false;
  const refs = component.shape.members.map((member) => (member.kind === 'ref' ? member.name : ''));
  const wanted = new Set(messages.map((one) => (one.shape.kind === 'ref' ? one.shape.name : '')));
  if (refs.length !== wanted.size || !refs.every((name) => wanted.has(name))) return false;
  return component.sides.read && (union.flow === 'received' || component.param !== undefined);
}

function paramOfDeclared(union: EventUnion, model: ApiModel): string {
  const param = indexShapes(model).get(union.name)?.param;
  if (param === undefined) throw new Error(`${union.name} has no sent side`);
  return param.name;
}
