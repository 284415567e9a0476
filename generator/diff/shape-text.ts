import { unreachable } from '../base/finding.ts';
import { isIdentifier } from '../base/identifier.ts';
import { literalText, quote } from '../base/text.ts';
import type { EnumShape, ObjectShape, Shape, TupleShape } from '../model/shape.ts';

/** A shape as a TypeScript type, to read: `'alloy' | string | null`. Nobody compiles it, so it is short rather than exact. */
export function shapeText(shape: Shape): string {
  switch (shape.kind) {
    case 'scalar':
      return shape.type?.kind === 'brand' ? shape.type.brand : (shape.type?.name ?? shape.scalar);
    case 'literal':
      return literalText(shape.value);
    case 'enum':
      return enumText(shape);
    case 'list':
      return `${inside(shape.item)}[]`;
    case 'tuple':
      return tupleText(shape);
    case 'map':
      return `Record<string, ${shapeText(shape.value)}>`;
    case 'object':
      return objectText(shape);
    case 'union':
      return [...new Set(shape.members.map(shapeText))].join(' | ') || 'never';
    case 'all':
      return shape.parts.map(inside).join(' & ') || 'unknown';
    case 'ref':
      return shape.name;
    case 'unknown':
    case 'never':
      return shape.kind;
    default:
      return unreachable(shape);
  }
}

function enumText({ values, open }: EnumShape): string {
  const texts = values.map(literalText);
  return (open ? [...texts, 'string'] : texts).join(' | ') || 'never';
}

function tupleText({ items, required, rest }: TupleShape): string {
  const texts = items.map((item, place) =>
    place < required ? shapeText(item) : `${inside(item)}?`,
  );
  return `[${[...texts, ...(rest === undefined ? [] : [`...${inside(rest)}[]`])].join(', ')}]`;
}

function objectText({ fields, patterns, rest }: ObjectShape): string {
  const texts = fields.map(({ key, shape, required }) => {
    const name = isIdentifier(key) ? key : quote(key);
    return `${name}${required ? '' : '?'}: ${shapeText(shape)}`;
  });
  const spelt = patterns.map((one) => `[${patternText(one.texts)}]: ${shapeText(one.shape)}`);
  const others = rest === undefined || rest.kind === 'never' ? [] : [`[key]: ${shapeText(rest)}`];
  return `{ ${[...texts, ...spelt, ...others].join('; ')} }`;
}

/** `` `x-${string}` ``: the texts around what may be any text. */
export function patternText(texts: readonly string[]): string {
  return `\`${texts.join('${string}')}\``;
}

function inside(shape: Shape): string {
  const text = shapeText(shape);
  const several =
    shape.kind === 'all' ||
    ((shape.kind === 'union' || shape.kind === 'enum') && text.includes('|'));
  return several ? `(${text})` : text;
}
