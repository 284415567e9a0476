import { finding, type Finding } from '../base/finding.ts';
import { own } from '../base/json.ts';
import type { ApiModel, Flow, Perspective } from '../model/api.ts';
import { childOf, childrenOf, type Node } from './resolve.ts';

/** What travels, without the unions, which follow from it. */
type Traffic = Pick<ApiModel, 'messages' | 'channels' | 'operations'>;

/**
 * The traffic as the user of the types sees it, given as the document tells it to its reader. Whom it describes decides that too:
 * AsyncAPI 2.x is taken to describe a server to its clients, 3.x to describe the application that the reader writes; a document
 * that is written from the other end says so, by `x-wireshape: { describes: client | server }` at its top level.
 */
export function seenFrom(
  perspective: Perspective,
  traffic: Traffic,
  root: Node,
  findings: Finding[],
): Traffic {
  const isServer = perspective === 'server';
  // What an OpenAPI document's unions are was said for the user of the types; its webhooks go to whoever reads it.
  if (own(root.value, 'openapi') !== undefined)
    return isServer ? otherEnd(traffic, isCall) : traffic;
  return isServer === isFromOtherEnd(root, findings) ? traffic : otherEnd(traffic, () => true);
}

function isCall(message: Traffic['messages'][number]): boolean {
  return !message.origin.pointer.startsWith('/components/schemas/');
}

function isFromOtherEnd(root: Node, findings: Finding[]): boolean {
  const { value, at } = childOf(childOf(root, 'x-wireshape'), 'describes');
  if (value === undefined) {
    findings.push(...doubts(root));
    return false;
  }
  if (value !== 'client' && value !== 'server') {
    const message = `a document describes client or server, not ${JSON.stringify(value)}`;
    findings.push(finding('perspective-unknown', 'error', at, message));
    return false;
  }
  const version = own(root.value, 'asyncapi');
  const usual = typeof version === 'string' && version.startsWith('2.') ? 'server' : 'client';
  return value !== usual;
}

/** Where what is called sending is done by receiving, an AsyncAPI 3 document speaks of the server, in the words of its clients. */
function doubts(root: Node): readonly Finding[] {
  const operations = childOf(root, 'operations');
  const verbs = childrenOf(operations).flatMap(({ key, value }) => {
    const verb = /^([Ss]end|[Rr]eceive)(?![a-z])/.exec(key)?.[1]?.toLowerCase();
    return verb === undefined ? [] : [{ key, isOpposite: verb !== own(value, 'action') }];
  });
  const [first] = verbs;
  if (first === undefined || !verbs.every((one) => one.isOpposite)) return [];
  const message = `${first.key} does the opposite of its name: does this document describe the server?`;
  const hint = 'if so, x-wireshape: { describes: server } at its top level says so';
  return [finding('perspective-doubtful', 'warning', operations.at, message, hint)];
}

/** What was sent is received, and the other way round. */
function otherEnd(
  { messages, channels, operations }: Traffic,
  swaps: (message: Traffic['messages'][number]) => boolean,
): Traffic {
  const swap = <T extends { readonly flow: Flow }>(one: T): T => {
    return { ...one, flow: one.flow === 'sent' ? 'received' : 'sent' };
  };
  return {
    messages: messages.map((one) => (swaps(one) ? swap(one) : one)),
    channels: channels.map((one) => ({ ...one, messages: one.messages.map(swap) })),
    operations: operations.map(swap),
  };
}
