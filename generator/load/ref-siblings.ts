import { isRecord, own } from '../base/json.ts';
import type { Sources } from './document.ts';
import { assertionsOf } from './keywords.ts';
import { refOrigin, type Node, type Resolver } from './resolve.ts';

/** What stands beside `$ref`: drafts up to 7, AsyncAPI and OpenAPI 3.0 do not read it, 2019-09, 2020-12 and OpenAPI 3.1 do. */
export interface RefSiblings {
  /** True where a schema is a reference and more, and the more counts. */
  readonly count: (node: Node) => boolean;
  /** The node behind a chain of references, up to one of which what stands beside it counts. */
  readonly follow: (node: Node) => Node | undefined;
}

/** How the schemas of one document's files take what stands beside `$ref`. */
export function readRefSiblings({ root, files }: Sources, resolver: Resolver): RefSiblings {
  const always = isOpenApi31(root.value);
  const named = new Set(
    [...files.values()]
      .filter(({ value }) => isLater(own(value, '$schema')) || isOpenApi31(value))
      .map(({ file }) => file),
  );
  if (!always && named.size === 0) return { count: () => false, follow: resolver.follow };
  const count = ({ value, at }: Node): boolean =>
    (always || named.has(at.file)) &&
    isRecord(value) &&
    assertionsOf(value).some((keyword) => keyword !== '$ref' && keyword !== 'nullable');
  const follow = (node: Node): Node | undefined => {
    const end = resolver.follow(node);
    // Where there is no end to the chain, or one of a single step, nothing can stand on the way.
    for (let current = node; end !== undefined;) {
      const ref = own(current.value, '$ref');
      if (typeof ref !== 'string' || count(current)) return current;
      const next = resolver.target(ref, refOrigin(current.at));
      if (next === undefined) return end;
      current = next;
    }
    return end;
  };
  return { count, follow };
}

/** Of OpenAPI 3.1 or later, which reads its schemas as JSON Schema does. */
function isOpenApi31(document: unknown): boolean {
  const version = own(document, 'openapi');
  return typeof version === 'string' && !version.startsWith('3.0');
}

function isLater(dialect: unknown): boolean {
  return typeof dialect === 'string' && /draft\/20\d\d-\d\d\//.test(dialect);
}
