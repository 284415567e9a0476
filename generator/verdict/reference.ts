import { decodeSafely, pointerSegments, pointerTo } from '../base/pointer.ts';

/** An object that AsyncAPI's tools replace by what it names, wherever in a document it stands. */
export interface Reference {
  readonly $ref: string;
}

export function isReference(value: unknown): value is Reference {
  return (
    typeof value === 'object' &&
    value !== null &&
    typeof (value as { readonly $ref?: unknown }).$ref === 'string'
  );
}

/** The RFC 6901 pointer of a reference into its own file, percent-decoded; undefined for any other. */
export function localPointer(ref: string): string | undefined {
  if (ref === '#') return '';
  return ref.startsWith('#/')
    ? pointerTo('', ...pointerSegments(decodeSafely(ref.slice(1))))
    : undefined;
}
