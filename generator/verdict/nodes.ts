import type { Origin } from '../base/finding.ts';
import { isRecord } from '../base/json.ts';
import { pointerTo } from '../base/pointer.ts';
import { isReference } from './reference.ts';
import type { References } from './references.ts';

/** A value of a document and where it stands: behind all references, in the file that holds it. */
export interface Node {
  readonly value: unknown;
  readonly at: Origin;
  /** The place that led here: that of the reference, where there is one. */
  readonly from: Origin;
  /** Its key in the parent; `''` at the root. */
  readonly key: string;
}

/** Steps through a document as its references make it. What is not there has no nodes, rather than empty ones. */
export interface Nodes {
  readonly root: Node;
  /** The node under a path of keys; `*` stands for every key or item. */
  readonly under: (node: Node, ...path: readonly string[]) => readonly Node[];
}

export function nodesOf(document: unknown, file: string, references: References): Nodes {
  const at = { file, pointer: '' };

  const child = (parent: Node, key: string): readonly Node[] => {
    const { value } = parent;
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return [];
    const raw = (value as Readonly<Record<string, unknown>>)[key];
    const from = { file: parent.at.file, pointer: pointerTo(parent.at.pointer, key) };
    if (!isReference(raw)) return [{ value: raw, at: from, from, key }];
    const target = references.targetOf(raw);
    if (target === undefined) return [];
    const { file: inFile, pointer } = target;
    return [{ value: target.value, at: { file: inFile, pointer }, from, key }];
  };

  const under = (node: Node, ...path: readonly string[]): readonly Node[] => {
    const [key, ...rest] = path;
    if (key === undefined) return [node];
    const keys = key === '*' ? keysOf(node.value) : key.split('|');
    return keys.flatMap((one) => child(node, one)).flatMap((one) => under(one, ...rest));
  };

  return { root: { value: document, at, from: at, key: '' }, under };
}

function keysOf(value: unknown): readonly string[] {
  return isRecord(value) || Array.isArray(value) ? Object.keys(value) : [];
}
