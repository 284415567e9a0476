import { literalText, quote } from '../base/text.ts';
import {
  bracketed,
  brackets,
  concat,
  fill,
  group,
  indent,
  indentIfBroken,
  line,
  softline,
  type Doc,
} from './doc.ts';
import { layOut } from './layout.ts';
import { fieldDoc, indexDoc, isHugged, patternDoc, typeDoc } from './type-doc.ts';
import type { FieldNode, PatternNode, TypeNode } from './type-node.ts';

/** `T`, `T extends string`. */
export interface TypeParameter {
  readonly name: string;
  readonly constraint: TypeNode | undefined;
}

/** What a function says of its result: its type, or that a parameter is of a type. */
export type Returns =
  | { readonly kind: 'type'; readonly type: TypeNode }
  | { readonly kind: 'predicate'; readonly parameter: string; readonly type: TypeNode };

/** A field of an interface, `  voice?: Voice;`, over several lines where one does not hold it. */
export function fieldLine(field: FieldNode): string {
  return layOut(concat(fieldDoc(field), ';'), 2);
}

/** What an interface says of its other keys, `  [key: string]: Item;`. */
export function indexLine(type: TypeNode): string {
  return layOut(concat(indexDoc(type), ';'), 2);
}

/** What an interface says of keys by how they are spelt, ``  [key: `x-${string}`]: Item;``. */
export function patternLine(pattern: PatternNode): string {
  return layOut(concat(patternDoc(pattern), ';'), 2);
}

/** `export type Name<T extends Base> = Type;` */
export function typeAlias(
  name: string,
  type: TypeNode,
  parameters: readonly TypeParameter[] = [],
): string {
  const head = concat('export type ', name, parametersDoc(parameters));
  if (type.kind === 'union' && !isHugged(type)) {
    const union = group(indent(line, typeDoc(type, 'alias')));
    return layOut(concat(group(group(head), ' =', union), ';'));
  }
  const doc = typeDoc(type, 'annotation');
  const constrained = parameters.some(({ constraint }) => constraint !== undefined);
  return constrained && parameters.length > 1
    ? layOut(concat(group(head, ' = ', group(doc)), ';'))
    : layOut(concat(assignment(head, doc), ';'));
}

/** `export const names = ['a', 'b'] as const;` Numbers share lines, everything else has one each where one line does not do. */
export function constArray(
  name: string,
  values: readonly (string | number | boolean | null)[],
): string {
  const items = values.map(literalText);
  const numbers = values.length > 0 && values.every((value) => typeof value === 'number');
  const array = numbers
    ? group('[', indent(softline, fill(items)), softline, ']')
    : bracketed('[', items, ']', { pad: softline, trailing: ',' });
  return layOut(concat(assignment(`export const ${name}`, concat(array, ' as const')), ';'));
}

/** `export function isItem(value: Part): value is Item {`, up to the brace. No parameter may be of an inline object type. */
export function functionHead(
  name: string,
  parameters: readonly FieldNode[],
  returns: Returns,
  typeParameters: readonly TypeParameter[] = [],
): string {
  const list = brackets('(', parameters.map(parameterDoc), ')', { pad: softline, trailing: ',' });
  const type = typeDoc(returns.type, 'annotation');
  const result = concat(returns.kind === 'predicate' ? `: ${returns.parameter} is ` : ': ', type);
  // A result that is bound to break leaves a single parameter on the first line.
  const objectResult = returns.kind === 'type' && returns.type.kind === 'object';
  const together = parameters.length === 1 && (objectResult || isBroken(result));
  const head = concat(`export function ${name}`, parametersDoc(typeParameters));
  return layOut(concat(head, group(together ? group(list) : list, result), ' {'));
}

/** `import type { A, B } from './types.js';`, or `import { a } …` for values. */
export function importLine(
  names: readonly string[],
  from: string,
  kind: 'types' | 'values',
): string {
  const list =
    names.length === 1
      ? `{ ${names.join('')} }`
      : bracketed('{', names, '}', { pad: line, trailing: ',' });
  const keyword = kind === 'types' ? 'import type' : 'import';
  return layOut(concat(`${keyword} `, list, ` from ${quote(from)};`));
}

function parameterDoc({ key, optional, type }: FieldNode): Doc {
  return concat(key, optional ? '?: ' : ': ', typeDoc(type, 'annotation'));
}

function parametersDoc(parameters: readonly TypeParameter[]): Doc {
  if (parameters.length === 0) return '';
  const docs = parameters.map(({ name, constraint }) => {
    if (constraint === undefined) return name;
    const gap = group(indent(line));
    return group(name, ' extends', gap, indentIfBroken(typeDoc(constraint, 'annotation'), gap));
  });
  return bracketed('<', docs, '>', { pad: softline, trailing: ',' });
}

/** `left = right`, where the right side goes to the next line only if it cannot even begin on this one. */
function assignment(left: Doc, right: Doc): Doc {
  const gap = group(indent(line));
  return group(group(left), ' =', gap, indentIfBroken(right, gap));
}

function isBroken(doc: Doc): boolean {
  return typeof doc !== 'string' && doc.breaks;
}
