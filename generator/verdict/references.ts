import type { Origin } from '../base/finding.ts';
import { pointerTo } from '../base/pointer.ts';
import { passageThrough } from './reference-order.ts';
import { isReference, localPointer, type Reference } from './reference.ts';

/** What a reference leads to, itself possibly another reference. */
export interface Target {
  readonly value: unknown;
  readonly file: string;
  readonly pointer: string;
}

/** Finds what a reference in a file names; undefined where it names nothing, or nothing that may be read. */
export type Resolve = (ref: string, fromFile: string) => Target | undefined;

/** All references that can be reached from a document, each followed to its end. */
export interface References {
  /** The value behind a reference, the value itself where it is none, `unjudged` where it leads nowhere or in a circle. */
  readonly behind: (value: unknown) => unknown;
  readonly targetOf: (reference: Reference) => Target | undefined;
  /** True where a reference, or one on its way, stands in what it leads to: such a one the parser leaves as it is. */
  readonly leadsBack: (reference: Reference) => boolean;
  readonly broken: readonly BrokenReference[];
}

export interface BrokenReference {
  readonly ref: string;
  /** Where its `$ref` stands. */
  readonly at: Origin;
}

/** Stands for what cannot be looked at, so that one broken reference is told once and not again for all that it misses. */
export const unjudged: unique symbol = Symbol('unjudged');

/** Walks a document, and of other files the parts that it refers to. */
export function followReferences(document: unknown, file: string, resolve: Resolve): References {
  const find = remembering(document, file, resolve);
  const targets = new Map<object, Target | undefined>();
  /** The references on the way of one that leads to another. */
  const inner = new Map<object, readonly Reference[]>();
  const broken: BrokenReference[] = [];
  const seen = new Set<object>();
  const path: string[] = [];

  const visit = (value: object, from: string, start: string): void => {
    if (isReference(value)) return follow(value, from, start);
    if (seen.has(value)) return;
    let noted = false;
    // Arrays are walked the same way: the steps of a pointer are texts.
    for (const key in value) {
      const child = (value as Readonly<Record<string, unknown>>)[key];
      if (typeof child !== 'object' || child === null) continue;
      // Most objects hold no other; to walk those again is less work than to remember them.
      if (!noted) noted = seen.add(value).has(value);
      path.push(key);
      visit(child, from, start);
      path.pop();
    }
  };

  const follow = (reference: Reference, from: string, start: string): void => {
    if (targets.has(reference)) return;
    targets.set(reference, undefined);
    const first = find(reference.$ref, from);
    if (first === undefined) {
      const at = { file: from, pointer: pointerTo(start, ...path, '$ref') };
      broken.push({ ref: reference.$ref, at });
      return;
    }
    const passed: Reference[] = [];
    targets.set(reference, endOf(first, find, passed));
    if (passed.length > 0) inner.set(reference, passed);
    if (first.file !== file && typeof first.value === 'object' && first.value !== null) {
      const outer = path.splice(0);
      visit(first.value, first.file, first.pointer);
      path.push(...outer);
    }
  };

  if (typeof document === 'object' && document !== null) visit(document, file, '');
  const behind = (value: unknown): unknown => {
    if (!isReference(value)) return value;
    const target = targets.get(value);
    return target === undefined ? unjudged : target.value;
  };
  return {
    behind,
    targetOf: (reference) => targets.get(reference),
    leadsBack: (reference) => {
      const way = [reference, ...(inner.get(reference) ?? [])];
      const circle = new Set(way).size < way.length;
      return circle || way.some((one) => canReach(targets.get(one)?.value, one, behind));
    },
    broken,
  };
}

/** Whether an object is among the parts of a value, through whatever references. */
function canReach(start: unknown, goal: object, behind: (value: unknown) => unknown): boolean {
  const seen = new Set<unknown>();
  const waiting = [start];
  while (waiting.length > 0) {
    const value = waiting.pop();
    if (value === goal) return true;
    if (typeof value !== 'object' || value === null || seen.has(value)) continue;
    seen.add(value);
    const next: readonly unknown[] = isReference(value) ? [behind(value)] : Object.values(value);
    for (const one of next) waiting.push(one);
  }
  return false;
}

/** A longer chain of references has no end that anybody cares for. */
const longestChain = 200;

/** The end of a chain of references; undefined where it runs in a circle, breaks off further on or goes on for too long. */
function endOf(first: Target, find: Resolve, passed: Reference[]): Target | undefined {
  let target: Target | undefined = first;
  const seen = new Set<Reference>();
  while (target !== undefined && isReference(target.value)) {
    const again = seen.has(target.value);
    passed.push(target.value);
    seen.add(target.value);
    if (again || seen.size > longestChain) return undefined;
    target = find(target.value.$ref, target.file);
  }
  return target;
}

/** Looks up the same reference from the same file once: thousands of messages share a few dozen targets. */
function remembering(document: unknown, file: string, resolve: Resolve): Resolve {
  const known = new Map<string, Map<string, Target | undefined>>();
  let passesThrough: ((pointer: string) => boolean) | undefined;
  const find: Resolve = (ref, from) => {
    const found = ref === '' ? undefined : resolve(ref, from);
    const asked = from === file ? localPointer(ref) : undefined;
    if (found === undefined || asked === undefined) return found;
    if (found.file === file && found.pointer === asked) return found;
    passesThrough ??= passageThrough(document);
    return passesThrough(asked) ? found : undefined;
  };
  return (ref, from) => {
    const ofFile = known.get(from) ?? new Map<string, Target | undefined>();
    known.set(from, ofFile);
    if (!ofFile.has(ref)) ofFile.set(ref, find(ref, from));
    return ofFile.get(ref);
  };
}
