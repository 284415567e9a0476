import { pointerSegments, pointerTo } from '../base/pointer.ts';
import { isReference, localPointer } from './reference.ts';

/**
 * The official parser replaces a document's references one after the other. A pointer that passes through a reference
 * (`#/channels/a/messages/m`, where `channels.a` is itself a `$ref`) leads somewhere only if that reference was replaced
 * before; whether it was depends on what stands first in the document. Gives the question for one document's pointers.
 */
export function passageThrough(document: unknown): (pointer: string) => boolean {
  const order = processingOrder(document);
  return (pointer) => {
    const turn = order.get(pointer) ?? Infinity;
    let steps = pointerSegments(pointer);
    for (let jumps = 0; jumps < 64; jumps += 1) {
      const stop = firstReference(document, steps);
      if (stop === undefined) return true;
      const next = localPointer(stop.ref);
      // Other files are read before any reference is replaced.
      if (next === undefined) return true;
      if ((order.get(next) ?? Infinity) >= turn) return false;
      steps = [...pointerSegments(next), ...stop.rest];
    }
    return false;
  };
}

interface Stop {
  readonly ref: string;
  readonly rest: readonly string[];
}

/** The first reference on the way of a pointer, and the steps behind it. */
function firstReference(root: unknown, steps: readonly string[]): Stop | undefined {
  let value = root;
  for (const [index, step] of steps.entries()) {
    if (typeof value !== 'object' || value === null) return undefined;
    if (isReference(value) && !Object.hasOwn(value, step)) {
      return { ref: value.$ref, rest: steps.slice(index) };
    }
    value = (value as Readonly<Record<string, unknown>>)[step];
  }
  return undefined;
}

/** When the target of each reference is processed: chains in the order of the document, each from its far end. */
function processingOrder(document: unknown): ReadonlyMap<string, number> {
  const links = collectLinks(document);
  const targets = new Set(links.values());
  const order = new Map<string, number>();
  const process = (start: string): void => {
    const chain: string[] = [];
    for (
      let at: string | undefined = start;
      at !== undefined && !order.has(at) && !chain.includes(at);
      at = links.get(at)
    ) {
      chain.push(at);
    }
    for (const at of chain.reverse()) order.set(at, order.size);
  };
  for (const from of links.keys()) if (!targets.has(from)) process(from);
  for (const from of links.keys()) process(from);
  return order;
}

/** Where each reference within the document stands, and the pointer that it names, in the order of the document. */
function collectLinks(document: unknown): ReadonlyMap<string, string> {
  const links = new Map<string, string>();
  const seen = new Set<object>();
  const visit = (value: unknown, pointer: string): void => {
    if (typeof value !== 'object' || value === null || seen.has(value)) return;
    seen.add(value);
    if (isReference(value)) {
      const target = localPointer(value.$ref);
      if (target !== undefined) links.set(pointer, target);
      return;
    }
    for (const [key, child] of Object.entries(value)) visit(child, pointerTo(pointer, key));
  };
  visit(document, '');
  return links;
}
