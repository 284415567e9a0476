import type { Keyword } from './keywords.ts';
import { fail, type Check, type Problem, type Trace } from './schema-check.ts';

/** The keywords that put schemas together. */
export const choiceKeywords: readonly Keyword[] = [
  ({ $ref }, { follow }) => (typeof $ref === 'string' ? follow($ref) : undefined),
  ({ allOf }, { compile }) => {
    if (!Array.isArray(allOf)) return undefined;
    const checks = allOf.map((one) => compile(one));
    return (value, trace) => {
      let valid = true;
      for (const check of checks) {
        if (check(value, trace)) continue;
        if (trace === undefined) return false;
        valid = false;
      }
      return valid;
    };
  },
  ({ anyOf }, { compile }) => {
    if (!Array.isArray(anyOf)) return undefined;
    const checks = anyOf.map((one) => compile(one));
    return (value, trace) => {
      if (checks.some((check) => check(value, undefined))) return true;
      const branches = trace && branchesOf(checks, value, trace);
      return fail(trace, value, { keyword: 'anyOf', limit: anyOf, branches: branches ?? [] });
    };
  },
  ({ oneOf }, { compile }) => {
    if (!Array.isArray(oneOf)) return undefined;
    const checks = oneOf.map((one) => compile(one));
    return (value, trace) => {
      let fitting = 0;
      for (const check of checks) if (check(value, undefined)) fitting += 1;
      if (fitting === 1) return true;
      const branches = trace && fitting === 0 ? branchesOf(checks, value, trace) : [];
      return fail(trace, value, { keyword: 'oneOf', limit: oneOf, branches });
    };
  },
  ({ not }, { compile }) => {
    if (not === undefined) return undefined;
    const check = compile(not);
    return (value, trace) =>
      !check(value, undefined) || fail(trace, value, { keyword: 'not', limit: not });
  },
  (schema, { compile }) => {
    const { if: condition, then: consequence, else: otherwise } = schema;
    if (condition === undefined || (consequence ?? otherwise) === undefined) return undefined;
    const test = compile(condition);
    const yes = consequence === undefined ? undefined : compile(consequence);
    const no = otherwise === undefined ? undefined : compile(otherwise);
    return (value, trace) => {
      const check = test(value, undefined) ? yes : no;
      return check === undefined || check(value, trace);
    };
  },
];

/** What is wrong with a value under each of several schemas. */
function branchesOf(
  checks: readonly Check[],
  value: unknown,
  trace: Trace,
): readonly (readonly Problem[])[] {
  return checks.map((check) => {
    const branch: Trace = { ...trace, problems: [] };
    check(value, branch);
    return branch.problems;
  });
}
