import { isRecord } from '../base/json.ts';
import { beginning } from './short-text.ts';

const longestText = 60;
const longestName = 500;
const mostItems = 3;
const mostKeys = 20;
const deepestExample = 6;
const mask = '***';

/** Keys that are said to hold what opens doors. */
function isSecretKey(key: string): boolean {
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

/** The rest of a text from a character on; of what looks like a key and began before, nothing is told either. */
export function hiddenFrom(text: string, at: number): string {
  for (const { index, 0: found } of text.matchAll(secretText)) {
    const end = index + found.length;
    if (index < at && at < end) return mask + hidden(text.slice(end));
  }
  return hidden(text.slice(at));
}

const secretText =
  /\b(?:sk|ek|pk|rk|ghp|gho|xox[abp])[-_][A-Za-z0-9_-]{6,}|\bBearer\s+[A-Za-z0-9._~+/=-]{6,}|\beyJ[A-Za-z0-9_-]{8,}(?:\.[A-Za-z0-9_-]+)*|\bAKIA[A-Z0-9]{12,}/g;

/** JSON of a value that can be shown: long texts and lists cut, secrets masked. `path` is where it stands in a message. */
export function exampleOf(value: unknown, path: string): string {
  if (value === undefined) return '';
  return JSON.stringify(shown(value, { isSecret: isSecretPath(path), depth: 0 }));
}

/** Whether a key on the way says that what lies below it is secret: `session.client_secret.value`. */
export function isSecretPath(path: string): boolean {
  return path.split('.').some(isSecretKey);
}

function shown(
  value: unknown,
  { isSecret, depth }: { readonly isSecret: boolean; readonly depth: number },
): unknown {
  if (typeof value === 'string') return isSecret ? mask : cut(hidden(value));
  if (typeof value === 'number' && !Number.isFinite(value)) return String(value);
  if (typeof value !== 'object' || value === null) {
    return isSecret && typeof value === 'number' ? mask : value;
  }
  if (depth >= deepestExample) return '…';
  const inner = (one: unknown, key: string): unknown =>
    shown(one, { isSecret: isSecret || isSecretKey(key), depth: depth + 1 });
  if (Array.isArray(value)) {
    const items = value.slice(0, mostItems).map((one) => inner(one, ''));
    return value.length > mostItems ? [...items, '…'] : items;
  }
  if (!isRecord(value)) return '…';
  const entries = Object.entries(value);
  const some = entries
    .slice(0, mostKeys)
    .map(([name, one]) => [hidden(beginning(name, longestText)), inner(one, name)]);
  return Object.fromEntries(entries.length > mostKeys ? [...some, ['…', '…']] : some);
}

function cut(text: string, longest = longestText): string {
  return text.length > longest ? `${beginning(text, longest)}…` : text;
}

/** A name that a message made up, a key or an id, as it can be shown: longer than any that somebody chose, it is cut. */
export function nameShown(name: string): string {
  return cut(hidden(name), longestName);
}
