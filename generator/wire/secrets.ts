import { isRecord } from '../base/json.ts';
import { beginning } from './short-text.ts';

const longestText = 60;
const mostItems = 3;
const mostKeys = 20;
const deepestExample = 6;
const mask = '***';

/** Keys that are said to hold what opens doors. */
export function isSecretKey(key: string): boolean {
  return secretKey.test(key) && !countKey.test(key);
}

const secretKey =
  /(?:secret|password|passwd|passphrase|credential|api[_-]?key|access[_-]?key|private[_-]?key|authorization|bearer|cookie|signature|(?:^|[_-])token$|[a-z]Token$|^auth$)/i;
/** `max_tokens`, `token_count`: figures about tokens of text. */
const countKey = /tokens|count|limit|usage/i;

/** A text without what looks like a key or a token, wherever in it that stands. */
export function hidden(text: string): string {
  return text.replace(secretText, mask);
}

const secretText =
  /\b(?:sk|ek|pk|rk|ghp|gho|xox[abp])[-_][A-Za-z0-9_-]{6,}|\bBearer\s+[A-Za-z0-9._~+/=-]{6,}|\beyJ[A-Za-z0-9_-]{8,}(?:\.[A-Za-z0-9_-]+)*|\bAKIA[A-Z0-9]{12,}/g;

/** JSON of a value that can be shown: long texts and lists cut, secrets masked. `key` is the one it stands under. */
export function exampleOf(value: unknown, key: string): string {
  return value === undefined ? '' : JSON.stringify(shown(value, key, 0));
}

function shown(value: unknown, key: string, depth: number): unknown {
  if (typeof value === 'string') return isSecretKey(key) ? mask : cut(hidden(value));
  if (typeof value === 'number' && !Number.isFinite(value)) return String(value);
  if (typeof value !== 'object' || value === null) {
    return isSecretKey(key) && value !== null ? mask : value;
  }
  if (depth >= deepestExample) return '…';
  if (Array.isArray(value)) {
    const items = value.slice(0, mostItems).map((one) => shown(one, key, depth + 1));
    return value.length > mostItems ? [...items, '…'] : items;
  }
  if (!isRecord(value)) return '…';
  const entries = Object.entries(value);
  const some = entries
    .slice(0, mostKeys)
    .map(([name, one]) => [hidden(beginning(name, longestText)), shown(one, name, depth + 1)]);
  return Object.fromEntries(entries.length > mostKeys ? [...some, ['…', '…']] : some);
}

function cut(text: string): string {
  return text.length > longestText ? `${beginning(text, longestText)}…` : text;
}
