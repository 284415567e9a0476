import { decodeSafely, pointerSegments, pointerTo } from '../base/pointer.ts';

/**
 * Takes the place of `@redocly/openapi-core/lib/ref-utils.js` in the built tool: of that package, the printer of openapi-typescript
 * needs these two alone, and would otherwise bring all of it. The names are that module's.
 */
export function parseRef(reference: string): ParsedReference {
  const [document = '', pointer = ''] = reference.split('#/');
  return {
    uri: document.replace(/#$/, '') || null,
    pointer: pointerSegments(`/${pointer}`).map(decodeSafely).filter(Boolean),
  };
}

export function escapePointer(segment: string | number): string {
  return pointerTo('', segment).slice(1);
}

interface ParsedReference {
  readonly uri: string | null;
  /** Of a pointer, the steps that hold something; empty ones are left out. */
  readonly pointer: string[];
}
