import type { Origin } from '../base/finding.ts';
import { isRecord, own } from '../base/json.ts';
import { readsSiblings } from './dialect.ts';
import type { Sources } from './document.ts';
import { assertionsOf } from './keywords.ts';
import { addressOf, refOrigin, type Node, type Resolver } from './resolve.ts';

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
  const others = new Set(
    [...files.values()].filter(({ value }) => isOpenApi31(value)).map(({ file }) => file),
  );
  if (!always && others.size === 0 && !resolver.ids.areSome()) {
    return { count: () => false, follow: resolver.follow };
  }
  const counts = (at: Origin): boolean => {
    const dialect = resolver.ids.dialectAt(at);
    return dialect === undefined ? always || others.has(at.file) : readsSiblings(dialect);
  };
  const count = ({ value, at }: Node): boolean =>
    counts(at) &&
    isRecord(value) &&
    assertionsOf(value).some((keyword) => keyword !== '$ref' && keyword !== 'nullable');
  const ends = new Map<string, Node>();
  const follow = (node: Node): Node | undefined => {
    const end = resolver.follow(node);
    if (end === undefined) return undefined;
    // Where there is no end to the chain, or one of a single step, nothing can stand on the way.
    const passed: string[] = [];
    let current = node;
    for (let next = nextOf(node); next !== undefined; next = nextOf(current)) {
      const address = addressOf(current.at);
      passed.push(address);
      const known = ends.get(address);
      current = known ?? next;
      if (known !== undefined) break;
    }
    for (const address of passed) ends.set(address, current);
    return current;
  };
  /** The next node of a chain; undefined where it ends, or where what stands beside a reference counts. */
  const nextOf = (node: Node): Node | undefined => {
    const ref = own(node.value, '$ref');
    if (typeof ref !== 'string' || count(node)) return undefined;
    const next = resolver.target(ref, refOrigin(node.at));
    // Whoever comes from here may be led elsewhere by dynamic references.
    const around = resolver.ids.around(node.at);
    const matters =
      around?.isDynamic === true && around !== resolver.ids.around(next?.at ?? node.at);
    return matters ? undefined : next;
  };
  return { count, follow };
}

/** Of OpenAPI 3.1 or later, which reads its schemas as JSON Schema does. */
function isOpenApi31(document: unknown): boolean {
  const version = own(document, 'openapi');
  return typeof version === 'string' && !version.startsWith('3.0');
}
