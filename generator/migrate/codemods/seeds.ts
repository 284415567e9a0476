import { ts } from 'ts-morph';
import type { OwnerIn } from './api-signs.ts';
import { callableOf } from './callables.ts';
import { constantOf, propertyOf, writtenKeys } from './constant.ts';
import { endpointSeeds } from './endpoint-seeds.ts';
import type { Seed } from './flow.ts';
import type { KnownApi } from './known-api.ts';
import { bare, calleeName, nameOfKey } from './node-text.ts';
import { visit, type Program } from './program.ts';
import { objectShapes, type Role } from './role.ts';
import { declaredType, expectedType } from './static-types.ts';
import type { RoleOfType } from './type-roles.ts';

/** Everything in a program that shows what it is without knowing anything else: types, tags, listeners, requests. */
export function findSeeds(
  program: Program,
  api: KnownApi,
  typed: RoleOfType,
  ownerOf: OwnerIn,
): readonly Seed[] {
  const seeds: Seed[] = [];
  const found = (node: ts.Node | undefined, role: Role | undefined): void => {
    if (node !== undefined && role !== undefined) seeds.push({ node, role });
  };
  for (const file of program.files) {
    const owner = (tag: string): Owner => ownerOf(file, tag);
    const ours = { program, api, isTag: (tag: string) => api.isTag(tag) && owner(tag) === 'ours' };
    visit(file, (node) => {
      if (ts.isObjectLiteralExpression(node)) {
        found(node, taggedLiteral(node, program, api, owner));
        for (const one of node.properties) found(...handler(one, ours));
      }
      if (ts.isCallExpression(node)) {
        found(...listener(node, ours));
        found(...sentWithTag(node, ours));
        for (const one of endpointSeeds(node, program, api)) found(one.node, one.role);
      }
      for (const one of typedNodes(node, typed)) found(one.node, one.role);
      found(node, typed(writtenType(node, program)));
    });
  }
  return seeds;
}

type Owner = ReturnType<OwnerIn>;

/** Listeners and their like, which others have for events of the same name, count where a tag is one of the API. */
interface Ours {
  readonly program: Program;
  readonly api: KnownApi;
  readonly isTag: (tag: string) => boolean;
}

/**
 * `{ type: 'session.update', session }`: the tag of an event, and no key that the event has in neither version; where nothing shows that the
 * file is about the API, in no object inside either.
 */
function taggedLiteral(
  node: ts.ObjectLiteralExpression,
  program: Program,
  api: KnownApi,
  ownerOf: (tag: string) => Owner,
): Role | undefined {
  const type = propertyOf(node, 'type');
  const tag = type === undefined ? undefined : constantOf(type.initializer, program)?.value;
  if (typeof tag !== 'string' || !api.isTag(tag)) return undefined;
  const role = api.events([tag]);
  const owner = ownerOf(tag);
  if (role === undefined || owner === 'theirs' || !hasOnlyKeysOf(node, role, program))
    return undefined;
  return owner === 'ours' || areOnlyKeysWithin(node, role, program, api) ? role : undefined;
}

function areOnlyKeysWithin(
  node: ts.ObjectLiteralExpression,
  role: Role,
  program: Program,
  api: KnownApi,
): boolean {
  return node.properties.every((one) => {
    const key = nameOfKey(one.name);
    if (key === undefined || !ts.isPropertyAssignment(one)) return true;
    const value = bare(one.initializer);
    const inner = ts.isObjectLiteralExpression(value) ? api.at(role, key, node) : undefined;
    if (inner === undefined || !ts.isObjectLiteralExpression(value)) return true;
    return hasOnlyKeysOf(value, inner, program) && areOnlyKeysWithin(value, inner, program, api);
  });
}

function hasOnlyKeysOf(node: ts.ObjectLiteralExpression, role: Role, program: Program): boolean {
  const known = new Set(objectShapes(role).flatMap(({ fields }) => fields.map(({ key }) => key)));
  return [...writtenKeys(node, program).keys()].every((key) => known.has(key));
}

type Found = [ts.Node | undefined, Role | undefined];

const nothing: Found = [undefined, undefined];

/** `rt.on('session.updated', (event) => …)`. A tag that is a plain word, such as `error`, may be anybody's. */
function listener(node: ts.CallExpression, ours: Ours): Found {
  const [first, second] = node.arguments;
  if (first === undefined || second === undefined) return nothing;
  const name = calleeName(node.expression) ?? '';
  if (!/^(?:on|once|addListener|addEventListener|prependListener|handle|subscribe)$/.test(name))
    return nothing;
  return [callableOf(second, ours.program)?.parameters[0], tellingEvent(first, ours)];
}

/** `{ 'session.updated': (event) => … }`, and the same as a method. */
function handler(node: ts.ObjectLiteralElementLike, { program, api, isTag }: Ours): Found {
  const key = nameOfKey(node.name);
  if (key === undefined || !/[._]/.test(key) || !isTag(key)) return nothing;
  const value = ts.isPropertyAssignment(node) ? node.initializer : node;
  return [callableOf(value, program)?.parameters[0], api.events([key])];
}

function tellingEvent(node: ts.Expression, { program, api, isTag }: Ours): Role | undefined {
  const text = constantOf(node, program)?.value;
  // Emitters that pass on both sides put the side in front.
  const tag = typeof text === 'string' ? text.replace(/^(?:server|client)\./, '') : undefined;
  return typeof tag === 'string' && /[._]/.test(tag) && isTag(tag) ? api.events([tag]) : undefined;
}

/** `send('session.update', { session })`: the tag apart from the rest. */
function sentWithTag(node: ts.CallExpression, ours: Ours): Found {
  const [first, second] = node.arguments;
  if (first === undefined || second === undefined) return nothing;
  if (!/send|emit|publish|dispatch|push/i.test(calleeName(node.expression) ?? '')) return nothing;
  const object = bare(second);
  if (!ts.isObjectLiteralExpression(object) || object.properties.length === 0) return nothing;
  const role = tellingEvent(first, ours);
  if (role === undefined || !hasOnlyKeysOf(object, role, ours.program)) return nothing;
  return [object, { ...role, partial: true }];
}

/** What its author says of it: an annotation, `as`, `satisfies`, JSDoc. */
function typedNodes(node: ts.Node, typed: RoleOfType): readonly Seed[] {
  const role = typed(typeOf(node));
  if (role === undefined) return [];
  return [{ node, role }];
}

function typeOf(node: ts.Node): ts.TypeNode | undefined {
  if (ts.isVariableDeclaration(node) || ts.isParameter(node) || ts.isPropertyDeclaration(node))
    return node.type ?? ts.getJSDocType(node);
  if (ts.isAsExpression(node) || ts.isSatisfiesExpression(node)) return node.type;
  if (ts.isTypeAssertionExpression(node)) return node.type;
  if (ts.isFunctionLike(node) && 'body' in node) return node.type ?? ts.getJSDocReturnType(node);
  return undefined;
}

/** The type that is written somewhere else for what stands here. */
function writtenType(node: ts.Node, program: Program): ts.TypeNode | undefined {
  if (
    ts.isPropertyAccessExpression(node) ||
    ts.isElementAccessExpression(node) ||
    ts.isCallExpression(node)
  )
    return declaredType(node, program);
  return ts.isObjectLiteralExpression(node) ? expectedType(node, program) : undefined;
}
