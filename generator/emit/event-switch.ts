import { literalText, quote } from '../base/text.ts';
import type { Check } from '../model/check.ts';
import { literalsAt, mayBe, withCheckTags } from '../model/check-tags.ts';
import type { Literal } from '../model/shape.ts';
import type { Side } from '../model/side.ts';
import { callLine, localHead, parametersFor, returnIf } from '../render/statement.ts';
import type { CheckCode } from './check-code.ts';
import { keyText } from './check-key.ts';
import { literalSwitch, type LiteralCase } from './literal-switch.ts';
import type { UnionNames } from './settle-names.ts';

/** The events of a flow, and the function that checks them. */
interface EventCheck {
  readonly name: string;
  readonly union: UnionNames;
  readonly side: Side;
  readonly code: CheckCode;
}

/** An event, and the values of its tag field; undefined where it may hold any, or be missing. */
interface EventCase {
  readonly check: Check;
  readonly values: readonly Literal[] | undefined;
  readonly isRequired: boolean;
}

/** The text of the function that asks the events which the tag of a value names, or all where nothing tells them apart. */
export function eventText(events: EventCheck): string {
  const { name, union, code } = events;
  const parameters = ['value: unknown', `run: ${code.parts.nameOf('Run')}`];
  const cases = casesOf(events);
  const [key] = union.union.tag ?? [];
  const lines =
    key === undefined ? [resultLine(cases, events, 2)] : switchLines(cases, key, events);
  const head = localHead(name, parametersFor(lines, parameters), 'boolean');
  return [head, ...lines, '}'].join('\n');
}

function casesOf({ union, code }: EventCheck): readonly EventCase[] {
  const [key] = union.union.tag ?? [];
  const names = new Set<string>();
  return union.messages.flatMap((message): readonly EventCase[] => {
    const { shape, tags } = message;
    if (shape.kind !== 'ref' || names.has(shape.name)) return [];
    names.add(shape.name);
    const check: Check = { ref: shape.name };
    const sure = key === undefined ? undefined : literalsAt(check, key, code.index);
    if (sure !== undefined) return [{ check, values: sure, isRequired: true }];
    // The key may be missing; where it is there, it is one of these.
    const values = [...new Set(tags.flatMap((row) => row.slice(0, 1)))];
    return [{ check, values: values.length === 0 ? undefined : values, isRequired: false }];
  });
}

function switchLines(
  cases: readonly EventCase[],
  key: string,
  events: EventCheck,
): readonly string[] {
  const { code } = events;
  const value = keyText('value', key, code.parts);
  const free = cases.filter((one) => one.values === undefined);
  const loose = cases.filter((one) => !one.isRequired);
  const literals = [...new Set(cases.flatMap((one) => one.values ?? []))];
  const rows = literals.map((literal): LiteralCase => {
    const meant = cases.filter((one) => one.values?.includes(literal) === true);
    const label = literalText(literal);
    return { literal, label, line: (margin) => resultLine([...meant, ...free], events, margin) };
  });
  if (loose.length > free.length) {
    const line = (margin: number): string => resultLine(loose, events, margin);
    rows.push({ literal: undefined, label: 'undefined', line });
  }
  const args = [quote(key), value, quote(`a known ${JSON.stringify(key)}`)];
  const rest = (margin: number): string =>
    free.length > 0
      ? resultLine(free, events, margin)
      : callLine('return ', 'run.strange', args, margin);
  return [...otherLines(cases, events), ...literalSwitch(value, rows, rest)];
}

/** What becomes of a value that is no object. */
function otherLines(cases: readonly EventCase[], events: EventCheck): readonly string[] {
  const { code } = events;
  const guard = `!${code.parts.use('isRecord')}(value)`;
  const others = cases.filter((one) => mayBe(one.check, code.index, 'other'));
  if (others.length === 0) {
    return [returnIf(guard, 'run.fail', ["'type'", "'object'", 'value'], 2)];
  }
  return [`  if (${guard}) {`, resultLine(others, events, 4), '  }'];
}

/** What one of several events, or the only one, says of a value. */
function resultLine(
  cases: readonly EventCase[],
  { side, name, code }: EventCheck,
  margin: number,
): string {
  const hint = `${name.slice('check'.length)}Event`;
  const [only] = cases;
  if (cases.length === 1 && only !== undefined) {
    const call = code.call({ check: only.check, side, hint }, ['value', 'run']);
    if (call === undefined) return `${' '.repeat(margin)}return true;`;
    return callLine('return ', call.call, call.args, margin);
  }
  const members = cases.map((one) => one.check);
  const [union] = withCheckTags([
    ...code.index.values(),
    { name: '', check: { anyOf: members }, origin: { file: '', pointer: '' } },
  ]).slice(-1);
  const test = code.nameOf(union?.check ?? true, side, hint);
  return callLine('return ', test, ['value', 'run'], margin);
}
