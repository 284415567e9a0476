import type { Origin } from '../base/finding.ts';
import { isRecord } from '../base/json.ts';
import { compileKeywords, type SchemaObject } from './keywords.ts';
import { unjudged, type References } from './references.ts';
import { accept, fail, startTrace, type Check, type Problem } from './schema-check.ts';
import type { SpecCheck } from './spec-check.ts';
import { draft07 } from './spec-schemas.ts';

/** What can be said of values by a schema that a document holds. */
export type PayloadCheck =
  | { readonly kind: 'check'; readonly check: Check }
  /** The schema itself cannot be used. */
  | { readonly kind: 'broken'; readonly why: string }
  /** The parser does not look either: the schema contains itself, or is of a dialect that we do not read. */
  | { readonly kind: 'unjudged' };

/** Compiles a document's own schemas the way the parser's validator does, with the references in them replaced. */
export function createPayloadChecks(
  references: References,
  spec: SpecCheck,
): (schema: unknown) => PayloadCheck {
  const known = new Map<unknown, PayloadCheck>();
  const byId = new Map<unknown, PayloadCheck>();
  return (schema) => {
    const value = references.behind(schema);
    const before = known.get(value);
    if (before !== undefined) return before;
    // The parser's validator keeps the first schema of an id, and takes it for every other one of the same id.
    const id = isRecord(value) ? value['$id'] : undefined;
    const namesake = typeof id === 'string' ? byId.get(id) : undefined;
    const made = namesake ?? make(value, references, spec);
    known.set(value, made);
    if (typeof id === 'string' && made.kind === 'check') byId.set(id, made);
    return made;
  };
}

/** Thrown out of the depth of a schema; the kind of check that it leads to. */
class Unusable extends Error {
  readonly result: PayloadCheck;
  constructor(result: PayloadCheck) {
    super();
    this.result = result;
  }
}

function make(schema: unknown, references: References, spec: SpecCheck): PayloadCheck {
  if (schema === unjudged) return { kind: 'unjudged' };
  if (typeof schema === 'boolean') return { kind: 'check', check: compileIn(schema, references) };
  if (!isRecord(schema)) return { kind: 'broken', why: 'the schema is no object' };
  const dialect = dialectOf(schema['$schema']);
  if (dialect === undefined) {
    return { kind: 'broken', why: `the dialect ${JSON.stringify(schema['$schema'])} is not known` };
  }
  if (dialect === 'newer') return { kind: 'unjudged' };
  if (!spec.definition(draft07)(schema, undefined)) {
    return { kind: 'broken', why: 'the schema is no valid JSON Schema' };
  }
  try {
    return { kind: 'check', check: compileIn(schema, references, dialect) };
  } catch (error) {
    if (error instanceof Unusable) return error.result;
    throw error;
  }
}

/** `undefined` for an address of a dialect that nobody knows. */
function dialectOf(address: unknown): 'draft-04' | 'draft-07' | 'newer' | undefined {
  if (address === undefined) return 'draft-07';
  if (typeof address !== 'string') return undefined;
  const name = /^https?:\/\/json-schema\.org\/(draft[-/][\d-]+)\/(?:hyper-)?schema#?$/.exec(
    address,
  )?.[1];
  if (name === 'draft-04') return name;
  if (name === 'draft-06' || name === 'draft-07') return 'draft-07';
  return name === 'draft/2019-09' || name === 'draft/2020-12' ? 'newer' : undefined;
}

function compileIn(root: unknown, references: References, dialect = 'draft-07'): Check {
  const done = new Map<unknown, { readonly check: Check; readonly ids: readonly unknown[] }>();
  const ids: unknown[] = [];
  const open = new Set<unknown>();
  const compile = (raw: unknown): Check => {
    const schema = references.behind(raw);
    if (schema === true) return accept;
    if (schema === false)
      return (value, trace) => fail(trace, value, { keyword: 'false', limit: false });
    // A reference that stays because it leads back is one that the validator cannot find.
    if (!isRecord(schema) || open.has(schema)) throw new Unusable({ kind: 'unjudged' });
    const before = done.get(schema);
    if (before !== undefined) {
      before.ids.forEach(noteId);
      return before.check;
    }
    const why = faultOf(schema, dialect);
    if (why !== undefined) throw new Unusable({ kind: 'broken', why });
    const first = ids.length;
    if (schema !== root && typeof schema['$id'] === 'string') noteId(schema['$id']);
    open.add(schema);
    const used = dialect === 'draft-04' ? withoutNewer(schema) : schema;
    const inner = compileKeywords(used, { compile, follow: () => accept, behind });
    open.delete(schema);
    const check: Check = (value, trace) => {
      const seen = behind(value);
      return seen === unjudged || inner(seen, trace);
    };
    done.set(schema, { check, ids: ids.slice(first) });
    return check;
  };
  const noteId = (id: unknown): void => {
    const why = `the id ${JSON.stringify(id)} stands on two schemas`;
    if (ids.includes(id)) throw new Unusable({ kind: 'broken', why });
    ids.push(id);
  };
  const { behind } = references;
  return compile(root);
}

/** What the validator throws for, although the schema is a valid one. */
function faultOf(schema: SchemaObject, dialect: string): string | undefined {
  const { type, nullable, pattern, patternProperties } = schema;
  if (dialect !== 'draft-04' && schema['id'] !== undefined)
    return 'the keyword "id" is written "$id"';
  const patterns = isRecord(patternProperties) ? Object.keys(patternProperties) : [];
  if (typeof pattern === 'string') patterns.push(pattern);
  const wrong = patterns.find((one) => !isPattern(one));
  if (wrong !== undefined) return `the pattern ${wrong} is no regular expression`;
  if (nullable !== undefined && typeof nullable !== 'boolean')
    return 'nullable must be true or false';
  const types = type === undefined ? [] : [type].flat();
  if (types.includes('null')) {
    return nullable === false ? 'the type null contradicts nullable: false' : undefined;
  }
  return types.length === 0 && nullable !== undefined
    ? 'nullable needs a type beside it'
    : undefined;
}

function isPattern(text: string): boolean {
  try {
    new RegExp(text);
    return true;
  } catch {
    return false;
  }
}

/** The keywords that came after draft-04 mean nothing in it. */
function withoutNewer(schema: SchemaObject): SchemaObject {
  const { const: _1, contains: _2, propertyNames: _3, if: _4, ...older } = schema;
  return older;
}

/** What is wrong with a value under a schema of the document. */
export function problemsUnder(check: Check, value: unknown, at: Origin): readonly Problem[] {
  if (check(value, undefined)) return [];
  const trace = startTrace(at);
  check(value, trace);
  return trace.problems;
}
