import { isRecord, own } from '../base/json.ts';
import { pointerSegments } from '../base/pointer.ts';
import { compileKeywords, type Tools } from './keywords.ts';
import { isReference, type Reference } from './reference.ts';
import type { References } from './references.ts';
import {
  accept,
  fail,
  flatten,
  startTrace,
  type Check,
  type Problem,
  type Trace,
} from './schema-check.ts';
import type { SpecSchemas } from './spec-schemas.ts';
import { thingAt } from './spec-things.ts';

/** The checks that one version's schemas make, for documents whose references are followed wherever they stand. */
export interface SpecCheck {
  readonly document: Check;
  /** The check of one definition, by its address. */
  readonly definition: (address: string) => Check;
}

/**
 * Compiles the schemas piece by piece, as a document needs them: most documents use a tenth. What several places refer
 * to is checked once for each definition, so that the work grows with the document and not with what it expands to.
 */
export function createSpecCheck(schemas: SpecSchemas, references: References): SpecCheck {
  const definitions = new Map<unknown, Check>();
  /** Set while a reference is looked at as the object that it is. */
  let asObject = false;

  /** The check of a value as it stands, made when it is first asked: few documents use more than a tenth of all. */
  const compileBody = (schema: unknown, root: unknown): (() => Check) => {
    let made: Check | undefined;
    return () => (made ??= compileSchema(schema, toolsFor(root)));
  };

  const toolsFor = (root: unknown): Tools => ({
    compile: (schema) => compile(schema, root),
    follow: (ref) => definition(ref, root),
    behind: references.behind,
  });

  const compile = (schema: unknown, root: unknown): Check => {
    const body = compileBody(schema, root);
    let allowed: boolean | undefined;
    return (value, trace) => {
      if (asObject || !isReference(value)) return body()(value, trace);
      allowed ??= allowsReference(body());
      if (!allowed) return fail(trace, value, { keyword: '$ref', limit: undefined });
      return checkBehind(value, body(), trace);
    };
  };

  /** Checks what a reference leads to; one that the parser leaves as it is, because it leads back, as the object it is. */
  const checkBehind = (value: Reference, check: Check, trace: Trace | undefined): boolean => {
    const target = references.targetOf(value);
    const fits = target !== undefined && check(target.value, undefined);
    // What stands beside a `$ref` counts only where the reference stays.
    const alone = Object.keys(value).length === 1;
    if (fits && (alone || checkAsObject(value, check, undefined))) return true;
    if (references.leadsBack(value)) return checkAsObject(value, check, trace);
    if (fits || target === undefined) return true;
    const { file, pointer } = target;
    return check(target.value, trace && { ...trace, at: { file, pointer } });
  };

  const checkAsObject = (value: unknown, check: Check, trace: Trace | undefined): boolean => {
    asObject = true;
    const fits = check(value, trace);
    asObject = false;
    return fits;
  };

  const allowsReference = (check: Check): boolean => {
    const trace = startTrace({ file: '', pointer: '' });
    checkAsObject({ $ref: '#' }, check, trace);
    return !flatten(trace.problems).some(
      ({ keyword, key }) => keyword === 'additionalProperties' && key === '$ref',
    );
  };

  const definition = (ref: string, root: unknown): Check => {
    const [address = '', pointer = ''] = ref.split('#', 2);
    const resource = address === '' ? root : schemas.at(address);
    const schema = pointerSegments(pointer).reduce(ownOf, resource);
    if (schema === undefined) throw new Error(`AsyncAPI's schemas have no ${ref}`);
    const known = definitions.get(schema);
    if (known !== undefined) return known;
    const thing = pointer === '' && address !== '' ? thingAt(address) : undefined;
    const check = remembering(compileBody(schema, resource), thing);
    definitions.set(schema, check);
    return check;
  };

  return {
    document: compile(schemas.root, schemas.root),
    definition: (address) => definition(address, undefined),
  };
}

function ownOf(value: unknown, key: string): unknown {
  return Array.isArray(value) ? (value as readonly unknown[])[Number(key)] : own(value, key);
}

/**
 * Checks each object once, and tells what it is meant to be to whoever words the problems. One that contains itself is
 * held to fit where it is met again.
 */
function remembering(body: () => Check, thing: string | undefined): Check {
  const known = new Map<object, boolean>();
  /** The first problem of each object whose problems are told already; the others would grow with every way to it. */
  const told = new Map<object, Problem>();
  return (value, outer) => {
    const trace = outer && thing !== undefined ? { ...outer, thing } : outer;
    if (typeof value !== 'object' || value === null || isFlat(value)) return body()(value, trace);
    const before = known.get(value);
    if (before === true || (before === false && trace === undefined)) return before;
    const again = told.get(value);
    if (trace !== undefined && again !== undefined) {
      trace.problems.push(again);
      return false;
    }
    const start = trace?.problems.length ?? 0;
    known.set(value, true);
    if (body()(value, trace)) return true;
    known.set(value, false);
    const first = trace?.problems[start];
    if (first !== undefined) told.set(value, first);
    return false;
  };
}

function compileSchema(schema: unknown, tools: Tools): Check {
  if (isRecord(schema)) return compileKeywords(schema, tools);
  if (schema !== false) return accept;
  return (value, trace) => fail(trace, value, { keyword: 'false', limit: false });
}

/** Whether nothing is nested in an object: then looking again is less work than remembering. */
function isFlat(value: object): boolean {
  for (const key in value) {
    const child = (value as Readonly<Record<string, unknown>>)[key];
    if (typeof child === 'object' && child !== null) return false;
  }
  return true;
}
