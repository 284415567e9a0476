import type { Check, CheckRules, NamedCheck } from './check.ts';

/** The checks that stand beside the rules of a value and are about the same value. */
export function besideChecks(rules: CheckRules): readonly Check[] {
  const { ref, allOf = [], anyOf = [], oneOf = [], dependentSchemas = {} } = rules;
  const conditions = [rules.if, rules.then, rules.else].filter((one) => one !== undefined);
  return [
    ...(ref === undefined ? [] : [{ ref }]),
    ...[...allOf, ...anyOf, ...oneOf],
    ...conditions,
    ...Object.values(dependentSchemas),
  ];
}

/**
 * The same checks, of which none says of a value that it is what the check itself says. A base may list its own kinds
 * (`Vehicle: { properties, oneOf: [Car, …] }`, `Car: { allOf: [Vehicle, …] }`): what a kind extends then is the base without the list.
 * What else leads back to itself says nothing there.
 */
export function withoutCircles(checks: readonly NamedCheck[]): readonly NamedCheck[] {
  const index = new Map(checks.map((one) => [one.name, one.check]));
  for (const { name, check } of checks) {
    if (typeof check === 'boolean') continue;
    const { oneOf, anyOf, tag: _, ...base } = check;
    const members = [...(oneOf ?? []), ...(anyOf ?? [])];
    if (members.length === 0) continue;
    for (const kind of reachedFrom(members, index)) {
      const own = index.get(kind) ?? true;
      if (kind !== name && besideRefs(own).includes(name))
        index.set(kind, replaced(own, name, base));
    }
  }
  const settled = new Set<string>();
  for (const { name } of checks) cutFrom(name, index, settled);
  return checks.map((one) => {
    const check = index.get(one.name) ?? true;
    return check === one.check ? one : { ...one, check };
  });
}

/** The names of checks that some checks lead to, beside the rules of the same value. */
function reachedFrom(
  checks: readonly Check[],
  index: ReadonlyMap<string, Check>,
): ReadonlySet<string> {
  const reached = new Set(checks.flatMap(besideRefs));
  // A set goes over what is added meanwhile.
  for (const name of reached)
    for (const one of besideRefs(index.get(name) ?? true)) reached.add(one);
  return reached;
}

/** Takes out references that lead back to a check on the way from itself; without recursion, for the way may be long. */
function cutFrom(start: string, index: Map<string, Check>, settled: Set<string>): void {
  const way = new Set<string>();
  const waiting: { readonly name: string; readonly isLeft: boolean }[] = [
    { name: start, isLeft: false },
  ];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { name, isLeft } = next;
    if (isLeft) {
      way.delete(name);
      settled.add(name);
      continue;
    }
    if (settled.has(name) || way.has(name)) continue;
    way.add(name);
    waiting.push({ name, isLeft: true });
    for (const ref of besideRefs(index.get(name) ?? true)) {
      if (way.has(ref)) index.set(name, replaced(index.get(name) ?? true, ref, true));
      else waiting.push({ name: ref, isLeft: false });
    }
  }
}

/** The names that a check refers to beside the rules of its value. */
function besideRefs(check: Check): readonly string[] {
  if (typeof check === 'boolean') return [];
  const { ref, not } = check;
  const others = besideChecks(check).filter(
    (one) => typeof one === 'boolean' || one.ref === undefined || one.ref !== ref,
  );
  const inner = [...others, ...(not === undefined ? [] : [not])].flatMap(besideRefs);
  return ref === undefined ? inner : [ref, ...inner];
}

/** A check with another one in the place of each reference to a name beside the rules of its value. */
function replaced(check: Check, name: string, by: Check): Check {
  if (typeof check === 'boolean') return check;
  const within = (one: Check): Check => replaced(one, name, by);
  const { ref, allOf, anyOf, oneOf, not, dependentSchemas, ...others } = check;
  const parts = [...(ref === name ? [by] : []), ...(allOf ?? []).map(within)];
  const some = Object.entries(dependentSchemas ?? {});
  const rules: CheckRules = {
    ...others,
    ...(ref === undefined || ref === name ? {} : { ref }),
    ...(parts.length === 0 ? {} : { allOf: parts }),
    ...(anyOf === undefined ? {} : { anyOf: anyOf.map(within) }),
    ...(oneOf === undefined ? {} : { oneOf: oneOf.map(within) }),
    ...(not === undefined ? {} : { not: within(not) }),
    ...(some.length === 0
      ? {}
      : { dependentSchemas: Object.fromEntries(some.map(([key, one]) => [key, within(one)])) }),
  };
  const conditions = (['if', 'then', 'else'] as const).flatMap((keyword) => {
    const one = rules[keyword];
    return one === undefined ? [] : [[keyword, within(one)] as const];
  });
  return { ...rules, ...Object.fromEntries(conditions) };
}
