import { finding, type Finding } from '../base/finding.ts';
import { own } from '../base/json.ts';
import { pointerSegments } from '../base/pointer.ts';
import type { Flow } from '../model/api.ts';
import type { Builder } from './builder.ts';
import { formatFinding, schemaFormat, type SchemaFormat } from './payload-format.ts';
import { addressOf, childOf, childrenOf, type Node } from './resolve.ts';
import { traitsOf, withTraits } from './traits.ts';

/** Reads the messages and schemas of an AsyncAPI 3.x document (AsyncAPI 3.0 "Operation Object"). */
export function readAsyncApi3(root: Node, builder: Builder, findings: Finding[]): void {
  const { resolver } = builder;
  const reading: Reading = { builder, findings, version: 3, payload: payload3 };
  const components = childOf(root, 'components');
  builder.addComponents(childOf(components, 'schemas'));
  const used = new Set<string>();

  const add = (reference: Node, flow: Flow): void => {
    const node = resolver.follow(reference);
    if (node === undefined) return;
    used.add(addressOf(node.at));
    // However it is reached, a message is called as where it stands; a file of its own has no key.
    const key = keyOf(node) || keyOf(reference);
    addMessage(node, key, flow, reading);
  };
  const addAll = (operation: Node, channel: Node | undefined, flow: Flow): void => {
    const listed = childOf(operation, 'messages');
    const source = Array.isArray(listed.value) ? listed : channel && childOf(channel, 'messages');
    for (const message of source === undefined ? [] : childrenOrItems(source)) add(message, flow);
  };

  const channelsUsed = new Set<string>();
  for (const operation of operationsOf(root, resolver.follow)) {
    const channel = resolver.follow(childOf(operation, 'channel'));
    if (channel !== undefined) channelsUsed.add(addressOf(channel.at));
    // The document describes one application; its user is that application (AsyncAPI 3.0 "action").
    const flow: Flow = own(operation.value, 'action') === 'send' ? 'sent' : 'received';
    addAll(operation, channel, flow);
    const reply = childOf(operation, 'reply');
    const node = reply.value === undefined ? undefined : resolver.follow(reply);
    if (node === undefined) continue;
    const replyChannel = childOf(node, 'channel');
    const behind = replyChannel.value === undefined ? undefined : resolver.follow(replyChannel);
    if (behind !== undefined) channelsUsed.add(addressOf(behind.at));
    addAll(node, behind, flow === 'sent' ? 'received' : 'sent');
  }
  // A channel that no operation uses says nothing of the direction, so its messages may travel both ways.
  for (const reference of childrenOf(childOf(root, 'channels'))) {
    const channel = resolver.follow(reference);
    if (channel === undefined || channelsUsed.has(addressOf(channel.at))) continue;
    for (const message of childrenOf(childOf(channel, 'messages'))) {
      for (const flow of ['sent', 'received'] as const) add(message, flow);
    }
  }
  addUnused(childOf(components, 'messages'), used, reading);
}

/** Reads the messages and schemas of an AsyncAPI 2.x document: what it publishes is what a client may send to it. */
export function readAsyncApi2(root: Node, builder: Builder, findings: Finding[]): void {
  const { resolver } = builder;
  const reading: Reading = { builder, findings, version: 2, payload: payload2 };
  const components = childOf(root, 'components');
  builder.addComponents(childOf(components, 'schemas'));
  const used = new Set<string>();
  for (const reference of childrenOf(childOf(root, 'channels'))) {
    const channel = resolver.follow(reference);
    if (channel === undefined) continue;
    for (const [verb, flow] of [
      ['publish', 'sent'],
      ['subscribe', 'received'],
    ] as const) {
      const message = childOf(childOf(channel, verb), 'message');
      for (const option of message.value === undefined ? [] : alternatives(message)) {
        const node = resolver.follow(option);
        if (node === undefined) continue;
        used.add(addressOf(node.at));
        const place = `${reference.key} ${verb}`;
        const key = keyOf(node) || keyOf(option);
        addMessage(node, key, flow, reading, place);
      }
    }
  }
  addUnused(childOf(components, 'messages'), used, reading);
}

/** How the messages of a document are read. */
interface Reading {
  readonly builder: Builder;
  readonly findings: Finding[];
  readonly version: 2 | 3;
  readonly payload: ReadPayload;
}

type ReadPayload = (
  message: Node,
  findings: Finding[],
) => { readonly payload: Node | undefined; readonly format: SchemaFormat };

/** A message whose key says nothing is called as it calls itself, or else as its place. */
function addMessage(message: Node, key: string, flow: Flow, reading: Reading, place = key): void {
  const { builder, findings, version } = reading;
  const traits = traitsOf(message, builder.resolver.follow);
  const node = withTraits(message, traits, version);
  const name = ownName(node.value);
  const [, channel, verb] = converted.exec(message.at.pointer) ?? [];
  const made = verb !== undefined || /^\d+$/.test(key) || inOperation.test(message.at.pointer);
  const otherwise = verb === undefined ? place : `${channel ?? ''} ${verb}`;
  const generic = made || key === 'message' || key === 'payload';
  const headers = [message, ...traits]
    .map((one) => childOf(one, 'headers'))
    .filter((one) => one.value !== undefined);
  const { payload, format } = reading.payload(node, findings);
  builder.addMessage({
    node,
    name: generic ? (name ?? (made ? otherwise : key)) : key,
    flow,
    payload,
    format,
    headers,
  });
}

/** The place of a message that stands in its operation, where `message` is no name (AsyncAPI 2.x "Operation Object"). */
const inOperation = /\/(?:publish|subscribe)\/message$/;

/** The same, under the key that AsyncAPI's converter from 2.x makes up for it. */
const converted = /^\/channels\/([^/]+)\/messages\/(publish|subscribe)\.message(?:\.\d+)?$/;

function ownName(message: unknown): string | undefined {
  const names = [own(message, 'messageId'), own(message, 'name')];
  return names.find((name) => typeof name === 'string');
}

/** Messages that no channel carries still have types; which way they travel is not known. */
function addUnused(messages: Node, used: ReadonlySet<string>, reading: Reading): void {
  for (const reference of childrenOf(messages)) {
    const node = reading.builder.resolver.follow(reference);
    if (node === undefined || used.has(addressOf(node.at))) continue;
    for (const flow of ['sent', 'received'] as const)
      addMessage(node, reference.key, flow, reading);
  }
}

function operationsOf(root: Node, follow: (node: Node) => Node | undefined): readonly Node[] {
  return childrenOf(childOf(root, 'operations')).flatMap((reference) => follow(reference) ?? []);
}

/** AsyncAPI 2.x "Operation Object": one message, or `oneOf` several. */
function alternatives(message: Node): readonly Node[] {
  const oneOf = childOf(message, 'oneOf');
  return Array.isArray(oneOf.value) ? childrenOrItems(oneOf) : [message];
}

function childrenOrItems(node: Node): readonly Node[] {
  if (!Array.isArray(node.value)) return childrenOf(node);
  return node.value.map((_, index) => childOf(node, index));
}

/** The document's name for a message: the last step of its place, empty for a whole file. */
function keyOf(node: Node): string {
  return pointerSegments(node.at.pointer).at(-1) ?? '';
}

/** AsyncAPI 3.0: a payload is a schema, or a "Multi Format Schema Object" that names its format, which the builder unwraps. */
const payload3: ReadPayload = (message, findings) => ({
  payload: known(childOf(message, 'payload'), message, findings),
  format: 'schema',
});

const payload2: ReadPayload = (message, findings) => {
  const named = childOf(message, 'schemaFormat');
  const format = named.value === undefined ? 'schema' : schemaFormat(named.value);
  if (format === 'other') findings.push(formatFinding(named));
  const payload =
    format === 'other' ? undefined : known(childOf(message, 'payload'), message, findings);
  return { payload, format };
};

function known(payload: Node, message: Node, findings: Finding[]): Node | undefined {
  if (payload.value !== undefined) return payload;
  const text = 'the message has no payload; its type is unknown';
  findings.push(finding('payload-missing', 'warning', message.at, text));
  return undefined;
}
