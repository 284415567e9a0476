import { unreachable } from '../base/finding.ts';
import type { Check, CheckedKey, CheckRules } from './check.ts';
import { isSpared } from './side.ts';
import type {
  Field,
  KeyPattern,
  ListShape,
  ObjectShape,
  ScalarShape,
  Shape,
  TupleShape,
} from './shape.ts';

/** What a shape says of values, as a check: for shapes that no JSON Schema describes as a whole. Names are those of checks. */
export function checkOfShape(shape: Shape): Check {
  switch (shape.kind) {
    case 'scalar':
      return scalarCheck(shape);
    case 'literal':
      return { const: shape.value };
    case 'enum':
      return shape.open ? openCheck(shape.values) : { enum: shape.values };
    case 'list':
      return listCheck(shape);
    case 'tuple':
      return tupleCheck(shape);
    case 'map':
      return { type: ['object'], ...keyed('additionalProperties', shape.value), ...shape.limits };
    case 'object':
      return objectCheck(shape);
    case 'union':
      return { anyOf: shape.members.map(checkOfShape) };
    case 'all':
      return { allOf: shape.parts.map(checkOfShape) };
    case 'ref':
      return shape.of === undefined ? { ref: shape.name } : scalarCheck(shape.of);
    case 'unknown':
      return true;
    case 'never':
      return false;
    default:
      return unreachable(shape);
  }
}

function scalarCheck({ scalar, format, limits }: ScalarShape): CheckRules {
  return { type: [scalar], ...(format === undefined ? {} : { format }), ...limits };
}

/** What is known beside what is possible: any text, and the values that are none. */
function openCheck(values: readonly (string | number | boolean | null)[]): Check {
  const others = values.filter((value) => typeof value !== 'string');
  const text: Check = { type: ['string'] };
  return others.length === 0 ? text : { anyOf: [text, { enum: others }] };
}

function listCheck({ item, limits }: ListShape): CheckRules {
  return { type: ['array'], ...keyed('items', item), ...limits };
}

function tupleCheck({ items, required, rest }: TupleShape): CheckRules {
  return {
    type: ['array'],
    ...(items.length === 0 ? {} : { prefixItems: items.map(checkOfShape) }),
    ...(required === 0 ? {} : { minItems: required }),
    ...(rest === undefined ? { items: false } : keyed('items', rest)),
  };
}

function objectCheck({ fields, patterns, rest }: ObjectShape): CheckRules {
  const required = fields.filter((field) => field.required).map((field) => field.key);
  return {
    type: ['object'],
    ...(fields.length === 0 ? {} : { properties: fields.map(checkedKey) }),
    ...(patterns.length === 0 ? {} : { patternProperties: patterns.map(checkedPattern) }),
    ...(required.length === 0 ? {} : { required }),
    ...(rest === undefined ? {} : keyed('additionalProperties', rest)),
  };
}

function checkedKey(field: Field): CheckedKey {
  const { key, access, shape } = field;
  const one = { key, check: checkOfShape(shape), access };
  return isSpared(field) ? { ...one, spared: true } : one;
}

function checkedPattern({ texts, shape }: KeyPattern): {
  readonly pattern: string;
  readonly check: Check;
} {
  const parts = texts.map((text) => text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`));
  return { pattern: `^${parts.join(String.raw`[\s\S]*`)}$`, check: checkOfShape(shape) };
}

function keyed(keyword: 'items' | 'additionalProperties', shape: Shape): CheckRules {
  const check = checkOfShape(shape);
  return check === true ? {} : { [keyword]: check };
}
