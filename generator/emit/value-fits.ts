import { isRecord, own } from '../base/json.ts';
import { unreachable } from '../base/finding.ts';
import { matchesSpelling } from '../model/key-spelling.ts';
import type { Json, Limits, ObjectShape, ScalarShape, Shape, TupleShape } from '../model/shape.ts';
import { isOnSide, type Side } from '../model/side.ts';
import { resolveShape, type ShapeIndex } from '../model/walk.ts';
import { fitsFormat } from './text-format.ts';

/** What a value is held against. */
export interface Expectation {
  readonly index: ShapeIndex;
  readonly side: Side;
  /** `told`: keys that the document does not tell of are refused, as in an object literal; `any`: only where it forbids them. */
  readonly keys: 'told' | 'any';
}

/** True for a value that a shape admits on a side, its limits included. */
export function valueFits(value: Json, shape: Shape, expected: Expectation): boolean {
  switch (shape.kind) {
    case 'scalar':
      return fitsScalar(value, shape);
    case 'literal':
      return value === shape.value;
    case 'enum':
      return shape.values.some((one) => one === value) || (shape.open && typeof value === 'string');
    case 'list':
      return (
        Array.isArray(value) &&
        fitsCount(value.length, shape.limits?.minItems, shape.limits?.maxItems) &&
        (shape.limits?.uniqueItems !== true || areUnique(value)) &&
        (value as readonly Json[]).every((one) => valueFits(one, shape.item, expected))
      );
    case 'tuple':
      return Array.isArray(value) && fitsTuple(value, shape, expected);
    case 'map':
      return (
        isRecord(value) &&
        fitsCount(
          Object.keys(value).length,
          shape.limits?.minProperties,
          shape.limits?.maxProperties,
        ) &&
        Object.values(value).every((one) => valueFits(one, shape.value, expected))
      );
    case 'object':
      return isRecord(value) && fitsObject(value, shape, expected);
    case 'union':
      return shape.members.some((one) => valueFits(value, one, expected));
    case 'all':
      // What one part tells of, the others need not.
      return shape.parts.every((one) => valueFits(value, one, { ...expected, keys: 'any' }));
    case 'ref':
      return valueFits(value, shape.of ?? resolveShape(shape, expected.index), expected);
    case 'unknown':
      return true;
    case 'never':
      return false;
    default:
      return unreachable(shape);
  }
}

/** True where no two items are the same. */
export function areUnique(items: readonly Json[]): boolean {
  return new Set(items.map(sortedText)).size === items.length;
}

/** A value as a text that is the same whatever the order of its keys. */
function sortedText(value: Json): string {
  return JSON.stringify(value, (_, one: unknown) =>
    isRecord(one)
      ? Object.fromEntries(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1)))
      : one,
  );
}

function fitsScalar(value: Json, { scalar, format, limits }: ScalarShape): boolean {
  switch (scalar) {
    case 'string':
      return (
        typeof value === 'string' && fitsText(value, limits) && fitsFormat(value, format ?? '')
      );
    case 'number':
      return typeof value === 'number' && Number.isFinite(value) && fitsNumber(value, limits);
    case 'integer':
      return typeof value === 'number' && Number.isSafeInteger(value) && fitsNumber(value, limits);
    case 'boolean':
      return typeof value === 'boolean';
    case 'null':
      return value === null;
    default:
      return unreachable(scalar);
  }
}

function fitsText(text: string, { minLength, maxLength, pattern }: Limits = {}): boolean {
  return (
    fitsCount([...text].length, minLength, maxLength) &&
    (pattern === undefined || fitsPattern(text, pattern))
  );
}

/** A text that it would take too long to ask about fits no pattern. */
function fitsPattern(text: string, pattern: string): boolean {
  const longest = /\)[*+{]/.test(pattern) ? 40 : 400;
  if (text.length > longest) return false;
  return patternOf(pattern)?.test(text) === true;
}

function patternOf(pattern: string): RegExp | undefined {
  for (const flags of ['u', '']) {
    try {
      return new RegExp(pattern, flags);
    } catch {
      // Many patterns are written for another reader.
    }
  }
  return undefined;
}

function fitsNumber(value: number, limits: Limits = {}): boolean {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = limits;
  return (
    fitsCount(value, minimum, maximum) &&
    (exclusiveMinimum === undefined || value > exclusiveMinimum) &&
    (exclusiveMaximum === undefined || value < exclusiveMaximum) &&
    (multipleOf === undefined || Number.isInteger(value / multipleOf))
  );
}

function fitsCount(count: number, from: number | undefined, to: number | undefined): boolean {
  return (from === undefined || count >= from) && (to === undefined || count <= to);
}

function fitsTuple(value: readonly Json[], shape: TupleShape, expected: Expectation): boolean {
  if (value.length < shape.required) return false;
  return value.every((one, at) => {
    const item = shape.items[at] ?? shape.rest;
    return item !== undefined && valueFits(one, item, expected);
  });
}

function fitsObject(
  value: Readonly<Record<string, unknown>>,
  { fields, patterns, rest }: ObjectShape,
  expected: Expectation,
): boolean {
  const told = new Map(fields.map((field) => [field.key, field]));
  const present = fields.every(
    (field) =>
      !field.required || !isOnSide(field, expected.side) || Object.hasOwn(value, field.key),
  );
  if (!present) return false;
  return Object.keys(value).every((key) => {
    const one = own(value, key) as Json;
    const field = told.get(key);
    if (field !== undefined && !isOnSide(field, expected.side)) return false;
    const spelt = patterns.filter(({ texts }) => matchesSpelling(texts, key));
    const shapes = [...(field === undefined ? [] : [field]), ...spelt].map(({ shape }) => shape);
    if (shapes.length > 0) return shapes.every((shape) => valueFits(one, shape, expected));
    return rest === undefined ? expected.keys === 'any' : valueFits(one, rest, expected);
  });
}
