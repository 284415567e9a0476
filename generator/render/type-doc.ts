import { unreachable } from '../base/finding.ts';
import { literalText, propertyKey, templateText } from '../base/text.ts';
import {
  bracketed,
  brokenGroup,
  concat,
  group,
  ifBroken,
  indent,
  join,
  line,
  sequence,
  softline,
  type Doc,
} from './doc.ts';
import { flatText } from './layout.ts';
import type {
  FieldNode,
  IntersectionNode,
  NameNode,
  ObjectNode,
  PatternNode,
  TupleNode,
  TypeNode,
  UnionNode,
} from './type-node.ts';

/** What a type stands in; it decides about parentheses, and about where a union starts when it breaks. */
export type TypePlace =
  /** Behind the colon of a field, a parameter or a function. */
  | 'annotation'
  /** Behind the `=` of an alias, on a line of its own. */
  | 'alias'
  /** Between the angle brackets of a name. */
  | 'argument'
  /** In a tuple with others, or alone. */
  | 'tuple'
  | 'sole-in-tuple'
  /** Before a sign that binds closer than any: `[]`, `?`, `[key]`; or behind `keyof`. */
  | 'operand'
  | 'member'
  | 'part';

/** A type in prettier's layout, with the parentheses that its place asks for. */
export function typeDoc(node: TypeNode, place: TypePlace): Doc {
  switch (node.kind) {
    case 'keyword':
      return node.text;
    case 'literal':
      return literalText(node.value);
    case 'name':
      return nameDoc(node);
    case 'list': {
      const list = concat(typeDoc(node.item, 'operand'), '[]');
      return node.access === 'readonly' ? prefixed('readonly ', list, place) : list;
    }
    case 'tuple': {
      const tuple = tupleDoc(node);
      return node.access === 'readonly' ? prefixed('readonly ', tuple, place) : tuple;
    }
    case 'object':
      return objectDoc(node);
    case 'union':
      return unionDoc(node, place);
    case 'intersection':
      return intersectionDoc(node, place);
    case 'template':
      return templateText(node.texts);
    case 'operator':
      return prefixed(`${node.operator} `, typeDoc(node.operand, 'operand'), place);
    case 'lookup':
      return concat(typeDoc(node.object, 'operand'), '[', typeDoc(node.key, 'annotation'), ']');
    default:
      return unreachable(node);
  }
}

/** A type on one line, however long: for tables, messages and comparisons. */
export function typeLine(node: TypeNode): string {
  return flatText(typeDoc(node, 'annotation'));
}

/** `key?: Type` without what ends it. */
export function fieldDoc({ key, optional, type }: FieldNode): Doc {
  return group(propertyKey(key), optional ? '?: ' : ': ', typeDoc(type, 'annotation'));
}

/** `[key: string]: Type` without what ends it. */
export function indexDoc(type: TypeNode): Doc {
  return keysDoc('string', type);
}

/** `` [key: `x-${string}`]: Type `` without what ends it. */
export function patternDoc({ texts, type }: PatternNode): Doc {
  return keysDoc(templateText(texts), type);
}

function keysDoc(keys: string, type: TypeNode): Doc {
  const parameter = group(indent(softline, `key: ${keys}`), softline);
  return group('[', parameter, ']: ', typeDoc(type, 'annotation'));
}

/** A type and null, or an object type and null, stay together on one line whatever its length. */
export function isHugged({ members }: UnionNode): boolean {
  const main = members.find(({ kind }) => kind === 'object' || kind === 'name');
  return main !== undefined && members.every((one) => one === main || isNull(one));
}

function isNull(node: TypeNode): boolean {
  return node.kind === 'keyword' && node.text === 'null';
}

function prefixed(operator: string, operand: Doc, place: TypePlace): Doc {
  const doc = concat(operator, operand);
  return place === 'operand' ? concat('(', doc, ')') : doc;
}

function nameDoc({ name, arguments: args }: NameNode): Doc {
  const [first] = args;
  if (first === undefined) return name;
  const docs = args.map((one) => typeDoc(one, 'argument'));
  return args.length === 1 && staysInBrackets(first)
    ? concat(name, '<', ...docs, '>')
    : concat(name, bracketed('<', docs, '>', { pad: softline, trailing: '' }));
}

/** Types that are never moved to a line of their own as the only argument. */
function staysInBrackets(node: TypeNode): boolean {
  switch (node.kind) {
    case 'keyword':
    case 'object':
      return true;
    case 'name':
      return node.arguments.length === 0;
    case 'union':
      return isHugged(node);
    default:
      return false;
  }
}

function tupleDoc({ items, required, rest }: TupleNode): Doc {
  const alone = items.length + (rest === undefined ? 0 : 1) === 1;
  const docs = items.map((item, index) =>
    index < required
      ? typeDoc(item, alone ? 'sole-in-tuple' : 'tuple')
      : concat(typeDoc(item, 'operand'), '?'),
  );
  if (rest !== undefined) docs.push(concat('...', typeDoc(rest, 'operand'), '[]'));
  return bracketed(
    '[',
    docs.map((doc) => (typeof doc === 'string' ? doc : group(doc))),
    ']',
    { pad: softline, trailing: ',' },
  );
}

function objectDoc({ fields, index, patterns = [] }: ObjectNode): Doc {
  const members = [...fields.map(fieldDoc), ...patterns.map(patternDoc)];
  if (index !== undefined) members.push(indexDoc(index));
  if (members.length === 0) return '{}';
  const contents = [indent(line, join(concat(';', line), members), ifBroken(';', '')), line];
  // Prettier keeps the break after the brace where it finds one; with an index alone the object may stand on one line.
  return fields.length > 0 ? brokenGroup('{', ...contents, '}') : group('{', ...contents, '}');
}

function unionDoc(node: UnionNode, place: TypePlace): Doc {
  if (isHugged(node)) {
    const hugged = join(
      ' | ',
      node.members.map((one) => typeDoc(one, 'member')),
    );
    return place === 'operand' || place === 'part' ? concat('(', hugged, ')') : hugged;
  }
  const members = node.members.flatMap((one, index) => {
    const member = indent(typeDoc(one, 'member'));
    return index === 0 ? [ifBroken('| ', ''), member] : [line, '| ', member];
  });
  const union = group(sequence(members));
  switch (place) {
    case 'operand':
    case 'part':
      return concat('(', group(indent(softline, union), softline), ')');
    case 'tuple':
      return group(indent(ifBroken(concat('(', softline), ''), union), softline, ifBroken(')', ''));
    case 'annotation':
      return group(indent(softline, union));
    default:
      return union;
  }
}

/** Objects are joined by ` & ` on the line where the one ends; everything else may go to the next line. */
function intersectionDoc({ parts }: IntersectionNode, place: TypePlace): Doc {
  let mixed = false;
  const docs = parts.map((part, index) => {
    const doc = typeDoc(part, 'part');
    const before = parts[index - 1];
    if (before === undefined) return doc;
    const objects = [part, before].filter(({ kind }) => kind === 'object').length;
    if (objects === 0) return indent(' &', line, doc);
    if (objects === 1) mixed ||= index > 1;
    const indented = objects === 2 ? mixed : index > 1;
    return concat(' & ', indented ? indent(doc) : doc);
  });
  const doc = group(sequence(docs));
  return ['operand', 'member', 'part'].includes(place) ? concat('(', doc, ')') : doc;
}
