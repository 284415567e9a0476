import type { Field, ObjectShape, Shape } from '../model/shape.ts';
import { isOnSide, isSpared, type Side } from '../model/side.ts';
import { code, table } from '../render/markdown-text.ts';
import { proseCell } from './document-prose.ts';
import { valueSentences } from './doc-text.ts';
import { plainLiteral, type ReferenceNames } from './reference-names.ts';
import { typeWords, valuesSentence } from './reference-type.ts';

/** Which sides a table is about: that on which an event travels, or all on which a component is used. */
export interface TableSides {
  readonly read: boolean;
  readonly write: boolean;
}

/** The properties of an object as a table; undefined where it has none. */
export function propertiesTable(
  { fields, patterns, rest }: ObjectShape,
  sides: TableSides,
  names: ReferenceNames,
): string | undefined {
  const rows = fields
    .filter((field) => onSides(field, sides).length > 0)
    .map((field) => [
      code(field.key, 'cell'),
      typeWords(field.shape, names),
      fieldCell(field, sides),
    ]);
  for (const { texts, shape } of patterns) {
    rows.push([
      code(texts.join('*'), 'cell'),
      typeWords(shape, names),
      'Any key that is spelt so.',
    ]);
  }
  if (rest !== undefined && rest.kind !== 'never') {
    rows.push(['_any other key_', typeWords(rest, names), valuesText(rest)]);
  }
  return rows.length === 0 ? undefined : table(['Field', 'Type', 'Description'], rows).join('\n');
}

function onSides(field: Field, sides: TableSides): readonly Side[] {
  return (['read', 'write'] as const).filter((side) => sides[side] && isOnSide(field, side));
}

function fieldCell(field: Field, sides: TableSides): string {
  const { doc, shape } = field;
  return [
    needText(field, sides),
    ...(doc.deprecated ? ['**Deprecated.**'] : []),
    ...(doc.description === undefined ? [] : [asSentence(proseCell(doc.description))]),
    isTold(shape, doc.description) ? '' : valuesText(shape),
    ...(doc.default === undefined
      ? []
      : [`Default: ${code(JSON.stringify(doc.default), 'cell')}.`]),
  ]
    .filter((one) => one !== '')
    .join(' ');
}

/** What follows is a sentence too. */
function asSentence(text: string): string {
  return /[\p{L}\p{N}`)]$/u.test(text) && !text.includes('<br>') ? `${text}.` : text;
}

/** True for one value that the description names itself. */
function isTold(shape: Shape, description = ''): boolean {
  return shape.kind === 'literal' && description.includes(`\`${plainLiteral(shape.value)}\``);
}

/** Whether it must be there, and on which side alone it is. */
function needText(field: Field, sides: TableSides): string {
  const on = onSides(field, sides);
  const only = on.length === 1 && sides.read && sides.write;
  const where = only ? ` Only ${on[0] === 'read' ? 'received' : 'sent'}.` : '';
  if (!field.required) return `Optional.${where}`;
  if (!isSpared(field) || !on.includes('write')) return `**Required.**${where}`;
  return on.length === 1 ? `Optional.${where}` : '**Required**, but optional when sent.';
}

/** What a value may be: the values that are named, its format, its limits. */
export function valuesText(shape: Shape): string {
  const named = valuesSentence(shape);
  const limits = valueSentences(shape, (text) => code(text, 'cell'));
  return [...(named === undefined ? [] : [named]), ...limits].join(' ');
}
