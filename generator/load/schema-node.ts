import { own } from '../base/json.ts';
import type { Shape } from '../model/shape.ts';
import type { Schema } from './keywords.ts';
import { childOf, type Node } from './resolve.ts';

/** A schema that is a mapping, and where it stands. */
export interface SchemaNode extends Node {
  readonly value: Schema;
}

/** Reads a schema inside another one. */
export type ReadShape = (node: Node) => Shape;

/** The node behind references; undefined, with a finding given, where they lead nowhere. */
export type FollowNode = (node: Node) => Node | undefined;

/** The items of a keyword that holds a list; none where it holds something else. */
export function itemsOf(schema: SchemaNode, keyword: string): readonly Node[] {
  const list = childOf(schema, keyword);
  if (!Array.isArray(list.value)) return [];
  return list.value.map((_, index) => childOf(list, index));
}

/** The texts of a keyword that holds a list of them, each once. */
export function textsOf(schema: Schema, keyword: string): readonly string[] {
  const value = own(schema, keyword);
  if (!Array.isArray(value)) return [];
  return [...new Set(value.filter((one): one is string => typeof one === 'string'))];
}
