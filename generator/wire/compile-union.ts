import { isRecord } from '../base/json.ts';
import type { Check, JsonType } from '../model/check.ts';
import type { Tag } from '../model/shape.ts';
import type { CheckIndex } from './check-index.ts';
import type { Test } from './limits.ts';
import { literalsOf } from './members.ts';
import { no } from './value-test.ts';

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
  /** True where the compiled members count the fields that they see. */
  readonly isCounted: boolean;
  /** The member with which the least is wrong. */
  readonly nearest: (members: readonly Check[], value: unknown) => Check | undefined;
}

/** Finds the member that is meant by the value's type, then by its tag; members that neither tells apart are tried. */
export function unionTest(choice: Choice): Test {
  const { members, tag, index } = choice;
  const test = (type: JsonType): Test => {
    const some = members.filter((one) => index.typesOf(one).has(type));
    return testOf(choice, some, type === 'object' ? (tag ?? []) : []);
  };
  const [text, number, boolean] = [test('string'), test('number'), test('boolean')];
  const [nothing, list, object] = [test('null'), test('array'), test('object')];
  return (value) => {
    switch (typeof value) {
      case 'string':
        return text(value);
      case 'number':
        return number(value);
      case 'boolean':
        return boolean(value);
      default:
        return value === null ? nothing(value) : Array.isArray(value) ? list(value) : object(value);
    }
  };
}

/** Members that a literal tells from others are found by it, at one key after another. */
function testOf(choice: Choice, members: readonly Check[], tag: Tag): Test {
  const [only, ...others] = members;
  if (only === undefined) return no;
  if (others.length === 0) return choice.tests.get(only) ?? no;
  const [key, ...rest] = tag;
  if (key === undefined) return (value) => tried(choice, members, value);
  const literals = new Map(members.map((one) => [one, literalsOf(one, key, choice.index)]));
  const any = testOf(
    choice,
    members.filter((one) => literals.get(one) === undefined),
    rest,
  );
  const byLiteral = new Map<unknown, Test>();
  for (const literal of new Set([...literals.values()].flatMap((some) => some ?? []))) {
    const some = members.filter((one) => literals.get(one)?.includes(literal) ?? true);
    byLiteral.set(literal, testOf(choice, some, rest));
  }
  return (value) => {
    // What an object inherits is no literal.
    const word = isRecord(value) ? value[key] : undefined;
    return (byLiteral.get(word) ?? any)(value);
  };
}

function tried(choice: Choice, members: readonly Check[], value: unknown): boolean {
  const fitting = members.find((one) => choice.fits(one, value));
  if (!choice.isCounted) {
    if (fitting === undefined) return false;
  } else {
    const chosen = fitting ?? choice.nearest(members, value);
    if (chosen === undefined || choice.tests.get(chosen)?.(value) !== true) return false;
  }
  return !choice.isOne || members.filter((one) => choice.takes(one, value)).length === 1;
}
