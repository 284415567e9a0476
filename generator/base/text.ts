import { isIdentifier } from './identifier.ts';
import { proseLines, safeLines } from './prose.ts';

/**
 * A string as a TypeScript literal that prettier leaves as it is: in single quotes, or in double ones where that saves escapes.
 * What cannot be seen (controls, direction marks, halves of a surrogate pair) is written as an escape.
 */
export function quote(value: string): string {
  if (/^[ !"#-&(-[\]-~]*$/.test(value)) return `'${value}'`;
  const mark = countOf("'", value) > countOf('"', value) ? '"' : "'";
  return mark + value.replaceAll(unseen, escape).replaceAll(mark, `\\${mark}`) + mark;
}

/** A literal as TypeScript writes it, as a type and as a value. */
export function literalText(value: string | number | boolean | null): string {
  if (typeof value === 'string') return quote(value);
  // Prettier writes 1e21 where JavaScript says 1e+21.
  if (typeof value === 'number') return String(value).replace('e+', 'e');
  return String(value);
}

/** A template literal type: `` `user/${string}/signedup` `` of the texts around what may be any text. */
export function templateText(texts: readonly string[]): string {
  const safe = texts.map((text) =>
    text.replaceAll(unseen, escape).replaceAll('`', '\\`').replaceAll('${', '\\${'),
  );
  return `\`${safe.join('${string}')}\``;
}

/** A key of an interface or of an object type: bare where an identifier will do. */
export function propertyKey(key: string): string {
  return isIdentifier(key) && key.search(unseen) === -1 ? key : quote(key);
}

/** A key of an object literal, where a bare or quoted `__proto__` would set the prototype. */
export function objectLiteralKey(key: string): string {
  return key === '__proto__' ? "['__proto__']" : propertyKey(key);
}

/**
 * A TSDoc tag and what it says: prose, or code for `default` and `example`, whose lines are kept. They are all tags that read
 * nothing into what follows; behind `@see`, the compiler would look for a name.
 */
export interface CommentTag {
  readonly tag: 'default' | 'deprecated' | 'example' | 'remarks';
  readonly text: string;
}

/**
 * A TSDoc comment whose lines are indented by `indent`, without a line feed at its end; `''` where there is nothing to say.
 * Whatever the texts hold, they cannot end the comment or add a tag to it: where they would, a backslash is put before the sign.
 */
export function docComment(
  {
    description,
    tags,
  }: { readonly description: string | undefined; readonly tags: readonly CommentTag[] },
  indent: number,
  width = 100,
): string {
  const margin = ' '.repeat(indent);
  const room = width - indent - ' * '.length;
  const prose = proseLines(description ?? '', room);
  const tagged = tags.flatMap((one) => tagLines(one, room));
  const lines =
    prose.length > 0 && tagged.length > 0 ? [...prose, '', ...tagged] : [...prose, ...tagged];
  const [only] = lines;
  if (only === undefined) return '';
  const line = `${margin}/** ${only} */`;
  if (lines.length === 1 && line.length <= width) return line;
  const body = lines.map((line) => `${margin} * ${line}`.trimEnd());
  return [`${margin}/**`, ...body, `${margin} */`].join('\n');
}

function tagLines({ tag, text }: CommentTag, room: number): readonly string[] {
  if (tag !== 'default' && tag !== 'example') return proseLines(text, room, `@${tag} `);
  const [first = '', ...others] = safeLines(text);
  return others.length === 0 ? [`@${tag} ${first}`.trimEnd()] : [`@${tag}`, first, ...others];
}

/**
 * The backslash, and what a reader would not see: a joiner is left alone only where it may join (emoji, Persian, Indic).
 * U+2E2F is here because prettier takes it for a letter, TypeScript does not.
 */
const unseen =
  /[\\\p{Cc}\p{Zl}\p{Zp}\p{Cs}\p{Noncharacter_Code_Point}\u2e2f]|(?![\u200c\u200d])\p{Cf}|(?<![^\0-\x7f\p{Cf}])[\u200c\u200d]/gu;

const shortEscapes: ReadonlyMap<string, string> = new Map([
  ['\\', '\\\\'],
  ['\b', '\\b'],
  ['\t', '\\t'],
  ['\n', '\\n'],
  ['\v', '\\v'],
  ['\f', '\\f'],
  ['\r', '\\r'],
]);

function escape(character: string): string {
  const short = shortEscapes.get(character);
  if (short !== undefined) return short;
  const code = (character.codePointAt(0) ?? 0).toString(16);
  return code.length > 4 ? `\\u{${code}}` : `\\u${code.padStart(4, '0')}`;
}

function countOf(mark: string, text: string): number {
  return text.split(mark).length - 1;
}
