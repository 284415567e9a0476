import { isIdentifier } from '../base/identifier.ts';

/** A way into a JSON value, with the member of a union that it goes through. */
export type Path = readonly Step[];

export type Step =
  | { readonly kind: 'field'; readonly key: string }
  /** Any item of a list. */
  | { readonly kind: 'item' }
  | { readonly kind: 'place'; readonly index: number }
  /** Any value of a map, or of keys that are told by how they are spelt. */
  | { readonly kind: 'value' }
  /** A member of a union, by what tells it from the others: `message, user`. */
  | { readonly kind: 'member'; readonly label: string };

/** `output[]<message, user>.content[].text`; keys that are no identifiers stand as JSON: `headers["x-id"]`. */
export function pathText(path: Path): string {
  return path.map(stepText).join('').replace(/^\./u, '');
}

function stepText(step: Step): string {
  switch (step.kind) {
    case 'field':
      return isIdentifier(step.key) ? `.${step.key}` : `[${JSON.stringify(step.key)}]`;
    case 'item':
      return '[]';
    case 'place':
      return `[${String(step.index)}]`;
    case 'value':
      return '{}';
    case 'member':
      return `<${step.label}>`;
  }
}
