import type { Message } from '../model/api.ts';
import { noDoc, nullShape, type Literal, type Shape } from '../model/shape.ts';
import type { Side } from '../model/side.ts';
import { constArray, fieldLine, typeAlias } from '../render/declaration.ts';
import { nameNode } from '../render/type-node.ts';
import { declareText, styleOf, type DeclarationView } from './declare.ts';
import { sentenceComment } from './doc-text.ts';
import type { Scope } from './scope.ts';
import type { UnionNames } from './settle-names.ts';
import { typeText } from './type-text.ts';

/**
 * What is declared of one event union: the union, its map by event type, the names of the event types and their list; then
 * the sent side of the same, where there is one.
 */
export function* unionViews(names: UnionNames, scope: Scope): Iterable<DeclarationView> {
  yield* sideViews(names, 'read', names, scope);
  if (names.param !== undefined) yield* sideViews(names, 'write', names.param, scope);
}

function* sideViews(
  names: UnionNames,
  side: Side,
  { alias, map, of }: Pick<UnionNames, 'alias' | 'map' | 'of'>,
  scope: Scope,
): Iterable<DeclarationView> {
  if (!names.declared) {
    const shape = unionShape(names.messages.map((message) => message.shape));
    const type = typeText(shape, side, styleOf(side, scope));
    yield declareText(sentenceComment(meaning(names, side)), typeAlias(alias, type));
  }
  if (names.union.tag === undefined) return;
  const groups = groupByType(names.messages);
  yield mapView(map, alias, groups, side, scope);
  if (side === 'read') yield typeNames(names);
  yield lookup(of, map, alias, names.type);
  if (side === 'read') yield typeList(names, [...groups.keys()]);
}

function meaning({ union }: UnionNames, side: Side): string {
  if (union.flow === 'received') return 'Every event that one receives.';
  return side === 'read'
    ? 'Every event that one sends, as its receiver reads it.'
    : 'Every event that one may send.';
}

function mapView(
  map: string,
  alias: string,
  groups: Groups,
  side: Side,
  scope: Scope,
): DeclarationView {
  const style = styleOf(side, scope);
  const fields = [...groups].map(([value, messages]) => {
    const type = typeText(unionShape(messages.map((one) => one.shape)), side, style);
    return { comment: '', text: fieldLine({ key: String(value), optional: false, type }) };
  });
  const comment = sentenceComment(`The members of {@link ${alias}} by event type.`);
  return { comment, isInterface: true, head: `export interface ${map} {`, fields, tail: '}' };
}

/** No event serves as an example: one that comes first some day would change a line that is not its own. */
function lookup(of: string, map: string, alias: string, types: string): DeclarationView {
  return declareText(
    sentenceComment(`The member of {@link ${alias}} with an event type.`),
    typeAlias(of, { kind: 'lookup', object: nameNode(map), key: nameNode('T') }, [
      { name: 'T', constraint: nameNode(types) },
    ]),
  );
}

function typeNames({ alias, type, map }: UnionNames): DeclarationView {
  return declareText(
    sentenceComment(`The event types of {@link ${alias}}.`),
    typeAlias(type, { kind: 'operator', operator: 'keyof', operand: nameNode(map) }),
  );
}

function typeList({ alias, list }: UnionNames, values: readonly Literal[]): DeclarationView {
  return declareText(
    sentenceComment(`The event types of {@link ${alias}}, as values.`),
    constArray(list, values),
  );
}

type Groups = ReadonlyMap<Literal, readonly Message[]>;

/** Messages by the value of their first tag field, in the order of the document. */
function groupByType(messages: readonly Message[]): Groups {
  const groups = new Map<Literal, Message[]>();
  for (const message of messages) {
    for (const value of new Set(message.tags.flatMap((tag) => tag[0] ?? []))) {
      const group = groups.get(value);
      if (group === undefined) groups.set(value, [message]);
      else group.push(message);
    }
  }
  return groups;
}

function unionShape(members: readonly Shape[]): Shape {
  const [first = nullShape] = members;
  if (members.length === 1) return first;
  const source = {
    title: undefined,
    name: undefined,
    doc: noDoc,
    origin: { file: '', pointer: '' },
  };
  return { kind: 'union', members, tag: undefined, source };
}
