/**
 * Whether a text is of a format, with the verdicts of ajv-formats. These functions are printed into generated validators as they
 * stand here, each with what it calls, so they know nothing but the language.
 */

/** RFC 3339 "full-date": a day that there is. */
export function isDate(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  const [year = 0, month = 0, day = 0] = text.split('-').map(Number);
  if (month < 1 || month > 12 || day < 1) return false;
  if (month === 2) {
    const leap = year % 400 === 0 || (year % 4 === 0 && year % 100 !== 0);
    return day <= (leap ? 29 : 28);
  }
  return day <= ([4, 6, 9, 11].includes(month) ? 30 : 31);
}

/** RFC 3339 "full-time": with its zone, and a leap second where one may be. */
export function isTime(text: string): boolean {
  return /(?:[zZ]|[+-]\d\d(?::?\d\d)?)$/.test(text) && isIsoTime(text);
}

/** The same with a zone or without. */
export function isIsoTime(text: string): boolean {
  const parts = /^(\d\d):(\d\d):(\d\d(?:\.\d+)?)(?:z|([+-])(\d\d)(?::?(\d\d))?)?$/i.exec(text);
  if (parts === null) return false;
  const [hour = 0, minute = 0, second = 0] = parts.slice(1, 4).map(Number);
  const [zoneHour, zoneMinute] = [Number(parts[5] ?? 0), Number(parts[6] ?? 0)];
  if (zoneHour > 23 || zoneMinute > 59) return false;
  if (hour <= 23 && minute <= 59 && second < 60) return true;
  // The second that is put in stands at the end of a day, by Greenwich.
  const sign = parts[4] === '-' ? 1 : -1;
  const minutes = minute + sign * zoneMinute;
  const hours = hour + sign * zoneHour - (minutes < 0 ? 1 : 0);
  return (hours === 23 || hours === -1) && (minutes === 59 || minutes === -1) && second < 61;
}

/** RFC 3339 "date-time". */
export function isDateTime(text: string): boolean {
  const [date = '', time = '', ...more] = text.split(/[tT\s]/);
  return more.length === 0 && isDate(date) && isTime(time);
}

/** The same with a zone or without. */
export function isIsoDateTime(text: string): boolean {
  const [date = '', time = '', ...more] = text.split(/[tT\s]/);
  return more.length === 0 && isDate(date) && isIsoTime(time);
}

/** RFC 3339 "duration". */
export function isDuration(text: string): boolean {
  if (/^P\d+W$/.test(text)) return true;
  if (!/^P(?:\d+Y)?(?:\d+M)?(?:\d+D)?(?:T(?:\d+H)?(?:\d+M)?(?:\d+S)?)?$/.test(text)) return false;
  return /\d[A-Z]$/.test(text);
}

/** A mailbox that is no quoted text and no address in brackets. */
export function isEmail(text: string): boolean {
  const [local = '', domain = '', ...more] = text.split('@');
  if (more.length > 0 || !domain.includes('.')) return false;
  const isAtom = (atom: string): boolean => /^[\w!#$%&'*+/=?^`{|}~-]+$/.test(atom);
  const isLabel = (label: string): boolean => /^[a-z\d](?:[a-z\d-]*[a-z\d])?$/i.test(label);
  return local.split('.').every(isAtom) && domain.split('.').every(isLabel);
}

/** RFC 1123, with or without the dot of the root. */
export function isHostname(text: string): boolean {
  const name = text.endsWith('.') ? text.slice(0, -1) : text;
  const isLabel = (label: string): boolean => /^[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?$/i.test(label);
  return name.length <= 253 && name.split('.').every(isLabel);
}

/** Four numbers up to 255, none with a zero in front. */
export function isIpv4(text: string): boolean {
  const parts = text.split('.');
  return parts.length === 4 && parts.every((one) => isByteNumber(one) && !/^0\d/.test(one));
}

function isByteNumber(text: string): boolean {
  return /^\d{1,3}$/.test(text) && Number(text) <= 255;
}

/** RFC 4291, without a zone. */
export function isIpv6(text: string): boolean {
  return isIpv6Of(text, isIpv4);
}

/** Eight groups, or fewer with one gap; the last two may be written as an address of version 4. */
function isIpv6Of(text: string, isLast: (text: string) => boolean): boolean {
  const [before = '', after, ...more] = text.split('::');
  if (more.length > 0) return false;
  const groupsOf = (side: string): string[] => (side === '' ? [] : side.split(':'));
  const groups = [...groupsOf(before), ...groupsOf(after ?? '')];
  const last = (after === '' ? '' : groups.at(-1)) ?? '';
  let count = groups.length;
  if (last.includes('.')) {
    if (!isLast(last)) return false;
    groups.pop();
    count += 1;
  }
  if (!groups.every((group) => /^[\da-f]{1,4}$/i.test(group))) return false;
  return after === undefined ? count === 8 : count < 8;
}

/** RFC 4122, or as a name: `urn:uuid:…`. */
export function isUuid(text: string): boolean {
  return /^(?:urn:uuid:)?[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i.test(text);
}

/** RFC 3986 "URI". */
export function isUri(text: string): boolean {
  const scheme = /^[a-z][a-z\d+.-]*:/i.exec(text)?.[0];
  if (scheme === undefined) return false;
  const rest = text.slice(scheme.length);
  return /^[^?#]/.test(rest) && isUriRest(rest);
}

/** RFC 3986 "URI-reference". */
export function isUriReference(text: string): boolean {
  return isUri(text) || isUriRest(text);
}

/** What follows the scheme: authority and path, query and fragment. */
function isUriRest(text: string): boolean {
  const [, place = '', query = '', fragment = ''] =
    /^([^?#]*)(?:\?([^#]*))?(?:#([^]*))?$/.exec(text) ?? [];
  const isTold = (part: string): boolean =>
    /^(?:[\w\-.~!$&'()*+,;=:@/?]|%[\da-f]{2})*$/i.test(part);
  if (!isTold(query) || !isTold(fragment)) return false;
  if (isTold(place)) return true;
  // Brackets stand nowhere but in an authority.
  const slashes = /^\/{1,2}/.exec(place)?.[0].length ?? 0;
  const end = place.indexOf('/', slashes);
  const cut = end === -1 ? place.length : end;
  return slashes > 0 && isTold(place.slice(cut)) && isAuthority(place.slice(slashes, cut));
}

function isAuthority(text: string): boolean {
  const told = /^(?:((?:[\w\-.~!$&'()*+,;=:]|%[\da-f]{2})*)@)?(\[[^\]]*\]|[^:@[\]]*)(?::\d*)?$/i;
  const host = told.exec(text)?.[2];
  if (host === undefined) return false;
  if (!host.startsWith('[')) return /^(?:[\w\-.~!$&'()*+,;=]|%[\da-f]{2})*$/i.test(host);
  const inner = host.slice(1, -1);
  if (/^v[\da-f]+\.[\w\-.~!$&'()*+,;=:]+$/i.test(inner)) return true;
  return isIpv6Of(inner, (last) => {
    const parts = last.split('.');
    return parts.length === 4 && parts.every(isByteNumber);
  });
}

/** RFC 6570, as far as a template is well formed. */
export function isUriTemplate(text: string): boolean {
  const name = String.raw`(?:\w|%[\da-f]{2})+(?::[1-9]\d{0,3}|\*)?`;
  const expression = new RegExp(String.raw`^[+#./;?&=,!@|]?${name}(?:,${name})*$`, 'i');
  const literals = text.replaceAll(/\{([^{}]*)\}/g, (whole, inner: string) =>
    expression.test(inner) ? '-' : whole,
  );
  return /^(?:[^\0-\x20"'<>%\\^`{|}]|%[\da-f]{2})*$/i.test(literals);
}

/** A public address of the web or of a file server. */
export function isUrl(text: string): boolean {
  const rest = /^(?:https?|ftp):\/\/([^]+)$/i.exec(text)?.[1];
  if (rest === undefined) return false;
  const starts = [0, ...[...rest.matchAll(/(?<=^\S+)@/g)].map((one) => one.index + 1)];
  return starts.some((start) => {
    const [, host = '', after = ''] = /^([^\s/:]*)(.*)$/s.exec(rest.slice(start)) ?? [];
    return /^(?::\d{2,5})?(?:\/\S*)?$/.test(after) && isPublicHost(host);
  });
}

function isPublicHost(host: string): boolean {
  const word = '[a-z\\d\\u{a1}-\\u{ffff}]+';
  const name = new RegExp(`^(?:(?:${word}-)*${word}\\.)+[a-z\\u{a1}-\\u{ffff}]{2,}$`, 'iu');
  if (name.test(host)) return true;
  const [a = 0, b = 0, c = 0, d = 0] = isIpv4Like(host) ? host.split('.').map(Number) : [];
  if (a < 1 || a > 223 || b > 255 || c > 255 || d < 1 || d > 254) return false;
  if (a === 10 || a === 127 || (a === 172 && b >= 16 && b <= 31)) return false;
  return !(a === 169 && b === 254) && !(a === 192 && b === 168);
}

function isIpv4Like(host: string): boolean {
  return /^[1-9]\d{0,2}\.(?:[01]?\d{1,2}|2\d\d)\.(?:[01]?\d{1,2}|2\d\d)\.[1-9]\d{0,2}$/.test(host);
}

/** RFC 6901. */
export function isJsonPointer(text: string): boolean {
  return /^(?:\/(?:[^~/]|~[01])*)*$/.test(text);
}

/** RFC 6901 as the fragment of a URI. */
export function isJsonPointerFragment(text: string): boolean {
  return /^#(?:\/(?:[\w\-.!$&'()*+,;:=@]|%[\da-f]{2}|~[01])*)*$/i.test(text);
}

/** How far up, and from there a pointer or the key itself. */
export function isRelativeJsonPointer(text: string): boolean {
  return /^(?:0|[1-9]\d*)(?:#|(?:\/(?:[^~/]|~[01])*)*)$/.test(text);
}

/** An expression that the language at hand takes, without flags. */
export function isRegex(text: string): boolean {
  if (/[^\\]\\Z/.test(text)) return false;
  try {
    return new RegExp(text) instanceof RegExp;
  } catch {
    return false;
  }
}

/** Base64, in some line of it. */
export function isBase64(text: string): boolean {
  return /^(?:[a-z\d+/]{4})*(?:[a-z\d+/]{2}==|[a-z\d+/]{3}=)?$/im.test(text);
}

/** A whole number of 32 bits. */
export function isInt32(value: number): boolean {
  return Number.isInteger(value) && value >= -0x80000000 && value <= 0x7fffffff;
}

/** A whole number; beyond 53 bits, JavaScript knows no other ones. */
export function isInt64(value: number): boolean {
  return Number.isInteger(value);
}
