import {
  isBase64,
  isDate,
  isDateTime,
  isDuration,
  isEmail,
  isHostname,
  isInt32,
  isInt64,
  isIpv4,
  isIpv6,
  isIsoDateTime,
  isIsoTime,
  isJsonPointer,
  isJsonPointerFragment,
  isRegex,
  isRelativeJsonPointer,
  isTime,
  isUri,
  isUriReference,
  isUriTemplate,
  isUrl,
  isUuid,
} from './formats.ts';

/** How values of a format are told: texts and numbers that are not of it are wrong, values of other types are not its business. */
export type FormatTest =
  | { readonly of: 'string'; readonly name: string; readonly test: (text: string) => boolean }
  | { readonly of: 'number'; readonly name: string; readonly test: (value: number) => boolean };

/** The test of a format; undefined where a format says nothing that can be checked (`float`, `password`), or nobody knows it. */
export function formatTest(format: string): FormatTest | undefined {
  return tests.get(format);
}

/** Each test under the name that it has in `formats.ts`. */
const textFormats: readonly (readonly [
  format: string,
  test: Readonly<Record<string, (text: string) => boolean>>,
])[] = [
  ['date', { isDate }],
  ['time', { isTime }],
  ['date-time', { isDateTime }],
  ['iso-time', { isIsoTime }],
  ['iso-date-time', { isIsoDateTime }],
  ['duration', { isDuration }],
  ['email', { isEmail }],
  ['hostname', { isHostname }],
  ['ipv4', { isIpv4 }],
  ['ipv6', { isIpv6 }],
  ['uuid', { isUuid }],
  ['uri', { isUri }],
  ['uri-reference', { isUriReference }],
  ['uri-template', { isUriTemplate }],
  ['url', { isUrl }],
  ['json-pointer', { isJsonPointer }],
  ['json-pointer-uri-fragment', { isJsonPointerFragment }],
  ['relative-json-pointer', { isRelativeJsonPointer }],
  ['regex', { isRegex }],
  ['byte', { isBase64 }],
];

const tests: ReadonlyMap<string, FormatTest> = new Map<string, FormatTest>([
  ...textFormats.flatMap(([format, named]) =>
    Object.entries(named).map(([name, test]) => [format, { of: 'string', name, test }] as const),
  ),
  ['int32', { of: 'number', name: 'isInt32', test: isInt32 }],
  ['int64', { of: 'number', name: 'isInt64', test: isInt64 }],
]);
