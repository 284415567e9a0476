import { own } from '../base/json.ts';
import type { Check, JsonType } from '../model/check.ts';
import type { Tag } from '../model/shape.ts';
import { typeOf, type CheckIndex } from './check-index.ts';
import type { Test } from './limits.ts';
import { literalsOf, membersFor } from './members.ts';

/** A choice between checks, and what is needed to find the one that a value is meant to satisfy. */
export interface Choice {
  readonly members: readonly Check[];
  readonly tag: Tag | undefined;
  /** The compiled members. */
  readonly tests: ReadonlyMap<Check, Test>;
  /** True where no other member may take the value as well. */
  readonly isOne: boolean;
  readonly index: CheckIndex;
  /** Whether a member takes a value, keys that nobody declares refused; counts nothing. */
  readonly fits: (member: Check, value: unknown) => boolean;
  /** The same, as JSON Schema has it. */
  readonly takes: (member: Check, value: unknown) => boolean;
  /** The member with which the least is wrong. */
  readonly nearest: (members: readonly Check[], value: unknown) => Check | undefined;
}

const jsonTypes = ['null', 'boolean', 'object', 'array', 'number', 'string'] as const;

/** Finds the member that is meant by the value's type, then by its tag; members that neither tells apart are tried. */
export function unionTest(choice: Choice): Test {
  const { members, tag, tests, index } = choice;
  const [key = ''] = tag ?? [];
  const tagged = key === '' ? new Map<unknown, Test>() : byTag(choice, key);
  const byType = new Map<JsonType, Test>();
  for (const type of jsonTypes) {
    const [only, ...others] = members.filter((one) => index.typesOf(one).has(type));
    const test = only === undefined ? undefined : tests.get(only);
    if (test !== undefined && others.length === 0) byType.set(type, test);
  }
  return (value) => {
    const type = typeOf(value);
    const direct =
      byType.get(type) ?? (type === 'object' ? tagged.get(own(value, key)) : undefined);
    return direct === undefined ? tried(choice, value) : direct(value);
  };
}

function tried(choice: Choice, value: unknown): boolean {
  const { members, tag, tests, index, isOne } = choice;
  const some = membersFor(members, tag, value, index);
  const fitting = some.find((one) => choice.fits(one, value));
  const chosen = fitting ?? (some.length < 2 ? some[0] : choice.nearest(some, value));
  const fits = chosen !== undefined && tests.get(chosen)?.(value) === true;
  if (!fits || !isOne) return fits;
  return members.filter((one) => choice.takes(one, value)).length === 1;
}

/** The members that a literal tells apart from all others. */
function byTag({ members, tests, index }: Choice, key: string): ReadonlyMap<unknown, Test> {
  const found = new Map<unknown, Test>();
  const twice = new Set<unknown>();
  for (const one of members) {
    if (!index.typesOf(one).has('object')) continue;
    const literals = literalsOf(one, key, index);
    const test = tests.get(one);
    if (literals === undefined || test === undefined) return new Map();
    for (const literal of literals) {
      if (found.has(literal)) twice.add(literal);
      found.set(literal, test);
    }
  }
  for (const literal of twice) found.delete(literal);
  return found;
}
