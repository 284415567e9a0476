import { finding, type Finding } from '../base/finding.ts';
import { isRecord } from '../base/json.ts';
import { findNearest } from '../base/nearest.ts';
import { pointerSegments, pointerTo } from '../base/pointer.ts';
import type { Problem } from './schema-check.ts';

/** A problem as a finding under a rule, in words that need no knowledge of JSON Schema. */
export function problemFinding(rule: string, problem: Problem): Finding {
  const { keyword, key, at } = problem;
  const ofKey = keyword === 'additionalProperties' || keyword === 'propertyNames';
  const place = ofKey && key !== undefined ? { ...at, pointer: pointerTo(at.pointer, key) } : at;
  return finding(rule, 'error', place, messageOf(problem), hintOf(problem));
}

function messageOf(problem: Problem): string {
  const { keyword, limit, value, key = '', thing } = problem;
  const subject = subjectOf(problem);
  switch (keyword) {
    case 'additionalProperties':
      return `property "${key}" is not allowed ${thing === undefined ? 'here' : `in ${a(thing)}`}`;
    case 'required':
      return `${thing === undefined ? subject : a(thing)} needs the property "${key}"`;
    case 'propertyNames':
      return `"${key}" is no name that is allowed here`;
    case 'type':
      return `${subject} must be ${list(asList(limit).map(typeName))}, not ${typeName(typeOf(value))}`;
    case 'enum':
      return `${subject} must be ${list(asList(limit).map(show))}, not ${show(value)}`;
    case 'const':
      return `${subject} must be ${show(limit)}, not ${show(value)}`;
    case 'format':
      return `${subject} must be of the format ${String(limit)}, which ${show(value)} is not`;
    case 'pattern':
      return `${subject} must match the pattern ${String(limit)}, which ${show(value)} does not`;
    case '$ref':
      return 'a reference is not allowed here';
    case 'oneOf':
      return `${subject} can be read in more than one way`;
    case 'uniqueItems':
      return `${subject} holds the same item twice (${asList(limit).map(String).join(' and ')})`;
    default:
      return `${subject} ${limits.get(keyword)?.(limit) ?? 'is not allowed in this form'}`;
  }
}

const limits: ReadonlyMap<string, (limit: unknown) => string> = new Map([
  ['minimum', (limit: unknown) => `must be at least ${String(limit)}`],
  ['maximum', (limit: unknown) => `must be at most ${String(limit)}`],
  ['exclusiveMinimum', (limit: unknown) => `must be more than ${String(limit)}`],
  ['exclusiveMaximum', (limit: unknown) => `must be less than ${String(limit)}`],
  ['multipleOf', (limit: unknown) => `must be a multiple of ${String(limit)}`],
  ['minLength', (limit: unknown) => `must be at least ${count(limit, 'character')} long`],
  ['maxLength', (limit: unknown) => `must be at most ${count(limit, 'character')} long`],
  ['minItems', (limit: unknown) => `must hold at least ${count(limit, 'item')}`],
  ['maxItems', (limit: unknown) => `must hold at most ${count(limit, 'item')}`],
  ['minProperties', (limit: unknown) => `must have at least ${count(limit, 'property')}`],
  ['maxProperties', (limit: unknown) => `must have at most ${count(limit, 'property')}`],
  ['contains', () => 'must hold an item of a certain form, and none is'],
]);

/** The property that a key was perhaps meant to be. */
function hintOf({ keyword, limit, key }: Problem): string | undefined {
  if (keyword !== 'additionalProperties' || key === undefined) return undefined;
  const nearest = findNearest(key, asList(limit).map(String));
  return nearest === undefined ? undefined : `did you mean "${nearest}"?`;
}

function subjectOf({ at, thing }: Problem): string {
  const key = pointerSegments(at.pointer).at(-1);
  if (key === undefined) return thing === undefined ? 'the document' : `the ${thing}`;
  return /^\d+$/.test(key) ? `item ${key}` : `"${key}"`;
}

function asList(limit: unknown): readonly unknown[] {
  return Array.isArray(limit) ? limit : [limit];
}

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return isRecord(value) ? 'object' : typeof value;
}

function typeName(type: unknown): string {
  return type === 'null' ? 'null' : a(String(type));
}

/** A value in a message: short, on one line. */
function show(value: unknown): string {
  const text =
    typeof value === 'object' && value !== null ? typeName(typeOf(value)) : JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}

function a(noun: string): string {
  return `${/^[aeiou]/i.test(noun) ? 'an' : 'a'} ${noun}`;
}

function list(texts: readonly string[]): string {
  const [last = ''] = texts.slice(-1);
  return texts.length < 2 ? last : `${texts.slice(0, -1).join(', ')} or ${last}`;
}

function count(limit: unknown, noun: string): string {
  if (limit === 1) return `1 ${noun}`;
  return `${String(limit)} ${noun.endsWith('y') ? `${noun.slice(0, -1)}ies` : `${noun}s`}`;
}
