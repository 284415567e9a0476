import type { Check, CheckRules, NamedCheck } from './check.ts';
import type { Json, Literal, Tag } from './shape.ts';

/** Checks by name. */
export type CheckIndex = ReadonlyMap<string, NamedCheck>;

/** An index over the checks of a model; the same one for the same list. */
export function indexChecks(checks: readonly NamedCheck[]): CheckIndex {
  const known = indexes.get(checks);
  if (known !== undefined) return known;
  const index = new Map(checks.map((one) => [one.name, one]));
  indexes.set(checks, index);
  return index;
}

const indexes = new WeakMap<readonly NamedCheck[], CheckIndex>();

/** A member of a tagged union, and the literals under which it is meant: one for each tag field that is asked. */
export interface TagCase {
  readonly values: readonly (readonly Literal[])[];
  readonly member: Check;
}

/** The same checks, where unions whose members literals tell apart name the keys that hold these. */
export function withCheckTags(checks: readonly NamedCheck[]): readonly NamedCheck[] {
  const index = indexChecks(checks);
  return checks.map((one) => {
    const check = tagged(one.check, index);
    return check === one.check ? one : { ...one, check };
  });
}

/**
 * The members of a union that may be objects, by their literals; undefined where these do not tell them apart. Each must have the key
 * and no two the same literal, so that a value that satisfies a member has that one's literal, and no other member takes it.
 */
export function tagCases(
  members: readonly Check[],
  tag: Tag,
  index: CheckIndex,
): readonly TagCase[] | undefined {
  const [first, second] = tag;
  if (first === undefined) return undefined;
  const objects = members.filter((one) => mayBe(one, index, 'object'));
  const firsts = objects.map((one) => literalsAt(one, first, index));
  const cases: TagCase[] = [];
  const holders = new Map<Literal, Check[]>();
  for (const [position, member] of objects.entries()) {
    for (const value of firsts[position] ?? []) {
      const known = holders.get(value);
      if (known === undefined) holders.set(value, [member]);
      else known.push(member);
    }
  }
  for (const [position, member] of objects.entries()) {
    const values = firsts[position];
    if (values === undefined) return undefined;
    const met = new Set(values.flatMap((value) => holders.get(value) ?? []));
    const rivals = [...met].filter((one) => one !== member);
    if (rivals.length === 0) cases.push({ values: values.map((one) => [one]), member });
    else {
      if (second === undefined) return undefined;
      const more = literalsAt(member, second, index);
      const others = rivals.map((one) => literalsAt(one, second, index));
      if (more === undefined || others.includes(undefined)) return undefined;
      if (others.some((one) => overlap(more, one))) return undefined;
      cases.push({ values: values.flatMap((a) => more.map((b) => [a, b])), member });
    }
  }
  return cases;
}

/** True for a check that some object, or some value that is none, may satisfy, as far as its types say. */
export function mayBe(
  check: Check,
  index: CheckIndex,
  what: 'object' | 'other',
  passed: ReadonlySet<string> = new Set(),
): boolean {
  if (typeof check === 'boolean') return check;
  const { ref, type, enum: values, allOf = [], anyOf = [], oneOf = [] } = check;
  const fits = (isObject: boolean): boolean => isObject === (what === 'object');
  if (type?.every((one) => !fits(one === 'object')) === true) return false;
  if (values?.every((one) => !fits(isObjectValue(one))) === true) return false;
  if (check.const !== undefined && !fits(isObjectValue(check.const))) return false;
  const within = (one: Check, seen = passed): boolean => mayBe(one, index, what, seen);
  if (ref !== undefined && !passed.has(ref)) {
    const target = index.get(ref);
    if (target !== undefined && !within(target.check, new Set([...passed, ref]))) return false;
  }
  if (!allOf.every((one) => within(one))) return false;
  return [anyOf, oneOf].every((some) => some.length === 0 || some.some((one) => within(one)));
}

function isObjectValue(value: Json): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The literals of a key that every object which satisfies a check has; undefined where it may be missing or hold other values. */
export function literalsAt(
  check: Check,
  key: string,
  index: CheckIndex,
): readonly Literal[] | undefined {
  const found = keyOf(check, key, index, new Set());
  return found.required ? found.values : undefined;
}

interface Found {
  readonly required: boolean;
  readonly values: readonly Literal[] | undefined;
}

const nothing: Found = { required: false, values: undefined };

function keyOf(check: Check, key: string, index: CheckIndex, passed: ReadonlySet<string>): Found {
  if (typeof check === 'boolean') return nothing;
  const { ref, required = [], properties = [], allOf = [] } = check;
  const property = properties.find((one) => one.key === key);
  const found: Found[] = [
    {
      required: required.includes(key),
      values: property && valuesOf(property.check, index, new Set()),
    },
    ...allOf.map((one) => keyOf(one, key, index, passed)),
  ];
  const target = ref === undefined || passed.has(ref) ? undefined : index.get(ref);
  if (ref !== undefined && target !== undefined) {
    found.push(keyOf(target.check, key, index, new Set([...passed, ref])));
  }
  for (const members of [check.anyOf, check.oneOf]) {
    const some = (members ?? []).filter((one) => mayBe(one, index, 'object'));
    if (some.length > 0) found.push(anyOfThem(some.map((one) => keyOf(one, key, index, passed))));
  }
  return {
    required: found.some((one) => one.required),
    values: found.find((one) => one.values !== undefined)?.values,
  };
}

function anyOfThem(found: readonly Found[]): Found {
  const values = found.map((one) => one.values);
  return {
    required: found.every((one) => one.required),
    values: values.includes(undefined)
      ? undefined
      : [...new Set(values.flatMap((one) => one ?? []))],
  };
}

function valuesOf(
  check: Check,
  index: CheckIndex,
  passed: ReadonlySet<string>,
): readonly Literal[] | undefined {
  if (typeof check === 'boolean') return undefined;
  const values = check.const === undefined ? check.enum : [check.const];
  if (values !== undefined) return values.every(isLiteral) ? values : undefined;
  const { ref } = check;
  if (ref === undefined || passed.has(ref)) return undefined;
  const target = index.get(ref);
  return target && valuesOf(target.check, index, new Set([...passed, ref]));
}

function isLiteral(value: Json): value is Literal {
  return value === null || typeof value !== 'object';
}

function overlap(a: readonly Literal[], b: readonly Literal[] | undefined): boolean {
  return b === undefined || a.some((one) => b.includes(one));
}

/** A check with the tags of all unions in it; the very same one where there is none. */
function tagged(check: Check, index: CheckIndex): Check {
  if (typeof check === 'boolean') return check;
  const inner = mapChecks(check, (one) => tagged(one, index));
  const members = inner.oneOf ?? inner.anyOf;
  if (members === undefined || (inner.oneOf !== undefined && inner.anyOf !== undefined)) {
    return inner;
  }
  const tag = findCheckTag(members, index);
  return tag === undefined ? inner : { ...inner, tag };
}

function findCheckTag(members: readonly Check[], index: CheckIndex): Tag | undefined {
  const objects = members.filter((one) => mayBe(one, index, 'object'));
  const [first] = objects;
  if (first === undefined || objects.length < 2) return undefined;
  const keys = literalKeys(first, index).filter((key) =>
    objects.every((one) => literalsAt(one, key, index) !== undefined),
  );
  const single = keys.find((key) => tagCases(members, [key], index) !== undefined);
  if (single !== undefined) return [single];
  const all = new Set(objects.flatMap((one) => literalKeys(one, index)));
  for (const key of keys) {
    for (const more of all) {
      if (more !== key && tagCases(members, [key, more], index) !== undefined) return [key, more];
    }
  }
  return undefined;
}

/** The keys that an object must have with one of some literals, the likeliest tags first. */
function literalKeys(check: Check, index: CheckIndex): readonly string[] {
  const keys = new Set<string>();
  const collect = (one: Check, passed: ReadonlySet<string>): void => {
    if (typeof one === 'boolean') return;
    for (const { key } of one.properties ?? []) keys.add(key);
    const inner = [...(one.allOf ?? []), ...(one.anyOf ?? []), ...(one.oneOf ?? [])];
    for (const child of inner) collect(child, passed);
    const target = one.ref === undefined || passed.has(one.ref) ? undefined : index.get(one.ref);
    if (target !== undefined) collect(target.check, new Set([...passed, target.name]));
  };
  collect(check, new Set());
  const rank = (key: string): number => (key === 'type' ? 0 : 1);
  return [...keys]
    .filter((key) => literalsAt(check, key, index) !== undefined)
    .sort((a, b) => rank(a) - rank(b));
}

/** The same rules with each direct check in them replaced; the very same object where none changes. */
export function mapChecks(rules: CheckRules, change: (check: Check) => Check): CheckRules {
  const changed: Record<string, unknown> = {};
  const set = (keyword: string, before: unknown, after: unknown): void => {
    if (before !== after) changed[keyword] = after;
  };
  for (const keyword of listKeywords) {
    const before = rules[keyword];
    if (before !== undefined) set(keyword, before, mapSame(before, change));
  }
  for (const keyword of checkKeywords) {
    const before = rules[keyword];
    if (before !== undefined) set(keyword, before, change(before));
  }
  for (const keyword of ['properties', 'patternProperties'] as const) {
    const before: readonly { readonly check: Check }[] | undefined = rules[keyword];
    if (before === undefined) continue;
    const after = mapSame(before, (one) => {
      const check = change(one.check);
      return check === one.check ? one : { ...one, check };
    });
    set(keyword, before, after);
  }
  const { dependentSchemas } = rules;
  if (dependentSchemas !== undefined) {
    const entries = Object.entries(dependentSchemas);
    const after = entries.map(([key, check]) => [key, change(check)] as const);
    if (after.some(([, check], at) => check !== entries[at]?.[1])) {
      changed['dependentSchemas'] = Object.fromEntries(after);
    }
  }
  return Object.keys(changed).length === 0 ? rules : { ...rules, ...changed };
}

const listKeywords = ['prefixItems', 'allOf', 'anyOf', 'oneOf'] as const;
const checkKeywords = [
  ...(['items', 'contains', 'additionalProperties', 'propertyNames', 'not'] as const),
  ...(['if', 'then', 'else', 'unevaluatedProperties', 'unevaluatedItems'] as const),
] as const;

function mapSame<T>(items: readonly T[], change: (item: T) => T): readonly T[] {
  const changed = items.map(change);
  return changed.every((item, at) => item === items[at]) ? items : changed;
}
