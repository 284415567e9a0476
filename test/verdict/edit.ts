import { pointerSegments } from '../../generator/base/pointer.ts';

/** A value to put at a pointer; `undefined` takes away what is there. */
export type Edit = readonly [pointer: string, value: unknown];

type Container = Record<string, unknown>;

/** Changes a document in place. What is not there on the way is made. */
export function applyEdits<Document>(document: Document, edits: readonly Edit[]): Document {
  for (const [pointer, value] of edits) {
    const steps = pointerSegments(pointer);
    const key = steps.at(-1) ?? '';
    let parent = document as Container;
    for (const step of steps.slice(0, -1)) parent = (parent[step] ??= {}) as Container;
    if (value !== undefined) parent[key] = value;
    else if (Array.isArray(parent)) parent.splice(Number(key), 1);
    else Reflect.deleteProperty(parent, key);
  }
  return document;
}
