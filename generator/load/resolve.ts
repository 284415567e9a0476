import { finding, type Finding, type Origin } from '../base/finding.ts';
import { isRecord, own } from '../base/json.ts';
import { findNearest } from '../base/nearest.ts';
import { decodeSafely, pointerSegments, pointerTo } from '../base/pointer.ts';
import { refusalKey, type Sources } from './document.ts';
import { isUrl, refPath } from './outer-refs.ts';
import { schemaIds, type SchemaIds } from './schema-ids.ts';

/** A value in a document and where it stands. `at.file` is the file's display name. */
export interface Node {
  readonly value: unknown;
  readonly at: Origin;
}

/** Follows references within the files that were read; what leads nowhere becomes a finding, once. */
export interface Resolver {
  /** The node that a reference names, itself possibly another reference. */
  readonly target: (ref: string, from: Origin) => Node | undefined;
  /** The node behind a chain of pure references; the node itself where it is none. */
  readonly follow: (node: Node) => Node | undefined;
  readonly child: (node: Node, key: string | number) => Node;
  readonly ids: SchemaIds;
}

/** A resolver over one document's files that adds what it finds to `findings`. */
export function createResolver(sources: Sources, findings: Finding[]): Resolver {
  const byName = new Map([...sources.files.values()].map((one) => [one.file, one]));
  const reported = new Set<string>();
  const report = (rule: string, at: Origin, message: string, hint?: string): undefined => {
    const key = `${rule} ${at.file} ${at.pointer}`;
    if (!reported.has(key)) findings.push(finding(rule, 'error', at, message, hint));
    reported.add(key);
    return undefined;
  };

  /** What reading has against the file behind a reference, told where somebody needs it. */
  const tellRefusal = (from: Origin): undefined => {
    for (const one of sources.refused?.get(refusalKey(from)) ?? []) {
      const key = `${one.rule} ${one.at.file} ${one.at.pointer} ${String(one.at.line)}`;
      if (!reported.has(key)) findings.push(one);
      reported.add(key);
    }
    return undefined;
  };

  const ids = schemaIds(sources);

  const target = (ref: string, from: Origin, depth = 0): Node | undefined => {
    const source = byName.get(from.file);
    if (source === undefined) return undefined;
    const jump = (inner: string, at: Origin): Node | undefined => target(inner, at, depth + 1);
    const lookUpIn = (start: Node, fragment: string): Node | undefined =>
      fragment !== '' && !fragment.startsWith('/')
        ? ids.anchor(fragment, start.at)
        : lookUp(start, fragment, jump);
    // Each of them may be tried in several ways, so that ways through many would have no end.
    const byId = depth <= 8;
    const found = byId ? ids.find(ref, from) : undefined;
    const called = (): Node | undefined =>
      found && lookUpIn(found.start, decodeSafely(found.fragment));
    const hash = ref.indexOf('#');
    const filePart = hash === -1 ? ref : ref.slice(0, hash);
    const file =
      filePart === ''
        ? source
        : isUrl(filePart)
          ? undefined
          : sources.files.get(refPath(ref, source.path));
    if (file === undefined) return called() ?? tellRefusal(from);
    const fragment = hash === -1 ? '' : decodeSafely(ref.slice(hash + 1));
    // What stands in the same file goes by its `$id`; among files, their names go first, since many a copied `$id` is not meant.
    const around = filePart === '' ? ids.around(from)?.node : found?.start;
    const isNear = around?.at.file === from.file && (filePart === '' || around.at.pointer !== '');
    const inside = isNear && byId ? lookUpIn(around, fragment) : undefined;
    if (inside !== undefined) return inside;
    if (fragment !== '' && !fragment.startsWith('/')) {
      const named = called() ?? ids.anchor(fragment, { file: file.file, pointer: '' });
      if (named !== undefined) return named;
      const message = `the reference ${ref} is no JSON pointer, which begins with #/`;
      return report('ref-dangling', from, message);
    }
    // A pointer through a reference to itself would never end.
    if (depth > 64) return report('ref-cycle', from, `the reference ${ref} leads only to itself`);
    const root: Node = { value: file.value, at: { file: file.file, pointer: '' } };
    const node = lookUp(root, fragment, jump) ?? called();
    if (node !== undefined) return node;
    const hint = nearestKey(file.value, fragment);
    return report('ref-dangling', from, `the reference ${ref} leads nowhere`, hint);
  };

  const ends = new Map<string, Node | undefined>();
  const follow = (node: Node): Node | undefined => {
    if (typeof own(node.value, '$ref') !== 'string') return node;
    const passed = new Map<string, Node>();
    const end = followTo(node, passed);
    for (const address of passed.keys()) ends.set(address, end);
    return end;
  };

  const followTo = (node: Node, passed: Map<string, Node>): Node | undefined => {
    let current: Node = node;
    for (
      let ref = own(current.value, '$ref');
      typeof ref === 'string';
      ref = own(current.value, '$ref')
    ) {
      const address = addressOf(current.at);
      if (ends.has(address)) return ends.get(address);
      if (passed.has(address)) return reportCircle([...passed.values()], current);
      passed.set(address, current);
      const next = target(ref, refOrigin(current.at));
      if (next === undefined) return undefined;
      current = next;
    }
    return current;
  };

  /** A circle is told once, wherever it is entered. */
  const reportCircle = (passed: readonly Node[], entry: Node): undefined => {
    const circle = passed.slice(
      passed.findIndex((one) => addressOf(one.at) === addressOf(entry.at)),
    );
    const addresses = circle.map((one) => addressOf(one.at));
    const first = addresses.indexOf([...addresses].sort()[0] ?? '');
    const [start = entry, ...others] = [...circle.slice(first), ...circle.slice(0, first)];
    const through = others.map((one) => one.at.pointer.slice(one.at.pointer.lastIndexOf('/') + 1));
    const way = through.length === 0 ? '' : `, through ${through.join(', ')}`;
    const message = `this reference leads only to itself${way}`;
    return report('ref-cycle', refOrigin(start.at), message, 'one of them must be a schema');
  };

  return { target, follow, child: childOf, ids };
}

/** The one text that names a place: file and pointer. */
export function addressOf(at: Origin): string {
  return `${at.file}#${at.pointer}`;
}

/** Where the `$ref` of a node stands. */
export function refOrigin(at: Origin): Origin {
  return { file: at.file, pointer: pointerTo(at.pointer, '$ref') };
}

/** A node's child; its value is undefined where there is none. */
export function childOf(node: Node, key: string | number): Node {
  return {
    value: own(node.value, String(key)),
    at: { file: node.at.file, pointer: pointerTo(node.at.pointer, key) },
  };
}

/** The children of a mapping, in order. */
export function childrenOf(node: Node): readonly (Node & { readonly key: string })[] {
  if (!isRecord(node.value)) return [];
  return Object.keys(node.value).map((key) => ({ ...childOf(node, key), key }));
}

/** What the first step of a pointer that leads nowhere was probably meant to be. */
function nearestKey(root: unknown, pointer: string): string | undefined {
  let value = root;
  let parent = '#';
  for (const step of pointerSegments(pointer)) {
    const next = own(value, step);
    if (next === undefined) {
      const nearest = isRecord(value) ? findNearest(step, Object.keys(value)) : undefined;
      return nearest === undefined ? undefined : `did you mean ${pointerTo(parent, nearest)}?`;
    }
    value = next;
    parent = pointerTo(parent, step);
  }
  return undefined;
}

/** Walks a pointer; a step into a reference goes on behind it, as the official parser does. */
function lookUp(
  start: Node,
  pointer: string,
  jump: (ref: string, at: Origin) => Node | undefined,
): Node | undefined {
  const steps = pointerSegments(pointer);
  let node = start;
  for (let index = 0; index < steps.length;) {
    const rest = steps.slice(index);
    let next = stepInto(node, rest);
    if (next === undefined) {
      const ref = own(node.value, '$ref');
      const behind = typeof ref === 'string' ? jump(ref, refOrigin(node.at)) : undefined;
      next = behind === undefined ? undefined : stepInto(behind, rest);
    }
    if (next === undefined) return undefined;
    node = next.node;
    index += next.taken;
  }
  return node;
}

/**
 * The child that the first of some steps names, or several of them together: slashes in keys are to be escaped
 * (`#/channels/user~1signedup`), and often are not.
 */
function stepInto(
  node: Node,
  steps: readonly string[],
): { readonly node: Node; readonly taken: number } | undefined {
  if (typeof node.value !== 'object' || node.value === null) return undefined;
  let key = '';
  for (const [index, step] of steps.entries()) {
    key = index === 0 ? step : `${key}/${step}`;
    const child = childOf(node, key);
    if (child.value !== undefined) return { node: child, taken: index + 1 };
  }
  return undefined;
}
