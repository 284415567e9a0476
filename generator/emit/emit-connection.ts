import { literalText, quote } from '../base/text.ts';
import { fieldLine, functionHead, typeAlias } from '../render/declaration.ts';
import { callLine } from '../render/return-line.ts';
import { keywordNode, nameNode, type FieldNode, type TypeNode } from '../render/type-node.ts';
import { methodPaths, type MethodNode } from './connection-methods.ts';
import { declareText, type DeclarationView } from './declare.ts';
import { sentenceComment } from './doc-text.ts';
import type { Scope } from './scope.ts';
import type { ConnectionNames, SettledNames, UnionNames } from './settle-names.ts';

/** The function that makes a connection of a socket, as the template lays it out. */
interface ConnectView {
  readonly comment: string;
  readonly head: string;
  readonly calls: readonly { readonly text: string }[];
  readonly result: string;
}

/** The connection of a version: the methods that send, the connection itself, and what makes one of a socket. */
export interface ConnectionView {
  readonly methods: DeclarationView | undefined;
  readonly connection: DeclarationView;
  readonly connect: ConnectView;
  /** What the parts that all connections share are called. */
  readonly core: Omit<ConnectionNames, 'connection' | 'methods' | 'connect'>;
}

/** Undefined where events that come cannot be told by their type. */
export function connectionView(all: SettledNames, scope: Scope): ConnectionView | undefined {
  const names = all.connection;
  const received = all.unions.find(({ union }) => union.flow === 'received');
  const key = received?.union.tag?.[0];
  if (names === undefined || received === undefined || key === undefined) return undefined;
  const sent = all.unions.find(({ union }) => union.flow === 'sent');
  const sends =
    sent?.param === undefined
      ? keywordNode('never')
      : nameNode(scope.use(sent.param.alias, sent.declared ? 'params' : 'unions'));
  const { connection, methods, connect: _, ...core } = names;
  const whole = nameNode(
    names.base,
    nameNode(scope.use(received.map, 'unions')),
    nameNode(scope.use(received.parsed, 'guards')),
    sends,
  );
  const type: TypeNode =
    methods === undefined ? whole : { kind: 'intersection', parts: [whole, nameNode(methods)] };
  return {
    methods: sent === undefined ? undefined : methodsView(names, sent, key, all.methods, scope),
    connection: declareText(
      sentenceComment('Events over a socket, typed: those that come, and those that one may send.'),
      typeAlias(connection, type),
    ),
    connect: connectView(names, received, key, sends, all.methods, scope),
    core,
  };
}

function methodsView(
  names: ConnectionNames,
  { param }: UnionNames,
  key: string,
  tree: MethodNode,
  scope: Scope,
): DeclarationView | undefined {
  if (names.methods === undefined) return undefined;
  const map = nameNode(scope.use(param?.map ?? '', 'unions'));
  const keyNode: TypeNode = { kind: 'literal', value: key };
  const typeOf = ({ tag, children }: MethodNode): TypeNode => {
    const fields = [...children].map(([name, child]) => field(name, typeOf(child)));
    const holder: TypeNode = { kind: 'object', fields, index: undefined };
    if (tag === undefined) return holder;
    const event: TypeNode = { kind: 'lookup', object: map, key: { kind: 'literal', value: tag } };
    const sender = nameNode(names.method, event, keyNode);
    return fields.length === 0 ? sender : { kind: 'intersection', parts: [sender, holder] };
  };
  return {
    comment: sentenceComment('A method for each event that one may send; it sets the event type.'),
    isInterface: true,
    head: `export interface ${names.methods} {`,
    fields: [...tree.children].map(([name, child]) => ({
      comment: '',
      text: fieldLine(field(name, typeOf(child))),
    })),
    tail: '}',
  };
}

function connectView(
  names: ConnectionNames,
  received: UnionNames,
  key: string,
  sends: TypeNode,
  tree: MethodNode,
  scope: Scope,
): ConnectView {
  const socket: TypeNode = {
    kind: 'union',
    members: [nameNode(names.socket), nameNode(names.client, sends)],
  };
  const parameters: readonly FieldNode[] = [
    field('socket', socket),
    { key: 'options', optional: true, type: nameNode(names.options) },
  ];
  const calls = methodPaths(tree);
  const parts = calls.length === 0 ? '{ connection }' : '{ connection, method }';
  const args = ['socket', scope.use(received.parse, 'guards'), quote(key), 'options'];
  return {
    comment: sentenceComment(
      'Reads and sends events over a socket that somebody else opens. A message that is no known event is told to `onAny` alone.',
    ),
    head: functionHead(names.connect, parameters, {
      kind: 'type',
      type: nameNode(names.connection),
    }),
    calls: [
      callLine(`const ${parts} = ${names.open}`, args),
      ...calls.map(({ tag, path }) => callLine('method', [tag, ...path].map(literalText))),
    ].map((text) => ({ text })),
    result: `  return connection as ${names.connection};`,
  };
}

function field(key: string, type: TypeNode): FieldNode {
  return { key, optional: false, type };
}
