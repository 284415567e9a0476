import type { ts } from 'ts-morph';
import type { ApiModel } from '../../model/api.ts';
import type { Field, Shape } from '../../model/shape.ts';
import { indexShapes, resolveShape, type ShapeIndex } from '../../model/walk.ts';
import type { CodemodContext } from '../codemod.ts';
import type { ChangeImport } from '../step.ts';
import { descend, joinRoles, roleOfEvents, roleOfShape, roleOfType, type Role } from './role.ts';

/** What the version before is known by in a program: its events, the names of its types, its modules and endpoints. */
export interface KnownApi {
  readonly before: ApiModel;
  /** The word by which the hosts of its servers are known, `openai`. */
  readonly vendor: string;
  readonly index: ShapeIndex;
  /** Objects of a type, or events of a union, by the name that it has in code: `SessionUpdateEvent.Session`, `SessionUpdateEventParam`. */
  readonly typed: (name: string) => Role | undefined;
  readonly events: (tags: readonly string[]) => Role | undefined;
  readonly isTag: (text: string) => boolean;
  /** Whether a module declares the types of the version before. */
  readonly declares: (specifier: string) => boolean;
  /** The name of a type behind that of its package: `OpenAI.Beta.Realtime.Session` is `Session`. */
  readonly behindPackage: (specifier: string, name: string) => string | undefined;
  readonly endpoints: readonly KnownEndpoint[];
  readonly at: (role: Role, key: string, holder: ts.Node | undefined) => Role | undefined;
}

/** A method of a path, with what is asked and answered. */
export interface KnownEndpoint {
  readonly method: string;
  readonly path: string;
  /** The path of the version after, where it is another one. */
  readonly now: string | undefined;
  readonly asked: Role | undefined;
  readonly answered: Role | undefined;
  /** An answer as clients such as axios give it, in its `data`. */
  readonly wrapped: Role | undefined;
}

/** What the version before is known by. */
export function knownApi({ plan, before }: Pick<CodemodContext, 'plan' | 'before'>): KnownApi {
  const index = indexShapes(before);
  const names = typeNames(before);
  const tags = new Set(before.messages.flatMap((one) => one.tags.flat()));
  const imports = plan.migration.steps.filter((one) => one.kind === 'change-import');
  const { api } = plan.migration;
  return {
    before,
    vendor: /^[A-Za-z0-9]+/.exec(api)?.[0] ?? api,
    index,
    typed: (name) => {
      const union = before.unions.find((one) => one.name === name);
      if (union !== undefined) return eventsOfFlow(before, union.flow);
      const type = names.get(name.replaceAll('.', ''));
      return type === undefined ? undefined : roleOfType(type, index);
    },
    events: (some) => roleOfEvents(some, before),
    isTag: (text) => tags.has(text),
    declares: (specifier) =>
      imports.some((one) => isBelow(specifier, one)) || isOwnModule(specifier, plan.migration.from),
    behindPackage: (specifier, name) => behindPackage(specifier, name, imports),
    endpoints: knownEndpoints(before, index, plan),
    at: (role, key, holder) => descend(role, key, holder, index),
  };
}

function typeNames({ shapes }: ApiModel): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const { name, param } of shapes) {
    if (param !== undefined) names.set(param.name, name);
  }
  for (const { name } of shapes) names.set(name, name);
  return names;
}

function eventsOfFlow(model: ApiModel, flow: string): Role | undefined {
  const index = indexShapes(model);
  const messages = model.messages.filter((one) => one.flow === flow);
  return joinRoles(messages.map((one) => roleOfShape(one.shape, index)));
}

function isBelow(specifier: string, { from }: ChangeImport): boolean {
  const bare = withoutEnding(specifier);
  if (!from.endsWith('/*')) return bare === from || bare === `${from}/index`;
  return bare.startsWith(from.slice(0, -1)) || bare === from.slice(0, -2);
}

/** `../generated/openai-realtime/beta/index.js`, `@acme/openai-realtime/beta`. */
function isOwnModule(specifier: string, version: string): boolean {
  const parts = withoutEnding(specifier).split('/');
  const last = parts.at(-1) ?? '';
  const folder = /^(?:index|types|params|unions|guards)$/.test(last) ? parts.at(-2) : last;
  return parts.length > 1 && folder === version;
}

function withoutEnding(specifier: string): string {
  return specifier.replace(/\.[cm]?[jt]s$/, '');
}

/** The module `openai/resources/beta/realtime` is the namespace `Beta.Realtime` of what `openai` exports. */
function behindPackage(
  specifier: string,
  name: string,
  imports: readonly ChangeImport[],
): string | undefined {
  for (const { from } of imports) {
    const [root, ...rest] = from.replace(/\/\*$/, '').split('/');
    const spaces = rest.filter((one) => one !== 'resources').map((one) => one.toLowerCase());
    if (root !== specifier || spaces.length === 0) continue;
    const parts = name.split('.').slice(1);
    const inside = parts.slice(0, spaces.length).map((one) => one.toLowerCase());
    if (spaces.every((one, at) => one === inside[at])) return lastType(parts, spaces.length);
  }
  return undefined;
}

/** `Beta.Realtime.RealtimeServerEvent` and `Beta.Realtime.Sessions.Session` both lead to the type alone. */
function lastType(parts: readonly string[], depth: number): string {
  const rest = parts.slice(depth);
  return (rest.length > 1 && (rest[0] ?? '').endsWith('s') ? rest.slice(1) : rest).join('.');
}

function knownEndpoints(
  before: ApiModel,
  index: ShapeIndex,
  { migration }: CodemodContext['plan'],
): readonly KnownEndpoint[] {
  const steps = migration.steps.filter((one) => one.kind === 'change-endpoint');
  return (before.endpoints ?? []).map(({ name, asked, answered }) => {
    const [method = '', path = ''] = name.split(' ');
    return {
      method,
      path,
      now: steps.find((one) => one.from.endsWith(path) && path !== '')?.to,
      asked: bodyOf(asked, index),
      answered: bodyOf(answered, index),
      wrapped: wrappedIn('data', answered, index),
    };
  });
}

function bodyOf(shape: Shape, index: ShapeIndex): Role | undefined {
  return joinRoles(bodiesOf(shape, index).map((one) => roleOfShape(one.shape, index)));
}

/** The answer as the only thing that an object of another kind is known to have. */
function wrappedIn(key: string, shape: Shape, index: ShapeIndex): Role | undefined {
  const resolved = resolveShape(shape, index);
  const whole = resolved.kind === 'union' ? resolved.members : [resolved];
  const objects = whole.flatMap((one): readonly Shape[] => {
    const inner = resolveShape(one, index);
    if (inner.kind !== 'object') return [];
    const fields = inner.fields.filter((field) => field.key === 'body');
    return [{ ...inner, fields: fields.map((field) => ({ ...field, key })) }];
  });
  return joinRoles(objects.map((one) => roleOfShape(one, index)));
}

function bodiesOf(shape: Shape, index: ShapeIndex): readonly Field[] {
  const resolved = resolveShape(shape, index);
  const whole = resolved.kind === 'union' ? resolved.members : [resolved];
  return whole.flatMap((one) => {
    const inner = resolveShape(one, index);
    return inner.kind === 'object' ? inner.fields.filter(({ key }) => key === 'body') : [];
  });
}
