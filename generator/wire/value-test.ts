import { canonicalJson } from '../base/json.ts';
import type { JsonType } from '../model/check.ts';
import { typeOf } from './check-index.ts';
import type { Test } from './limits.ts';

export const yes: Test = () => true;
export const no: Test = () => false;
export const isText: Test = (value) => typeof value === 'string';

/** Whether a value is of one of the types. */
export function typeTest(types: readonly JsonType[]): Test {
  const [first] = types;
  if (types.length === 1 && first === 'string') return isText;
  if (types.length === 1 && first === 'object') return (value) => typeOf(value) === 'object';
  const allowed = new Set(types);
  const isWhole = allowed.has('integer') && !allowed.has('number');
  return (value) => {
    const type = typeOf(value);
    if (type !== 'number') return allowed.has(type);
    return isWhole ? Number.isInteger(value) : allowed.has('number') && Number.isFinite(value);
  };
}

/** Whether a value is one of those. */
export function valueTest(values: readonly unknown[]): Test {
  const [only] = values;
  if (values.length === 1 && (typeof only !== 'object' || only === null)) {
    return (value) => value === only;
  }
  const literals = new Set<unknown>(
    values.filter((one) => typeof one !== 'object' || one === null),
  );
  const others = values.filter((one) => typeof one === 'object' && one !== null).map(canonicalJson);
  if (others.length === 0) return (value) => literals.has(value);
  return (value) =>
    typeof value === 'object' && value !== null
      ? others.includes(canonicalJson(value))
      : literals.has(value);
}

/** That all hold; after one that does not, nothing is asked. */
export function every(tests: readonly Test[]): Test {
  const [first = yes, second, ...more] = tests;
  if (second === undefined) return first;
  if (more.length === 0) return (value) => first(value) && second(value);
  return (value) => {
    for (const test of tests) if (!test(value)) return false;
    return true;
  };
}

/** That all hold; each is asked, since each counts the fields that it knows. */
export function all(tests: readonly Test[]): Test {
  const [first = yes, second, ...more] = tests;
  if (second === undefined) return first;
  if (more.length === 0) {
    return (value) => {
      const fits = first(value);
      return second(value) && fits;
    };
  }
  return (value) => {
    let fits = true;
    for (const test of tests) if (!test(value)) fits = false;
    return fits;
  };
}
