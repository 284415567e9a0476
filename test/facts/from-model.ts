import { settleNames } from '../../generator/emit/settle-names.ts';
import type { ApiModel, NamedShape } from '../../generator/model/api.ts';
import type { Field, Shape } from '../../generator/model/shape.ts';
import { isOnSide, isSpared } from '../../generator/model/side.ts';
import {
  alternativesText,
  listText,
  literalText,
  mapText,
  type Declaration,
} from './declaration.ts';
import type { Side } from './tables.ts';

/** Every exported type of a model as a declaration, once for each side; the event unions among them. */
export function fromModel(model: ApiModel): readonly Declaration[] {
  return [...model.shapes.flatMap(declarationsOf), ...unionsOf(model)];
}

function declarationsOf(one: NamedShape): readonly Declaration[] {
  const read: Declaration = { type: one.name, side: 'read', lines: linesOf(one, 'read', one.name) };
  const { param } = one;
  if (param === undefined) return [read];
  // A param type that is the same is an alias, whatever its own side would say.
  const lines = linesOf(one, param.same ? 'read' : 'write', param.name);
  const write: Declaration = { type: one.name, side: 'write', lines };
  return one.sides.read ? [read, write] : [write];
}

function linesOf(one: NamedShape, side: Side, name: string): ReadonlyMap<string, string> {
  const { shape } = one;
  const lines = new Map([['(name)', name]]);
  if (shape.kind !== 'object') {
    lines.set('(is)', alternativesText(partsOf(shape)));
    if (shape.kind === 'union') lines.set('(tag)', tagText(shape.tag));
    return lines;
  }
  lines.set('(is)', 'object');
  for (const field of shape.fields.filter((own) => isOnSide(own, side))) {
    lines.set(field.key, fieldText(field, side));
  }
  if (shape.rest !== undefined) lines.set('(rest)', alternativesText(partsOf(shape.rest)));
  return lines;
}

function fieldText(field: Field, side: Side): string {
  const required = field.required && !(side === 'write' && isSpared(field));
  return alternativesText([...partsOf(field.shape), ...(required ? [] : ['absent'])]);
}

function partsOf(shape: Shape): readonly string[] {
  switch (shape.kind) {
    case 'scalar':
      return [shape.scalar];
    case 'literal':
      return [literalText(shape.value)];
    case 'enum':
      return [...shape.values.map(literalText), ...(shape.open ? ['string'] : [])];
    case 'list':
      return [listText(alternativesText(partsOf(shape.item)))];
    case 'tuple':
      return [`[${shape.items.map((item) => alternativesText(partsOf(item))).join(', ')}]`];
    case 'map':
      return [mapText(alternativesText(partsOf(shape.value)))];
    case 'object':
      return ['an object without a name'];
    case 'union':
      return shape.members.flatMap(partsOf);
    case 'all':
      return [shape.parts.map((part) => alternativesText(partsOf(part))).join(' & ')];
    case 'ref':
      return [shape.name];
    case 'unknown':
    case 'never':
      return [shape.kind];
  }
}

function unionsOf(model: ApiModel): readonly Declaration[] {
  return settleNames(model).unions.flatMap(({ union, messages, alias, param }) => {
    const lines = (name: string): ReadonlyMap<string, string> =>
      new Map([
        ['(name)', name],
        ['(is)', alternativesText(messages.flatMap((message) => partsOf(message.shape)))],
        ['(tag)', tagText(union.tag)],
      ]);
    const read: Declaration = { type: union.name, side: 'read', lines: lines(alias) };
    if (param === undefined) return [read];
    return [read, { type: union.name, side: 'write', lines: lines(param.alias) }];
  });
}

function tagText(tag: readonly string[] | undefined): string {
  return tag === undefined ? 'none' : tag.join(', ');
}
