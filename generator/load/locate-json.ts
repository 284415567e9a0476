import type { Node } from 'jsonc-parser';
import { pointerSegments } from '../base/pointer.ts';
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
  const starts = lineStarts(text);
  return (pointer) => {
    const offset = offsetOf(root, pointer);
    const line = countUpTo(starts, offset);
    return { line, column: offset - (starts[line - 1] ?? 0) + 1 };
  };
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

function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

/** How many of the rising numbers are at most the limit. */
function countUpTo(numbers: readonly number[], limit: number): number {
  let [low, high] = [0, numbers.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((numbers[middle] ?? 0) <= limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
