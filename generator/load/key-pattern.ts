/**
 * Which keys a regular expression is about, as far as TypeScript can say it. `all` are all keys, `exact` are these alone, `spelt`
 * are texts around what may be any text, and `unsayable` is everything else.
 */
export type KeyText =
  | { readonly kind: 'all' }
  | { readonly kind: 'exact'; readonly keys: readonly string[] }
  | { readonly kind: 'spelt'; readonly spellings: readonly (readonly string[])[] }
  | { readonly kind: 'unsayable' };

/**
 * Reads the regular expression of a key.
 *
 * | expression | keys |
 * | --- | --- |
 * | `^x-` | `` `x-${string}` `` |
 * | `_at$` | `` `${string}_at` `` |
 * | `^(in\|out)\.` | `` `in.${string}` ``, `` `out.${string}` `` |
 * | `^(id\|name)$` | `id`, `name` |
 * | `.*`, `^.+$` | all |
 * | `^[a-z]+$` | unsayable |
 *
 * `.+` is taken for all keys, though it leaves out the empty one: no index signature can say that, and nobody means it.
 */
export function keyTextOf(expression: string): KeyText {
  if (matchesAll(expression)) return { kind: 'all' };
  const spellings: (readonly string[])[] = [];
  for (const alternative of alternativesOf(expression)) {
    const spelling = spellingOf(alternative);
    if (spelling === undefined) return { kind: 'unsayable' };
    spellings.push(spelling);
  }
  const exact = spellings.every((spelling) => spelling.length === 1);
  if (exact) return { kind: 'exact', keys: spellings.map((spelling) => spelling.join('')) };
  const open = spellings.every((spelling) => spelling.length > 1);
  return open ? { kind: 'spelt', spellings } : { kind: 'unsayable' };
}

const anything = new Set(['', '.*', '.+', '.', '.{1,}', '.{0,}', '\\S+', '[\\s\\S]*']);

function matchesAll(expression: string): boolean {
  if (anything.has(expression.replace(/^\^/, '').replace(/\$$/, ''))) return true;
  // What finds something in the empty text, and is bound to no place, finds it in every text.
  if (/[\^$]|\\[bB]|\(\?/.test(expression)) return false;
  try {
    return new RegExp(expression, 'u').test('');
  } catch {
    return false;
  }
}

/** `^(a|b)c` is `^ac` or `^bc`; an expression without a group of plain alternatives is its own only one. */
function alternativesOf(expression: string): readonly string[] {
  const group = /^([^()|]*)\((?:\?:)?([^()]*)\)([^()|]*)$/.exec(expression);
  if (group === null) return [expression];
  const [, before = '', inner = '', after = ''] = group;
  // A group that is repeated, or may be missing, is more than its alternatives.
  if (/^[*+?{]/.test(after)) return [expression];
  return inner.split('|').map((one) => before + one + after);
}

/** The texts around what may be any text; undefined where the expression says more than that. */
function spellingOf(expression: string): readonly string[] | undefined {
  const start = expression.startsWith('^');
  const end = /(?<!\\)(?:\\\\)*\$$/.test(expression);
  const inner = expression.slice(start ? 1 : 0, end ? -1 : undefined);
  const texts: string[] = start ? [''] : ['', ''];
  for (const [token] of inner.matchAll(/\.\*|\\.|[^]/gsu)) {
    if (token === '.*') texts.push('');
    else {
      const text = plainText(token);
      if (text === undefined) return undefined;
      texts.push((texts.pop() ?? '') + text);
    }
  }
  if (!end) texts.push('');
  // Next to each other, two of what may be any text are one.
  return texts.filter((text, at) => text !== '' || at === 0 || at === texts.length - 1);
}

/** The character that a token of an expression stands for; undefined where it is more than a character. */
function plainText(token: string): string | undefined {
  if (token.length > 1 && token.startsWith('\\')) {
    return /^\\[^A-Za-z0-9]$/u.test(token) ? token.slice(1) : undefined;
  }
  return /^[.*+?^${}()|[\]\\]$/u.test(token) ? undefined : token;
}
