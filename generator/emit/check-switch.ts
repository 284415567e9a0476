import { literalText, quote } from '../base/text.ts';
import type { Check } from '../model/check.ts';
import { mayBe, type TagCase } from '../model/check-tags.ts';
import type { Literal, Tag } from '../model/shape.ts';
import type { Side } from '../model/side.ts';
import { callLine, returnIf } from '../render/statement.ts';
import type { CheckCode, Mode } from './check-code.ts';
import { keyText } from './check-key.ts';

/** A union whose members literals tell apart. */
export interface Switch {
  readonly tag: Tag;
  readonly cases: readonly TagCase[];
  readonly rule: 'oneOf' | 'anyOf';
  readonly members: readonly Check[];
  readonly side: Side;
  readonly mode: Mode;
  readonly hint: string;
  readonly code: CheckCode;
}

/** The body of a function that asks the one member which the tag of its value names. */
export function switchLines(union: Switch): readonly string[] {
  const { cases, tag, code } = union;
  const [call, args] = otherCall(union);
  return [
    returnIf(`!${code.parts.use('isRecord')}(value)`, call, args, 2),
    ...tagLines(cases, tag, 0, union, 2),
  ];
}

/** What becomes of a value that is no object. */
function otherCall({
  members,
  rule,
  side,
  hint,
  code,
}: Switch): readonly [string, readonly string[]] {
  const others = members.filter((one) => mayBe(one, code.index, 'other'));
  const [only] = others;
  if (only === undefined) return ['run.fail', ["'type'", "'object'", 'value']];
  const check: Check = others.length === 1 ? only : { [rule]: others };
  const call = code.call({ check, side, hint: `${hint}Other` }, ['value', 'run']);
  return [call?.call ?? 'Boolean', call?.args ?? ['true']];
}

function tagLines(
  cases: readonly TagCase[],
  tag: Tag,
  position: number,
  union: Switch,
  margin: number,
): readonly string[] {
  const { code } = union;
  const space = ' '.repeat(margin);
  const key = tag[position] ?? '';
  const value = keyText('value', key, code.parts);
  const groups = new Map<Literal, TagCase[]>();
  for (const one of cases) {
    for (const row of one.values) {
      const literal = row[position] ?? null;
      const group = groups.get(literal) ?? [];
      if (!group.includes(one)) group.push(one);
      groups.set(literal, group);
    }
  }
  const lines = [`${space}switch (${value}) {`];
  const order = [...groups];
  for (const [at, [literal, group]] of order.entries()) {
    lines.push(`${space}  case ${literalText(literal)}:`);
    const next = order[at + 1]?.[1];
    const [only, ...more] = group;
    if (only === undefined) continue;
    // Literals of one member stand together.
    if (more.length === 0 && next?.length === 1 && next[0] === only && isDone(only, position))
      continue;
    if (more.length === 0 && isDone(only, position))
      lines.push(memberLine(only.member, union, margin + 4));
    else
      lines.push(
        ...tagLines(within(group, literal, position), tag, position + 1, union, margin + 4),
      );
  }
  const known = `a known ${JSON.stringify(key)}`;
  const args = [quote(key), value, quote(known)];
  lines.push(
    `${space}  default:`,
    callLine('return ', 'run.strange', args, margin + 4),
    `${space}}`,
  );
  return lines;
}

/** The cases with those rows alone that begin with a literal. */
function within(group: readonly TagCase[], literal: Literal, position: number): readonly TagCase[] {
  return group.map((one) => ({
    ...one,
    values: one.values.filter((row) => row[position] === literal),
  }));
}

function isDone({ values }: TagCase, position: number): boolean {
  return values.every((row) => row.length <= position + 1);
}

function memberLine(check: Check, { side, mode, hint, code }: Switch, margin: number): string {
  const args = mode === 'part' ? ['value', 'run', 'seen'] : ['value', 'run'];
  const call = code.call({ check, side, hint: `${hint}Member`, mode }, args);
  if (call === undefined) return `${' '.repeat(margin)}return true;`;
  return callLine('return ', call.call, call.args, margin);
}
