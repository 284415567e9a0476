/**
 * A TypeScript type as it will be written. How it breaks over lines depends on what it stands in, hence a tree and not a text;
 * `typeDoc` lays it out.
 */
export type TypeNode =
  | KeywordNode
  | LiteralNode
  | NameNode
  | ListNode
  | TupleNode
  | ObjectNode
  | UnionNode
  | IntersectionNode
  | TemplateNode
  | OperatorNode
  | LookupNode;

/** A type of the language: `string`, `null`, `unknown`. */
export interface KeywordNode {
  readonly kind: 'keyword';
  readonly text: string;
}

/** `'audio'`, `-1`, `true`. */
export interface LiteralNode {
  readonly kind: 'literal';
  readonly value: string | number | boolean;
}

/** `Item`, `Record<string, Item>`. */
export interface NameNode {
  readonly kind: 'name';
  readonly name: string;
  readonly arguments: readonly TypeNode[];
}

/** `Item[]`, `readonly Item[]`. */
export interface ListNode {
  readonly kind: 'list';
  readonly item: TypeNode;
  readonly access: 'mutable' | 'readonly';
}

/** `[A, B?, ...C[]]`; the first `required` items are not optional. */
export interface TupleNode {
  readonly kind: 'tuple';
  readonly items: readonly TypeNode[];
  readonly required: number;
  readonly rest: TypeNode | undefined;
  readonly access: 'mutable' | 'readonly';
}

/** `{ key?: Item; [key: string]: Item }`. */
export interface ObjectNode {
  readonly kind: 'object';
  readonly fields: readonly FieldNode[];
  readonly index: TypeNode | undefined;
  /** Keys that are told by how they are spelt. */
  readonly patterns?: readonly PatternNode[];
}

/** `` [key: `x-${string}`]: Item ``: the texts around what may be any text. */
export interface PatternNode {
  readonly texts: readonly string[];
  readonly type: TypeNode;
}

export interface FieldNode {
  readonly key: string;
  readonly optional: boolean;
  readonly type: TypeNode;
}

export interface UnionNode {
  readonly kind: 'union';
  readonly members: readonly TypeNode[];
}

export interface IntersectionNode {
  readonly kind: 'intersection';
  readonly parts: readonly TypeNode[];
}

/** `` `user/${string}/signedup` ``: the texts around what may be any text. */
export interface TemplateNode {
  readonly kind: 'template';
  readonly texts: readonly string[];
}

/** `keyof X`, `typeof x`. */
export interface OperatorNode {
  readonly kind: 'operator';
  readonly operator: 'keyof' | 'typeof';
  readonly operand: TypeNode;
}

/** `X['type']`. */
export interface LookupNode {
  readonly kind: 'lookup';
  readonly object: TypeNode;
  readonly key: TypeNode;
}

export function keywordNode(text: string): KeywordNode {
  return { kind: 'keyword', text };
}

export function nameNode(name: string, ...args: readonly TypeNode[]): NameNode {
  return { kind: 'name', name, arguments: args };
}

/**
 * `string & {}`: any string, beside literals that are known. A plain `string` would swallow the literals, and the editor's
 * completion with them.
 */
export const otherStrings: IntersectionNode = {
  kind: 'intersection',
  parts: [keywordNode('string'), { kind: 'object', fields: [], index: undefined }],
};
