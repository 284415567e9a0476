import { quote } from '../base/text.ts';
import type { Check, CheckRules } from '../model/check.ts';
import { stopIf, type Operand } from '../render/statement.ts';
import type { Body, Tracker } from './check-child.ts';
import type { Call } from './check-code.ts';
import { keyText } from './check-key.ts';
import { leafConditions, notOfTypes } from './check-leaf.ts';

/** What stands beside the rules of a value and is about the same value, as statements. */
export function besideLines(body: Body, tracker: Tracker | undefined): readonly string[] {
  const { check } = body;
  const parts = [...(check.ref === undefined ? [] : [{ ref: check.ref }]), ...(check.allOf ?? [])];
  return [
    ...parts.flatMap((one, at) => partLine(one, `Part${String(at + 1)}`, body, tracker)),
    ...choiceLines(body, tracker),
    ...notLines(body),
    ...conditionLines(body, tracker),
    ...dependentLines(body, tracker),
  ];
}

function partLine(
  check: Check,
  suffix: string,
  body: Body,
  tracker: Tracker | undefined,
  before: readonly Operand[] = [],
): readonly string[] {
  const call = callOf(check, suffix, body, tracker);
  return call === undefined ? [] : [stopIf([...before, not(call), 'run.quick'], 2)];
}

function callOf(
  check: Check,
  suffix: string,
  { side, hint, code }: Body,
  tracker: Tracker | undefined,
): Call | undefined {
  const args = tracker === undefined ? ['value', 'run'] : ['value', 'run', tracker.name];
  const mode = tracker === undefined ? 'whole' : 'part';
  return code.call({ check, side, hint: hint + suffix, mode }, args);
}

function not({ call, args }: Call): Operand {
  return { call: `!${call}`, args };
}

/** Unions: one that literals tell apart is asked by a function of its own. */
function choiceLines(body: Body, tracker: Tracker | undefined): readonly string[] {
  const { check, side, hint, code } = body;
  return (['anyOf', 'oneOf'] as const).flatMap((rule) => {
    const members = check[rule];
    if (members === undefined) return [];
    if (check.tag !== undefined) return partLine(unionOf(check), 'Union', body, tracker);
    const mode = tracker === undefined ? 'whole' : 'part';
    const names = members.map((one, at) =>
      code.nameOf(one, side, `${hint}Option${String(at + 1)}`, mode),
    );
    const list = code.parts.checkers(names, `${hint}Option`);
    const args = ['value', 'run', list, ...(tracker === undefined ? [] : [tracker.name])];
    const simple = members.flatMap((one) => quickTest(one, body));
    const quick = rule === 'anyOf' ? simple : [];
    const call = { call: `!${code.parts.use(rule)}`, args };
    return [stopIf([...quick, call, 'run.quick'], 2)];
  });
}

/** Operands that hold unless a value is what a member says; a member that its type or literals tell need not be asked. */
function quickTest(check: Check, { code, hint }: Body): readonly Operand[] {
  if (typeof check === 'boolean') return [];
  const { type, enum: values, ...others } = check;
  const isTold = type !== undefined && Object.keys(others).length === 0;
  if (isTold && values === undefined) return notOfTypes('value', type, code.parts);
  const keywords = Object.keys(others).filter((keyword) => keyword !== 'const');
  if (keywords.length > 0) return [];
  const subject = { value: 'value', tell: noTell, mayBeAbsent: false, hint };
  const [only = [], ...more] = leafConditions(check, subject, code.parts);
  return more.length > 0 ? [] : only.slice(0, -1);
}

const noTell = { call: 'run.no', key: [] };

/** The union of some rules as a check of its own; the same one each time. */
function unionOf(check: CheckRules): CheckRules {
  const known = unions.get(check);
  if (known !== undefined) return known;
  const { tag, oneOf, anyOf } = check;
  const union: CheckRules = {
    ...(tag === undefined ? {} : { tag }),
    ...(oneOf === undefined ? {} : { oneOf }),
    ...(anyOf === undefined ? {} : { anyOf }),
  };
  unions.set(check, union);
  return union;
}

const unions = new WeakMap<CheckRules, CheckRules>();

function notLines({ check, side, hint, code }: Body): readonly string[] {
  if (check.not === undefined || check.not === false) return [];
  const test = code.nameOf(check.not, side, `${hint}Not`);
  const call = { call: code.parts.use('holds'), args: [test, 'value'] };
  return [stopIf([call, { call: 'run.no', args: ["'not'", "'another value'", 'value'] }], 2)];
}

/** `if` and `then`, or `else`. */
function conditionLines(body: Body, tracker: Tracker | undefined): readonly string[] {
  const { check, side, hint, code } = body;
  if (check.if === undefined) return [];
  const mode = tracker === undefined ? 'whole' : 'part';
  const test = code.nameOf(check.if, side, `${hint}If`, mode);
  const more = tracker === undefined ? '' : `, ${tracker.name}`;
  const head = `  const applies = ${code.parts.use('holds')}(${test}, value${more});`;
  const told: Operand = {
    call: 'run.no',
    args: ["'if'", quote('what its condition asks for'), 'value'],
  };
  const branches = (['then', 'else'] as const).flatMap((branch) => {
    const inner = check[branch];
    if (inner === undefined) return [];
    const suffix = branch === 'then' ? 'Then' : 'Else';
    const call = callOf(inner, suffix, body, tracker);
    const applies = branch === 'then' ? 'applies' : '!applies';
    return call === undefined ? [] : [stopIf([applies, not(call), told], 2)];
  });
  if (branches.length > 0) return [head, ...branches];
  return tracker === undefined ? [] : [`  ${code.parts.use('holds')}(${test}, value${more});`];
}

function dependentLines(body: Body, tracker: Tracker | undefined): readonly string[] {
  const { parts } = body.code;
  return Object.entries(body.check.dependentSchemas ?? {}).flatMap(([key, check], at) => {
    const there = [
      `${parts.use('isRecord')}(value)`,
      `${keyText('value', key, parts)} !== undefined`,
    ];
    return partLine(check, `With${String(at + 1)}`, body, tracker, there);
  });
}
