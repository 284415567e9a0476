import { isRecord, own } from '../base/json.ts';
import type { Origin } from '../base/finding.ts';
import { pointerTo } from '../base/pointer.ts';
import {
  atValue,
  partUnder,
  readsSiblings,
  wholeFile,
  type Dialect,
  type PartIn,
} from './dialect.ts';
import type { Sources } from './document.ts';
import type { Node } from './resolve.ts';

/** Where a reference begins that leads through `$id`, and the rest of it, which is a pointer or a name. */
export interface IdTarget {
  readonly start: Node;
  readonly fragment: string;
}

/** A schema with an `$id`, or a whole file: what `#` means inside it, and the names that are known there. */
export interface Resource {
  readonly node: Node;
  /** Its `$id` in full; undefined for a file without one. */
  readonly base: string | undefined;
  readonly anchors: Map<string, Node>;
  readonly dynamicAnchors: Map<string, Node>;
  /** True where `$recursiveAnchor` is said of the resource as a whole. */
  readonly isRecursive: boolean;
  /** True where dynamic references may lead into it. */
  readonly isDynamic: boolean;
}

/** What schemas of some files say that they are called (JSON Schema 2020-12, "8.2. Base URI, Anchors, and Dereferencing"). */
export interface SchemaIds {
  /** Where a reference leads that stands inside a schema with an `$id`, or that is the `$id` of one. */
  readonly find: (ref: string, from: Origin) => IdTarget | undefined;
  /** The schema that has a name (`$anchor`) inside the resource around a place. */
  readonly anchor: (name: string, place: Origin) => Node | undefined;
  /** The resource around a place; undefined where no file says any such thing. */
  readonly around: (place: Origin) => Resource | undefined;
  /** True where any file names anything. */
  readonly areSome: () => boolean;
  /** True for a file in which something is called by an `$id`. */
  readonly hasNames: (file: string) => boolean;
  /** The dialect that the schemas around a place name. */
  readonly dialectAt: (place: Origin) => Dialect | undefined;
  /** All resources, where something is named dynamically. */
  readonly dynamic: () => readonly Resource[];
}

/** Reads the names once, when somebody first asks. */
export function schemaIds({ files, root }: Pick<Sources, 'files' | 'root'>): SchemaIds {
  let known: Index | undefined;
  const index = (): Index => (known ??= indexOf(files, root));
  const scopeAt = (place: Origin): Scope | undefined =>
    innermost(index().scopes.get(place.file), place);
  return {
    find: (ref, from) => {
      const { resources } = index();
      if (resources.size === 0) return undefined;
      const base = scopeAt(from)?.resource.base;
      if (base === undefined && !/^[a-z][a-z\d+.-]*:/i.test(ref)) return undefined;
      const [uri = '', ...fragment] = urlOf(ref, base ?? nowhere).split('#');
      const found = resources.get(uri);
      return found && { start: found.node, fragment: fragment.join('#') };
    },
    anchor: (name, place) => scopeAt(place)?.resource.anchors.get(name),
    around: (place) => scopeAt(place)?.resource,
    areSome: () => index().scopes.size > 0,
    hasNames: (file) =>
      [...(index().scopes.get(file)?.values() ?? [])].some(
        (one) => one.resource.base !== undefined,
      ),
    dialectAt: (place) => scopeAt(place)?.dialect,
    dynamic: () => index().dynamic,
  };
}

/** One index for the same files: whoever resolves references asks it. */
function indexOf(files: Sources['files'], root: Sources['root']): Index {
  const known = indexes.get(files);
  if (known !== undefined) return known;
  const isLate = /^3\.(?!0)/.test(String(own(root.value, 'openapi')));
  const all = [...files.values()];
  const index = all.some(({ text }) => mayName(text)) ? new Reading(isLate).read(all) : nothing;
  indexes.set(files, index);
  return index;
}

const indexes = new WeakMap<Sources['files'], Index>();

/** A cheap look at the text: few documents have names, and the others are not walked. */
function mayName(text: string): boolean {
  return /\$(?:id|schema|anchor|dynamicAnchor|recursiveAnchor)\b|schemaFormat|jsonSchemaDialect/.test(
    text,
  );
}

interface Index {
  readonly resources: ReadonlyMap<string, Resource>;
  /** By file, and by the place in it where something begins to be called otherwise. */
  readonly scopes: ReadonlyMap<string, ReadonlyMap<string, Scope>>;
  readonly dynamic: readonly Resource[];
}

const nothing: Index = { resources: new Map(), scopes: new Map(), dynamic: [] };

interface Scope {
  readonly resource: Resource;
  readonly dialect: Dialect | undefined;
}

/** What an `$id` is relative to that nothing says more of. */
const nowhere = 'https://nowhere.invalid/';

interface Waiting {
  readonly node: Node;
  readonly outer: PartIn;
  readonly scope: Scope;
}

class Reading {
  readonly #isLate: boolean;
  readonly #resources = new Map<string, Resource>();
  readonly #scopes = new Map<string, Map<string, Scope>>();

  /** `isLate` where schemas that name no dialect read keywords beside `$ref`. */
  constructor(isLate: boolean) {
    this.#isLate = isLate;
  }

  read(files: readonly { readonly file: string; readonly value: unknown }[]): Index {
    const seen = new Set<unknown>();
    for (const { file, value } of files) {
      const node: Node = { value, at: { file, pointer: '' } };
      const outer = wholeFile(value);
      const whole = { resource: resourceOf(node, undefined), dialect: outer.dialect };
      this.#scopes.set(file, new Map([['', whole]]));
      const waiting: Waiting[] = [{ node, outer, scope: whole }];
      for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
        const { value: inner } = next.node;
        if (typeof inner !== 'object' || inner === null || seen.has(inner)) continue;
        seen.add(inner);
        waiting.push(...this.#children(next));
      }
    }
    const dynamic = [...this.#scopes.values()]
      .flatMap((scopes) => [...scopes.values()].map((one) => one.resource))
      .filter((one) => one.isDynamic);
    return { resources: this.#resources, scopes: this.#scopes, dynamic: [...new Set(dynamic)] };
  }

  /** What is to be looked at next, the last one first. */
  #children({ node, outer, scope: around }: Waiting): readonly Waiting[] {
    const here = atValue(node.value, outer);
    const isSchema = isRecord(node.value) && here.part !== 'named';
    const scope = isSchema ? this.#scopeOf(node, here.dialect, around) : around;
    return Object.entries<unknown>({ ...(node.value as object) })
      .reverse()
      .flatMap(([key, value]) => {
        const inner = partUnder(node.value, key, here);
        if (inner === undefined || typeof value !== 'object') return [];
        const at = { file: node.at.file, pointer: pointerTo(node.at.pointer, key) };
        return [{ node: { value, at }, outer: inner, scope }];
      });
  }

  /** Notes what a schema is called; the scope of what is inside it. */
  #scopeOf(node: Node, dialect: Dialect | undefined, around: Scope): Scope {
    const { file, pointer } = node.at;
    const id = own(node.value, dialect === 'draft-04' ? 'id' : '$id');
    const resource = typeof id === 'string' ? this.#called(id, node, dialect, around) : undefined;
    const inner = resource ?? around.resource;
    for (const [keyword, names] of [
      ['$anchor', inner.anchors],
      ['$dynamicAnchor', inner.anchors],
      ['$dynamicAnchor', inner.dynamicAnchors],
    ] as const) {
      const name = own(node.value, keyword);
      if (typeof name === 'string' && !names.has(name)) names.set(name, node);
    }
    if (resource === undefined && dialect === around.dialect) return around;
    const scope = { resource: inner, dialect };
    this.#scopes.get(file)?.set(pointer, scope);
    return scope;
  }

  /** The resource that begins where an `$id` stands; undefined where it is the name of a place in another one. */
  #called(
    id: string,
    node: Node,
    dialect: Dialect | undefined,
    { resource }: Scope,
  ): Resource | undefined {
    const isLate = dialect === undefined ? this.#isLate : readsSiblings(dialect);
    // Up to draft 7, a name was an `$id` of a fragment, and nothing counted beside `$ref`.
    if (!isLate && typeof own(node.value, '$ref') === 'string') return undefined;
    if (id.startsWith('#')) {
      if (id !== '#') resource.anchors.set(id.slice(1), node);
      return undefined;
    }
    const [base = '', fragment = ''] = urlOf(id, resource.base ?? nowhere).split('#');
    if (fragment !== '') return undefined;
    const made = resourceOf(node, base);
    if (!this.#resources.has(base)) this.#resources.set(base, made);
    return made;
  }
}

function resourceOf(node: Node, base: string | undefined): Resource {
  const isRecursive = own(node.value, '$recursiveAnchor') === true;
  const dynamicAnchors = new Map<string, Node>();
  return {
    ...{ node, base, isRecursive, dynamicAnchors, anchors: new Map<string, Node>() },
    get isDynamic() {
      return isRecursive || dynamicAnchors.size > 0;
    },
  };
}

/** The innermost scope around a place. */
function innermost(
  scopes: ReadonlyMap<string, Scope> | undefined,
  { pointer }: Origin,
): Scope | undefined {
  if (scopes === undefined) return undefined;
  for (let place = pointer; place !== ''; place = place.slice(0, place.lastIndexOf('/'))) {
    const scope = scopes.get(place);
    if (scope !== undefined) return scope;
  }
  return scopes.get('');
}

function urlOf(ref: string, base: string): string {
  try {
    return new URL(ref, base).href;
  } catch {
    return ref;
  }
}
