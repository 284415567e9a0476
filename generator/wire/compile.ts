import { isRecord } from '../base/json.ts';
import type { Check, CheckRules } from '../model/check.ts';
import { isPureRef, toRegExp, type CheckIndex } from './check-index.ts';
import { appliedParts, hasKeys } from './check-parts.ts';
import { unionTest } from './compile-union.ts';
import type { Coverage } from './coverage.ts';
import { fewestIssues } from './explain.ts';
import { limitsOf, type Test } from './limits.ts';
import { objectTest, type KnownKey, type ObjectRules } from './object-test.ts';
import { all, every, no, typeTest, valueTest, yes } from './value-test.ts';

/** Where a check stands in an event, for counting; undefined where nothing is counted. */
interface Spot {
  readonly path: string;
  /** The names that led here, so that a circle is walked once. */
  readonly names: readonly string[];
}

/**
 * What becomes of keys that nobody declares: `closed` refuses them, `shared` leaves it to whoever knows the other parts of the object,
 * and refuses them further down; `open` takes them everywhere, as JSON Schema does.
 */
type Keys = 'closed' | 'shared' | 'open';

/** What is nested deeper has no fields of its own in a report. */
const deepestSpot = 16;

/**
 * Makes functions of checks that say whether a value satisfies them; made for the speed of values that do. On their way, these count
 * the fields that are there.
 */
export class Compiler {
  readonly #index: CheckIndex;
  readonly #coverage: Coverage | undefined;
  readonly #made = {
    closed: new Map<CheckRules, Test>(),
    shared: new Map<CheckRules, Test>(),
    open: new Map<CheckRules, Test>(),
  };

  constructor(index: CheckIndex, coverage: Coverage | undefined) {
    this.#index = index;
    this.#coverage = coverage;
  }

  /** Counts the fields of an event. */
  counted(check: Check): Test {
    return this.#make(check, { path: '', names: [] }, 'closed');
  }

  /** Counts nothing. */
  silent(check: Check, keys: Keys): Test {
    if (typeof check === 'boolean') return check ? yes : no;
    const made = this.#made[keys];
    const known = made.get(check);
    if (known !== undefined) return known;
    let test: Test = no;
    // A circle comes back here before the test is made.
    made.set(check, (value) => test(value));
    test = this.#rules(check, undefined, keys);
    made.set(check, test);
    return test;
  }

  #make(check: Check, spot: Spot | undefined, keys: Keys): Test {
    if (spot === undefined || typeof check === 'boolean') return this.silent(check, keys);
    return this.#rules(check, spot, keys);
  }

  #rules(check: CheckRules, spot: Spot | undefined, keys: Keys): Test {
    if (isPureRef(check)) return this.#reference(check.ref ?? '', spot, keys);
    const parts = appliedParts(check);
    const isObject = hasKeys(check);
    const isAlone = parts.length + (isObject ? 1 : 0) <= 1;
    const inner = keys === 'closed' && !isAlone ? 'shared' : keys;
    const tests = [...this.#plain(check, spot, inner)];
    if (check.ref !== undefined) tests.push(this.#reference(check.ref, spot, inner));
    for (const part of check.allOf ?? []) tests.push(this.#make(part, spot, inner));
    for (const word of ['anyOf', 'oneOf'] as const) {
      if (check[word] !== undefined) tests.push(this.#union(check, word, spot, inner));
    }
    tests.push(...this.#conditions(check, spot, inner));
    const rest = isAlone ? undefined : check.unevaluatedProperties;
    if (rest !== undefined) tests.push(this.#undeclared(check, this.#make(rest, undefined, keys)));
    else if (keys === 'closed' && !isAlone) tests.push(this.#undeclared(check, no));
    return spot === undefined ? every(tests) : all(tests);
  }

  #reference(name: string, spot: Spot | undefined, keys: Keys): Test {
    const isCircle = spot?.names.includes(name) === true;
    const next = spot && !isCircle ? { ...spot, names: [...spot.names, name] } : undefined;
    return this.#make(this.#index.named(name), next, keys);
  }

  /** What a check says of the value itself, its keys and items. */
  #plain(check: CheckRules, spot: Spot | undefined, keys: Keys): readonly Test[] {
    const tests: Test[] = [];
    const { type, items, prefixItems, contains } = check;
    const values = check.const === undefined ? check.enum : [check.const];
    // What is said of keys says that it must be an object, too; and a value that is one of some is of their type.
    const isSaid = (isObjectOnly(check) && hasKeys(check)) || values?.every(typeTest(type ?? []));
    if (type !== undefined && isSaid !== true) tests.push(typeTest(type));
    if (values !== undefined) tests.push(valueTest(values));
    tests.push(...limitsOf(check).map((one) => one.test));
    if (hasKeys(check)) tests.push(this.#object(check, spot, keys));
    if ((items ?? prefixItems ?? check.unevaluatedItems) !== undefined) {
      tests.push(this.#list(check, spot, keys));
    }
    if (contains !== undefined) tests.push(this.#contains(check, contains));
    // A value of the wrong type is asked nothing more.
    const [first, ...others] = tests;
    if (type === undefined || first === undefined || others.length === 0) return tests;
    const rest = spot === undefined ? every(others) : all(others);
    return [(value) => first(value) && rest(value)];
  }

  #object(check: CheckRules, spot: Spot | undefined, keys: Keys): Test {
    const { known, needed, other } = this.#keys(check, spot, keys);
    const otherwise = !isObjectOnly(check);
    return objectTest({ known, needed, other, coverage: spot && this.#coverage, otherwise });
  }

  #keys(
    check: CheckRules,
    spot: Spot | undefined,
    keys: Keys,
  ): Pick<ObjectRules, 'known' | 'needed' | 'other'> {
    const known = new Map<string, KnownKey>();
    const { other, patterns } = this.#others(check, spot, keys);
    const needed = new Set(this.#index.neededOf(check));
    const below = belowOf(keys);
    for (const one of check.properties ?? []) {
      const { key } = one;
      const path = spot && pathTo(spot.path, key);
      const field = path === undefined ? -1 : (this.#coverage?.fieldAt(path) ?? -1);
      const inner = spot && path !== undefined ? spotAt(spot, path) : undefined;
      const own = this.#make(one.check, inner, below);
      const more = patterns.filter(([pattern]) => pattern.test(key)).map(([, test]) => test);
      const test = this.#index.travels(one) || keys !== 'closed' ? all([own, ...more]) : no;
      known.set(key, { key, field, test, needed: needed.has(key) ? 1 : 0 });
    }
    for (const key of needed) {
      if (known.has(key)) continue;
      known.set(key, { key, field: -1, test: (value) => other(key, value), needed: 1 });
    }
    return { known, needed: needed.size, other };
  }

  /** What holds for keys that `properties` does not name. */
  #others(check: CheckRules, spot: Spot | undefined, keys: Keys): Others {
    const inner = spot && spotAt(spot, `${spot.path}{}`);
    const patterns = (check.patternProperties ?? []).flatMap(({ pattern, check: one }) => {
      const expression = toRegExp(pattern);
      return expression === undefined
        ? []
        : [[expression, this.#make(one, inner, belowOf(keys))] as const];
    });
    const alone = appliedParts(check).length === 0 ? check.unevaluatedProperties : undefined;
    const { additionalProperties: rest = alone, propertyNames } = check;
    const declares = (check.properties?.length ?? 0) + patterns.length > 0;
    const left =
      rest === undefined
        ? keys === 'closed' && declares
          ? no
          : yes
        : this.#make(rest, inner, belowOf(keys));
    const name = propertyNames === undefined ? yes : this.silent(propertyNames, 'open');
    const other = (key: string, value: unknown): boolean => {
      if (!name(key)) return false;
      let isPattern = false;
      for (const [pattern, test] of patterns) {
        if (!pattern.test(key)) continue;
        isPattern = true;
        if (!test(value)) return false;
      }
      return isPattern || left(value);
    };
    return { other, patterns };
  }

  #list(check: CheckRules, spot: Spot | undefined, keys: Keys): Test {
    const inner = spot && spotAt(spot, `${spot.path}[]`);
    const places = (check.prefixItems ?? []).map((one) => this.#make(one, inner, belowOf(keys)));
    const rest = this.#make(check.items ?? check.unevaluatedItems ?? true, inner, belowOf(keys));
    return (value) => {
      if (!Array.isArray(value)) return true;
      let fits = true;
      for (let at = 0; at < value.length; at += 1) {
        if ((places[at] ?? rest)(value[at])) continue;
        if (spot === undefined) return false;
        fits = false;
      }
      return fits;
    };
  }

  #contains(check: CheckRules, contains: Check): Test {
    const test = this.silent(contains, 'open');
    const { minContains: least = 1, maxContains: most = Infinity } = check;
    return (value) => {
      if (!Array.isArray(value)) return true;
      const count = value.filter((one) => test(one)).length;
      return count >= least && count <= most;
    };
  }

  #union(check: CheckRules, word: 'anyOf' | 'oneOf', spot: Spot | undefined, keys: Keys): Test {
    const members = check[word] ?? [];
    return unionTest({
      members,
      tag: check.tag,
      tests: new Map(members.map((one) => [one, this.#make(one, spot, keys)])),
      isOne: word === 'oneOf',
      isCounted: spot !== undefined,
      index: this.#index,
      fits: (one, value) => this.silent(one, keys)(value),
      takes: (one, value) => this.silent(one, 'open')(value),
      nearest: (some, value) => fewestIssues(some, value, this.#index, this),
    });
  }

  #conditions(check: CheckRules, spot: Spot | undefined, keys: Keys): readonly Test[] {
    const tests: Test[] = [];
    if (check.not !== undefined) {
      const test = this.silent(check.not, 'open');
      tests.push((value) => !test(value));
    }
    if (check.if !== undefined) {
      const asked = this.silent(check.if, 'open');
      const then = this.#make(check.then ?? true, spot, keys);
      const otherwise = this.#make(check.else ?? true, spot, keys);
      tests.push((value) => (asked(value) ? then(value) : otherwise(value)));
    }
    for (const [key, one] of Object.entries(check.dependentSchemas ?? {})) {
      const test = this.#make(one, spot, keys);
      tests.push((value) => !isRecord(value) || !Object.hasOwn(value, key) || test(value));
    }
    return tests;
  }

  /** What holds for the keys of an object that no part of the check declares. */
  #undeclared(check: CheckRules, test: Test): Test {
    const declared = this.#index.declaredOf(check);
    if (declared === undefined) return yes;
    return (value) =>
      !isRecord(value) ||
      Object.keys(value).every((key) => this.#index.declares(declared, key) || test(value[key]));
  }
}

interface Others {
  readonly other: (key: string, value: unknown) => boolean;
  readonly patterns: readonly (readonly [RegExp, Test])[];
}

function isObjectOnly({ type }: CheckRules): boolean {
  return type?.length === 1 && type[0] === 'object';
}

function belowOf(keys: Keys): Keys {
  return keys === 'open' ? 'open' : 'closed';
}

function spotAt(spot: Spot, path: string): Spot | undefined {
  return path.split(/[.[{]/).length > deepestSpot ? undefined : { ...spot, path };
}

function pathTo(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`;
}
