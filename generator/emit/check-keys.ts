import { camelCase, pascalCase } from '../base/names.ts';
import { quote } from '../base/text.ts';
import type { CheckRules } from '../model/check.ts';
import type { Side } from '../model/side.ts';
import { stopIf, type Operand } from '../render/statement.ts';
import { childConditions, type Body, type Tracker } from './check-child.ts';
import { tellsAbsence } from './check-leaf.ts';
import { keyText } from './check-key.ts';
import { describesKeys, keysOnSide, requiredOnSide } from './check-side.ts';
import { besideChecks } from '../model/check-circles.ts';

/** What is asked of the keys of an object, as statements. */
export function objectLines(
  body: Body,
  tracker: Tracker | undefined,
  margin: number,
): readonly string[] {
  return [
    ...requiredLines(body, margin),
    ...propertyLines(body, margin),
    ...countLines(body, margin),
    ...dependentLines(body, margin),
    ...nameLines(body, margin),
    ...otherLines(body, tracker, margin),
    ...seenLines(body, tracker, margin),
  ];
}

function requiredLines({ check, side, code }: Body, margin: number): readonly string[] {
  const told = new Set(toldKeys(check, side));
  const others = requiredOnSide(check, side).filter((key) => !told.has(key));
  return others.map((key) => {
    const missing = `${keyText('value', key, code.parts)} === undefined`;
    return stopIf([missing, { call: 'run.lacks', args: [quote(key)] }], margin);
  });
}

/** The keys that must be there whose own rules tell where they are not. */
function toldKeys(check: CheckRules, side: Side): readonly string[] {
  const required = new Set(requiredOnSide(check, side));
  return keysOnSide(check, side)
    .filter((one) => required.has(one.key) && tellsAbsence(one.check))
    .map((one) => one.key);
}

function propertyLines(body: Body, margin: number): readonly string[] {
  const { check, side, hint, code } = body;
  const space = ' '.repeat(margin);
  const lines: string[] = [];
  const told = new Set(toldKeys(check, side));
  for (const { key, check: inner } of keysOnSide(check, side)) {
    const child = {
      check: inner,
      value: 'v',
      key: quote(key),
      mayBeAbsent: true,
      isNeeded: told.has(key),
    };
    const conditions = childConditions({ ...child, hint: hint + pascalCase(key) }, body);
    if (conditions.length === 0) continue;
    const read = keyText('value', key, code.parts);
    lines.push(`${space}${lines.length === 0 ? 'let v' : 'v'} = ${read};`);
    lines.push(...conditions.map((operands) => stopIf(operands, margin)));
  }
  return lines;
}

function countLines({ check }: Body, margin: number): readonly string[] {
  const { minProperties, maxProperties } = check;
  const count = 'Object.keys(value).length';
  const limits = [
    [minProperties, '<', 'minProperties', 'at least'],
    [maxProperties, '>', 'maxProperties', 'at most'],
  ] as const;
  return limits.flatMap(([limit, operator, rule, words]) => {
    if (limit === undefined || (rule === 'minProperties' && limit <= 0)) return [];
    const told = [quote(rule), quote(`${words} ${String(limit)} fields`), 'value'];
    return [
      stopIf([`${count} ${operator} ${String(limit)}`, { call: 'run.no', args: told }], margin),
    ];
  });
}

function dependentLines({ check, code }: Body, margin: number): readonly string[] {
  return Object.entries(check.dependentRequired ?? {}).flatMap(([key, needed]) =>
    needed.map((other) => {
      const expected = `a field ${JSON.stringify(other)} beside ${JSON.stringify(key)}`;
      const told = [quote('dependentRequired'), quote(expected), 'undefined'];
      const there = `${keyText('value', key, code.parts)} !== undefined`;
      const missing = `${keyText('value', other, code.parts)} === undefined`;
      return stopIf([there, missing, { call: 'run.no', args: told }], margin);
    }),
  );
}

function nameLines({ check, side, hint, code }: Body, margin: number): readonly string[] {
  const names = check.propertyNames;
  if (names === undefined || names === true) return [];
  const test = code.nameOf(names, side, `${hint}Name`);
  const call = { call: `!${code.parts.use('keysAre')}`, args: ['value', 'run', test] };
  return [stopIf([call, 'run.quick'], margin)];
}

/** Keys that are told by how they are spelt, and all that nothing else names. */
function otherLines(body: Body, tracker: Tracker | undefined, margin: number): readonly string[] {
  const { check, hint, code } = body;
  const rest = check.additionalProperties;
  const patterns = patternsOf(body);
  const inside: string[] = [];
  const inner = margin + 2;
  const item = { value: 'item', key: 'key', mayBeAbsent: false };
  for (const [at, { test, check: one }] of patterns.entries()) {
    const told = { ...item, check: one, hint: `${hint}Pattern${String(at + 1)}` };
    const conditions = childConditions(told, body);
    inside.push(...conditions.map((operands) => stopIf([`${test}.test(key)`, ...operands], inner)));
    if (tracker === undefined || rest !== undefined) continue;
    const mark = tracker.isSure ? '' : '?';
    inside.push(`${' '.repeat(inner)}if (${test}.test(key)) ${tracker.name}${mark}.keys.add(key);`);
  }
  if (rest !== undefined && rest !== true) {
    const keys = (check.properties ?? []).map((one) => one.key);
    const known =
      keys.length === 0 ? [] : [`!${code.parts.list(keys, `${camelCase(hint)}Key`)}.includes(key)`];
    const other: readonly Operand[] = [
      ...known,
      ...patterns.map((one) => `!${one.test}.test(key)`),
    ];
    const told = { ...item, check: rest, hint: `${hint}Value` };
    const refused = ["'additionalProperties'", "'no other field'", 'key'];
    const conditions =
      rest === false ? [[{ call: 'run.no', args: refused }]] : childConditions(told, body);
    inside.push(...conditions.map((operands) => stopIf([...other, ...operands], inner)));
  }
  if (inside.length === 0) return [];
  const space = ' '.repeat(margin);
  const reads = inside.some((one) => /\bitem\b/.test(one));
  return [
    `${space}for (const key of Object.keys(value)) {`,
    ...(reads ? [`${space}  const item = value[key];`] : []),
    ...inside,
    `${space}}`,
  ];
}

/** What has been described, for those who ask; or the question itself, where nothing stands beside these keys. */
function seenLines(body: Body, tracker: Tracker | undefined, margin: number): readonly string[] {
  const { check, side, hint, code, mode } = body;
  const space = ' '.repeat(margin);
  const keys = keysOnSide(check, side).map((one) => one.key);
  const list = (): string => code.parts.list(keys, `${camelCase(hint)}Key`);
  if (tracker !== undefined) {
    const mark = tracker.isSure ? '' : '?';
    if (check.additionalProperties !== undefined) {
      const set = `${tracker.name}.allKeys = true;`;
      return [`${space}${tracker.isSure ? set : `if (${tracker.name} !== undefined) ${set}`}`];
    }
    return keys.length === 0 ? [] : [`${space}${tracker.name}${mark}.see(${list()});`];
  }
  const own = check.properties !== undefined || check.patternProperties !== undefined;
  if (mode === 'part' || !own || check.additionalProperties !== undefined) return [];
  if (besideChecks(check).some((one) => describesKeys(one, code.index))) return [];
  const tests = patternsOf(body).map((one) => one.test);
  const more = tests.length === 0 ? [] : [code.parts.group(tests, `${camelCase(hint)}Pattern`)];
  const call = { call: code.parts.use('others'), args: ['value', 'run', list(), ...more] };
  return [stopIf(['run.strict', call], margin)];
}

/** The expressions of keys as they are called; one that nobody can read says nothing. */
function patternsOf({ check, hint, code }: Body) {
  return (check.patternProperties ?? []).flatMap((one) => {
    const test = code.parts.pattern(one.pattern, `${camelCase(hint)}Key`);
    return test === undefined ? [] : [{ test, check: one.check }];
  });
}
