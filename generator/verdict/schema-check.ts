import type { Origin } from '../base/finding.ts';
import { pointerTo } from '../base/pointer.ts';

/** Whether a value fits a schema. Without a trace it stops at the first no; with one it tells everything that is wrong. */
export type Check = (value: unknown, trace: Trace | undefined) => boolean;

/** Where a check stands, and what it has found so far. */
export interface Trace {
  /** The place in the file that holds the value. */
  readonly at: Origin;
  /** The way from the first value to this one through references, as a pointer. */
  readonly path: string;
  /** What the value is meant to be, in the words of the specification: `channel`, `operation reply`. */
  readonly thing: string | undefined;
  readonly problems: Problem[];
}

/** One thing that is wrong with a value. */
export interface Problem {
  readonly keyword: string;
  /** What the keyword asks for. */
  readonly limit: unknown;
  readonly value: unknown;
  /** The key at fault, where it is one of the value's own. */
  readonly key: string | undefined;
  readonly at: Origin;
  readonly path: string;
  readonly thing: string | undefined;
  /** What is wrong under each alternative, where none fits. */
  readonly branches: readonly (readonly Problem[])[];
}

/** What is particular about a problem; the rest comes from the trace. */
export interface Fault {
  readonly keyword: string;
  readonly limit: unknown;
  readonly key?: string | undefined;
  readonly branches?: readonly (readonly Problem[])[];
}

export const accept: Check = () => true;

export function startTrace(at: Origin, path = ''): Trace {
  return { at, path, thing: undefined, problems: [] };
}

/** The trace of a child of the value. */
export function step(trace: Trace | undefined, key: string | number): Trace | undefined {
  if (trace === undefined) return undefined;
  const at = { file: trace.at.file, pointer: pointerTo(trace.at.pointer, key) };
  return { at, path: pointerTo(trace.path, key), thing: undefined, problems: trace.problems };
}

/** Notes a problem where somebody listens; always false, so that a check can end with it. */
export function fail(trace: Trace | undefined, value: unknown, fault: Fault): false {
  const { keyword, limit, key, branches = [] } = fault;
  trace?.problems.push({
    keyword,
    limit,
    value,
    key,
    at: trace.at,
    path: trace.path,
    thing: trace.thing,
    branches,
  });
  return false;
}

/** All problems, those under alternatives too. */
export function flatten(problems: readonly Problem[]): readonly Problem[] {
  return problems.flatMap((one) => [one, ...one.branches.flatMap(flatten)]);
}
