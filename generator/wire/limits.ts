import { canonicalJson } from '../base/json.ts';
import type { CheckRules } from '../model/check.ts';
import { toRegExp } from './check-index.ts';

/** Whether a value keeps to a limit; a limit on another type than the value's is kept. */
export type Test = (value: unknown) => boolean;

export type LimitKeyword = keyof typeof makers;

/** A limit that a check sets, ready to be asked. */
export interface Limit {
  readonly keyword: LimitKeyword;
  readonly test: Test;
  /** `at most 64 characters`. */
  readonly expected: string;
}

/** The limits that stand in a check itself. */
export function limitsOf(check: CheckRules): readonly Limit[] {
  const known = limits.get(check);
  if (known !== undefined) return known;
  const found = limitKeywords.flatMap((keyword) => {
    const made = makers[keyword](check);
    return made === undefined ? [] : [{ keyword, ...made }];
  });
  limits.set(check, found);
  return found;
}

const limits = new WeakMap<CheckRules, readonly Limit[]>();

type Made = Omit<Limit, 'keyword'> | undefined;

const makers = {
  minimum: ({ minimum: least }: CheckRules): Made =>
    least === undefined ? undefined : ofNumber((n) => n >= least, `at least ${String(least)}`),
  exclusiveMinimum: ({ exclusiveMinimum: least }: CheckRules): Made =>
    least === undefined ? undefined : ofNumber((n) => n > least, `more than ${String(least)}`),
  maximum: ({ maximum: most }: CheckRules): Made =>
    most === undefined ? undefined : ofNumber((n) => n <= most, `at most ${String(most)}`),
  exclusiveMaximum: ({ exclusiveMaximum: most }: CheckRules): Made =>
    most === undefined ? undefined : ofNumber((n) => n < most, `less than ${String(most)}`),
  multipleOf: ({ multipleOf: step }: CheckRules): Made =>
    step === undefined
      ? undefined
      : ofNumber((n) => Number.isInteger(n / step), `a multiple of ${String(step)}`),
  minLength: ({ minLength: least }: CheckRules): Made =>
    least === undefined
      ? undefined
      : ofText((text) => lengthOf(text, least) >= least, `at least ${String(least)} characters`),
  maxLength: ({ maxLength: most }: CheckRules): Made =>
    most === undefined
      ? undefined
      : ofText(
          (text) => text.length <= most || lengthOf(text, Infinity) <= most,
          `at most ${String(most)} characters`,
        ),
  pattern: ({ pattern }: CheckRules): Made => {
    const expression = pattern === undefined ? undefined : toRegExp(pattern);
    return expression && ofText((text) => expression.test(text), `a text like ${String(pattern)}`);
  },
  minItems: ({ minItems: least }: CheckRules): Made =>
    least === undefined
      ? undefined
      : ofList((list) => list.length >= least, `at least ${String(least)} items`),
  maxItems: ({ maxItems: most }: CheckRules): Made =>
    most === undefined
      ? undefined
      : ofList((list) => list.length <= most, `at most ${String(most)} items`),
  uniqueItems: ({ uniqueItems }: CheckRules): Made =>
    uniqueItems &&
    ofList(
      (list) => new Set(list.map(canonicalJson)).size === list.length,
      'items that all differ',
    ),
  minProperties: ({ minProperties: least }: CheckRules): Made =>
    least === undefined
      ? undefined
      : ofKeys((keys) => keys.length >= least, `at least ${String(least)} keys`),
  maxProperties: ({ maxProperties: most }: CheckRules): Made =>
    most === undefined
      ? undefined
      : ofKeys((keys) => keys.length <= most, `at most ${String(most)} keys`),
  dependentRequired: ({ dependentRequired: asked }: CheckRules): Made =>
    asked &&
    ofKeys(
      (keys) =>
        Object.entries(asked).every(
          ([key, needed]) => !keys.includes(key) || needed.every((one) => keys.includes(one)),
        ),
      'the keys that others ask for',
    ),
} satisfies Readonly<Record<string, (check: CheckRules) => Made>>;

const limitKeywords = Object.keys(makers) as readonly LimitKeyword[];

function ofNumber(test: (value: number) => boolean, expected: string): Made {
  return { test: (value) => typeof value !== 'number' || test(value), expected };
}

function ofText(test: (value: string) => boolean, expected: string): Made {
  return { test: (value) => typeof value !== 'string' || test(value), expected };
}

function ofList(test: (value: readonly unknown[]) => boolean, expected: string): Made {
  return { test: (value) => !Array.isArray(value) || test(value), expected };
}

function ofKeys(test: (keys: readonly string[]) => boolean, expected: string): Made {
  return {
    test: (value) =>
      typeof value !== 'object' ||
      value === null ||
      Array.isArray(value) ||
      test(Object.keys(value)),
    expected,
  };
}

/** In Unicode code points; what is beyond `enough` is not counted. */
function lengthOf(text: string, enough: number): number {
  if (text.length >= 2 * enough) return enough;
  let length = 0;
  for (let at = 0; at < text.length; at += (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1)
    length += 1;
  return length;
}
