import { unreachable } from '../base/finding.ts';
import { isNull, type Literal, type Shape } from '../model/shape.ts';
import { code } from '../render/markdown-text.ts';
import { plainLiteral, type ReferenceNames } from './reference-names.ts';

/**
 * A type in words, for the cell of a table: `array of [Item](#type-Item)`, ``integer or `inf` or null``. What a text or a number may be
 * is for the description to say.
 */
export function typeWords(shape: Shape, names: ReferenceNames): string {
  const inner = (one: Shape): string => {
    const words = typeWords(one, names);
    return one.kind === 'union' || one.kind === 'all' ? `(${words})` : words;
  };
  switch (shape.kind) {
    case 'scalar':
      return shape.scalar;
    case 'literal':
      return wordOf(shape.value);
    case 'enum':
      return [...new Set([...shape.values.map(wordOf), ...(shape.open ? ['string'] : [])])].join(
        ' or ',
      );
    case 'list':
      return `array of ${inner(shape.item)}`;
    case 'tuple': {
      const items = shape.items.map((one, at) =>
        at < shape.required ? inner(one) : `${inner(one)} (or nothing)`,
      );
      const rest = shape.rest === undefined ? [] : [`any number of ${inner(shape.rest)}`];
      return `list of ${[...items, ...rest].join(', ') || 'nothing'}`;
    }
    case 'map':
      return `map of string to ${inner(shape.value)}`;
    case 'object':
      return 'object';
    case 'union':
      return membersWords(shape.members, names) || 'nothing';
    case 'all':
      return shape.parts.map(inner).join(' and ') || 'any';
    case 'ref':
      return names.type(shape.name);
    case 'unknown':
      return 'any';
    case 'never':
      return 'nothing';
    default:
      return unreachable(shape);
  }
}

/** Each word once, null at the end; literals among others are told here, where they are all there is by the description. */
function membersWords(members: readonly Shape[], names: ReferenceNames): string {
  const words = members
    .filter((one) => !isNull(one))
    .flatMap((one) => {
      if (one.kind === 'literal' && members.length > 1)
        return [code(plainLiteral(one.value), 'cell')];
      return [one.kind === 'all' ? `(${typeWords(one, names)})` : typeWords(one, names)];
    });
  return [...new Set([...words, ...(members.some(isNull) ? ['null'] : [])])].join(' or ');
}

function wordOf(value: Literal): string {
  if (value === null) return 'null';
  if (typeof value !== 'number') return typeof value;
  return Number.isInteger(value) ? 'integer' : 'number';
}

/** The values that a shape names, as a sentence in words and code; undefined where it names none. */
export function valuesSentence(shape: Shape): string | undefined {
  switch (shape.kind) {
    case 'literal':
      return `Always ${code(plainLiteral(shape.value), 'cell')}.`;
    case 'enum': {
      const values = shape.values.map((one) => code(plainLiteral(one), 'cell')).join(', ');
      return `Allowed values: ${values}${shape.open ? ', and other strings' : ''}.`;
    }
    case 'union': {
      const told = shape.members.filter((one) => one.kind !== 'literal').map(valuesSentence);
      return told.filter((one) => one !== undefined).join(' ') || undefined;
    }
    case 'list':
      return valuesSentence(shape.item)?.replace(/^(?:Allowed values|Always)/, 'Items');
    case 'map':
      return valuesSentence(shape.value)?.replace(/^(?:Allowed values|Always)/, 'Values');
    case 'scalar':
    case 'tuple':
    case 'object':
    case 'all':
    case 'ref':
    case 'unknown':
    case 'never':
      return undefined;
    default:
      return unreachable(shape);
  }
}
