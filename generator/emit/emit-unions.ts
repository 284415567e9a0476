import { literalText } from '../base/text.ts';
import type { Message } from '../model/api.ts';
import { noDoc, nullShape, type Literal, type Shape } from '../model/shape.ts';
import type { Side } from '../model/side.ts';
import { constArray, fieldLine, typeAlias } from '../render/declaration.ts';
import { nameNode, type TypeNode } from '../render/type-node.ts';
import { styleOf } from './declare.ts';
import { sentenceComment } from './doc-text.ts';
import type { Scope } from './scope.ts';
import type { UnionNames } from './settle-names.ts';
import { typeText } from './type-text.ts';

/** An event union, its map by event type and the list of its event types, as the template lays them out. */
export interface UnionView {
  readonly comment: string;
  /** Empty where the document's own components hold the union already. */
  readonly alias: string;
  readonly map: MapView | undefined;
}

interface Commented {
  readonly comment: string;
  readonly text: string;
}

interface MapView {
  readonly comment: string;
  readonly name: string;
  readonly entries: readonly { readonly text: string }[];
  /** The names of the event types and their list; undefined on the sent side, where they are the same. */
  readonly type: Commented | undefined;
  readonly of: Commented;
  readonly list: Commented | undefined;
}

/** The views of one event union: what one reads, and what one may send where anything is. */
export function unionViews(names: UnionNames, scope: Scope): readonly UnionView[] {
  const read = unionView(names, 'read', names.alias, scope);
  return names.param === undefined
    ? [read]
    : [read, unionView(names, 'write', names.param.alias, scope)];
}

function unionView(names: UnionNames, side: Side, alias: string, scope: Scope): UnionView {
  const map = names.union.tag === undefined ? undefined : mapView(names, side, scope);
  if (names.declared) return { comment: '', alias: '', map };
  const shape = unionShape(names.messages.map((message) => message.shape));
  return {
    comment: sentenceComment(meaning(names, side)),
    alias: typeAlias(alias, text(shape, side, scope)),
    map,
  };
}

function meaning({ union }: UnionNames, side: Side): string {
  if (union.flow === 'received') return 'Every event that one receives.';
  return side === 'read'
    ? 'Every event that one sends, as its receiver reads it.'
    : 'Every event that one may send.';
}

function mapView(names: UnionNames, side: Side, scope: Scope): MapView {
  const param = side === 'write' ? names.param : undefined;
  const { map, of, alias } = param ?? names;
  const groups = groupByType(names.messages);
  const [sample = null] = groups.keys();
  return {
    comment: sentenceComment(`The members of {@link ${alias}} by event type.`),
    name: map,
    entries: [...groups].map(([value, messages]) => {
      const type = text(unionShape(messages.map((one) => one.shape)), side, scope);
      return { text: fieldLine({ key: String(value), optional: false, type }) };
    }),
    type: param === undefined ? typeNames(names) : undefined,
    of: {
      comment: sentenceComment(
        `The member of {@link ${alias}} with an event type: \`${of}<${literalText(sample)}>\`.`,
      ),
      text: typeAlias(of, { kind: 'lookup', object: nameNode(map), key: nameNode('T') }, [
        { name: 'T', constraint: nameNode(names.type) },
      ]),
    },
    list: param === undefined ? typeList(names, [...groups.keys()]) : undefined,
  };
}

function typeNames({ alias, type, map }: UnionNames): Commented {
  return {
    comment: sentenceComment(`The event types of {@link ${alias}}.`),
    text: typeAlias(type, { kind: 'operator', operator: 'keyof', operand: nameNode(map) }),
  };
}

function typeList({ alias, list }: UnionNames, values: readonly Literal[]): Commented {
  return {
    comment: sentenceComment(`The event types of {@link ${alias}}, as values.`),
    text: constArray(list, values),
  };
}

/** Messages by the value of their first tag field, in the order of the document. */
function groupByType(messages: readonly Message[]): ReadonlyMap<Literal, readonly Message[]> {
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

function text(shape: Shape, side: Side, scope: Scope): TypeNode {
  return typeText(shape, side, styleOf(side, scope));
}
