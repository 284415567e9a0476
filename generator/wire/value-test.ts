import { canonicalJson } from '../base/json.ts';
import type { JsonType } from '../model/check.ts';
import type { Test } from './limits.ts';

export const yes: Test = () => true;
export const no: Test = () => false;
export const isText: Test = (value) => typeof value === 'string';
export const isWholeNumber: Test = (value) => Number.isInteger(value);

/** Whether a value is of one of the types. */
export function typeTest(types: readonly JsonType[]): Test {
  const [first] = types;
  if (types.length === 1 && first === 'string') return isText;
  if (types.length === 1 && first === 'integer') return isWholeNumber;
  const has = (type: JsonType): boolean => types.includes(type);
  const [number, text, boolean] = [has('number'), has('string'), has('boolean')];
  const [nothing, list, object] = [has('null'), has('array'), has('object')];
  const whole = has('integer') && !number;
  return (value) => {
    switch (typeof value) {
      case 'string':
        return text;
      case 'number':
        return whole ? Number.isInteger(value) : number && Number.isFinite(value);
      case 'boolean':
        return boolean;
      default:
        return value === null ? nothing : Array.isArray(value) ? list : object;
    }
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
  // Most often it is the same as the last time; looking up a text costs more than comparing it.
  let last = literals.values().next().value;
  return (value) => {
    if (value === last && value !== undefined) return true;
    if (typeof value === 'object' && value !== null) {
      return others.length > 0 && others.includes(canonicalJson(value));
    }
    if (!literals.has(value)) return false;
    last = value;
    return true;
  };
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
