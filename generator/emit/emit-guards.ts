import { isIdentifier } from '../base/identifier.ts';
import { literalText, quote } from '../base/text.ts';
import type { Message } from '../model/api.ts';
import type { ObjectShape, Tag } from '../model/shape.ts';
import { alternativesOf, type ShapeIndex } from '../model/walk.ts';
import { functionHead, typeAlias } from '../render/declaration.ts';
import { returnCall, returnLine, type Check } from '../render/return-line.ts';
import { keywordNode, nameNode, type TypeNode } from '../render/type-node.ts';
import { declareText, type DeclarationView } from './declare.ts';
import { sentenceComment } from './doc-text.ts';
import type { Scope } from './scope.ts';
import { unionOf } from './simplify-type.ts';
import type { Guard, OutcomeNames, SettledNames, UnionNames } from './settle-names.ts';

/** An exported function, as the template lays it out. */
export interface FunctionView {
  readonly comment: string;
  readonly head: string;
  readonly body: string;
}

/** The door for raw messages of one event union: what comes out of it, and the function. */
export interface ParserView {
  readonly outcome: DeclarationView;
  readonly parse: FunctionView;
}

/** The guards of all tagged messages, each once; one that travels both ways can be asked for in both unions. */
export function guardViews(names: SettledNames, scope: Scope): readonly FunctionView[] {
  const holders = new Map<string, { message: Message; unions: UnionNames[] }>();
  for (const union of names.unions) {
    for (const message of union.messages) {
      if (message.shape.kind !== 'ref' || message.tags.length === 0) continue;
      const holder = holders.get(message.shape.name);
      if (holder === undefined) holders.set(message.shape.name, { message, unions: [union] });
      else if (!holder.unions.includes(union)) holder.unions.push(union);
    }
  }
  const everywhere = new Map(
    names.unions.map((union) => [union, keysEverywhere(union, scope.index)]),
  );
  return [...holders].flatMap(([shape, { message, unions }]) => {
    const guard = names.guards.get(shape);
    const [first] = unions;
    if (guard === undefined || first === undefined) return [];
    const values = message.tags.map((tag) => `\`${tag.map(literalText).join(' ')}\``).join(' or ');
    const event = { key: 'event', optional: false, type: parameterType(unions, scope) };
    const is = {
      kind: 'predicate',
      parameter: 'event',
      type: unionOf([shape, ...guard.rivals].map((one) => nameNode(scope.read(one)))),
    } as const;
    const keys = unions.map((union) => everywhere.get(union) ?? new Set<string>());
    const shared = new Set([...(keys[0] ?? [])].filter((key) => keys.every((own) => own.has(key))));
    return [
      {
        comment: sentenceComment(`True for a ${values} event.${alsoTrue(guard)}`),
        head: functionHead(guard.name, [event], is),
        body: returnLine(conditions(message, first.union.tag ?? [], shared)),
      },
    ];
  });
}

/** TypeScript narrows the union no further either. */
function alsoTrue({ rivals }: Guard): string {
  if (rivals.length === 0) return '';
  const links = rivals.map((one) => `{@link ${one}}`).join(' and ');
  return ` Nothing says that ${links} cannot hold the same.`;
}

function parameterType(unions: readonly UnionNames[], scope: Scope): TypeNode {
  const members = unions.map((one) => nameNode(unionName(one, scope)));
  const [only] = members;
  return members.length === 1 && only !== undefined ? only : { kind: 'union', members };
}

/** The alternatives under which an event is the message: `event.type === 'response.done'`. */
function conditions(
  message: Message,
  tag: Tag,
  everywhere: ReadonlySet<string>,
): readonly (readonly Check[])[] {
  // Where some events are no objects, TypeScript must be shown first that this one is.
  const first = everywhere.has(anyObject) ? [] : objectChecks;
  return message.tags.map((values) => [
    ...first,
    ...values.flatMap((value, position): readonly Check[] => {
      const key = tag[position] ?? '';
      const left = `event${isIdentifier(key) ? `.${key}` : `[${quote(key)}]`}`;
      const equal: Check = { left, operator: '===', right: literalText(value) };
      // TypeScript reads only keys that every member has.
      return everywhere.has(key)
        ? [equal]
        : [{ left: quote(key), operator: 'in', right: 'event' }, equal];
    }),
  ]);
}

const objectChecks: readonly Check[] = [
  { left: 'typeof event', operator: '===', right: `'object'` },
  { left: 'event', operator: '!==', right: 'null' },
];

/** Stands among the keys of a union all of whose events are objects. */
const anyObject = '';

/** The tag fields that every event of a union has. */
function keysEverywhere({ union, messages }: UnionNames, index: ShapeIndex): ReadonlySet<string> {
  const events = messages.flatMap((one) => alternativesOf(one.shape, index));
  const objects = events.filter((one) => one.kind === 'object');
  if (objects.length < events.length) return new Set();
  const has = (object: ObjectShape, key: string): boolean =>
    object.fields.some((field) => field.key === key);
  const keys = (union.tag ?? []).filter((key) => objects.every((object) => has(object, key)));
  return new Set([anyObject, ...keys]);
}

/** The parser of a union whose events a literal tells apart; undefined for others. */
export function parserView(
  names: UnionNames,
  { known, unknown, malformed, read }: OutcomeNames,
  scope: Scope,
): ParserView | undefined {
  const key = names.union.tag?.[0];
  if (key === undefined) return undefined;
  const values = names.messages.flatMap((message) => message.tags.map(([value]) => typeof value));
  const kinds = [...new Set(values)].sort().map((kind) => keywordNode(kind));
  const members = [
    nameNode(known, nameNode(unionName(names, scope))),
    nameNode(
      unknown,
      kinds.length === 1 ? (kinds[0] ?? unknownNode) : { kind: 'union', members: kinds },
    ),
    nameNode(malformed),
  ];
  const data = { key: 'data', optional: false, type: unknownNode };
  return {
    outcome: declareText(
      sentenceComment(
        'What a message turns out to be: a known event, one of a type that this version does not know, or no event.',
      ),
      typeAlias(names.parsed, { kind: 'union', members }),
    ),
    parse: {
      comment: sentenceComment(
        `Reads a message; a text is taken for JSON. Looks at the envelope alone (an object with a known \`${key}\`), never throws and keeps every field.`,
      ),
      head: functionHead(names.parse, [data], { kind: 'type', type: nameNode(names.parsed) }),
      body: returnCall(read, ['data', quote(key), scope.use(names.list, 'unions')]),
    },
  };
}

function unionName(names: UnionNames, scope: Scope): string {
  return scope.use(names.alias, names.declared ? 'types' : 'unions');
}

const unknownNode = keywordNode('unknown');
