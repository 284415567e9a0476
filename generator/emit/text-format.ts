/** What values of a format look like; formats that are not here say nothing of a text. */
interface TextFormat {
  readonly example: string;
  readonly test: RegExp;
}

const host =
  /^(?=.{1,253}$)[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?(?:\.[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?)*$/i;
const date = String.raw`\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])`;
const time = String.raw`(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?`;
const zone = String.raw`(?:z|[+-](?:[01]\d|2[0-3]):?[0-5]\d)`;

/** RFC 3339, RFC 3986, RFC 6901 and their like, as far as an example needs them. */
const formats: ReadonlyMap<string, TextFormat> = new Map([
  [
    'date-time',
    { example: '2025-01-31T12:00:00Z', test: new RegExp(`^${date}t${time}${zone}$`, 'i') },
  ],
  ['date', { example: '2025-01-31', test: new RegExp(`^${date}$`) }],
  ['time', { example: '12:00:00Z', test: new RegExp(`^${time}${zone}$`, 'i') }],
  ['duration', { example: 'PT30S', test: /^P(?=.)(?:\d+[YMWD])*(?:T(?:\d+[HMS])+)?$/ }],
  [
    'uri',
    { example: 'https://example.com/resource', test: /^[a-z][a-z\d+.-]*:[^\s<>"{}|\\^`]+$/i },
  ],
  [
    'url',
    { example: 'https://example.com/resource', test: /^(?:https?|ftp):\/\/[^\s<>"{}|\\^`]+$/i },
  ],
  [
    'iri',
    { example: 'https://example.com/resource', test: /^[a-z][a-z\d+.-]*:[^\s<>"{}|\\^`]+$/i },
  ],
  ['uri-reference', { example: '/resource', test: /^[^\s<>"{}|\\^`]*$/ }],
  ['iri-reference', { example: '/resource', test: /^[^\s<>"{}|\\^`]*$/ }],
  ['uri-template', { example: '/resources/{id}', test: /^(?:[^\s<>"{}|\\^`]|\{[^{}\s"]+\})*$/ }],
  [
    'email',
    { example: 'ada@example.com', test: /^[\w.!#$%&'*+/=?^`{|}~-]+@[a-z\d-]+(?:\.[a-z\d-]+)+$/i },
  ],
  ['idn-email', { example: 'ada@example.com', test: /^[^\s@]+@[^\s@]+$/ }],
  ['hostname', { example: 'example.com', test: host }],
  ['idn-hostname', { example: 'example.com', test: /^[^\s/@]+$/ }],
  ['ipv4', { example: '192.0.2.1', test: /^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?!$)|$)){4}$/ }],
  ['ipv6', { example: '2001:db8::1', test: /^(?=.*:)[\da-f:]{2,39}$/i }],
  [
    'uuid',
    {
      example: '123e4567-e89b-12d3-a456-426614174000',
      test: /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i,
    },
  ],
  ['byte', { example: base64Example(), test: base64Test() }],
  ['base64', { example: base64Example(), test: base64Test() }],
  ['json-pointer', { example: '/items/0', test: /^(?:\/(?:[^~/]|~[01])*)*$/ }],
  [
    'relative-json-pointer',
    { example: '1/items', test: /^(?:0|[1-9]\d*)(?:#|(?:\/(?:[^~/]|~[01])*)*)$/ },
  ],
  [
    'regex',
    { example: '^[a-z]+$', test: /^[^()[\]\\*+?{}]*(?:\[[^[\]\\]+\][*+?]?[^()[\]\\*+?{}]*)*$/ },
  ],
]);

/** A text in a format; undefined where nothing is known of it. */
export function formatExample(format: string): string | undefined {
  return formats.get(format)?.example;
}

/** True for a text in a format, and for any where nothing is known of the format. */
export function fitsFormat(text: string, format: string): boolean {
  return formats.get(format)?.test.test(text) ?? true;
}

/** A few samples of 16-bit audio; real ones are as short as that in no message. */
export function base64Example(): string {
  return 'AAABAAIAAwACAAEA';
}

function base64Test(): RegExp {
  return /^(?:[A-Za-z\d+/]{4})*(?:[A-Za-z\d+/]{2}==|[A-Za-z\d+/]{3}=)?$/;
}
