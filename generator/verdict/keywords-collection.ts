import { isRecord } from '../base/json.ts';
import type { Keyword } from './keywords.ts';
import { unjudged } from './references.ts';
import { sameJson } from './same-json.ts';
import { fail, step, type Check } from './schema-check.ts';

/** The keywords that look into objects and arrays. */
export const collectionKeywords: readonly Keyword[] = [
  // First, because it is what tells most alternatives apart.
  ({ required }) => {
    if (!Array.isArray(required)) return undefined;
    const keys = required.map(String);
    return (value, trace) => {
      if (!isRecord(value)) return true;
      let valid = true;
      for (const key of keys) {
        if (Object.hasOwn(value, key)) continue;
        if (trace === undefined) return false;
        valid = fail(trace, value, { keyword: 'required', limit: keys, key });
      }
      return valid;
    };
  },
  members,
  ({ propertyNames }, { compile }) => {
    if (propertyNames === undefined) return undefined;
    const check = compile(propertyNames);
    return (value, trace) =>
      !isRecord(value) ||
      every(
        Object.keys(value),
        (key) =>
          check(key, undefined) ||
          fail(trace, value, { keyword: 'propertyNames', limit: propertyNames, key }),
        trace,
      );
  },
  dependencies,
  countKeyword('maxProperties', (count, limit) => count <= limit),
  countKeyword('minProperties', (count, limit) => count >= limit),
  countKeyword('maxItems', (count, limit) => count <= limit),
  countKeyword('minItems', (count, limit) => count >= limit),
  items,
  ({ uniqueItems }, { behind }) =>
    uniqueItems === true
      ? (value, trace) => {
          if (!Array.isArray(value)) return true;
          const twin = findTwin(value, behind);
          if (twin === undefined) return true;
          return fail(trace, value, { keyword: 'uniqueItems', limit: twin });
        }
      : undefined,
  ({ contains }, { compile }) => {
    if (contains === undefined) return undefined;
    const check = compile(contains);
    return (value, trace) =>
      !Array.isArray(value) ||
      value.some((item) => check(item, undefined)) ||
      fail(trace, value, { keyword: 'contains', limit: contains });
  },
];

/** Runs a check over all parts: to the end where problems are collected, else to the first no. */
function every<Part>(
  parts: Iterable<Part>,
  check: (part: Part) => boolean,
  trace: unknown,
): boolean {
  let valid = true;
  for (const part of parts) {
    if (check(part)) continue;
    if (trace === undefined) return false;
    valid = false;
  }
  return valid;
}

/** `properties`, `patternProperties` and `additionalProperties`. */
function members(...[schema, { compile }]: Parameters<Keyword>): ReturnType<Keyword> {
  const { properties, patternProperties, additionalProperties } = schema;
  if ((properties ?? patternProperties ?? additionalProperties) === undefined) return undefined;
  const named = new Map(entriesOf(properties).map(([key, one]) => [key, compile(one)]));
  const patterns = entriesOf(patternProperties).map(
    ([pattern, one]) => [new RegExp(pattern), compile(one)] as const,
  );
  const closed = additionalProperties === false;
  const other =
    closed || additionalProperties === undefined || additionalProperties === true
      ? undefined
      : compile(additionalProperties);
  const known = [...named.keys()];
  return (value, trace) => {
    if (!isRecord(value)) return true;
    let valid = true;
    for (const key in value) {
      const member = value[key];
      const exact = named.get(key);
      let matched = exact !== undefined;
      if (exact !== undefined) valid = exact(member, step(trace, key)) && valid;
      for (const [pattern, check] of patterns) {
        if (!pattern.test(key)) continue;
        matched = true;
        valid = check(member, step(trace, key)) && valid;
      }
      if (!matched && closed) {
        valid = fail(trace, value, { keyword: 'additionalProperties', limit: known, key });
      } else if (!matched && other !== undefined) valid = other(member, step(trace, key)) && valid;
      if (!valid && trace === undefined) return false;
    }
    return valid;
  };
}

function entriesOf(schemas: unknown): readonly (readonly [string, unknown])[] {
  return isRecord(schemas) ? Object.entries(schemas) : [];
}

/** What must hold of an object that has a certain key: other keys, or a schema. */
function dependencies(...[schema, { compile }]: Parameters<Keyword>): ReturnType<Keyword> {
  if (!isRecord(schema['dependencies'])) return undefined;
  const rows = Object.entries(schema['dependencies']).map(([key, needs]): [string, Check] => [
    key,
    Array.isArray(needs) ? needsKeys(needs.map(String)) : compile(needs),
  ]);
  return (value, trace) =>
    !isRecord(value) ||
    every(rows, ([key, check]) => !Object.hasOwn(value, key) || check(value, trace), trace);
}

function needsKeys(keys: readonly string[]): Check {
  return (value, trace) =>
    every(
      keys.filter((key) => isRecord(value) && !Object.hasOwn(value, key)),
      (key) => fail(trace, value, { keyword: 'required', limit: keys, key }),
      trace,
    );
}

function countKeyword(keyword: string, fits: (count: number, limit: number) => boolean): Keyword {
  const ofArray = keyword.endsWith('Items');
  return (schema) => {
    const limit = schema[keyword];
    if (typeof limit !== 'number') return undefined;
    return (value, trace) => {
      if (ofArray ? !Array.isArray(value) : !isRecord(value)) return true;
      const count = Array.isArray(value) ? value.length : Object.keys(value as object).length;
      return fits(count, limit) || fail(trace, value, { keyword, limit });
    };
  };
}

/** `items` in both its forms, and `additionalItems` behind a list of schemas. */
function items(...[schema, { compile }]: Parameters<Keyword>): ReturnType<Keyword> {
  const { items: limit, additionalItems } = schema;
  if (limit === undefined) return undefined;
  const first = Array.isArray(limit) ? limit.map((one) => compile(one)) : [];
  const rest = Array.isArray(limit) ? additionalItems : limit;
  const other = rest === undefined || rest === true ? undefined : compile(rest);
  return (value, trace) =>
    !Array.isArray(value) ||
    every(
      value.keys(),
      (index) => {
        const check = first[index] ?? other;
        return check === undefined || check(value[index], step(trace, index));
      },
      trace,
    );
}

/** The first two equal items, by index. */
function findTwin(
  values: readonly unknown[],
  behind: (value: unknown) => unknown,
): readonly [number, number] | undefined {
  const scalars = new Map<unknown, number>();
  const others: (readonly [number, unknown])[] = [];
  for (const [index, item] of values.entries()) {
    const value = behind(item);
    if (value === unjudged) continue;
    if (typeof value === 'object' && value !== null) {
      const twin = others.find(([, one]) => sameJson(one, value, behind));
      if (twin !== undefined) return [twin[0], index];
      others.push([index, value]);
      continue;
    }
    const twin = scalars.get(value);
    if (twin !== undefined) return [twin, index];
    scalars.set(value, index);
  }
  return undefined;
}
