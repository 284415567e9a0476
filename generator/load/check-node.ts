import type { Origin } from '../base/finding.ts';
import { own } from '../base/json.ts';
import { pointerSegments } from '../base/pointer.ts';
import type { Sources } from './document.ts';
import type { Node } from './resolve.ts';

/** The node at an origin of a model, in the files that it was read from; undefined where there is none. */
export function lookUpNode({ files }: Sources, at: Origin): Node | undefined {
  let index = indexes.get(files);
  if (index === undefined) {
    index = new Map([...files.values()].map((one) => [one.file, one.value]));
    indexes.set(files, index);
  }
  let value = index.get(at.file);
  for (const step of pointerSegments(at.pointer)) value = own(value, step);
  return value === undefined ? undefined : { value, at };
}

/** The values of a document's files by the names that origins use. */
const indexes = new WeakMap<Sources['files'], Map<string, unknown>>();
