import { isRecord } from '../base/json.ts';
import { formatCheck } from './formats.ts';
import { sameJson } from './same-json.ts';
import type { Keyword, SchemaObject } from './keywords.ts';
import { fail, type Check } from './schema-check.ts';

/** `type`, with OpenAPI's `nullable`. */
export function typeCheck(schema: SchemaObject): Check | undefined {
  const { type } = schema;
  if (type === undefined) return undefined;
  const types = (Array.isArray(type) ? type : [type]).map(String);
  if (schema['nullable'] === true) types.push('null');
  const [only] = types;
  if (types.length === 1 && only !== undefined) {
    return (value, trace) =>
      hasType(value, only) || fail(trace, value, { keyword: 'type', limit: types });
  }
  return (value, trace) =>
    types.some((one) => hasType(value, one)) ||
    fail(trace, value, { keyword: 'type', limit: types });
}

/** The keywords that look at a value without looking into it. */
export const scalarKeywords: readonly Keyword[] = [
  ({ enum: values }, { behind }) =>
    Array.isArray(values)
      ? (value, trace) =>
          values.some((one) => sameJson(one, value, behind)) ||
          fail(trace, value, { keyword: 'enum', limit: values })
      : undefined,
  (schema, { behind }) =>
    Object.hasOwn(schema, 'const')
      ? (value, trace) =>
          sameJson(schema['const'], value, behind) ||
          fail(trace, value, { keyword: 'const', limit: schema['const'] })
      : undefined,
  numberKeyword('maximum', (value, limit) => value <= limit),
  numberKeyword('minimum', (value, limit) => value >= limit),
  numberKeyword('exclusiveMaximum', (value, limit) => value < limit),
  numberKeyword('exclusiveMinimum', (value, limit) => value > limit),
  numberKeyword('multipleOf', isMultiple),
  textLimit('maxLength', (length, limit) => length <= limit),
  textLimit('minLength', (length, limit) => length >= limit),
  ({ pattern }) => {
    if (typeof pattern !== 'string') return undefined;
    const regExp = new RegExp(pattern);
    return (value, trace) =>
      typeof value !== 'string' ||
      regExp.test(value) ||
      fail(trace, value, { keyword: 'pattern', limit: pattern });
  },
  ({ format }) => {
    const fits = typeof format === 'string' ? formatCheck(format) : undefined;
    return (
      fits &&
      ((value, trace) => fits(value) || fail(trace, value, { keyword: 'format', limit: format }))
    );
  },
];

function hasType(value: unknown, type: string): boolean {
  switch (type) {
    case 'object':
      return isRecord(value);
    case 'array':
      return Array.isArray(value);
    case 'null':
      return value === null;
    case 'integer':
      return Number.isInteger(value);
    case 'number':
      return Number.isFinite(value);
    default:
      return typeof value === type;
  }
}

function numberKeyword(keyword: string, fits: (value: number, limit: number) => boolean): Keyword {
  return (schema) => {
    const limit = schema[keyword];
    if (typeof limit !== 'number') return undefined;
    return (value, trace) =>
      typeof value !== 'number' ||
      !Number.isFinite(value) ||
      fits(value, limit) ||
      fail(trace, value, { keyword, limit });
  };
}

/** In the arithmetic of the reference implementation, where 0.3 is no multiple of 0.1. */
function isMultiple(value: number, limit: number): boolean {
  const quotient = value / limit;
  return quotient === parseInt(String(quotient));
}

function textLimit(keyword: string, fits: (length: number, limit: number) => boolean): Keyword {
  return (schema) => {
    const limit = schema[keyword];
    if (typeof limit !== 'number') return undefined;
    return (value, trace) =>
      typeof value !== 'string' ||
      fits(lengthOf(value), limit) ||
      fail(trace, value, { keyword, limit });
  };
}

/** In code points, as JSON Schema counts. */
function lengthOf(text: string): number {
  return text.length - (text.match(/[\ud800-\udbff][\udc00-\udfff]/g)?.length ?? 0);
}
