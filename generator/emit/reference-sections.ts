import type { Message, NamedShape } from '../model/api.ts';
import type { Doc, Shape } from '../model/shape.ts';
import { code, table } from '../render/markdown-text.ts';
import { fenced, proseBlocks } from './document-prose.ts';
import type { MakeExample } from './example.ts';
import { jsonText } from './json-text.ts';
import { eventName, plainLiteral, typeAnchor, type ReferenceNames } from './reference-names.ts';
import { propertiesTable, valuesText, type TableSides } from './reference-table.ts';
import { typeWords } from './reference-type.ts';

/** A section of a page, as the template lays it out; each block is Markdown of its own. */
export interface SectionView {
  readonly anchor: string;
  readonly heading: string;
  readonly blocks: readonly { readonly text: string }[];
}

/** What the sections of a model have in common. */
export interface SectionContext {
  readonly names: ReferenceNames;
  /** By the name of a shape. */
  readonly shapes: ReadonlyMap<string, NamedShape>;
  readonly examples: Readonly<Record<Message['flow'], MakeExample>>;
  /** The function that tells the event from others, by the name of its shape; undefined where there is none. */
  readonly guardOf: (shape: string) => string | undefined;
  readonly speakerOf: (flow: Message['flow']) => 'client' | 'server';
}

/** An event: what it is, which way it travels, how it looks, what it holds. */
export function eventSection(message: Message, context: SectionContext): SectionView {
  const { flow, shape } = message;
  const named = shape.kind === 'ref' ? context.shapes.get(shape.name) : undefined;
  const sides = { read: flow === 'received', write: flow === 'sent' };
  const value = context.examples[flow](shape, message.doc.examples);
  return section(context.names.event(message), code(eventName(message)), [
    ...docBlocks(message.doc.description === undefined ? (named?.doc ?? message.doc) : message.doc),
    directionTable(message, named, context),
    ...(value === undefined ? [] : ['**Event structure**', fenced(jsonText(value), 'json')]),
    ...shapeBlocks(named?.shape ?? shape, sides, context.names, '**Properties**'),
  ]);
}

/** Which way it travels, and what it is called in TypeScript, as a table of one row. */
function directionTable(
  { flow, headers, tags }: Message,
  named: NamedShape | undefined,
  { names, guardOf, speakerOf }: SectionContext,
): string {
  const type = flow === 'sent' ? (named?.param?.name ?? named?.name) : named?.name;
  const guard = named === undefined ? undefined : guardOf(named.name);
  const way = speakerOf(flow) === 'client' ? 'client to server' : 'server to client';
  const columns = [
    ['Direction', `${way} (${flow})`],
    ...(tags.length < 2 ? [] : [['Told by', tagsText(tags)]]),
    ...(type === undefined ? [] : [['TypeScript type', code(type, 'cell')]]),
    ...(guard === undefined ? [] : [['Guard', code(guard, 'cell')]]),
    ...(headers === undefined ? [] : [['Headers', typeWords(headers, names)]]),
  ];
  const [head, row] = [0, 1].map((at) => columns.map((one) => one[at] ?? ''));
  return table(head ?? [], [row ?? []]).join('\n');
}

function tagsText(tags: Message['tags']): string {
  return tags.map((tag) => code(tag.map(plainLiteral).join(' '), 'cell')).join(' or ');
}

/** A type with a name: what it is, and what it holds. */
export function componentSection(named: NamedShape, { names }: SectionContext): SectionView {
  const { name, param, shape, doc } = named;
  const sides = { read: named.sides.read, write: param !== undefined };
  const sent = param === undefined || param.name === name ? [] : [`Sent as ${code(param.name)}.`];
  return section(typeAnchor(name), code(name), [
    ...docBlocks(doc),
    ...sent,
    ...shapeBlocks(shape, sides, names, undefined),
    ...(doc.default === undefined ? [] : [`Default: ${code(JSON.stringify(doc.default))}.`]),
  ]);
}

function docBlocks({ deprecated, description }: Doc): readonly string[] {
  return [
    ...(deprecated ? ['**Deprecated.**'] : []),
    ...(description === undefined ? [] : proseBlocks(description)),
  ];
}

/** What a type is: a table of properties, a list of values or members, or its kind in words. */
function shapeBlocks(
  shape: Shape,
  sides: TableSides,
  names: ReferenceNames,
  title: string | undefined,
): readonly string[] {
  if (shape.kind === 'object') {
    const properties = propertiesTable(shape, sides, names);
    const closed = shape.rest?.kind === 'never' ? ['No other key may be there.'] : [];
    if (properties === undefined) return closed.length === 0 ? ['An object.'] : closed;
    return [...(title === undefined ? [] : [title]), properties, ...closed];
  }
  if (shape.kind === 'enum') {
    const values = shape.values.map((one) => `- ${code(plainLiteral(one))}`);
    const more = shape.open ? ['Other strings may come too.'] : [];
    return ['**Allowed values:**', values.join('\n'), ...more];
  }
  if (shape.kind === 'union') return unionBlocks(shape.members, shape.tag, names);
  const values = valuesText(shape);
  return [`**Type:** ${typeWords(shape, names)}`, ...(values === '' ? [] : [values])];
}

function unionBlocks(
  members: readonly Shape[],
  tag: readonly string[] | undefined,
  names: ReferenceNames,
): readonly string[] {
  const items = members.map((one) => {
    const text = valuesText(one);
    return `- ${typeWords(one, names)}${text === '' ? '' : `: ${text}`}`;
  });
  const told =
    tag === undefined ? '' : `, told apart by ${tag.map((key) => code(key)).join(', then ')}`;
  return [`One of these${told}:`, [...new Set(items)].join('\n')];
}

function section(anchor: string, heading: string, blocks: readonly string[]): SectionView {
  return { anchor, heading, blocks: blocks.map((text) => ({ text })) };
}
