/**
 * What `format` asks of a value, as the official parser understands it; undefined for a format that it does not know and
 * therefore leaves alone. What is of another kind than the format (a number where it speaks of texts) passes.
 */
export function formatCheck(format: string): ((value: unknown) => boolean) | undefined {
  const number = numberFormats.get(format);
  if (number !== undefined) return (value) => typeof value !== 'number' || number(value);
  const text = textFormats().get(format);
  if (text === undefined) return undefined;
  return (value) =>
    typeof value !== 'string' || (typeof text === 'function' ? text(value) : text.test(value));
}

const numberFormats: ReadonlyMap<string, (value: number) => boolean> = new Map([
  ['int32', (value: number) => Number.isInteger(value) && value >= -(2 ** 31) && value < 2 ** 31],
  ['int64', (value: number) => Number.isInteger(value)],
]);

type TextFormat = RegExp | ((text: string) => boolean);

let known: ReadonlyMap<string, TextFormat> | undefined;

/** Made when the first schema asks: most documents use one or two of them. */
function textFormats(): ReadonlyMap<string, TextFormat> {
  known ??= new Map<string, TextFormat>([
    ['date', isDate],
    ['time', isTime],
    ['date-time', isDateTime],
    [
      'duration',
      /^P(?!$)(?:(?:\d+Y)?(?:\d+M)?(?:\d+D)?(?:T(?=\d)(?:\d+H)?(?:\d+M)?(?:\d+S)?)?|(?:\d+W)?)$/,
    ],
    ['uri', uriPattern('[a-z][a-z0-9+\\-.]*:', '', '')],
    ['uri-reference', uriPattern('(?:[a-z][a-z0-9+\\-.]*:)?', '"', '?')],
    ['uri-template', uriTemplate()],
    ['url', urlPattern()],
    ['email', emailPattern()],
    ['hostname', hostname],
    ['ipv4', new RegExp(`^${ipv4(loose)}$`)],
    ['ipv6', isIpv6],
    ['regex', isRegExp],
    ['uuid', /^(?:urn:uuid:)?[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i],
    ['json-pointer', new RegExp(`^${pointer}$`)],
    ['relative-json-pointer', new RegExp(`^(?:0|[1-9]\\d*)(?:#|${pointer})$`)],
    [
      'json-pointer-uri-fragment',
      new RegExp(`^#(?:/(?:[${mark}a-z0-9:@]|${escaped}|~[01])*)*$`, 'i'),
    ],
    ['byte', isBase64],
  ]);
  return known;
}

/** What RFC 3986 lets stand anywhere besides letters and digits: `unreserved` without `~`, and `sub-delims`. */
const mark = "\\-._!$&'()*+,;=";
const escaped = '%[0-9a-f]{2}';
const hex = '[0-9a-f]{1,4}';
const pointer = '(?:/(?:[^~/]|~[01])*)*';
/** A byte of an address; in the loose form it may begin with zeros. */
const loose = '(?:25[0-5]|2[0-4]\\d|[01]?\\d\\d?)';
const strict = '(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)';
const hostname =
  /^(?=.{1,253}\.?$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*\.?$/i;

function ipv4(byte: string): string {
  return `(?:${byte}\\.){3}${byte}`;
}

/** RFC 3986 "Appendix A". `also` is let pass in the host and behind it, `optional` says whether a path must follow. */
function uriPattern(scheme: string, also: string, optional: string): RegExp {
  const letters = `${mark}~a-z0-9`;
  const one = `(?:[${letters}${also}:@]|${escaped})`;
  const segments = `(?:/${one}*)*`;
  const literal = `\\[(?:${ipv6Literal()}|v[0-9a-f]+\\.[${letters}:]+)\\]`;
  const host = `${literal}|${ipv4(loose)}|(?:[${letters}${also}]|${escaped})*`;
  const user = `(?:[${letters}:]|${escaped})*@`;
  const authority = `/?/(?:${user})?(?:${host})(?::\\d*)?${segments}`;
  const path = `/(?:${one}+${segments})?|${one}+${segments}`;
  const tail = `(?:[${letters}${also}:@/?]|${escaped})*`;
  const hierarchy = `(?:${authority}|${path})${optional}`;
  return new RegExp(`^(?:${scheme})${hierarchy}(?:\\?${tail})?(?:#${tail})?$`, 'i');
}

/** Eight groups of hexadecimal digits, a run of them left out once, the last two perhaps as IPv4. */
function ipv6Literal(): string {
  const groups = (count: number): string => `(?:${hex}:){${count}}`;
  const upTo = (count: number): string => `(?:(?:${hex}:){0,${count}}${hex})?`;
  const heads = [groups(6), `::${groups(5)}`];
  for (let left = 0; left <= 4; left += 1) heads.push(`${upTo(left)}::${groups(4 - left)}`);
  const full = `(?:${heads.join('|')})(?:${hex}:${hex}|${ipv4(loose)})`;
  return `(?:${full}|${upTo(5)}::${hex}|${upTo(6)}::)`;
}

function uriTemplate(): RegExp {
  const variable = `(?:[a-z0-9_]|${escaped})+(?::[1-9]\\d{0,3}|\\*)?`;
  const expression = `\\{[+#./;?&=,!@|]?${variable}(?:,${variable})*\\}`;
  return new RegExp(`^(?:[^\\x00-\\x20"'<>%\\\\^\`{|}]|${escaped}|${expression})*$`, 'i');
}

/** An http or ftp address whose host is public. */
function urlPattern(): RegExp {
  const letter = '[a-z0-9\\u{a1}-\\u{ffff}]';
  const closed =
    '(?!(?:10|127)(?:\\.\\d{1,3}){3})(?!(?:169\\.254|192\\.168)(?:\\.\\d{1,3}){2})(?!172\\.(?:1[6-9]|2\\d|3[01])(?:\\.\\d{1,3}){2})';
  const first = '(?:[1-9]\\d?|1\\d\\d|2[01]\\d|22[0-3])';
  const middle = '(?:\\.(?:1?\\d{1,2}|2[0-4]\\d|25[0-5])){2}';
  const last = '(?:\\.(?:[1-9]\\d?|1\\d\\d|2[0-4]\\d|25[0-4]))';
  const label = `(?:${letter}+-)*${letter}+`;
  const name = `${label}(?:\\.${label})*\\.[a-z\\u{a1}-\\u{ffff}]{2,}`;
  const host = `(?:${closed}${first}${middle}${last}|${name})`;
  return new RegExp(`^(?:https?|ftp)://(?:\\S+(?::\\S*)?@)?${host}(?::\\d{2,5})?(?:/\\S*)?$`, 'iu');
}

function emailPattern(): RegExp {
  const atom = "[a-z0-9!#$%&'*+/=?^_`{|}~-]+";
  const label = '[a-z0-9](?:[a-z0-9-]*[a-z0-9])?';
  return new RegExp(`^${atom}(?:\\.${atom})*@(?:${label}\\.)+${label}$`, 'i');
}

function isIpv6(text: string): boolean {
  const groupsOf = (part: string): readonly string[] => (part === '' ? [] : part.split(':'));
  const [head = '', tail, ...more] = text.split('::');
  if (more.length > 0) return false;
  const groups = [...groupsOf(head), ...groupsOf(tail ?? '')];
  const last = groups.at(-1) ?? '';
  const dotted = last.includes('.') && (tail === undefined || tail !== '');
  if (dotted && !new RegExp(`^${ipv4(strict)}$`).test(last)) return false;
  const plain = dotted ? groups.slice(0, -1) : groups;
  if (!plain.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return false;
  const count = plain.length + (dotted ? 2 : 0);
  return tail === undefined ? count === 8 : count <= 7;
}

function isDate(text: string): boolean {
  const parts = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text);
  if (parts === null) return false;
  const [year, month, day] = parts.slice(1).map(Number) as [number, number, number];
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1];
  return days !== undefined && day >= 1 && day <= days;
}

/** A time zone may be missing, even in a date with time. */
function isTime(text: string): boolean {
  const parts = /^(\d\d):(\d\d):(\d\d)(?:\.\d+)?(?:z|[+-]\d\d(?::?\d\d)?)?$/i.exec(text);
  if (parts === null) return false;
  const [hour, minute, second] = parts.slice(1).map(Number) as [number, number, number];
  return (
    (hour <= 23 && minute <= 59 && second <= 59) || (hour === 23 && minute === 59 && second === 60)
  );
}

function isDateTime(text: string): boolean {
  const [date = '', time = '', ...more] = text.split(/t|\s/i);
  return more.length === 0 && isDate(date) && isTime(time);
}

function isBase64(text: string): boolean {
  // Any line will do: so does the parser's expression read.
  return /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/m.test(text);
}

function isRegExp(text: string): boolean {
  // The end of the text in other languages, a letter in this one.
  if (/[^\\]\\Z/.test(text)) return false;
  try {
    new RegExp(text);
    return true;
  } catch {
    return false;
  }
}
