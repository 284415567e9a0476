import type { Node } from 'jsonc-parser';
import { pointerSegments } from '../base/pointer.ts';
import { positionsIn } from './line-starts.ts';
import type { Locator } from './locate.ts';

/**
 * Where the values of a JSON text stand, comments or not; undefined for any other text. Four times faster than to read JSON
 * as YAML, which matters where a bundle of megabytes has something to find.
 */
export async function jsonLocator(text: string): Promise<Locator | undefined> {
  if (!/^\s*[[{/]/.test(text)) return undefined;
  const { parseTree } = await import('jsonc-parser');
  const errors: unknown[] = [];
  const root = parseTree(text, errors as Parameters<typeof parseTree>[1]);
  if (root === undefined || errors.length > 0) return undefined;
  const positionOf = positionsIn(text);
  return (pointer) => positionOf(offsetOf(root, pointer));
}

/** The place of a key, or of an item; where the pointer leads nowhere, the last place on its way. */
function offsetOf(root: Node, pointer: string): number {
  let { offset } = root;
  let node: Node | undefined = root;
  for (const step of pointerSegments(pointer)) {
    const child: Node | undefined =
      node?.type === 'array'
        ? node.children?.[Number(step)]
        : node?.children?.find((property) => property.children?.[0]?.value === step);
    if (child === undefined) break;
    ({ offset } = child);
    node = child.type === 'property' ? child.children?.[1] : child;
  }
  return offset;
}
