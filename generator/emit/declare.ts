import type { NamedShape } from '../model/api.ts';
import type { ObjectShape, Shape } from '../model/shape.ts';
import { isOnSide, type Side } from '../model/side.ts';
import { childShapes } from '../model/walk.ts';
import { fieldLine, indexLine, patternLine, typeAlias } from '../render/declaration.ts';
import { nameNode, type ObjectNode } from '../render/type-node.ts';
import { fieldComment, sentenceComment, typeComment } from './doc-text.ts';
import type { Scope } from './scope.ts';
import { isLoose, objectNode, typeText, type TypeStyle } from './type-text.ts';

/** An exported declaration, as a template lays it out. */
export interface DeclarationView {
  readonly comment: string;
  /** True where fields follow the head. */
  readonly isInterface: boolean;
  /** The line that opens an interface, or the whole of an alias. */
  readonly head: string;
  readonly fields: readonly { readonly comment: string; readonly text: string }[];
  /** The line that closes what the head opens. */
  readonly tail: string;
}

/** An alias, or any other declaration that is written already. */
export function declareText(comment: string, text: string): DeclarationView {
  return { comment, isInterface: false, head: text, fields: [], tail: '' };
}

/** Declares a named shape on one side. */
export function declare(
  name: string,
  named: NamedShape,
  side: Side,
  scope: Scope,
): DeclarationView {
  const { shape, doc } = named;
  const comment = typeComment(doc, shape);
  if (shape.kind === 'object') {
    const node = objectNode(shape, side, styleOf(side, scope));
    const fields = fieldViews(shape, node, side);
    if (fields.length > 0 && isLoose(shape, node)) {
      const head = `export type ${name} = {`;
      return { comment, isInterface: true, head, fields, tail: '} & object;' };
    }
    if (fields.length > 0) {
      const head = `export interface ${name} {`;
      return { comment, isInterface: true, head, fields, tail: '}' };
    }
  }
  const type = typeText(shape, side, styleOf(side, scope, named));
  return declareText(comment, typeAlias(name, type));
}

/** Declares a param type that is the type one reads. */
export function declareSame(name: string, of: string): DeclarationView {
  const comment = sentenceComment(`{@link ${of}}, as one sends it.`);
  return declareText(comment, typeAlias(name, nameNode(of)));
}

/** How types are written in a file: what its scope calls the shapes on a side. */
export function styleOf(side: Side, scope: Scope, named?: NamedShape): TypeStyle {
  const circular =
    named !== undefined && holdsDictionary(named.shape) && leadsToItself(named, scope);
  return {
    nameOf: side === 'read' ? scope.read : scope.write,
    dictionary: circular ? 'index-signature' : 'record',
  };
}

function fieldViews(
  shape: ObjectShape,
  { fields, patterns = [], index }: ObjectNode,
  side: Side,
): DeclarationView['fields'] {
  const told = shape.fields.filter((field) => isOnSide(field, side));
  const lines = fields.flatMap((node, position) => {
    const field = told[position];
    return field === undefined
      ? []
      : [{ comment: fieldComment(field.doc, field.shape), text: fieldLine(node) }];
  });
  const others = patterns.map(patternLine);
  if (index !== undefined) others.push(indexLine(index));
  return [...lines, ...others.map((text) => ({ comment: '', text }))];
}

/** True for an alias that refers to itself through other aliases only; an interface in between ends the chain. */
function leadsToItself(named: NamedShape, scope: Scope): boolean {
  const passed = new Set<string>();
  // Without recursion, for a chain of aliases may be as long as the document.
  const waiting = [named.shape];
  for (let shape = waiting.pop(); shape !== undefined; shape = waiting.pop()) {
    if (shape.kind === 'object') continue;
    for (const child of childShapes(shape)) waiting.push(child);
    if (shape.kind !== 'ref' || passed.has(shape.name)) continue;
    if (shape.name === named.name) return true;
    passed.add(shape.name);
    const target = scope.index.get(shape.name);
    if (target !== undefined) waiting.push(target.shape);
  }
  return false;
}

function holdsDictionary(shape: Shape): boolean {
  return (
    shape.kind === 'map' || (shape.kind !== 'object' && childShapes(shape).some(holdsDictionary))
  );
}
