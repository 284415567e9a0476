import { finding, type Finding } from '../base/finding.ts';
import { fitsAny, fitsGlob } from '../base/glob.ts';
import { suggest } from '../base/nearest.ts';
import type { ApiModel, Channel, Message } from '../model/api.ts';
import type { Shape } from '../model/shape.ts';
import { childShapes, indexShapes } from '../model/walk.ts';
import { inferTags } from './infer-tags.ts';
import { nameInline } from './name-inline.ts';
import type { Pass } from './pass.ts';

/** Events by what they are called, in patterns where `*` stands for any text. */
export interface Selection {
  /** Names of messages, or what their tag holds: `response.*`. */
  readonly events?: readonly string[];
  /** Names or addresses of channels: `rooms/*`. */
  readonly channels?: readonly string[];
}

/** What is wanted and what is not; undefined stands for everything, and for nothing. */
export interface SelectionChoice {
  readonly include?: Selection | undefined;
  readonly exclude?: Selection | undefined;
}

/** A pass that leaves only wanted events, and the types that they need. */
export function selectEvents({ include, exclude }: SelectionChoice): Pass {
  return {
    name: 'select-events',
    ensures:
      'Every event is wanted; every channel and operation carries one; every shape is needed by one.',
    run: (model, findings) => {
      if (include === undefined && exclude === undefined) return model;
      const names = namesOf(model);
      const choice = new Choice(include, exclude);
      const channels = model.channels.filter((one) => choice.wantsChannel(one));
      const messages = model.messages.filter((message, index) => {
        const carriers = model.channels.filter((one) => carries(one, message));
        return choice.wants(names[index] ?? [message.name], carriers);
      });
      findings.push(...unmatched(model, names, { include, exclude }));
      const selected = withTraffic(model, messages, channels);
      if (messages.length === 0) findings.push(nothingLeft(model));
      return { ...selected, shapes: neededShapes(selected) };
    },
  };
}

class Choice {
  readonly #include: Selection;
  readonly #exclude: Selection;
  readonly #all: boolean;

  constructor(include: Selection = {}, exclude: Selection = {}) {
    this.#include = include;
    this.#exclude = exclude;
    this.#all = include.events === undefined && include.channels === undefined;
  }

  /** A channel that nobody asked for may still carry an event that somebody did. */
  wantsChannel(channel: Channel): boolean {
    return !isAmong(channel, this.#exclude.channels);
  }

  /** Asked for by name or by channel; not unwanted by name, nor in unwanted channels alone. */
  wants(names: readonly string[], carriers: readonly Channel[]): boolean {
    const { events = [], channels } = this.#include;
    const asked =
      this.#all ||
      names.some((name) => fitsAny(name, events)) ||
      carriers.some((one) => isAmong(one, channels));
    const unwanted =
      names.some((name) => fitsAny(name, this.#exclude.events ?? [])) ||
      (carriers.length > 0 && carriers.every((one) => isAmong(one, this.#exclude.channels)));
    return asked && !unwanted;
  }
}

function isAmong(channel: Channel, patterns: readonly string[] = []): boolean {
  return channelNames(channel).some((name) => fitsAny(name, patterns));
}

/** Its key in the document is what people see who write a config. */
function channelNames({ name, address, origin }: Channel): readonly string[] {
  const key = origin.pointer.slice(origin.pointer.lastIndexOf('/') + 1);
  const unescaped = key.replaceAll('~1', '/').replaceAll('~0', '~');
  return [...new Set([name, unescaped, ...(address === undefined ? [] : [address])])];
}

function carries(channel: Channel, { flow, shape }: Message): boolean {
  return channel.messages.some((one) => one.flow === flow && isSameRef(one.shape, shape));
}

function isSameRef(one: Shape, other: Shape): boolean {
  return one.kind === 'ref' && other.kind === 'ref' && one.name === other.name;
}

/** What each message may be called by: its name, and what its tag holds as far as tags can be told. */
function namesOf(model: ApiModel): readonly (readonly string[])[] {
  const { messages } = inferTags.run(nameInline.run(model, []), []);
  return messages.map(({ name, tags }) => [
    name,
    ...tags.flatMap(([first]) => (first === undefined ? [] : [String(first)])),
  ]);
}

function withTraffic(
  model: ApiModel,
  messages: readonly Message[],
  channels: readonly Channel[],
): ApiModel {
  const stays = (flow: Message['flow'], shape: Shape): boolean =>
    messages.some((one) => one.flow === flow && isSameRef(one.shape, shape));
  const left = channels
    .map((one) => ({
      ...one,
      messages: one.messages.filter(({ flow, shape }) => stays(flow, shape)),
    }))
    .filter((one) => one.messages.length > 0);
  const names = new Set(left.map((one) => one.name));
  const operations = model.operations
    .filter((one) => names.has(one.channel))
    .map((one) => ({
      ...one,
      messages: one.messages.filter((shape) => stays(one.flow, shape)),
      reply: one.reply && {
        ...one.reply,
        messages: one.reply.messages.filter((shape) =>
          stays(one.flow === 'sent' ? 'received' : 'sent', shape),
        ),
      },
    }))
    .filter((one) => one.messages.length > 0);
  const unions = model.unions.filter((one) => messages.some(({ flow }) => flow === one.flow));
  return { ...model, messages, channels: left, operations, unions };
}

/** The shapes that events, channels and operations lead to, and those that the document gives a side. */
function neededShapes(model: ApiModel): ApiModel['shapes'] {
  const index = indexShapes(model);
  const needed = new Set<string>();
  const waiting: Shape[] = [
    ...model.messages.flatMap(({ shape, headers }) => [shape, ...(headers ? [headers] : [])]),
    ...model.channels.flatMap((one) => one.parameters.map(({ shape }) => shape)),
    ...model.operations.flatMap((one) => [...one.messages, ...(one.reply?.messages ?? [])]),
    ...model.shapes.flatMap(({ sides, name }): readonly Shape[] =>
      sides.read || sides.write ? [{ kind: 'ref', name }] : [],
    ),
  ];
  for (let shape = waiting.pop(); shape !== undefined; shape = waiting.pop()) {
    if (shape.kind !== 'ref') waiting.push(...childShapes(shape));
    else if (!needed.has(shape.name)) {
      needed.add(shape.name);
      const target = index.get(shape.name);
      if (target !== undefined) waiting.push(target.shape);
    }
  }
  return model.shapes.filter((one) => needed.has(one.name));
}

/** Patterns that fit nothing: what they were written for is gone, or they are misspelt. */
function unmatched(
  model: ApiModel,
  names: readonly (readonly string[])[],
  choice: SelectionChoice,
): readonly Finding[] {
  const known = { events: names.flat(), channels: model.channels.flatMap(channelNames) };
  const at = { file: model.source.file, pointer: '' };
  return (['include', 'exclude'] as const).flatMap((way) =>
    (['events', 'channels'] as const).flatMap((what) =>
      (choice[way]?.[what] ?? [])
        .filter((pattern) => !known[what].some((name) => fitsGlob(name, pattern)))
        .map((pattern) => {
          const message = `${way}.${what} has ${JSON.stringify(pattern)}, and the document has no such ${what.slice(0, -1)}`;
          const hint = suggest(pattern, [...new Set(known[what])].slice(0, 12));
          return finding('selection-empty', 'warning', at, message, hint);
        }),
    ),
  );
}

function nothingLeft({ source }: ApiModel): Finding {
  const at = { file: source.file, pointer: '' };
  return finding('no-events', 'error', at, 'include and exclude leave no event of the document');
}
