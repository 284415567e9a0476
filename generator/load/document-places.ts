import yaml from 'js-yaml';
import { pointerSegments } from '../base/pointer.ts';
import { positionsIn } from './line-starts.ts';
import type { Locator } from './locate.ts';

/**
 * Where the values of a YAML text stand, as the reader of documents comes by them; undefined where it refuses the text. Several times
 * faster than the reader that is made to keep positions, which matters where hundreds of places are told.
 */
export function documentLocator(text: string): Locator | undefined {
  const root = readNodes(text);
  if (root === undefined) return undefined;
  const positionOf = positionsIn(text);
  return (pointer) => positionOf(offsetOf(root, pointer, text));
}

/** A value, or a key. */
interface ReadNode {
  readonly start: number;
  /** Undefined for an alias, which leads elsewhere. */
  readonly kind: string | null;
  readonly result: unknown;
  /** Of a mapping: keys, each before its value where it has one. */
  readonly children: readonly ReadNode[];
  readonly end: number;
}

interface OpenNode {
  readonly start: number;
  readonly children: ReadNode[];
}

function readNodes(text: string): ReadNode | undefined {
  const root: OpenNode = { start: 0, children: [] };
  const open = [root];
  try {
    yaml.load(text, {
      json: true,
      listener: (event, state) => {
        if (event === 'open') open.push({ start: state.position, children: [] });
        else closeNode(open, state);
      },
    });
  } catch {
    return undefined;
  }
  return root.children.at(-1);
}

function closeNode(open: OpenNode[], { kind, result, position }: yaml.State): void {
  const { start, children } = open.pop() ?? { start: 0, children: [] };
  const siblings = open.at(-1)?.children ?? [];
  const [only] = children;
  // The reader looks for a mapping first, and keeps what it found where it is none.
  const isTried = children.length === 1 && only !== undefined && only.result === result;
  // What begins before the end of another is the same text, read once more.
  while ((siblings.at(-1)?.end ?? -1) > start) siblings.pop();
  siblings.push(
    isTried ? { ...only, end: position } : { start, kind, result, children, end: position },
  );
}

/** The place of a key, or of an item; where the pointer leads nowhere, the last place on its way. */
function offsetOf(root: ReadNode, pointer: string, text: string): number {
  let offset = root.children[0]?.start ?? root.start;
  let node: ReadNode | undefined = root;
  for (const step of pointerSegments(pointer)) {
    const found: Found | undefined = node && findStep(node, step, text);
    if (found === undefined) break;
    ({ offset, node } = found);
  }
  return offset;
}

interface Found {
  readonly offset: number;
  readonly node: ReadNode | undefined;
}

function findStep(node: ReadNode, step: string, text: string): Found | undefined {
  if (node.kind === 'mapping') return entriesOf(node, text).get(step);
  const item = node.kind === 'sequence' ? node.children[Number(step)] : undefined;
  return item && { offset: item.start, node: item };
}

function entriesOf(mapping: ReadNode, text: string): ReadonlyMap<string, Found> {
  const known = entries.get(mapping);
  if (known !== undefined) return known;
  const { children } = mapping;
  const found = new Map<string, Found>();
  for (let at = 0; at < children.length; at += 1) {
    const [key, next] = [children[at], children[at + 1]];
    if (key === undefined) break;
    // In braces, a key may stand alone.
    const hasValue = next !== undefined && /^\s*:/.test(text.slice(key.end, next.start));
    found.set(String(key.result), { offset: key.start, node: hasValue ? next : undefined });
    if (hasValue) at += 1;
  }
  entries.set(mapping, found);
  return found;
}

const entries = new WeakMap<ReadNode, ReadonlyMap<string, Found>>();
