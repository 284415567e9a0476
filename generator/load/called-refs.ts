import type { Origin } from '../base/finding.ts';
import { pointerTo } from '../base/pointer.ts';
import { refusalKey, type Sources } from './document.ts';
import { createResolver } from './resolve.ts';

/**
 * The places of references that lead somewhere by an `$id`, in the files that have any: whoever follows files and pointers alone
 * takes them for broken.
 */
export function calledRefs(sources: Sources): ReadonlySet<string> {
  const called = new Set<string>();
  const { target, ids } = createResolver(sources, []);
  const seen = new Set<object>();
  const visit = (value: unknown, at: Origin): void => {
    if (typeof value !== 'object' || value === null || seen.has(value)) return;
    seen.add(value);
    for (const [key, child] of Object.entries(value)) {
      const inner = { file: at.file, pointer: pointerTo(at.pointer, key) };
      if (typeof child === 'object') visit(child, inner);
      else if (key === '$ref' || key === '$dynamicRef') {
        if (typeof child === 'string' && target(child, inner) !== undefined)
          called.add(refusalKey(inner));
      }
    }
  };
  for (const { file, value } of sources.files.values()) {
    if (ids.hasNames(file)) visit(value, { file, pointer: '' });
  }
  return called;
}
