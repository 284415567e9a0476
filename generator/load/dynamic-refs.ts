import type { Origin } from '../base/finding.ts';
import { own } from '../base/json.ts';
import { pointerTo } from '../base/pointer.ts';
import { addressOf, type Node, type Resolver } from './resolve.ts';
import type { Resource } from './schema-ids.ts';

/**
 * The schemas that dynamic references lead to, by their names: of each name, the first one on the way from the schema that was begun
 * with (JSON Schema 2020-12, "7.1. Lexical Scope and Dynamic Scope").
 */
export type DynamicScope = ReadonlyMap<string, Node>;

/** Follows `$dynamicRef` and, in 2019-09, `$recursiveRef`. */
export interface DynamicRefs {
  /** The scope inside a schema, where it is come to from one. */
  readonly enter: (scope: DynamicScope, at: Origin) => DynamicScope;
  /** What the dynamic references of a schema lead to. */
  readonly targets: (node: Node, scope: DynamicScope) => readonly Node[];
  /** The same, where it does not depend on the way; what does is left out. */
  readonly sureTargets: (node: Node) => readonly Node[];
}

export const noScope: DynamicScope = new Map();

/** The name of what `$recursiveAnchor` marks, which has none: no anchor is called so. */
const recursive = '#';

export function dynamicRefs({ ids, target }: Resolver): DynamicRefs {
  const known = new Map<Resource, Map<DynamicScope, DynamicScope>>();
  const enter = (scope: DynamicScope, at: Origin): DynamicScope => {
    if (ids.dynamic().length === 0) return scope;
    const resource = ids.around(at);
    if (resource === undefined) return scope;
    const entered = known.get(resource) ?? new Map<DynamicScope, DynamicScope>();
    known.set(resource, entered);
    const inner = entered.get(scope) ?? joined(scope, resource);
    entered.set(scope, inner);
    return inner;
  };
  /** Where each dynamic reference of a schema begins: what it leads to by itself, and the name that may lead elsewhere. */
  const begun = (
    node: Node,
  ): readonly { readonly start: Node; readonly name: string | undefined }[] =>
    (['$dynamicRef', '$recursiveRef'] as const).flatMap((keyword) => {
      const ref = own(node.value, keyword);
      if (typeof ref !== 'string') return [];
      const at = { file: node.at.file, pointer: pointerTo(node.at.pointer, keyword) };
      const start = target(ref, at);
      if (start === undefined) return [];
      if (keyword === '$recursiveRef') {
        return [
          { start, name: own(start.value, '$recursiveAnchor') === true ? recursive : undefined },
        ];
      }
      const name = ref.slice(ref.indexOf('#') + 1);
      const isNamed = name !== '' && own(start.value, '$dynamicAnchor') === name;
      return [{ start, name: isNamed ? name : undefined }];
    });
  const holders = (name: string): number =>
    ids.dynamic().filter((one) => namesIn(one).has(name)).length;
  return {
    enter,
    targets: (node, scope) =>
      begun(node).map(({ start, name }) =>
        name === undefined ? start : (scope.get(name) ?? start),
      ),
    sureTargets: (node) =>
      begun(node).flatMap(({ start, name }) =>
        name === undefined || holders(name) < 2 ? [start] : [],
      ),
  };
}

function joined(scope: DynamicScope, resource: Resource): DynamicScope {
  const more = [...namesIn(resource)].filter(([name]) => !scope.has(name));
  return more.length === 0 ? scope : new Map([...scope, ...more]);
}

function namesIn({ node, dynamicAnchors, isRecursive }: Resource): ReadonlyMap<string, Node> {
  return isRecursive ? new Map([...dynamicAnchors, [recursive, node]]) : dynamicAnchors;
}

/** The one text that names a scope. */
export function scopeKey(scope: DynamicScope): string {
  return [...scope]
    .map(([name, { at }]) => `${name}=${addressOf(at)}`)
    .sort()
    .join(' ');
}
