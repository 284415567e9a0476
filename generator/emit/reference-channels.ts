import type { ApiModel, Flow, Message } from '../model/api.ts';
import type { Shape } from '../model/shape.ts';
import { code, table } from '../render/markdown-text.ts';
import { proseBlocks, proseCell } from './document-prose.ts';
import { eventName, freeAnchor, type ReferenceNames } from './reference-names.ts';
import type { SectionView } from './reference-sections.ts';
import { valuesText } from './reference-table.ts';
import { typeWords } from './reference-type.ts';

/** What travels on each channel; nothing where there is but one, on which everything does. */
export function channelSections(model: ApiModel, names: ReferenceNames): readonly SectionView[] {
  if (model.channels.length < 2) return [];
  const taken = new Set<string>();
  return model.channels.map(({ name, address, parameters, messages, doc }) => {
    const rows = parameters.map((one) => [
      code(one.name, 'cell'),
      typeWords(one.shape, names),
      [proseCell(one.doc.description ?? ''), valuesText(one.shape)]
        .filter((text) => text !== '')
        .join(' '),
    ]);
    const travels = messages.map(({ flow, shape }) => [
      flow === 'sent' ? 'send' : 'receive',
      eventLink(shape, flow, model, names),
    ]);
    const blocks = [
      ...(address === undefined || address === name ? [] : [`Address: ${code(address)}.`]),
      ...(doc.description === undefined ? [] : proseBlocks(doc.description)),
      ...(rows.length === 0 ? [] : [table(['Parameter', 'Type', 'Description'], rows).join('\n')]),
      ...(travels.length === 0 ? [] : [table(['Action', 'Event'], travels).join('\n')]),
    ];
    const anchor = freeAnchor('channel', name, taken);
    return { anchor, heading: code(name), blocks: blocks.map((text) => ({ text })) };
  });
}

/** What each operation sends or receives, where that says more than the events do: what answers it, or on which channel. */
export function operationBlocks(model: ApiModel, names: ReferenceNames): readonly string[] {
  const { operations, channels } = model;
  const isTelling = channels.length > 1 || operations.some((one) => one.reply !== undefined);
  if (operations.length === 0 || !isTelling) return [];
  const links = (shapes: readonly Shape[], flow: Flow): string =>
    shapes.map((one) => eventLink(one, flow, model, names)).join(', ');
  const rows = operations.map(({ name, channel, flow, messages, reply, doc }) => {
    const back = flow === 'sent' ? 'received' : 'sent';
    return [
      code(name, 'cell'),
      flow === 'sent' ? 'send' : 'receive',
      code(channel, 'cell'),
      links(messages, flow),
      reply === undefined ? '' : links(reply.messages, back),
      proseCell(doc.description ?? ''),
    ];
  });
  const head = ['Operation', 'Action', 'Channel', 'Events', 'Reply', 'Description'];
  return [table(head, rows).join('\n')];
}

function eventLink(shape: Shape, flow: Flow, model: ApiModel, names: ReferenceNames): string {
  const isIt = (one: Message): boolean =>
    one.flow === flow &&
    one.shape.kind === 'ref' &&
    shape.kind === 'ref' &&
    one.shape.name === shape.name;
  const message = model.messages.find(isIt);
  return message === undefined
    ? typeWords(shape, names)
    : `[${code(eventName(message), 'cell')}](#${names.event(message)})`;
}
