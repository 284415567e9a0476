import { own } from '../base/json.ts';
import { unknownShape, type Shape } from '../model/shape.ts';
import { hasApplicators, limitsOf, listLimits } from './keywords.ts';
import { childOf } from './resolve.ts';
import { itemsOf, type ReadShape, type SchemaNode } from './schema-node.ts';

/** A list of so many items or fewer, with a length that is fixed, is written out place by place. */
const smallLength = 4;

/** The shape of a list: its items, or its places where they differ or their number is small and fixed. */
export function listShape(schema: SchemaNode, read: ReadShape): Shape {
  const limits = limitsOf(schema.value, listLimits);
  const places = placesOf(schema);
  if (places !== undefined) return tupleShape(schema, places, limits?.maxItems, read);
  const items = childOf(schema, 'items');
  const item = items.value === undefined ? unknownShape : read(items);
  const { minItems, maxItems } = limits ?? {};
  if (minItems !== undefined && minItems === maxItems && minItems > 0 && minItems <= smallLength) {
    const same = Array.from({ length: minItems }, () => item);
    return { kind: 'tuple', items: same, required: minItems, rest: undefined };
  }
  if (own(schema.value, 'contains') === undefined || own(schema.value, 'minContains') === 0) {
    return { kind: 'list', item, limits };
  }
  // One item must be what `contains` says, whichever it is, so there is one.
  const contained = read(childOf(schema, 'contains'));
  if (contained.kind === 'never') return contained;
  return { kind: 'tuple', items: [item], required: 1, rest: item };
}

interface Places {
  readonly keyword: 'prefixItems' | 'items';
  readonly rest: 'items' | 'additionalItems';
}

/** Draft 4 to 2019-09 write the places as a list of `items`, 2020-12 as `prefixItems`. */
function placesOf({ value }: SchemaNode): Places | undefined {
  if (Array.isArray(own(value, 'prefixItems'))) return { keyword: 'prefixItems', rest: 'items' };
  if (Array.isArray(own(value, 'items'))) return { keyword: 'items', rest: 'additionalItems' };
  return undefined;
}

function tupleShape(
  schema: SchemaNode,
  { keyword, rest: restKeyword }: Places,
  maxItems: number | undefined,
  read: ReadShape,
): Shape {
  const items = itemsOf(schema, keyword).map(read);
  const least = own(schema.value, 'minItems');
  const rest = childOf(schema, restKeyword);
  const closed =
    rest.value === false ||
    (maxItems ?? Infinity) <= items.length ||
    (rest.value === undefined &&
      own(schema.value, 'unevaluatedItems') === false &&
      own(schema.value, 'contains') === undefined &&
      !hasApplicators(schema.value));
  return {
    kind: 'tuple',
    items,
    required: Math.min(typeof least === 'number' ? least : 0, items.length),
    rest: closed ? undefined : rest.value === undefined ? unknownShape : read(rest),
  };
}
