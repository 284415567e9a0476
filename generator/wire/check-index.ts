import { canonicalJson, own } from '../base/json.ts';
import type { Check, CheckedKey, CheckRules, JsonType, NamedCheck } from '../model/check.ts';
import type { Flow } from '../model/api.ts';

const anything: CheckRules = {};
const everyType: ReadonlySet<JsonType> = new Set([
  'null',
  'boolean',
  'object',
  'array',
  'number',
  'string',
]);

/** The keys that an object may have as far as they are declared; undefined where any key may be. */
export interface DeclaredKeys {
  readonly keys: ReadonlySet<string>;
  readonly patterns: readonly RegExp[];
}

/** The checks of one version by name, and what follows from them without a value. */
export class CheckIndex {
  readonly flow: Flow;
  readonly #checks: ReadonlyMap<string, Check>;
  readonly #types = new Map<CheckRules, ReadonlySet<JsonType>>();
  readonly #declared = new Map<CheckRules, DeclaredKeys | undefined>();

  constructor(checks: readonly NamedCheck[], flow: Flow) {
    this.#checks = new Map(checks.map((one) => [one.name, one.check]));
    this.flow = flow;
  }

  named(name: string): Check {
    return this.#checks.get(name) ?? true;
  }

  /** The check behind references that say nothing else. */
  resolve(check: Check): Check {
    let current = check;
    for (let steps = 0; typeof current === 'object' && isPureRef(current); steps += 1) {
      if (steps > this.#checks.size) return true;
      current = this.named(current.ref ?? '');
    }
    return current;
  }

  /** A check with all that it refers to, as a text: equal texts are equal checks. */
  textOf(check: Check): string {
    const names = new Map<string, Check>();
    const visit = (value: unknown): void => {
      if (typeof value !== 'object' || value === null) return;
      const name = own(value, 'ref');
      if (typeof name === 'string' && !names.has(name)) {
        const named = this.named(name);
        names.set(name, named);
        visit(named);
      }
      for (const one of Object.values(value)) visit(one);
    };
    visit(check);
    const sorted = [...names].sort(([a], [b]) => (a < b ? -1 : 1));
    return canonicalJson([this.flow, check, sorted]);
  }

  /** Whether a key travels in this flow. */
  travels({ access }: CheckedKey): boolean {
    return access === 'both' || access === (this.flow === 'received' ? 'read' : 'write');
  }

  /** The keys that must be there in this flow. */
  neededOf(check: CheckRules): readonly string[] {
    const spared = new Set<string>();
    for (const one of check.properties ?? []) {
      if (!this.travels(one) || (one.spared === true && this.flow === 'sent')) spared.add(one.key);
    }
    return (check.required ?? []).filter((key) => !spared.has(key));
  }

  /** The types that a value may have; of numbers, `number` alone. */
  typesOf(check: Check, depth = 0): ReadonlySet<JsonType> {
    if (check === false) return new Set();
    if (check === true || depth > 32) return everyType;
    const known = this.#types.get(check);
    if (known !== undefined) return known;
    const parts: ReadonlySet<JsonType>[] = [];
    if (check.type !== undefined) parts.push(new Set(check.type.map(withoutInteger)));
    if (check.ref !== undefined) parts.push(this.typesOf(this.named(check.ref), depth + 1));
    const values = check.const === undefined ? check.enum : [check.const];
    if (values !== undefined) parts.push(new Set(values.map(typeOf)));
    for (const part of check.allOf ?? []) parts.push(this.typesOf(part, depth + 1));
    for (const members of [check.anyOf, check.oneOf]) {
      if (members === undefined) continue;
      parts.push(new Set(members.flatMap((one) => [...this.typesOf(one, depth + 1)])));
    }
    const types = new Set([...everyType].filter((one) => parts.every((part) => part.has(one))));
    // Inside a circle the answer is cut short, and so not kept.
    if (depth === 0) this.#types.set(check, types);
    return types;
  }

  /** What an object may hold by all parts of a check together; undefined where nothing is declared, or anything allowed. */
  declaredOf(check: CheckRules): DeclaredKeys | undefined {
    if (this.#declared.has(check)) return this.#declared.get(check);
    const keys = new Set<string>();
    const patterns: RegExp[] = [];
    const isOpen = !this.#collect(check, keys, patterns, new Set());
    const declares = keys.size > 0 || patterns.length > 0;
    const declared = isOpen || !declares ? undefined : { keys, patterns };
    this.#declared.set(check, declared);
    return declared;
  }

  declares({ keys, patterns }: DeclaredKeys, key: string): boolean {
    return keys.has(key) || patterns.some((one) => one.test(key));
  }

  /** False where some part takes any key. */
  #collect(check: Check, keys: Set<string>, patterns: RegExp[], passed: Set<Check>): boolean {
    if (typeof check === 'boolean' || passed.has(check)) return true;
    passed.add(check);
    for (const one of check.properties ?? []) if (this.travels(one)) keys.add(one.key);
    for (const { pattern } of check.patternProperties ?? []) {
      const expression = toRegExp(pattern);
      if (expression !== undefined) patterns.push(expression);
    }
    if ((check.additionalProperties ?? false) !== false) return false;
    const dependents = Object.values(check.dependentSchemas ?? {});
    const parts = [
      ...(check.allOf ?? []),
      ...(check.anyOf ?? []),
      ...(check.oneOf ?? []),
      ...dependents,
    ];
    for (const part of [check.if, check.then, check.else]) if (part !== undefined) parts.push(part);
    if (check.ref !== undefined) parts.push(this.named(check.ref));
    return parts.map((part) => this.#collect(part, keys, patterns, passed)).every(Boolean);
  }
}

/** True for a reference without anything beside it. */
export function isPureRef(check: CheckRules): boolean {
  return check.ref !== undefined && Object.keys(check).length === 1;
}

/** The rules of a check; a check that takes everything has none. */
export function rulesOf(check: Check): CheckRules {
  return typeof check === 'boolean' ? anything : check;
}

/** The JSON type of a value. */
export function typeOf(value: unknown): JsonType {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  switch (typeof value) {
    case 'boolean':
      return 'boolean';
    case 'number':
      return 'number';
    case 'string':
      return 'string';
    default:
      return 'object';
  }
}

function withoutInteger(type: JsonType): JsonType {
  return type === 'integer' ? 'number' : type;
}

/** A pattern of a schema, in the grammar of ECMA-262 as JSON Schema asks for; undefined for one that is none. */
export function toRegExp(pattern: string): RegExp | undefined {
  for (const flags of ['u', '']) {
    try {
      return new RegExp(pattern, flags);
    } catch {
      // Tried without the flag next; a pattern that is none matches nothing and forbids nothing.
    }
  }
  return undefined;
}
