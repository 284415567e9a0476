import { pointerSegments } from '../base/pointer.ts';
import { compileKeywords, type Tools } from './keywords.ts';
import { isReference, type Reference } from './reference.ts';
import type { References } from './references.ts';
import {
  accept,
  fail,
  flatten,
  isRecord,
  own,
  startTrace,
  type Check,
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

  const compile = (schema: unknown, root: unknown): Check => {
    if (!isRecord(schema)) {
      return schema === false
        ? (value, trace) => fail(trace, value, { keyword: 'false', limit: false })
        : accept;
    }
    const tools: Tools = {
      compile: (inner) => compile(inner, root),
      follow: (ref) => definition(ref, root),
      behind: references.behind,
    };
    let compiled: Check | undefined;
    const check: Check = (value, trace) =>
      (compiled ??= compileKeywords(schema, tools))(value, trace);
    let allowed: boolean | undefined;
    return (value, trace) => {
      if (asObject || !isReference(value)) return check(value, trace);
      allowed ??= allowsReference(check);
      if (!allowed) return fail(trace, value, { keyword: '$ref', limit: undefined });
      const target = references.targetOf(value);
      if (target === undefined) return true;
      if (!besidesFit(value, check, trace)) return false;
      if (check(target.value, undefined) || references.leadsBack(value)) return true;
      const { file, pointer } = target;
      return check(target.value, trace && { ...trace, at: { file, pointer } });
    };
  };

  /** What stands beside a `$ref` counts only where the reference stays, because it leads back. */
  const besidesFit = (value: Reference, check: Check, trace: Trace | undefined): boolean => {
    if (Object.keys(value).length === 1) return true;
    asObject = true;
    const fits = check(value, undefined);
    asObject = false;
    if (fits || !references.leadsBack(value)) return true;
    asObject = true;
    check(value, trace);
    asObject = false;
    return false;
  };

  const allowsReference = (check: Check): boolean => {
    const trace = startTrace({ file: '', pointer: '' });
    asObject = true;
    check({ $ref: '#' }, trace);
    asObject = false;
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
    const check = remembering(compile(schema, resource));
    const told = pointer === '' && address !== '' ? named(thingAt(address), check) : check;
    definitions.set(schema, told);
    return told;
  };

  return {
    document: compile(schemas.root, schemas.root),
    definition: (address) => definition(address, undefined),
  };
}

function ownOf(value: unknown, key: string): unknown {
  return Array.isArray(value) ? (value as readonly unknown[])[Number(key)] : own(value, key);
}

/** Tells what a value is meant to be to whoever words the problems. */
function named(thing: string, check: Check): Check {
  return (value, trace) => check(value, trace && ({ ...trace, thing } satisfies Trace));
}

/** Checks each object once. One that contains itself is held to fit where it is met again. */
function remembering(check: Check): Check {
  const known = new Map<object, boolean>();
  return (value, trace) => {
    if (typeof value !== 'object' || value === null || isFlat(value)) return check(value, trace);
    const before = known.get(value);
    if (before === true || (before === false && trace === undefined)) return before;
    known.set(value, true);
    if (check(value, trace)) return true;
    known.set(value, false);
    return false;
  };
}

/** Whether nothing is nested in an object: then looking again is less work than remembering. */
function isFlat(value: object): boolean {
  for (const key in value) {
    const child = (value as Readonly<Record<string, unknown>>)[key];
    if (typeof child === 'object' && child !== null) return false;
  }
  return true;
}
