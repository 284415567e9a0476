import type { Channel, Operation, Parameter } from '../model/api.ts';
import type { Doc, Shape } from '../model/shape.ts';
import type { Side } from '../model/side.ts';
import { fieldLine } from '../render/declaration.ts';
import type { FieldNode, TypeNode } from '../render/type-node.ts';
import { styleOf, type DeclarationView } from './declare.ts';
import { fieldComment, sentenceComment } from './doc-text.ts';
import type { Scope } from './scope.ts';
import type { TrafficNames } from './settle-names.ts';
import { unionOf } from './simplify-type.ts';
import { typeText } from './type-text.ts';

/** What travels on each channel, what each operation takes and gives, and which headers come with what: interfaces to look up in. */
export function* channelViews(names: TrafficNames, scope: Scope): Iterable<DeclarationView> {
  const { channels, operations } = scope.model;
  if (names.channels !== undefined) {
    const text = 'What one sends and receives on each channel, by its address.';
    yield lookup(names.channels, text, channels, (one) => channelNode(one, scope));
  }
  if (names.operations !== undefined) {
    const text = 'What each operation sends or receives, and what answers it.';
    yield lookup(names.operations, text, operations, (one) => operationNode(one, scope));
  }
  if (names.headers !== undefined) yield headersView(names.headers, scope);
}

/** The headers by the type of the payload: several messages may have one payload, and headers of their own. */
function headersView(name: string, scope: Scope): DeclarationView {
  const style = styleOf('read', scope);
  const types = new Map<string, TypeNode[]>();
  for (const { shape, headers } of scope.model.messages) {
    if (shape.kind !== 'ref' || headers === undefined) continue;
    const known = types.get(shape.name);
    const type = typeText(headers, 'read', style);
    if (known === undefined) types.set(shape.name, [type]);
    else known.push(type);
  }
  return {
    comment: sentenceComment('The headers that come with a payload, by the name of its type.'),
    isInterface: true,
    head: `export interface ${name} {`,
    fields: [...types].map(([key, of]) => ({
      comment: '',
      text: fieldLine(field(key, unionOf(of))),
    })),
    tail: '}',
  };
}

function lookup<T extends { readonly name: string; readonly doc: Doc }>(
  name: string,
  text: string,
  entries: readonly T[],
  nodeOf: (one: T) => TypeNode,
): DeclarationView {
  const fields = entries.map((one) => ({
    comment: fieldComment(one.doc, { kind: 'unknown' }),
    text: fieldLine(field(one.name, nodeOf(one))),
  }));
  return {
    comment: sentenceComment(text),
    isInterface: true,
    head: `export interface ${name} {`,
    fields,
    tail: '}',
  };
}

function channelNode({ address, parameters, messages }: Channel, scope: Scope): TypeNode {
  const shapes = (flow: 'sent' | 'received'): readonly Shape[] =>
    messages.filter((one) => one.flow === flow).map((one) => one.shape);
  return object([
    ...(address === undefined ? [] : [field('address', addressNode(address, parameters))]),
    ...(parameters.length === 0 ? [] : [field('parameters', parametersNode(parameters, scope))]),
    ...payloadFields('send', shapes('sent'), 'write', scope),
    ...payloadFields('receive', shapes('received'), 'read', scope),
  ]);
}

/** What a channel's address is at run time: its text, with any text where a parameter stands. */
function addressNode(address: string, parameters: readonly Parameter[]): TypeNode {
  const texts = address.split(/\{[^{}]+\}/);
  return parameters.length === 0 || texts.length === 1
    ? { kind: 'literal', value: address }
    : { kind: 'template', texts };
}

function parametersNode(parameters: readonly Parameter[], scope: Scope): TypeNode {
  const style = styleOf('read', scope);
  return object(parameters.map((one) => field(one.name, typeText(one.shape, 'read', style))));
}

function operationNode({ channel, flow, messages, reply }: Operation, scope: Scope): TypeNode {
  const [side, other]: readonly [Side, Side] =
    flow === 'sent' ? ['write', 'read'] : ['read', 'write'];
  return object([
    field('action', { kind: 'literal', value: flow === 'sent' ? 'send' : 'receive' }),
    field('channel', { kind: 'literal', value: channel }),
    ...payloadFields('message', messages, side, scope),
    ...payloadFields('reply', reply?.messages ?? [], other, scope),
  ]);
}

/** A key for what travels; where nothing does, there is no key to look up. */
function payloadFields(
  key: string,
  shapes: readonly Shape[],
  side: Side,
  scope: Scope,
): readonly FieldNode[] {
  const style = styleOf(side, scope);
  const types = shapes.map((one) => typeText(one, side, style));
  return types.length === 0 ? [] : [field(key, unionOf(types))];
}

function object(fields: readonly FieldNode[]): TypeNode {
  return { kind: 'object', fields, index: undefined };
}

function field(key: string, type: TypeNode): FieldNode {
  return { key, optional: false, type };
}
