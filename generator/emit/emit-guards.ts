import { isIdentifier } from '../base/identifier.ts';
import { literalText, quote } from '../base/text.ts';
import type { Message } from '../model/api.ts';
import { objectsOf } from '../model/walk.ts';
import { functionHead } from '../render/declaration.ts';
import { returnLine, type Check } from '../render/return-line.ts';
import { nameNode, type TypeNode } from '../render/type-node.ts';
import { sentenceComment } from './doc-text.ts';
import type { Scope } from './scope.ts';
import type { SettledNames, UnionNames } from './settle-names.ts';

/** A guard of one event, as the template lays it out. */
export interface GuardView {
  readonly comment: string;
  readonly head: string;
  readonly body: string;
}

/** The door for raw messages of one event union. */
export interface ParserView {
  readonly comment: string;
  readonly parsedComment: string;
  readonly union: string;
  readonly parsed: string;
  readonly parse: string;
  /** The constant that holds the known event types. */
  readonly known: string;
  readonly list: string;
  readonly tagKey: string;
  readonly tagType: string;
  /** An expression that is true for a tag of another type. */
  readonly tagMismatch: string;
}

/** The guards of all tagged messages, each once; one that travels both ways can be asked for in both unions. */
export function guardViews(names: SettledNames, scope: Scope): readonly GuardView[] {
  const holders = new Map<string, { message: Message; unions: UnionNames[] }>();
  for (const union of names.unions) {
    for (const message of union.messages) {
      if (message.shape.kind !== 'ref' || message.tags.length === 0) continue;
      const holder = holders.get(message.shape.name);
      if (holder === undefined) holders.set(message.shape.name, { message, unions: [union] });
      else if (!holder.unions.includes(union)) holder.unions.push(union);
    }
  }
  return [...holders].flatMap(([shape, { message, unions }]) => {
    const name = names.guards.get(shape);
    const [first] = unions;
    return name === undefined || first === undefined ? [] : [guardView(name, shape, message, unions, first, scope)];
  });
}

function guardView(
  name: string,
  shape: string,
  message: Message,
  unions: readonly UnionNames[],
  first: UnionNames,
  scope: Scope,
): GuardView {
  const values = message.tags.map((tag) => `\`${tag.map(literalText).join(' ')}\``).join(' or ');
  const event = { key: 'event', optional: false, type: parameterType(unions, scope) };
  return {
    comment: sentenceComment(`True for a ${values} event.`),
    head: functionHead(name, [event], { kind: 'predicate', parameter: 'event', type: nameNode(scope.read(shape)) }),
    body: returnLine(conditions(message, first, scope)),
  };
}

function parameterType(unions: readonly UnionNames[], scope: Scope): TypeNode {
  const members = unions.map((one) => nameNode(unionName(one, scope)));
  const [only] = members;
  return members.length === 1 && only !== undefined ? only : { kind: 'union', members };
}

/** The alternatives under which an event is the message: `event.type === 'response.done'`. */
function conditions(
  message: Message,
  { union, messages }: UnionNames,
  scope: Scope,
): readonly (readonly Check[])[] {
  const tag = union.tag ?? [];
  const everywhere = tag.map((key) =>
    messages.every((one) =>
      objectsOf(one.shape, scope.index).every((object) =>
        object.fields.some((field) => field.key === key),
      ),
    ),
  );
  return message.tags.map((values) =>
    values.flatMap((value, position): readonly Check[] => {
      const key = tag[position] ?? '';
      const left = `event${isIdentifier(key) ? `.${key}` : `[${quote(key)}]`}`;
      const equal: Check = { left, operator: '===', right: literalText(value) };
      // TypeScript reads only keys that every member has.
      return everywhere[position] === true
        ? [equal]
        : [{ left: quote(key), operator: 'in', right: 'event' }, equal];
    }),
  );
}

/** The parser of a union whose events a literal tells apart; undefined for others. */
export function parserView(names: UnionNames, scope: Scope): ParserView | undefined {
  const key = names.union.tag?.[0];
  if (key === undefined) return undefined;
  const types = [
    ...new Set(names.messages.flatMap((message) => message.tags.map(([value]) => typeof value))),
  ].sort();
  const union = unionName(names, scope);
  return {
    comment: sentenceComment(
      `Reads a message: a text is taken for JSON. Looks at the envelope alone (an object with a known \`${key}\`), never throws, and keeps every field.`,
    ),
    parsedComment: sentenceComment(
      `What a message turns out to be: a known event, an event of a type that this version does not know, or no event at all.`,
    ),
    union,
    parsed: names.parsed,
    parse: names.parse,
    known: `known${names.alias}Types`,
    list: scope.use(names.list, 'unions'),
    tagKey: quote(key),
    tagType: types.join(' | '),
    tagMismatch: types.map((type) => `typeof tag !== '${type}'`).join(' && '),
  };
}

function unionName(names: UnionNames, scope: Scope): string {
  return scope.use(names.alias, names.declared ? 'types' : 'unions');
}
