import { formatTest } from '../base/format-tests.ts';
import { literalText, quote } from '../base/text.ts';
import type { Check, CheckRules, JsonType } from '../model/check.ts';
import type { Json, Literal } from '../model/shape.ts';
import type { Operand } from '../render/statement.ts';
import type { CodeParts } from './code-parts.ts';

/** A value that is looked at, and how it is told that something is wrong with it. */
export interface Subject {
  readonly value: string;
  /** `run.no`, or `run.under` with a key in front of what is told. */
  readonly tell: { readonly call: string; readonly key: readonly string[] };
  /** True where the value may be absent, of which somebody else tells. */
  readonly mayBeAbsent: boolean;
  /** True where nobody else tells that a value is missing which must be there. */
  readonly isNeeded?: boolean;
  /** What constants of its rules are called after: `sessionVoice`. */
  readonly hint: string;
}

/** True for rules that look at no more than the value itself, so that they need no function of their own. */
export function isLeaf(rules: CheckRules): boolean {
  return Object.keys(rules).every((keyword) => leafKeywords.has(keyword));
}

const leafKeywords: ReadonlySet<string> = new Set([
  ...['type', 'const', 'enum', 'multipleOf', 'maximum', 'exclusiveMaximum', 'minimum'],
  ...['exclusiveMinimum', 'maxLength', 'minLength', 'pattern', 'format'],
]);

/** True for rules that no absent value satisfies, so that they can tell of it. */
export function tellsAbsence(check: Check): boolean {
  if (typeof check === 'boolean' || !isLeaf(check)) return false;
  return check.type !== undefined || check.const !== undefined || check.enum !== undefined;
}

/** The conditions under which each rule about the value itself is broken. */
export function leafConditions(
  rules: CheckRules,
  subject: Subject,
  parts: CodeParts,
): readonly (readonly Operand[])[] {
  const { value, mayBeAbsent, isNeeded } = subject;
  const conditions: (readonly Operand[])[] = [];
  const add = (wrong: readonly Operand[], rule: string, expected: string): void => {
    const first = isNeeded === true && conditions.length === 0;
    const present = mayBeAbsent && !first ? [`${value} !== undefined`] : [];
    const tell = first ? { ...subject.tell, call: 'run.wrong' } : subject.tell;
    conditions.push([...present, ...wrong, told({ ...subject, tell }, rule, expected)]);
  };
  const { type } = rules;
  if (type !== undefined && !saysType(rules, type)) {
    add(notOfTypes(value, type, parts), 'type', quote(type.join(' | ')));
  }
  if (rules.const !== undefined) {
    add([notEqual(rules.const, subject, parts)], 'const', quote(shortText(rules.const)));
  }
  if (rules.enum !== undefined) {
    const list = parts.list(rules.enum, subject.hint);
    add(notAmong(rules.enum, list, value, parts), 'enum', `${parts.use('oneOfThem')}(${list})`);
  }
  return [
    ...conditions,
    ...numberConditions(rules, subject, parts),
    ...textConditions(rules, subject, parts),
  ];
}

/** True where literals say the type already. */
function saysType({ const: value, enum: values }: CheckRules, type: readonly JsonType[]): boolean {
  const known = value === undefined ? values : [value];
  return known?.every((one) => type.some((name) => isOfType(one, name))) === true;
}

function isOfType(value: Json, type: JsonType): boolean {
  switch (type) {
    case 'null':
      return value === null;
    case 'array':
      return Array.isArray(value);
    case 'object':
      return typeof value === 'object' && value !== null && !Array.isArray(value);
    case 'integer':
      return Number.isInteger(value);
    default:
      return typeof value === type;
  }
}

/** Operands that hold for a value of none of the types. */
export function notOfTypes(
  value: string,
  types: readonly JsonType[],
  parts: CodeParts,
): readonly Operand[] {
  const wanted = types.filter((one) => one !== 'integer' || !types.includes('number'));
  return wanted.map((type): Operand => {
    switch (type) {
      case 'null':
        return `${value} !== null`;
      case 'array':
        return `!Array.isArray(${value})`;
      case 'object':
        return `!${parts.use('isRecord')}(${value})`;
      case 'number':
        return `!Number.isFinite(${value})`;
      case 'integer':
        return `!Number.isInteger(${value})`;
      case 'boolean':
      case 'string':
        return `typeof ${value} !== '${type}'`;
    }
  });
}

function notEqual(given: Json, { value, hint }: Subject, parts: CodeParts): Operand {
  if (isPlain(given)) return { left: value, operator: '!==', right: literalText(given) };
  return `!${parts.use('isEqual')}(${value}, ${parts.value(given, hint)})`;
}

/** Operands that hold for a value that is none of those in a list; a few are quicker asked one by one. */
function notAmong(
  values: readonly Json[],
  list: string,
  value: string,
  parts: CodeParts,
): readonly Operand[] {
  if (!values.every(isPlain)) {
    return [`!${list}.some((one) => ${parts.use('isEqual')}(one, ${value}))`];
  }
  if (values.length > 6) return [`!${list}.includes(${value})`];
  return values.map((one) => ({ left: value, operator: '!==', right: literalText(one) }));
}

function numberConditions(
  rules: CheckRules,
  subject: Subject,
  parts: CodeParts,
): readonly (readonly Operand[])[] {
  const { value } = subject;
  const isNumber = `typeof ${value} === 'number'`;
  const conditions = numberLimits.flatMap(([rule, operator, words]) => {
    const limit = rules[rule];
    if (limit === undefined) return [];
    const text = literalText(limit);
    const expected = quote(`${words} ${String(limit)}`);
    return [[isNumber, `${value} ${operator} ${text}`, told(subject, rule, expected)]];
  });
  const { multipleOf } = rules;
  if (multipleOf !== undefined) {
    const wrong = `!${parts.use('isMultiple')}(${value}, ${literalText(multipleOf)})`;
    const expected = quote(`a multiple of ${String(multipleOf)}`);
    conditions.push([isNumber, wrong, told(subject, 'multipleOf', expected)]);
  }
  return conditions;
}

const numberLimits = [
  ['minimum', '<', 'at least'],
  ['exclusiveMinimum', '<=', 'more than'],
  ['maximum', '>', 'at most'],
  ['exclusiveMaximum', '>=', 'less than'],
] as const;

function textConditions(
  rules: CheckRules,
  subject: Subject,
  parts: CodeParts,
): readonly (readonly Operand[])[] {
  const { value, hint } = subject;
  const isText = `typeof ${value} === 'string'`;
  const { maxLength, minLength, pattern, format } = rules;
  const conditions: (readonly Operand[])[] = [];
  const length = (): string => `${parts.use('codePoints')}(${value})`;
  if (maxLength !== undefined) {
    const most = literalText(maxLength);
    const expected = quote(`at most ${most} characters`);
    // A text has no more code points than units.
    const wrong = [`${value}.length > ${most}`, `${length()} > ${most}`];
    conditions.push([isText, ...wrong, told(subject, 'maxLength', expected)]);
  }
  if (minLength !== undefined && minLength > 0) {
    const expected = quote(`at least ${literalText(minLength)} characters`);
    const wrong = minLength <= 1 ? `${value} === ''` : `${length()} < ${literalText(minLength)}`;
    conditions.push([isText, wrong, told(subject, 'minLength', expected)]);
  }
  if (pattern !== undefined) {
    const expression = parts.pattern(pattern, hint);
    if (expression !== undefined) {
      const expected = quote(`a text that fits ${pattern}`);
      conditions.push([
        isText,
        `!${expression}.test(${value})`,
        told(subject, 'pattern', expected),
      ]);
    }
  }
  const test = format === undefined ? undefined : formatTest(format);
  if (format !== undefined && test !== undefined) {
    const name = parts.use(test.name);
    const guard = test.of === 'string' ? isText : `typeof ${value} === 'number'`;
    const expected = quote(`a text of the format ${format}`);
    conditions.push([guard, `!${name}(${value})`, told(subject, 'format', expected)]);
  }
  return conditions;
}

/** The operand that tells what is wrong, and says whether that is enough. */
export function told({ value, tell }: Subject, rule: string, expected: string): Operand {
  return { call: tell.call, args: [...tell.key, quote(rule), expected, value] };
}

function isPlain(value: Json): value is Literal {
  return value === null || typeof value !== 'object';
}

function shortText(value: Json): string {
  const text = JSON.stringify(value);
  return text.length <= 60 ? text : `${text.slice(0, 59)}…`;
}
