import fc from 'fast-check';
import { pointerTo } from '../../generator/base/pointer.ts';

/** One random change: which node, what to do with it, and with which other node or value. */
export interface Mutation {
  readonly node: number;
  readonly action: number;
  readonly other: number;
}

export const mutations: fc.Arbitrary<readonly Mutation[]> = fc.array(
  fc.record({ node: fc.nat(1e6), action: fc.nat(6), other: fc.nat(1e6) }),
  { minLength: 1, maxLength: 2 },
);

type Path = readonly (string | number)[];
type Container = Record<string | number, unknown>;

/** Changes a document at random places: takes away, replaces, copies from elsewhere, adds, renames, refers. */
export function mutate(document: unknown, changes: readonly Mutation[]): unknown {
  const mutated: unknown = structuredClone(document);
  for (const { node, action, other } of changes) {
    const all = pathsIn(mutated).filter((path) => path.length > 0 && path.at(-1) !== '$ref');
    const path = at(all, node);
    at(actions, action)(valueAt(mutated, path.slice(0, -1)) as Container, path.at(-1) ?? '', {
      junk: structuredClone(at(junk, other)),
      key: at(keys, other),
      copy: structuredClone(valueAt(mutated, at(all, other))),
      reference: referenceInto(mutated, all, other),
    });
  }
  return mutated;
}

interface Material {
  readonly junk: unknown;
  readonly key: string;
  readonly copy: unknown;
  readonly reference: unknown;
}

type Action = (parent: Container, key: string | number, material: Material) => void;

const actions: readonly Action[] = [
  (parent, key) => {
    if (Array.isArray(parent)) parent.splice(Number(key), 1);
    else Reflect.deleteProperty(parent, key);
  },
  (parent, key, { junk: value }) => {
    parent[key] = value;
  },
  (parent, key, { copy }) => {
    parent[key] = copy;
  },
  (parent, key, { reference }) => {
    parent[key] = reference;
  },
  (parent, key, { junk: value, key: added }) => {
    addTo(parent, key, added, value);
  },
  (parent, key, { copy, key: added }) => {
    addTo(parent, key, added, copy);
  },
  (parent, key, { key: renamed }) => {
    if (Array.isArray(parent)) return;
    const value = parent[key];
    Reflect.deleteProperty(parent, key);
    parent[renamed] = value;
  },
];

function addTo(parent: Container, key: string | number, added: string, value: unknown): void {
  const target = parent[key];
  if (typeof target !== 'object' || target === null || Array.isArray(target)) parent[key] = value;
  else (target as Container)[added] = value;
}

const junk: readonly unknown[] = [
  ...[null, true, false, 0, -1, 1.5, '', 'a', 'x y', 'https://example.com/c', '['],
  ...[{}, [], { a: 1 }, ['a'], ['a', 'a'], [{}]],
  { type: 'object' },
  { type: 'nope' },
  { oneOf: [{ type: 'string' }] },
  { schemaFormat: 'application/vnd.aai.asyncapi;version=3.0.0', schema: { type: 3 } },
  { schemaFormat: 'application/x-own', schema: 1 },
  { default: 1, type: 'string' },
  { examples: [1], type: 'string' },
  { nullable: true },
  { id: 'a' },
];

const keys: readonly string[] = [
  ...['type', 'x-a', 'ü', '@a', 'foo', 'name', 'schema', 'schemaFormat', 'payload', 'messages'],
  ...['default', 'examples', 'id', '$id', '$schema', 'nullable', 'items', 'properties', 'required'],
  ...['address', 'title', 'then', 'enum', 'format', 'pattern', 'a?b', '/a'],
];

/** A reference to what holds none itself: the parser's answers to random circles depend on where it begins. */
function referenceInto(document: unknown, all: readonly Path[], choice: number): unknown {
  const plain = all.filter((path) => !JSON.stringify(valueAt(document, path)).includes('$ref'));
  return { $ref: `#${pointerTo('', ...at(plain, choice))}` };
}

function pathsIn(value: unknown, path: Path = []): readonly Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  const entries = Object.entries(value).map(([key, child]) =>
    pathsIn(child, [...path, Array.isArray(value) ? Number(key) : key]),
  );
  return [path, ...entries.flat()];
}

function valueAt(document: unknown, path: Path): unknown {
  return path.reduce<unknown>((value, key) => (value as Container)[key], document);
}

function at<Item>(list: readonly Item[], index: number): Item {
  return list[index % list.length]!;
}
