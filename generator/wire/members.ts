import { own } from '../base/json.ts';
import type { Check } from '../model/check.ts';
import type { Literal, Tag } from '../model/shape.ts';
import { rulesOf, typeOf, type CheckIndex } from './check-index.ts';

/** The members of a union that a value may be meant to be: those of its type, told apart by the tag as far as it tells. */
export function membersFor(
  members: readonly Check[],
  tag: Tag | undefined,
  value: unknown,
  index: CheckIndex,
): readonly Check[] {
  const type = typeOf(value);
  let left = members.filter((one) => index.typesOf(one).has(type));
  if (type !== 'object') return left;
  for (const key of tag ?? []) {
    if (left.length < 2) break;
    left = left.filter((one) => takesLiteral(one, key, own(value, key), index));
  }
  return left;
}

/** The literals that the members of a union may have at a tag; undefined where one of them may have anything. */
export function tagLiterals(
  members: readonly Check[],
  key: string,
  index: CheckIndex,
): readonly Literal[] | undefined {
  const found: Literal[] = [];
  for (const one of members) {
    if (!index.typesOf(one).has('object')) continue;
    const literals = literalsOf(one, key, index);
    if (literals === undefined) return undefined;
    found.push(...literals);
  }
  return [...new Set(found)];
}

/** The literals that an object may have under a key; undefined where it may have anything. */
export function literalsOf(
  check: Check,
  key: string,
  index: CheckIndex,
  depth = 0,
): readonly Literal[] | undefined {
  const rules = rulesOf(index.resolve(check));
  if (depth > 16) return undefined;
  const property = rules.properties?.find((one) => one.key === key);
  if (property !== undefined) return valuesOf(property.check, index);
  const parts = [...(rules.allOf ?? []), ...(rules.ref === undefined ? [] : [{ ref: rules.ref }])];
  for (const part of parts) {
    const literals = literalsOf(part, key, index, depth + 1);
    if (literals !== undefined) return literals;
  }
  const members = rules.anyOf ?? rules.oneOf;
  const all = members?.map((one) => literalsOf(one, key, index, depth + 1));
  return all?.every((one) => one !== undefined) === true ? all.flat() : undefined;
}

function valuesOf(check: Check, index: CheckIndex): readonly Literal[] | undefined {
  const rules = rulesOf(index.resolve(check));
  const values = rules.const === undefined ? rules.enum : [rules.const];
  return values?.every(isLiteral) === true ? values : undefined;
}

function isLiteral(value: unknown): value is Literal {
  return typeof value !== 'object' || value === null;
}

function takesLiteral(check: Check, key: string, value: unknown, index: CheckIndex): boolean {
  const literals = literalsOf(check, key, index);
  return literals === undefined || literals.some((one) => one === value);
}
