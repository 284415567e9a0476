import type { Check } from '../model/check.ts';
import { rulesOf, typeOf, type CheckIndex } from './check-index.ts';
import { beginning } from './short-text.ts';
import { hidden, isSecretPath } from './secrets.ts';

const longestText = 40;
const mostValues = 8;

/** What is there, in a word or two: a short literal where the value matters, else its type; `absent` where nothing is. */
export function literalText(value: unknown, matters: boolean, path: string): string {
  if (value === undefined) return 'absent';
  const type = typeOf(value);
  if (!matters || type === 'object' || type === 'array') return type;
  if (typeof value !== 'string') return numberText(value);
  if (isSecretPath(path)) return '"***"';
  const text = hidden(value);
  return text.length > longestText
    ? `${JSON.stringify(beginning(text, longestText)).slice(0, -1)}…"`
    : JSON.stringify(text);
}

/** `"a"`, `one of "a", "b"`. */
export function oneOfText(values: readonly unknown[]): string {
  const texts = [...new Set(values.map((one) => JSON.stringify(one)))];
  const [first = 'nothing'] = texts;
  if (texts.length < 2) return first;
  const more = texts.length - mostValues;
  const shown = texts.slice(0, mostValues).join(', ');
  return `one of ${shown}${more > 0 ? ` and ${String(more)} more` : ''}`;
}

/** `string`, `integer or null`. */
export function typesText(check: Check, index: CheckIndex): string {
  const rules = rulesOf(index.resolve(check));
  if (rules.const !== undefined) return JSON.stringify(rules.const);
  const types = [...index.typesOf(check)];
  if (check === false || types.length === 0) return 'nothing';
  const isWhole = rules.type?.includes('integer') === true && !rules.type.includes('number');
  const names = types.map((one) => (one === 'number' && isWhole ? 'integer' : one));
  if (names.length === 6) return 'any value';
  return names.sort().join(' or ');
}

/** JSON has no word for numbers that are too large for a double. */
function numberText(value: unknown): string {
  return typeof value === 'number' ? String(value) : JSON.stringify(value);
}
