import { literalText } from '../base/text.ts';
import type { ApiModel, Flow, Message, NamedShape, Perspective } from '../model/api.ts';
import { code } from '../render/markdown-text.ts';

/** What the sections of a reference are called, and where links to them lead. */
export interface ReferenceNames {
  /** The anchor of an event's section. */
  readonly event: (message: Message) => string;
  /** A link to a type's section; to that of the event, where it is one. `file` is the page that has it, `''` for this one. */
  readonly type: (name: string, file?: string) => string;
  /** The types that are no event, by their names. */
  readonly components: readonly NamedShape[];
}

/** Settles the anchors of a model. They hold the names of the document, so that they stay when something else is added. */
export function referenceNames(model: Pick<ApiModel, 'messages' | 'shapes'>): ReferenceNames {
  const taken = new Set<string>();
  const events = new Map<Message, string>();
  const payloads = new Map<string, string>();
  for (const message of model.messages) {
    const anchor = freeAnchor(message.flow, eventName(message), taken);
    events.set(message, anchor);
    if (message.shape.kind !== 'ref' || payloads.has(message.shape.name)) continue;
    payloads.set(message.shape.name, anchor);
  }
  const components = model.shapes
    .filter(({ name }) => !payloads.has(name))
    .toSorted((a, b) => (a.name.toLowerCase() < b.name.toLowerCase() ? -1 : 1));
  return {
    components,
    event: (message) => events.get(message) ?? '',
    type: (name, file = '') =>
      `[${code(name, 'cell')}](${file}#${payloads.get(name) ?? typeAnchor(name)})`,
  };
}

/** What an event is called: what its tag holds, where that is one thing, or else the document's name for it. */
export function eventName({ tags, name }: Pick<Message, 'tags' | 'name'>): string {
  const [only, ...others] = tags;
  return only === undefined || others.length > 0 ? name : only.map(plainLiteral).join(' ');
}

/** A literal as a reader of JSON would name it; a text that could be taken for something else is in quotes. */
export function plainLiteral(value: string | number | boolean | null): string {
  if (typeof value !== 'string') return literalText(value);
  return /^(?:|null|true|false|-?\d.*|\s.*|.*\s|['"`].*)$/s.test(value)
    ? JSON.stringify(value)
    : value;
}

/** Which end an event comes from. */
export function speaker(flow: Flow, perspective: Perspective): 'client' | 'server' {
  return (flow === 'sent') === (perspective !== 'server') ? 'client' : 'server';
}

export function typeAnchor(name: string): string {
  return `type-${anchorText(name)}`;
}

/** Letters, digits and dots: nothing that has a meaning in a link or in HTML. */
function anchorText(text: string): string {
  return text.replaceAll(/[^\p{L}\p{Nd}._]+/gu, '-').replaceAll(/^-+|-+$/g, '') || 'unnamed';
}

/** An anchor of a text that nothing else on the page has. */
export function freeAnchor(kind: string, text: string, taken: Set<string>): string {
  const wanted = `${kind}-${anchorText(text)}`;
  let anchor = wanted;
  for (let count = 2; taken.has(anchor); count += 1) anchor = `${wanted}-${String(count)}`;
  taken.add(anchor);
  return anchor;
}
