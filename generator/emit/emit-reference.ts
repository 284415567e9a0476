import type { ApiModel, Flow, Message } from '../model/api.ts';
import { indexShapes } from '../model/walk.ts';
import type { Draft } from '../render/drafts.ts';
import { code } from '../render/markdown-text.ts';
import type { Render } from '../render/templates.ts';
import { typeListPage } from './api-list.ts';
import { bannerView } from './banner-view.ts';
import { inlineText, proseBlocks } from './document-prose.ts';
import { exampleMaker } from './example.ts';
import { channelBlocks, operationBlocks } from './reference-channels.ts';
import { eventName, referenceNames, speaker, type ReferenceNames } from './reference-names.ts';
import { componentSection, eventSection, type SectionContext } from './reference-sections.ts';
import { settleNames } from './settle-names.ts';

/** The pages about a model, for people: `reference.md`, what there is on the wire, and `api.md`, what there is in TypeScript. */
export function emitReference(
  model: ApiModel,
  render: Render,
  { importPath }: ReferenceOptions,
): readonly Draft[] {
  const names = referenceNames(model);
  const banner = pageBanner(model.source);
  const title = inlineText(`${model.title} ${model.version}`, 'line');
  const page = (heading: string, parts: readonly string[]): string =>
    render('reference/page', { banner, title: heading, parts: parts.map((text) => ({ text })) });
  return [
    {
      path: referenceFile,
      text: page(`${title}: reference`, referenceParts(model, names, render)),
    },
    { path: 'api.md', text: page(`${title}: types`, typeListPage(model, names, importPath)) },
  ];
}

export interface ReferenceOptions {
  /** What a user of the types imports them from. */
  readonly importPath: string;
}

export const referenceFile = 'reference.md';

const chapters: readonly { readonly flow: Flow; readonly heading: string }[] = [
  { flow: 'sent', heading: 'events (sent)' },
  { flow: 'received', heading: 'events (received)' },
];

function referenceParts(model: ApiModel, names: ReferenceNames, render: Render): readonly string[] {
  const context = contextOf(model, names);
  const chapter = (anchor: string, heading: string, blocks: readonly string[]): string =>
    text('reference/chapter', { anchor, heading, blocks: blocks.map((one) => ({ text: one })) });
  // A template's last line feed stands between two parts.
  const text = (template: string, view: object): string => render(template, view).slice(0, -1);
  const parts: string[] = [];
  const contents: string[] = [];
  for (const { flow, heading } of chapters) {
    const messages = model.messages.filter((one) => one.flow === flow);
    if (messages.length === 0) continue;
    const title = `${speaker(flow, model.perspective) === 'client' ? 'Client' : 'Server'} ${heading}`;
    contents.push(`- [${title}](#${flow})`, ...messages.map((one) => eventLine(one, names)));
    parts.push(chapter(flow, title, []));
    for (const one of messages) parts.push(text('reference/section', eventSection(one, context)));
  }
  for (const { anchor, heading, blocks } of [
    { anchor: 'channels', heading: 'Channels', blocks: channelBlocks(model, names) },
    { anchor: 'operations', heading: 'Operations', blocks: operationBlocks(model, names) },
  ]) {
    if (blocks.length === 0) continue;
    contents.push(`- [${heading}](#${anchor})`);
    parts.push(chapter(anchor, heading, blocks));
  }
  if (names.components.length > 0) {
    const lines = names.components.map(({ name }) => `  - ${names.type(name)}`);
    contents.push('- [Components](#components)', ...lines);
    parts.push(chapter('components', 'Components', []));
    for (const one of names.components) {
      parts.push(text('reference/section', componentSection(one, context)));
    }
  }
  const lead = leadBlocks(model);
  return contents.length === 0
    ? lead
    : [...lead, chapter('contents', 'Contents', [contents.join('\n')]), ...parts];
}

function eventLine(message: Message, names: ReferenceNames): string {
  return `  - [${code(eventName(message), 'cell')}](#${names.event(message)})`;
}

/** What the page is about. */
function leadBlocks({ messages, channels, perspective }: ApiModel): readonly string[] {
  const count = (flow: Flow): string => {
    const events = messages.filter((one) => one.flow === flow).length;
    return `${events === 0 ? 'no' : String(events)} event${events === 1 ? '' : 's'}`;
  };
  const [channel] = channels;
  const where =
    channels.length === 1 && channel?.address !== undefined
      ? ` All travel on ${code(channel.address)}.`
      : '';
  const whose = perspective === 'server' ? 'server' : 'client';
  const words = `A ${whose} sends ${count('sent')} and receives ${count('received')}.${where}`;
  const about = channels.length === 1 && channel?.doc.description !== undefined;
  return [
    ...(about ? proseBlocks(channel.doc.description) : []),
    `${words} The types of all this in TypeScript are listed in [api.md](api.md).`,
  ];
}

function contextOf(model: ApiModel, names: ReferenceNames): SectionContext {
  const index = indexShapes(model);
  const { guards } = settleNames(model);
  return {
    names,
    shapes: index,
    examples: { sent: exampleMaker(index, 'write'), received: exampleMaker(index, 'read') },
    guardOf: (shape) => guards.get(shape)?.name,
    speakerOf: (flow) => speaker(flow, model.perspective),
  };
}

/** Two dashes would end the comment for some readers, and so would a bracket. */
function pageBanner(source: ApiModel['source']): object {
  const safe = source.file.replaceAll(/-(?=-)/g, '- ').replaceAll('>', ' ');
  return bannerView({ ...source, file: safe });
}
