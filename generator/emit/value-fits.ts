import { canonicalJson, isRecord, own } from '../base/json.ts';
import { unreachable } from '../base/finding.ts';
import { matchesSpelling } from '../model/key-spelling.ts';
import type { Json, Limits, ObjectShape, ScalarShape, Shape, TupleShape } from '../model/shape.ts';
import { isOnSide, type Side } from '../model/side.ts';
import type { ShapeIndex } from '../model/walk.ts';
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
  const known = { told: new Map(), any: new Map() };
  return fits(value, shape, { ...expected, known });
}

interface Asked extends Expectation {
  /**
   * Which values fit which named shapes, for unions in unions would ask again and again. What leads back to itself is no answer, and so
   * does not fit.
   */
  readonly known: Readonly<Record<Expectation['keys'], Map<Json, Map<string, boolean>>>>;
}

function fits(value: Json, shape: Shape, expected: Asked): boolean {
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
        (value as readonly Json[]).every((one) => fits(one, shape.item, expected))
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
        Object.values(value).every((one) => fits(one, shape.value, expected))
      );
    case 'object':
      return isRecord(value) && fitsObject(value, shape, expected);
    case 'union':
      return shape.members.some((one) => fits(value, one, expected));
    case 'all':
      return fitsAll(value, shape.parts, expected);
    case 'ref':
      return shape.of === undefined
        ? fitsNamed(value, shape.name, expected)
        : fits(value, shape.of, expected);
    case 'unknown':
      return true;
    case 'never':
      return false;
    default:
      return unreachable(shape);
  }
}

/** What one part tells of, the others need not. */
function fitsAll(value: Json, parts: readonly Shape[], expected: Asked): boolean {
  return parts.every((one) => fits(value, one, { ...expected, keys: 'any' }));
}

function fitsNamed(value: Json, name: string, expected: Asked): boolean {
  const values = expected.known[expected.keys];
  const known = values.get(value) ?? new Map<string, boolean>();
  values.set(value, known);
  const told = known.get(name);
  if (told !== undefined) return told;
  known.set(name, false);
  const named = expected.index.get(name);
  const found = named === undefined || fits(value, named.shape, expected);
  known.set(name, found);
  return found;
}

/** True where no two items are the same. */
export function areUnique(items: readonly Json[]): boolean {
  return new Set(items.map(canonicalJson)).size === items.length;
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
  const longest = /\)(?:[*+]|\{\d+,\})/.test(pattern) ? 20 : 100;
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

function fitsTuple(value: readonly Json[], shape: TupleShape, expected: Asked): boolean {
  if (value.length < shape.required) return false;
  return value.every((one, at) => {
    const item = shape.items[at] ?? shape.rest;
    return item !== undefined && fits(one, item, expected);
  });
}

function fitsObject(
  value: Readonly<Record<string, unknown>>,
  { fields, patterns, rest }: ObjectShape,
  expected: Asked,
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
    if (shapes.length > 0) return shapes.every((shape) => fits(one, shape, expected));
    return rest === undefined ? expected.keys === 'any' : fits(one, rest, expected);
  });
}
