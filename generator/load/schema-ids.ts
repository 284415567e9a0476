import { isRecord, own } from '../base/json.ts';
import type { Origin } from '../base/finding.ts';
import { pointerTo } from '../base/pointer.ts';
import type { Sources } from './document.ts';
import type { Node } from './resolve.ts';

/** Where a reference begins that leads through `$id`, and the rest of it, which is a pointer or a name. */
export interface IdTarget {
  readonly start: Node;
  readonly fragment: string;
}

/** What schemas of some files say that they are called (JSON Schema 2020-12, "8.2. Base URI, Anchors, and Dereferencing"). */
export interface SchemaIds {
  /** Where a reference leads that stands inside a schema with an `$id`, or that is the `$id` of one. */
  readonly find: (ref: string, from: Origin) => IdTarget | undefined;
  /** The schema that has a name (`$anchor`) inside the same schema with an `$id`, or the same file. */
  readonly anchor: (name: string, start: Origin) => Node | undefined;
}

/** Reads the names once, when somebody first asks. */
export function schemaIds({ files }: Pick<Sources, 'files'>): SchemaIds {
  let known: Index | undefined;
  const index = (): Index => {
    known ??= readIndex([...files.values()]);
    return known;
  };
  return {
    find: (ref, from) => {
      const { resources, bases } = index();
      if (resources.size === 0) return undefined;
      const base = baseOf(bases.get(from.file) ?? [], from.pointer);
      if (base === undefined && !/^[a-z][a-z\d+.-]*:/i.test(ref)) return undefined;
      const [uri = '', ...fragment] = urlOf(ref, base ?? nowhere).split('#');
      const start = resources.get(uri);
      return start && { start, fragment: fragment.join('#') };
    },
    anchor: (name, start) => {
      const { anchors, bases } = index();
      return anchors.get(
        anchorKey(start.file, baseOf(bases.get(start.file) ?? [], start.pointer), name),
      );
    },
  };
}

interface Index {
  readonly resources: Map<string, Node>;
  readonly anchors: Map<string, Node>;
  /** The places with an `$id` by file, each before those inside it. */
  readonly bases: Map<string, { readonly pointer: string; readonly base: string }[]>;
}

/** What an `$id` is relative to that nothing says more of. */
const nowhere = 'https://nowhere.invalid/';

/** What a value is: a schema, schemas by names, or a part of a document that may hold schemas anywhere. */
type Part = 'schema' | 'named' | 'document';

/** The keywords of schemas that hold schemas; other keywords hold none, whatever it looks like. */
const single: ReadonlySet<string> = new Set([
  ...['items', 'prefixItems', 'additionalItems', 'unevaluatedItems', 'contains', 'propertyNames'],
  ...['additionalProperties', 'unevaluatedProperties', 'allOf', 'anyOf', 'oneOf', 'not'],
  ...['if', 'then', 'else'],
]);
const named: ReadonlySet<string> = new Set([
  ...['properties', 'patternProperties', 'definitions', '$defs', 'dependencies'],
  'dependentSchemas',
]);

function partUnder(part: Part, key: string, isItem: boolean): Part | undefined {
  if (isItem) return part;
  if (part === 'named') return 'schema';
  if (single.has(key)) return 'schema';
  if (named.has(key)) return 'named';
  return part === 'document' ? part : undefined;
}

interface Waiting {
  readonly node: Node;
  readonly base: string | undefined;
  readonly part: Part;
}

function readIndex(files: readonly { readonly file: string; readonly value: unknown }[]): Index {
  const index: Index = { resources: new Map(), anchors: new Map(), bases: new Map() };
  const seen = new Set<unknown>();
  for (const { file, value } of files) {
    const waiting: Waiting[] = [
      { node: { value, at: { file, pointer: '' } }, base: undefined, part: 'document' },
    ];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      const { node } = next;
      if (typeof node.value !== 'object' || node.value === null || seen.has(node.value)) continue;
      seen.add(node.value);
      const isSchema = isRecord(node.value) && next.part !== 'named';
      const base = isSchema ? readNames(node, next.base, index) : next.base;
      for (const [key, child] of Object.entries(node.value).reverse()) {
        const part = partUnder(next.part, key, Array.isArray(node.value));
        if (part === undefined || typeof child !== 'object') continue;
        const at = { file, pointer: pointerTo(node.at.pointer, key) };
        waiting.push({ node: { value: child, at }, base, part });
      }
    }
  }
  return index;
}

/** Notes what a schema is called; the base of what is inside it. */
function readNames(node: Node, outer: string | undefined, index: Index): string | undefined {
  const { file, pointer } = node.at;
  const id = own(node.value, '$id');
  let base = outer;
  // Up to draft 7, a name was an `$id` of a fragment, and nothing counted beside `$ref`.
  if (typeof id === 'string' && id.startsWith('#')) {
    index.anchors.set(anchorKey(file, base, id.slice(1)), node);
  } else if (typeof id === 'string' && typeof own(node.value, '$ref') !== 'string') {
    [base = ''] = urlOf(id, outer ?? nowhere).split('#');
    if (!index.resources.has(base)) index.resources.set(base, node);
    index.bases.set(file, [...(index.bases.get(file) ?? []), { pointer, base }]);
  }
  for (const keyword of ['$anchor', '$dynamicAnchor']) {
    const name = own(node.value, keyword);
    const key = typeof name === 'string' ? anchorKey(file, base, name) : undefined;
    if (key !== undefined && !index.anchors.has(key)) index.anchors.set(key, node);
  }
  return base;
}

function anchorKey(file: string, base: string | undefined, name: string): string {
  return `${base ?? file}#${name}`;
}

/** The innermost base around a place. */
function baseOf(
  bases: readonly { readonly pointer: string; readonly base: string }[],
  place: string,
): string | undefined {
  return bases.findLast(({ pointer }) => place === pointer || place.startsWith(`${pointer}/`))
    ?.base;
}

function urlOf(ref: string, base: string): string {
  try {
    return new URL(ref, base).href;
  } catch {
    return ref;
  }
}
