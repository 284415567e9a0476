import type { ApiModel, Flow } from '../model/api.ts';
import type { HttpDocument } from '../model/http.ts';
import { indexShapes } from '../model/walk.ts';
import type { Draft } from '../render/drafts.ts';
import { code } from '../render/markdown-text.ts';
import type { Render } from '../render/templates.ts';
import { typeListPage } from './api-list.ts';
import { bannerView } from './banner-view.ts';
import { inlineText, proseBlocks } from './document-prose.ts';
import { exampleMaker } from './example.ts';
import { channelSections, operationBlocks } from './reference-channels.ts';
import { endpointSections } from './reference-http.ts';
import { referenceNames, speaker, type ReferenceNames } from './reference-names.ts';
import {
  componentSection,
  eventSection,
  type SectionContext,
  type SectionView,
} from './reference-sections.ts';
import { settleNames } from './settle-names.ts';

/** The pages about a model, for people: `reference.md`, what there is on the wire, and `api.md`, what there is in TypeScript. */
export function emitReference(
  model: ApiModel,
  render: Render,
  { importPath, http }: ReferenceOptions,
): readonly Draft[] {
  const names = referenceNames(model);
  const endpoints = http === undefined ? [] : endpointSections(http, names);
  const chapters = chaptersOf(model, names, endpoints);
  const banner = pageBanner(model.source);
  const title = inlineText(`${model.title} ${model.version}`, 'line');
  const page = (heading: string, parts: readonly string[]): string =>
    render('reference/page', { banner, title: heading, parts: parts.map((text) => ({ text })) });
  return [
    {
      path: referenceFile,
      text: page(`${title}: reference`, referenceParts(model, chapters, render)),
    },
    {
      path: 'api.md',
      text: page(`${title}: types`, typeListPage(model, names, endpoints, importPath)),
    },
  ];
}

export interface ReferenceOptions {
  /** What a user of the types imports them from. */
  readonly importPath: string;
  /** What goes over HTTP beside the events. */
  readonly http?: HttpDocument | undefined;
}

export const referenceFile = 'reference.md';

/** A part of the page with sections of its own, each of which is made when it is asked for. */
interface Chapter {
  readonly anchor: string;
  readonly heading: string;
  readonly blocks: readonly string[];
  readonly sections: Iterable<SectionView>;
}

function* chaptersOf(
  model: ApiModel,
  names: ReferenceNames,
  endpoints: readonly SectionView[],
): Iterable<Chapter> {
  const context = contextOf(model, names);
  for (const flow of ['sent', 'received'] as const) {
    const side = speaker(flow, model.perspective) === 'client' ? 'Client' : 'Server';
    const events = model.messages.filter((one) => one.flow === flow);
    const sections = lazily(events, (one) => eventSection(one, context));
    yield { anchor: flow, heading: `${side} events (${flow})`, blocks: [], sections };
  }
  const channels = channelSections(model, names);
  yield { anchor: 'channels', heading: 'Channels', blocks: [], sections: channels };
  const operations = operationBlocks(model, names);
  yield { anchor: 'operations', heading: 'Operations', blocks: operations, sections: [] };
  yield { anchor: 'http', heading: 'HTTP endpoints', blocks: [], sections: endpoints };
  const components = lazily(names.components, (one) => componentSection(one, context));
  yield { anchor: 'components', heading: 'Components', blocks: [], sections: components };
}

function* lazily<T>(items: readonly T[], make: (item: T) => SectionView): Iterable<SectionView> {
  for (const item of items) yield make(item);
}

function referenceParts(
  model: ApiModel,
  chapters: Iterable<Chapter>,
  render: Render,
): readonly string[] {
  const parts: string[] = [];
  const contents: string[] = [];
  // A template's last line feed stands between two parts.
  const part = (template: string, view: object): string => render(template, view).slice(0, -1);
  const opening = (anchor: string, heading: string, blocks: readonly string[]): string =>
    part('reference/chapter', { anchor, heading, blocks: blocks.map((text) => ({ text })) });
  for (const { anchor, heading, blocks, sections } of chapters) {
    const lines: string[] = [];
    const texts: string[] = [];
    for (const one of sections) {
      lines.push(`  - [${one.heading}](#${one.anchor})`);
      texts.push(part('reference/section', one));
    }
    if (blocks.length === 0 && texts.length === 0) continue;
    contents.push(`- [${heading}](#${anchor})`, ...lines);
    parts.push(opening(anchor, heading, blocks), ...texts);
  }
  const lead = leadBlocks(model);
  if (contents.length === 0) return lead;
  return [...lead, opening('contents', 'Contents', [contents.join('\n')]), ...parts];
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
