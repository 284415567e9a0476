/**
 * What generated validators have in common: one run over a value, and what comes out of it. Printed into them as it stands here,
 * each part with what it calls.
 */
import type { Seen } from './validator-rules.ts';
import { own, pointerStep, shown } from './values.ts';

/** What is wrong with a value. */
export interface ValidationIssue {
  /** JSON Pointer into the value; `''` is the value itself. */
  readonly path: string;
  /** The keyword of JSON Schema that says so: `type`, `required`, `enum`, `maxLength`, … */
  readonly rule: string;
  /** `string`, `one of "a", "b"`, `at most 64 characters`. */
  readonly expected: string;
  /** What is there: a number or short text as it is, anything else by its type. */
  readonly actual: string;
}

/** A value is what it should be: the very same one, with its type. */
export interface Valid<T> {
  readonly ok: true;
  readonly value: T;
}

/** A value is not what it should be. */
export interface Invalid {
  readonly ok: false;
  readonly unknown?: undefined;
  readonly issues: readonly ValidationIssue[];
}

/** An event that this version does not know; by itself, nothing is wrong with it. */
export interface Unrecognized {
  readonly ok: false;
  /** What its tag says that it is. */
  readonly unknown: string | number | boolean;
  readonly issues: readonly ValidationIssue[];
}

/** What comes of validating. */
export type Validation<T> = Valid<T> | Invalid;

/** What comes of validating an event of any type. */
export type EventValidation<T> = Valid<T> | Invalid | Unrecognized;

/** How strictly values are taken. */
export interface ValidateOptions {
  /** Fields that the document does not describe: `allow` by default in what is received, `refuse` in what is sent. */
  readonly unknownFields?: 'allow' | 'refuse' | undefined;
}

/** Standard Schema 1, as far as it is used: https://standardschema.dev */
export interface StandardSchema<T> {
  readonly '~standard': {
    readonly version: 1;
    readonly vendor: 'wireshape';
    readonly validate: (value: unknown) => StandardResult<T>;
    readonly types?: { readonly input: T; readonly output: T } | undefined;
  };
}

/** What Standard Schema wants to know of a value. */
export type StandardResult<T> =
  | { readonly value: T; readonly issues?: undefined }
  | {
      readonly issues: readonly {
        readonly message: string;
        readonly path: readonly (string | number)[];
      }[];
    };

/** Whether a value is what it should be; what is wrong goes to the run. */
export type Checker = (value: unknown, run: Run, seen?: Seen) => boolean;

/** One run over a value: a quick one stops at the first thing that is wrong, others gather all. */
export class Run {
  readonly strict: boolean;
  readonly issues: ValidationIssue[] | undefined;
  readonly path: string;

  constructor(strict: boolean, issues?: ValidationIssue[], path = '') {
    this.strict = strict;
    this.issues = issues;
    this.path = path;
  }

  get quick(): boolean {
    return this.issues === undefined;
  }

  /** How much has been found wrong so far. */
  get found(): number {
    return this.issues === undefined ? 0 : this.issues.length;
  }

  /** The run over what a key or an index holds. */
  at(key: string | number): Run {
    if (this.issues === undefined) return this;
    return new Run(this.strict, this.issues, `${this.path}/${pointerStep(String(key))}`);
  }

  /** Tells what is wrong; true where that is enough. */
  no(rule: string, expected: string, value: unknown): boolean {
    if (this.issues === undefined) return true;
    this.issues.push({ path: this.path, rule, expected, actual: shown(value) });
    return false;
  }

  /** The same of what a key or an index holds. */
  under(key: string | number, rule: string, expected: string, value: unknown): boolean {
    return this.issues === undefined || this.at(key).no(rule, expected, value);
  }

  /** Tells what is wrong, where nothing else can be told. */
  fail(rule: string, expected: string, value: unknown): false {
    this.no(rule, expected, value);
    return false;
  }

  /** The same of a key that must be there, and may not be. */
  wrong(key: string, rule: string, expected: string, value: unknown): boolean {
    return value === undefined ? this.lacks(key) : this.under(key, rule, expected, value);
  }

  /** Tells of a key that must be there. */
  lacks(key: string): boolean {
    return this.no('required', `a field ${JSON.stringify(key)}`, undefined);
  }

  /** Tells of a tag that no member of a union has. */
  strange(key: string, tag: unknown, known: string): false {
    if (tag === undefined) this.lacks(key);
    else this.under(key, 'tag', known, tag);
    return false;
  }

  /** Takes back what was found wrong since. */
  forget(found: number): void {
    this.issues?.splice(found);
  }
}

/** Runs that gather nothing. */
export const quickRun = /* @__PURE__ */ new Run(false);
export const quickStrictRun = /* @__PURE__ */ new Run(true);

/** Checks a value: quickly, and once more for all that is wrong where something is. */
export function validated<T>(value: unknown, check: Checker, strict: boolean): Validation<T> {
  try {
    if (check(value, strict ? quickStrictRun : quickRun)) return { ok: true, value: value as T };
    const issues: ValidationIssue[] = [];
    check(value, new Run(strict, issues));
    if (issues.length > 0) return { ok: false, issues };
  } catch {
    // It leads back to itself, is nested deeper than the stack, or throws when it is looked at.
  }
  const expected = 'a value that can be read to its end';
  return { ok: false, issues: [{ path: '', rule: 'readable', expected, actual: shown(value) }] };
}

/** Checks an event; one whose tag is none of those that are known is told apart. */
export function validatedEvent<T>(
  value: unknown,
  check: Checker,
  strict: boolean,
  key: string,
  known: readonly unknown[],
): EventValidation<T> {
  const result = validated<T>(value, check, strict);
  if (result.ok || typeof value !== 'object' || value === null) return result;
  const [issue, ...more] = result.issues;
  if (issue?.rule !== 'tag' || issue.path.includes('/', 1) || more.length > 0) return result;
  const tag = own(value, key);
  const isTag = typeof tag === 'string' || typeof tag === 'number' || typeof tag === 'boolean';
  if (!isTag || !known.some((one) => typeof one === typeof tag)) return result;
  return { ok: false, unknown: tag, issues: result.issues };
}

/** A validator as a Standard Schema. */
export function toStandard<T>(test: (value: unknown) => EventValidation<T>): StandardSchema<T> {
  const issueOf = (value: unknown, { path, expected, actual }: ValidationIssue) => {
    const steps: (string | number)[] = [];
    let inner = value;
    for (const step of path.split('/').slice(1)) {
      const key = step.replaceAll('~1', '/').replaceAll('~0', '~');
      steps.push(Array.isArray(inner) ? Number(key) : key);
      inner = typeof inner === 'object' && inner !== null ? own(inner, key) : undefined;
    }
    return { message: `expected ${expected}, found ${actual}`, path: steps };
  };
  return {
    '~standard': {
      version: 1,
      vendor: 'wireshape',
      validate: (value) => {
        const result = test(value);
        if (result.ok) return { value: result.value };
        return { issues: result.issues.map((issue) => issueOf(value, issue)) };
      },
    },
  };
}
