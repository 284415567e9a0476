import { isRecord, own } from '../base/json.ts';
import type { Check, CheckRules } from '../model/check.ts';
import type { Tag } from '../model/shape.ts';
import type { DriftRule } from '../base/wire-report.ts';
import { rulesOf, toRegExp, typeOf, type CheckIndex } from './check-index.ts';
import type { Compiler } from './compile.ts';
import { limitsOf } from './limits.ts';
import { membersFor, tagLiterals } from './members.ts';
import { typeTest, valueTest } from './value-test.ts';
import { literalText, oneOfText, typesText } from './value-text.ts';

/** Where a message differs from a check. */
export interface WireIssue {
  readonly rule: DriftRule;
  readonly path: string;
  readonly keyword: string | undefined;
  readonly expected: string;
  readonly actual: string;
  /** What is there; undefined where nothing is. */
  readonly value: unknown;
}

/** What is wrong with a value, for those that are; where the compiled check is content, this finds nothing. */
export function explain(
  check: Check,
  value: unknown,
  index: CheckIndex,
  compiler: Compiler,
): readonly WireIssue[] {
  const explanation = new Explanation(index, compiler);
  explanation.value(check, value, '', true);
  return explanation.issues;
}

/** The member of a union with which the least is wrong; the first of several. */
export function fewestIssues(
  members: readonly Check[],
  value: unknown,
  index: CheckIndex,
  compiler: Compiler,
): Check | undefined {
  let best: Check | undefined;
  let fewest = Infinity;
  for (const one of members) {
    const count = explain(one, value, index, compiler).length;
    if (count < fewest) [best, fewest] = [one, count];
  }
  return best;
}

class Explanation {
  readonly issues: WireIssue[] = [];
  readonly #index: CheckIndex;
  readonly #compiler: Compiler;

  constructor(index: CheckIndex, compiler: Compiler) {
    this.#index = index;
    this.#compiler = compiler;
  }

  /** `closed` is false for a part of an object whose keys are judged by all parts together. */
  value(given: Check, value: unknown, path: string, closed: boolean): void {
    const check = this.#index.resolve(given);
    if (check === true) return;
    const types = this.#index.typesOf(check);
    if (check === false || !types.has(typeOf(value))) {
      this.#wrongType(check, value, path);
      return;
    }
    if (!this.#own(check, value, path)) return;
    const parts = partsOf(check);
    const unions = [check.anyOf, check.oneOf].filter((one) => one !== undefined);
    const isAlone = parts.length + unions.length + (hasOwnKeys(check) ? 1 : 0) <= 1;
    const inner = closed && isAlone;
    if (isRecord(value)) this.#keys(check, value, path);
    if (Array.isArray(value)) this.#items(check, value, path);
    for (const part of parts) this.value(part, value, path, inner);
    for (const members of unions) this.#union(members, check.tag, value, path, inner);
    this.#conditions(check, value, path, inner);
    const isJudge = isAlone ? hasOwnKeys(check) : true;
    if (closed && isJudge && isRecord(value)) this.#undeclared(check, value, path);
  }

  /** What a check says of the value itself; false where nothing more need be asked. */
  #own(check: CheckRules, value: unknown, path: string): boolean {
    const { type } = check;
    if (type !== undefined && !typeTest(type)(value)) {
      this.#wrongType(check, value, path);
      return false;
    }
    const values = check.const === undefined ? check.enum : [check.const];
    if (values !== undefined && !valueTest(values)(value)) {
      this.#add('value-undeclared', path, undefined, oneOfText(values), value);
      return false;
    }
    for (const { keyword, test, expected } of limitsOf(check)) {
      if (!test(value)) this.#add('limit-broken', path, keyword, expected, value);
    }
    return true;
  }

  #wrongType(check: Check, value: unknown, path: string): void {
    const expected = typesText(check, this.#index);
    if (value === null) this.#add('null-undeclared', path, undefined, expected, value);
    else if (typeof value === 'number' && !Number.isFinite(value)) {
      this.#add('limit-broken', path, 'number', 'a number that a double can hold', value);
    } else this.#add('type-otherwise', path, undefined, expected, value);
  }

  #keys(check: CheckRules, value: Readonly<Record<string, unknown>>, path: string): void {
    for (const key of this.#index.neededOf(check)) {
      if (own(value, key) !== undefined) continue;
      const property = check.properties?.find((one) => one.key === key);
      const expected = typesText(property?.check ?? true, this.#index);
      this.#add('required-missing', pathTo(path, key), undefined, expected, undefined);
    }
    const known = new Map((check.properties ?? []).map((one) => [one.key, one]));
    for (const [key, inner] of Object.entries(value)) {
      if (inner === undefined) continue;
      const property = known.get(key);
      const isKnown = property !== undefined && this.#index.travels(property);
      if (isKnown) this.value(property.check, inner, pathTo(path, key), true);
      let isCovered = property !== undefined;
      for (const one of check.patternProperties ?? []) {
        if (toRegExp(one.pattern)?.test(key) !== true) continue;
        isCovered = true;
        this.value(one.check, inner, `${path}{}`, true);
      }
      if (isCovered) continue;
      const { propertyNames, additionalProperties, unevaluatedProperties } = check;
      if (propertyNames !== undefined && !this.#compiler.silent(propertyNames, 'open')(key)) {
        this.#add('limit-broken', path, 'propertyNames', 'other keys', key);
      }
      const alone = partsOf(check).length === 0 ? unevaluatedProperties : undefined;
      const rest = additionalProperties ?? alone;
      if (rest === false) this.#noField(key, inner, path);
      else if (rest !== undefined) this.value(rest, inner, `${path}{}`, true);
    }
  }

  #undeclared(check: CheckRules, value: Readonly<Record<string, unknown>>, path: string): void {
    const declared = this.#index.declaredOf(check);
    if (declared === undefined) return;
    for (const [key, inner] of Object.entries(value)) {
      if (inner !== undefined && !this.#index.declares(declared, key)) {
        this.#noField(key, inner, path);
      }
    }
  }

  /** A part of an object may have told it already. */
  #noField(key: string, value: unknown, path: string): void {
    const place = pathTo(path, key);
    const isTold = this.issues.some(
      (one) => one.rule === 'field-undeclared' && one.path === place && one.value === value,
    );
    if (!isTold) this.#add('field-undeclared', place, undefined, 'no such field', value);
  }

  #items(check: CheckRules, value: readonly unknown[], path: string): void {
    const rest = check.items ?? check.unevaluatedItems ?? true;
    value.forEach((one, at) => {
      this.value(check.prefixItems?.[at] ?? rest, one, `${path}[]`, true);
    });
    const { contains, minContains: least = 1, maxContains: most = Infinity } = check;
    if (contains === undefined) return;
    const count = value.filter((one) => this.#compiler.silent(contains, 'open')(one)).length;
    if (count < least || count > most) {
      this.#add('limit-broken', path, 'contains', 'certain items', value);
    }
  }

  #union(
    members: readonly Check[],
    tag: Tag | undefined,
    value: unknown,
    path: string,
    closed: boolean,
  ): void {
    const some = membersFor(members, tag, value, this.#index);
    const [first] = some;
    if (first === undefined) {
      this.#noMember(members, tag, value, path);
      return;
    }
    if (some.some((one) => this.#compiler.silent(one, closed ? 'closed' : 'shared')(value))) return;
    const literals = some.flatMap((one) => {
      const { const: only, enum: values = only === undefined ? undefined : [only] } = rulesOf(
        this.#index.resolve(one),
      );
      return values ?? [];
    });
    if (!isRecord(value) && some.length > 1 && literals.length > 0) {
      this.#add('value-undeclared', path, undefined, oneOfText(literals), value);
      return;
    }
    this.value(
      fewestIssues(some, value, this.#index, this.#compiler) ?? first,
      value,
      path,
      closed,
    );
  }

  #noMember(members: readonly Check[], tag: Tag | undefined, value: unknown, path: string): void {
    const isMember = members.some((one) => this.#index.typesOf(one).has(typeOf(value)));
    const key = tag?.find((one) => membersFor(members, [one], value, this.#index).length === 0);
    if (!isMember || key === undefined) {
      this.#wrongType({ anyOf: members }, value, path);
      return;
    }
    const expected = oneOfText(tagLiterals(members, key, this.#index) ?? []);
    const actual = own(value, key);
    const rule = actual === undefined ? 'required-missing' : 'value-undeclared';
    this.#add(rule, pathTo(path, key), undefined, expected, actual);
  }

  /** Of these rules, it is told that they are broken, and not how. */
  #conditions(check: CheckRules, value: unknown, path: string, closed: boolean): void {
    const before = this.issues.length;
    if (check.if !== undefined) {
      const isMet = this.#compiler.silent(check.if, 'open')(value);
      this.value((isMet ? check.then : check.else) ?? true, value, path, closed);
    }
    for (const [key, one] of Object.entries(check.dependentSchemas ?? {})) {
      if (isRecord(value) && Object.hasOwn(value, key)) this.value(one, value, path, closed);
    }
    if (check.not !== undefined && this.#compiler.silent(check.not, 'open')(value)) {
      this.#add('limit-broken', path, 'not', 'something else', value);
    }
    if (this.issues.length > before || check.oneOf === undefined) return;
    const matches = check.oneOf.filter((one) => this.#compiler.silent(one, 'open')(value));
    if (matches.length > 1) this.#add('limit-broken', path, 'oneOf', 'one alternative only', value);
  }

  #add(
    rule: DriftRule,
    path: string,
    keyword: string | undefined,
    expected: string,
    value: unknown,
  ): void {
    const actual = literalText(value, rule === 'value-undeclared' || rule === 'limit-broken', path);
    this.issues.push({ rule, path, keyword, expected, actual, value });
  }
}

function partsOf({ ref, allOf = [] }: CheckRules): readonly Check[] {
  return ref === undefined ? allOf : [...allOf, { ref }];
}

function hasOwnKeys({ properties, patternProperties, additionalProperties }: CheckRules): boolean {
  return (properties ?? patternProperties ?? additionalProperties) !== undefined;
}

function pathTo(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`;
}
