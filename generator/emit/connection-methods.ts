import { camelCase } from '../base/names.ts';
import type { Literal } from '../model/shape.ts';

/** A node of the tree of methods: one that sends an event, one that holds others, or both. */
export interface MethodNode {
  /** The event that the method sends; undefined where the name only leads to others. */
  readonly tag: string | undefined;
  readonly children: ReadonlyMap<string, MethodNode>;
}

interface OpenNode {
  tag: string | undefined;
  readonly children: Map<string, OpenNode>;
}

/**
 * The methods that send events, by their event types: `conversation.item.create` becomes `conversation.item.create(…)`,
 * `input_audio_buffer.append` becomes `inputAudioBuffer.append(…)`. What comes first has its name, so that one event more changes no
 * other.
 */
export function connectionMethods(tags: readonly Literal[]): MethodNode {
  const root: OpenNode = { tag: undefined, children: new Map() };
  for (const tag of tags) {
    if (typeof tag !== 'string') continue;
    const names = tag.split(/[./:]+/u).map(camelCase);
    const path = names.filter((name) => name !== '');
    if (path.length > 0) place(root, path, tag);
  }
  return root;
}

/** Every method with the way to it, in the order of the tree. */
export function methodPaths(
  node: MethodNode,
  path: readonly string[] = [],
): readonly { readonly tag: string; readonly path: readonly string[] }[] {
  const own = node.tag === undefined ? [] : [{ tag: node.tag, path }];
  const below = [...node.children].flatMap(([name, child]) => methodPaths(child, [...path, name]));
  return [...own, ...below];
}

function place(root: OpenNode, path: readonly string[], tag: string): void {
  let node = root;
  for (const [depth, wanted] of path.entries()) {
    const last = depth === path.length - 1;
    const name = freeName(node, depth, last, wanted);
    const known = node.children.get(name);
    const next: OpenNode = known ?? { tag: undefined, children: new Map() };
    if (known === undefined) node.children.set(name, next);
    if (last) next.tag = tag;
    node = next;
  }
}

/** A name that means nothing else there; two event types that only differ in how they are spelt are numbered. */
function freeName(node: OpenNode, depth: number, last: boolean, wanted: string): string {
  const taken = depth === 0 ? ofConnections : ofFunctions;
  const name = taken.has(wanted) ? `${wanted}Event` : wanted;
  if (!last || node.children.get(name)?.tag === undefined) return name;
  for (let count = 2; ; count += 1) {
    if (node.children.get(`${name}${String(count)}`)?.tag === undefined)
      return `${name}${String(count)}`;
  }
}

/** What every object or function has, and `then`, which would make a promise of it. */
const ofFunctions: ReadonlySet<string> = new Set(
  `apply arguments bind call caller constructor hasOwnProperty isPrototypeOf length name propertyIsEnumerable prototype then
  toLocaleString toString valueOf`.split(/\s+/u),
);

const ofConnections: ReadonlySet<string> = new Set([
  ...ofFunctions,
  ...'close ended on onAny once send waitFor'.split(' '),
]);
