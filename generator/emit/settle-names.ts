import { camelCase, NameTable } from '../base/names.ts';
import type { ApiModel, EventUnion, Message } from '../model/api.ts';
import { eventsOf } from '../model/events.ts';
import { indexShapes } from '../model/walk.ts';
import { connectionMethods, type MethodNode } from './connection-methods.ts';
import { settleValidators, type ValidatorNames } from './settle-validators.ts';
import { guardedEvents } from './guarded.ts';

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

/** A guard, and the shapes of the events that it cannot rule out. */
export interface Guard {
  readonly name: string;
  readonly rivals: readonly string[];
}

/** All exported names that are not a shape's own. */
export interface SettledNames {
  readonly outcomes: OutcomeNames;
  readonly unions: readonly UnionNames[];
  /** The guard of each message that a guard can ask for, by the name of its shape. */
  readonly guards: ReadonlyMap<string, Guard>;
  /** The lookups of what travels where. */
  readonly traffic: TrafficNames;
  /** Undefined where no event can be told by its type when it comes. */
  readonly connection: ConnectionNames | undefined;
  /** The file of validators; undefined where nobody asked for them. */
  readonly validators: ValidatorNames | undefined;
  /** The methods that send, as a tree by their names. */
  readonly methods: MethodNode;
}

/** What is called how in the file of the connection; `open` is the function behind it, which is not exported. */
export interface ConnectionNames {
  readonly connection: string;
  /** Undefined where no event has a method of its own. */
  readonly methods: string | undefined;
  readonly connect: string;
  readonly base: string;
  readonly socket: string;
  readonly client: string;
  readonly options: string;
  readonly end: string;
  readonly wait: string;
  readonly args: string;
  readonly method: string;
  readonly open: string;
}

/**
 * The interfaces that say what travels on which channel, what each operation takes and gives, and which headers come with what;
 * undefined where not needed.
 */
export interface TrafficNames {
  readonly channels: string | undefined;
  readonly operations: string | undefined;
  readonly headers: string | undefined;
}

/** Settles the names of unions, maps, lists, guards and parsers against those of all shapes, in one place. */
export function settleNames(model: ApiModel): SettledNames {
  const names = new NameTable();
  for (const one of model.shapes) {
    names.claim(one.name, []);
    if (one.param !== undefined && one.param.name !== one.name) names.claim(one.param.name, []);
  }
  const unions = model.unions.map((union) => unionNames(union, model, names));
  const guards = settleGuards(unions, model, names);
  const claim = (wanted: string): string => names.claim(wanted, ['Outcome']);
  const outcomes: OutcomeNames = {
    known: claim('KnownEvent'),
    unknown: claim('UnknownEvent'),
    malformed: claim('MalformedEvent'),
    read: claim('readEvent'),
  };
  // A single channel is a conversation, which its unions describe; replies belong to the operation that asked for them.
  const { channels, operations } = model;
  const many = channels.length > 1;
  const told = many ? operations.length > 0 : operations.some((one) => one.reply !== undefined);
  const traffic: TrafficNames = {
    channels: many ? names.claim('Channels', ['Map']) : undefined,
    operations: told ? names.claim('Operations', ['Map']) : undefined,
    headers: model.messages.some((one) => one.headers !== undefined)
      ? names.claim('MessageHeaders', ['Map'])
      : undefined,
  };
  const methods = settleMethods(unions);
  const connection = connectionNames(unions, methods, names);
  const validators = settleValidators(model, unions, names);
  return { unions, guards, outcomes, traffic, connection, methods, validators };
}

/** Methods put their type under the key by which events that come are told; for other APIs, `send` takes whole events. */
function settleMethods(unions: readonly UnionNames[]): MethodNode {
  const received = unions.find(({ union }) => union.flow === 'received');
  const sent = unions.find(({ union }) => union.flow === 'sent');
  const key = sent?.union.tag?.[0];
  const serves = key !== undefined && key === received?.union.tag?.[0] && sent?.param !== undefined;
  const tags = sent?.messages.flatMap((one) => one.tags.flatMap(([value]) => value ?? []));
  return connectionMethods(serves ? (tags ?? []) : []);
}

function connectionNames(
  unions: readonly UnionNames[],
  methods: MethodNode,
  names: NameTable,
): ConnectionNames | undefined {
  const received = unions.find(({ union }) => union.flow === 'received');
  if (received?.union.tag === undefined) return undefined;
  const prefix = sharedPrefix(unions.map((one) => one.alias));
  const claim = (wanted: string): string => names.claim(wanted, ['Socket', 'Type']);
  return {
    connection: claim(`${prefix}Connection`),
    methods: methods.children.size === 0 ? undefined : claim(`${prefix}ConnectionMethods`),
    connect: names.claim(`connect${prefix}`, ['Events', 'Socket']),
    base: claim('EventConnection'),
    socket: claim('TextSocket'),
    client: claim('EventClient'),
    options: claim('ConnectionOptions'),
    end: claim('ConnectionEnd'),
    wait: claim('WaitOptions'),
    args: claim('EventArgs'),
    method: claim('SendMethod'),
    open: claim('openConnection'),
  };
}

/** The words that all names begin with: `Realtime` of `RealtimeServerEvent` and `RealtimeClientEvent`. */
function sharedPrefix(aliases: readonly string[]): string {
  const [first = [], ...others] = aliases.map(
    (one) => one.match(/\p{Lu}?[^\p{Lu}]+|\p{Lu}/gu) ?? [],
  );
  if (others.length === 0) return '';
  const end = first.findIndex((word, place) => others.some((words) => words[place] !== word));
  return first.slice(0, end === -1 ? 0 : end).join('');
}

/** A guard for each event that one can ask for in every union that knows its tag. */
function settleGuards(
  unions: readonly UnionNames[],
  model: ApiModel,
  names: NameTable,
): ReadonlyMap<string, Guard> {
  const index = indexShapes(model);
  const rivals = new Map<string, (readonly string[] | undefined)[]>();
  for (const { union, messages } of unions) {
    const guarded = guardedEvents(messages, union.tag, index);
    const tagged = messages.flatMap(({ shape, tags }) =>
      shape.kind === 'ref' && tags.length > 0 ? [shape.name] : [],
    );
    for (const name of new Set(tagged)) {
      rivals.set(name, [...(rivals.get(name) ?? []), guarded.get(name)]);
    }
  }
  return new Map(
    [...rivals].flatMap(([shape, found]) => {
      const all = found.flatMap((one) => one ?? []);
      if (found.includes(undefined)) return [];
      const name = names.claim(`is${shape}`, ['Event', 'Message']);
      return [[shape, { name, rivals: [...new Set(all)] }]];
    }),
  );
}

function unionNames(union: EventUnion, model: ApiModel, names: NameTable): UnionNames {
  const messages = eventsOf(model, union.flow);
  const declared = isDeclared(union, messages, model);
  const claim = (wanted: string): string => names.claim(wanted, ['Union', 'Events']);
  const alias = declared ? union.name : claim(union.name);
  const param =
    union.flow === 'received' && model.perspective !== 'both'
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
  const isSent = union.flow === 'sent' || model.perspective === 'both';
  return component.sides.read && (!isSent || component.param !== undefined);
}

function paramOfDeclared(union: EventUnion, model: ApiModel): string {
  const param = indexShapes(model).get(union.name)?.param;
  if (param === undefined) throw new Error(`${union.name} has no sent side`);
  return param.name;
}
