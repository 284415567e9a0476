import type { Origin } from '../base/finding.ts';

/** Any JSON value. */
export type Json =
  string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** A value that a `const` or `enum` may name and TypeScript may write as a literal type. */
export type Literal = string | number | boolean | null;

/** What a document says of values beyond their type; TypeScript cannot express it, so it becomes TSDoc. */
export interface Limits {
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
  readonly multipleOf?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly uniqueItems?: true;
  readonly minProperties?: number;
  readonly maxProperties?: number;
}

/** What a document says in prose; `default` is undefined where there is none (null is a default like others). */
export interface Doc {
  readonly description: string | undefined;
  readonly deprecated: boolean;
  readonly default: Json | undefined;
  readonly examples: readonly Json[];
}

/** Which way a field travels: `read` is only received, `write` is only sent. */
export type Access = 'both' | 'read' | 'write';

/** A key of an object. `required` is about absence alone; null is a member of the shape's union. */
export interface Field {
  readonly key: string;
  readonly shape: Shape;
  readonly required: boolean;
  readonly access: Access;
  readonly doc: Doc;
  readonly origin: Origin;
}

/**
 * The keys whose literals tell the members of a union apart, in the order in which they are asked.
 * `['type']` for most; `['type', 'role']` where several members share a `type`.
 */
export type Tag = readonly string[];

/**
 * A JSON value's shape, fully decided. References are by name, so a model is a tree that can be printed and compared.
 */
export type Shape =
  | ScalarShape
  | LiteralShape
  | EnumShape
  | ListShape
  | TupleShape
  | MapShape
  | ObjectShape
  | UnionShape
  | AllShape
  | RefShape
  | { readonly kind: 'unknown' }
  | { readonly kind: 'never' };

/** What the document says of a shape that may be given a name of its own. */
export interface Source {
  readonly title: string | undefined;
  /** The name that the document asks for, by the extension `x-wireshape: { name }`. */
  readonly name: string | undefined;
  readonly doc: Doc;
  readonly origin: Origin;
}

export interface ScalarShape {
  readonly kind: 'scalar';
  readonly scalar: 'string' | 'number' | 'integer' | 'boolean' | 'null';
  readonly format: string | undefined;
  readonly limits: Limits | undefined;
  /** The type that somebody chose for values of the format; none for most. */
  readonly type?: ScalarType;
}

/** A type for values of a format: one that no other text can be taken for, or one of the user's own. */
export type ScalarType =
  | { readonly kind: 'brand'; readonly brand: string }
  | { readonly kind: 'import'; readonly from: string; readonly name: string };

export interface LiteralShape {
  readonly kind: 'literal';
  readonly value: Literal;
}

/** Several literals. `open` means that other strings are allowed too: the values are what is known, not what is possible. */
export interface EnumShape {
  readonly kind: 'enum';
  readonly values: readonly Literal[];
  readonly open: boolean;
}

export interface ListShape {
  readonly kind: 'list';
  readonly item: Shape;
  readonly limits: Limits | undefined;
}

/** A list whose places differ; `rest` is the shape of what follows them, undefined where nothing may follow. */
export interface TupleShape {
  readonly kind: 'tuple';
  readonly items: readonly Shape[];
  /** How many of `items` must be there. */
  readonly required: number;
  readonly rest: Shape | undefined;
}

/** An object used as a dictionary: any key, one shape of value. */
export interface MapShape {
  readonly kind: 'map';
  readonly value: Shape;
  readonly limits: Limits | undefined;
}

/**
 * `rest` is the shape of the keys that neither `fields` nor `patterns` name; undefined where the document says nothing of them,
 * `never` where it forbids them.
 */
export interface ObjectShape {
  readonly kind: 'object';
  readonly fields: readonly Field[];
  readonly patterns: readonly KeyPattern[];
  readonly rest: Shape | undefined;
  /** True where the document describes keys without saying `type: object`. */
  readonly implied: boolean;
  readonly source: Source;
}

/** Keys that are told by how they are spelt: `x-${string}` is `['x-', '']`, the texts around what may be any text. */
export interface KeyPattern {
  readonly texts: readonly string[];
  readonly shape: Shape;
}

export interface UnionShape {
  readonly kind: 'union';
  readonly members: readonly Shape[];
  /** Filled by the pass infer-tags; undefined where literals do not tell all object members apart. */
  readonly tag: Tag | undefined;
  readonly source: Source;
}

/** A value that satisfies every part. */
export interface AllShape {
  readonly kind: 'all';
  readonly parts: readonly Shape[];
}

export interface RefShape {
  readonly kind: 'ref';
  readonly name: string;
  /** What the document says at this place, where the name is the type of a format. */
  readonly of?: ScalarShape;
}

/** Nothing said in prose. */
export const noDoc: Doc = {
  description: undefined,
  deprecated: false,
  default: undefined,
  examples: [],
};

/** JSON's null as a shape. */
export const nullShape: ScalarShape = {
  kind: 'scalar',
  scalar: 'null',
  format: undefined,
  limits: undefined,
};

/** Any JSON value as a shape. */
export const unknownShape: Shape = { kind: 'unknown' };

/** True for JSON's null. */
export function isNull(shape: Shape): boolean {
  return shape.kind === 'scalar' && shape.scalar === 'null';
}
