import { pointerSegments } from '../base/pointer.ts';
import { positionsIn } from './line-starts.ts';
import type { Locator } from './locate.ts';

/**
 * Where values of a JSON text stand, comments or not; undefined for any other text. It knows those that `pointers` name, and what lies
 * on the way to them, and keeps nothing of the rest: a bundle may have megabytes. Many times faster than to read JSON as YAML.
 */
export async function jsonLocator(
  text: string,
  pointers: Iterable<string>,
): Promise<Locator | undefined> {
  if (!/^\s*[[{/]/.test(text)) return undefined;
  const { visit } = await import('jsonc-parser');
  const root: Wanted = { children: new Map(), offset: undefined };
  for (const one of pointers) wantedAt(root, one);
  const errors: unknown[] = [];
  const walk = new Walk(root);
  visit(text, {
    onObjectBegin: (offset) => {
      walk.begin(offset, undefined);
    },
    onArrayBegin: (offset) => {
      walk.begin(offset, 0);
    },
    onObjectEnd: () => {
      walk.end();
    },
    onArrayEnd: () => {
      walk.end();
    },
    onObjectProperty: (key, offset) => {
      walk.key(key, offset);
    },
    onLiteralValue: (_value, offset) => {
      walk.value(offset);
    },
    onError: (error) => {
      errors.push(error);
    },
  });
  if (errors.length > 0 || root.offset === undefined) return undefined;
  const positionOf = positionsIn(text);
  return (pointer) => positionOf(offsetOf(root, pointer));
}

/** A value that somebody asks for, or that lies on the way to one. */
interface Wanted {
  readonly children: Map<string, Wanted>;
  /** Of its key, or of an item; undefined until it is found. */
  offset: number | undefined;
}

function wantedAt(root: Wanted, pointer: string): void {
  let node = root;
  for (const step of pointerSegments(pointer)) {
    let next = node.children.get(step);
    if (next === undefined) {
      next = { children: new Map(), offset: undefined };
      node.children.set(step, next);
    }
    node = next;
  }
}

/** Where the pointer leads nowhere, the last place on its way. */
function offsetOf(root: Wanted, pointer: string): number {
  let offset = root.offset ?? 0;
  let node: Wanted | undefined = root;
  for (const step of pointerSegments(pointer)) {
    node = node.children.get(step);
    if (node?.offset === undefined) break;
    ({ offset } = node);
  }
  return offset;
}

/** The way through a text, beside what is wanted of it. */
class Walk {
  /** The collections that are open; of a list, with the number of the next item. */
  readonly #open: { readonly wanted: Wanted | undefined; next: number | undefined }[] = [];
  /** What the next value is, where it is wanted. */
  #next: Wanted | undefined;

  constructor(root: Wanted) {
    this.#next = root;
  }

  key(key: string, offset: number): void {
    const wanted = this.#open.at(-1)?.wanted?.children.get(key);
    // Of two keys that are the same, the first is told.
    this.#next = wanted?.offset === undefined ? wanted : undefined;
    if (this.#next !== undefined) this.#next.offset = offset;
  }

  value(offset: number): void {
    const list = this.#open.at(-1);
    if (list?.next !== undefined) {
      this.#next = list.wanted?.children.get(String(list.next));
      list.next += 1;
    }
    if (this.#next !== undefined) this.#next.offset ??= offset;
  }

  begin(offset: number, next: number | undefined): void {
    this.value(offset);
    this.#open.push({ wanted: this.#next, next });
    this.#next = undefined;
  }

  end(): void {
    this.#open.pop();
  }
}
