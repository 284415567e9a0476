import { finding, type Finding } from '../base/finding.ts';
import { own } from '../base/json.ts';
import { findNearest } from '../base/nearest.ts';
import type { Flow } from '../model/api.ts';
import type { Builder } from './builder.ts';
import { addressOf, childOf, childrenOf, type Node } from './resolve.ts';

/** The components that hold the events: the name of a union of event schemas for each flow. */
export interface EventComponents {
  readonly sent: string | undefined;
  readonly received: string | undefined;
}

/**
 * Reads the events of an OpenAPI 3.x document: the members of the unions that `components` names, and the bodies of its webhooks
 * and callbacks, which one receives (OpenAPI 3.1 "webhooks", 3.0 "Callback Object"). Only what they reach becomes types.
 */
export function readOpenApi(
  root: Node,
  components: EventComponents,
  builder: Builder,
  findings: Finding[],
): void {
  const schemas = childOf(childOf(root, 'components'), 'schemas');
  for (const flow of ['received', 'sent'] as const) {
    const name = components[flow];
    if (name !== undefined) readUnion(schemas, name, flow, builder, findings);
  }
  const calls = [...webhooksOf(root), ...callbacksOf(root, builder)];
  for (const call of calls) readCall(call, call.key, builder);
  if (components.received !== undefined || components.sent !== undefined) return;
  if (calls.length > 0) return;
  const message = 'an OpenAPI document does not say which of its schemas are events';
  findings.push(finding('no-events', 'error', root.at, message, hintAt(childrenOf(schemas))));
}

/** A path item with the name of what is told by it. */
type Call = Node & { readonly key: string };

/** The webhooks of OpenAPI 3.1, and of 3.0 under the key that its tools gave them. */
function webhooksOf(root: Node): readonly Call[] {
  return ['webhooks', 'x-webhooks'].flatMap((key) => childrenOf(childOf(root, key)));
}

/** What the operations of a document have called back, once for each address. */
function callbacksOf(root: Node, { resolver }: Builder): readonly Call[] {
  const follow = (node: Node): readonly Node[] => {
    const end = node.value === undefined ? undefined : resolver.follow(node);
    return end === undefined ? [] : [end];
  };
  return childrenOf(childOf(root, 'paths'))
    .flatMap(follow)
    .flatMap((item) => methods.map((method) => childOf(item, method)))
    .flatMap((operation) => childrenOf(childOf(operation, 'callbacks')))
    .flatMap((reference) =>
      follow(reference).flatMap((callback) =>
        childrenOf(callback).map((item) => ({ ...item, key: reference.key })),
      ),
    );
}

const methods = ['post', 'put', 'patch', 'get', 'delete'];

/** Which components may be meant: the unions among them. */
function hintAt(schemas: readonly (Node & { readonly key: string })[]): string | undefined {
  const unions = schemas.filter(isUnion).map((one) => one.key);
  const some = unions.length > 12 ? [...unions.slice(0, 12), '…'] : unions;
  return unions.length === 0
    ? undefined
    : `name the unions that hold the events with --received and --sent, or events in a config; there are ${some.join(', ')}`;
}

function readUnion(
  schemas: Node,
  name: string,
  flow: Flow,
  builder: Builder,
  findings: Finding[],
): void {
  const union = childOf(schemas, name);
  if (union.value === undefined) {
    const known = childrenOf(schemas);
    const nearest = findNearest(
      name,
      known.map((one) => one.key),
    );
    const hint = nearest === undefined ? hintAt(known) : `did you mean ${nearest}?`;
    const at = known.length === 0 ? { ...schemas.at, pointer: '' } : schemas.at;
    findings.push(finding('no-events', 'error', at, `components.schemas has no ${name}`, hint));
    return;
  }
  const node = builder.resolver.follow(union);
  if (node === undefined) return;
  const seen = new Set<string>();
  const visit = (member: Node, key: string): void => {
    const end = builder.resolver.follow(member);
    if (end === undefined || seen.has(addressOf(end.at))) return;
    seen.add(addressOf(end.at));
    const members = membersOf(end);
    if (members.length > 0 && own(end.value, 'properties') === undefined) {
      members.forEach((one, index) => {
        visit(one, keyOf(one, `${key} ${String(index + 1)}`));
      });
    } else builder.addMessage({ node: end, name: key, flow, payload: end, ...plain });
  };
  visit(node, name);
}

function readCall(call: Node, key: string, builder: Builder): void {
  const item = builder.resolver.follow(call);
  if (item === undefined) return;
  for (const method of methods) {
    const body = childOf(childOf(item, method), 'requestBody');
    const node = body.value === undefined ? undefined : builder.resolver.follow(body);
    if (node === undefined) continue;
    for (const media of childrenOf(childOf(node, 'content'))) {
      if (!/[/+]json\b/.test(media.key)) continue;
      builder.addMessage({
        node: childOf(item, method),
        name: key,
        flow: 'received',
        payload: childOf(media, 'schema'),
        ...plain,
      });
    }
  }
}

const plain = { format: 'schema', headers: [] } as const;

function isUnion(node: Node): boolean {
  return membersOf(node).length > 1;
}

function membersOf(node: Node): readonly Node[] {
  for (const keyword of ['oneOf', 'anyOf']) {
    const members = childOf(node, keyword);
    if (Array.isArray(members.value))
      return members.value.map((_, index) => childOf(members, index));
  }
  return [];
}

function keyOf(member: Node, otherwise: string): string {
  const ref = own(member.value, '$ref');
  if (typeof ref === 'string') return ref.slice(ref.lastIndexOf('/') + 1);
  const title = own(member.value, 'title');
  return typeof title === 'string' ? title : otherwise;
}
