import { quote } from '../base/text.ts';
import type { ScalarShape } from '../model/shape.ts';
import { keywordNode, type TypeNode } from '../render/type-node.ts';

/** The type of a scalar: `string`, a brand on it (`string & { __brand: 'Uuid' }`), or a type of the user's own. */
export function scalarType({ scalar, type }: ScalarShape): TypeNode {
  const plain = keywordNode(scalar === 'integer' ? 'number' : scalar);
  switch (type?.kind) {
    case undefined:
      return plain;
    case 'brand': {
      // A text, because an object with fields is always laid out over several lines.
      return { kind: 'intersection', parts: [plain, keywordNode(brandText(type.brand))] };
    }
    case 'import':
      return keywordNode(importText(type));
  }
}

/** What no other text has, and no text has at run time. */
function brandText(brand: string): string {
  return `{ readonly __brand: ${quote(brand)} }`;
}

/** `import('../types.js').IsoDate`: needs no line at the head of the file, and no name in it. */
export function importText({
  from,
  name,
}: {
  readonly from: string;
  readonly name: string;
}): string {
  return `import(${quote(from)}).${name}`;
}
