import type { Origin } from '../base/finding.ts';
import { own } from '../base/json.ts';
import { pointerTo } from '../base/pointer.ts';
import type {
  ApiModel,
  Channel,
  Endpoint,
  EventUnion,
  Flow,
  Message,
  NamedShape,
  Operation,
  Param,
  Parameter,
  Reply,
  Sides,
} from './api.ts';
import {
  longDoc,
  longOrigin,
  shortDoc,
  shortOrigin,
  type NameOf,
  type Short,
} from './short-doc.ts';
import { longShape, shortShape } from './short-shape.ts';
import type { Doc, Literal, Shape } from './shape.ts';

/** A model as JSON that is short: what is usual is left out, and so is what nobody compares. Lists are in the model's order. */
export interface ShortModel {
  readonly title: string;
  readonly version: string;
  readonly source: ApiModel['source'];
  readonly perspective: ApiModel['perspective'];
  readonly unions: readonly EventUnion[];
  readonly messages: readonly Short[];
  readonly channels: readonly Short[];
  readonly operations: readonly Short[];
  /** Left out where nobody said what goes over HTTP. */
  readonly endpoints?: readonly Short[];
  readonly shapes: readonly Short[];
}

/**
 * Writes a model short; `nameOf` says what a file is called there. {@link longModel} gives it back, but for examples,
 * lifecycles, checks, and what shapes were named by.
 */
export function shortModel(model: ApiModel, nameOf: NameOf): ShortModel {
  const { title, version, source, perspective, unions } = model;
  const writer = new ShortWriter(source.file, nameOf);
  return {
    title,
    version,
    source: { ...source, file: nameOf(source.file) },
    perspective,
    unions,
    messages: model.messages.map((one) => writer.message(one)),
    channels: model.channels.map((one) => writer.channel(one)),
    operations: model.operations.map((one) => writer.operation(one)),
    ...(model.endpoints && { endpoints: model.endpoints.map((one) => writer.endpoint(one)) }),
    shapes: model.shapes.map((one) => writer.named(one)),
  };
}

/** Writes short, with the names that files have elsewhere. */
class ShortWriter {
  readonly #document: Origin;
  readonly #nameOf: NameOf;

  constructor(document: string, nameOf: NameOf) {
    this.#document = { file: document, pointer: '' };
    this.#nameOf = nameOf;
  }

  message(message: Message): Short {
    const { name, tags, flow, shape, headers, origin } = message;
    return {
      name,
      tags: tags.length === 0 ? undefined : tags,
      flow,
      of: this.#shape(shape, origin),
      headers: headers && this.#shape(headers, origin),
      ...this.#said(message, this.#document),
    };
  }

  channel(channel: Channel): Short {
    const { name, address, parameters, messages, origin } = channel;
    return {
      name,
      address,
      parameters: parameters.map((one) => ({
        name: one.name,
        of: this.#shape(one.shape, one.origin),
        ...this.#said(one, origin),
      })),
      messages: messages.map(({ flow, shape }) => ({ flow, of: this.#shape(shape, origin) })),
      ...this.#said(channel, this.#document),
    };
  }

  operation(operation: Operation): Short {
    const { name, channel, flow, messages, reply, origin } = operation;
    const shapes = (list: readonly Shape[]): unknown => list.map((one) => this.#shape(one, origin));
    return {
      name,
      channel,
      flow,
      messages: shapes(messages),
      reply: reply && { channel: reply.channel, messages: shapes(reply.messages) },
      ...this.#said(operation, this.#document),
    };
  }

  endpoint(endpoint: Endpoint): Short {
    const { name, asked, answered, origin } = endpoint;
    return {
      name,
      asked: this.#shape(asked, origin),
      answered: this.#shape(answered, origin),
      ...this.#said(endpoint, this.#document),
    };
  }

  named(named: NamedShape): Short {
    const { name, param, shape, sides, origin } = named;
    const isUsual = param?.name === `${name}Param` && param.same;
    return {
      name,
      param: isUsual ? undefined : (param ?? null),
      sides: sides.read && sides.write ? undefined : sides,
      of: this.#shape(shape, origin),
      ...this.#said(named, componentOf(name, this.#document.file)),
    };
  }

  #said(one: { readonly doc: Doc; readonly origin: Origin }, expected: Origin): Short {
    return { ...shortDoc(one.doc), at: shortOrigin(one.origin, expected, this.#nameOf) };
  }

  #shape(shape: Shape, at: Origin): unknown {
    return shortShape(shape, at, this.#nameOf);
  }
}

/** Where a named shape is expected. */
function componentOf(name: string, file: string): Origin {
  return { file, pointer: pointerTo('/components/schemas', name) };
}

/** The model that was written short; `nameOf` says what a file is called here. */
export function longModel(short: ShortModel, nameOf: NameOf): ApiModel {
  const { title, version, perspective, unions } = short;
  const source = { ...short.source, file: nameOf(short.source.file) };
  const reader = new LongReader(source.file, nameOf);
  return {
    title,
    version,
    source,
    shapes: short.shapes.map((one) => reader.named(one)),
    messages: short.messages.map((one) => reader.message(one)),
    unions: unions.map(({ flow, name, tag }) => ({ flow, name, tag })),
    perspective,
    channels: short.channels.map((one) => reader.channel(one)),
    operations: short.operations.map((one) => reader.operation(one)),
    ...(short.endpoints && { endpoints: short.endpoints.map((one) => reader.endpoint(one)) }),
  };
}

/** Reads what was written short, with the names that files have here. */
class LongReader {
  readonly #document: Origin;
  readonly #nameOf: NameOf;

  constructor(document: string, nameOf: NameOf) {
    this.#document = { file: document, pointer: '' };
    this.#nameOf = nameOf;
  }

  named(short: Short): NamedShape {
    const name = short['name'] as string;
    const param = short['param'] as Param | null | undefined;
    const said = this.#said(short, componentOf(name, this.#document.file));
    return {
      name,
      param: param === undefined ? { name: `${name}Param`, same: true } : (param ?? undefined),
      shape: this.#shape(short['of'], said.origin),
      sides: (short['sides'] as Sides | undefined) ?? { read: true, write: true },
      ...said,
    };
  }

  message(short: Short): Message {
    const said = this.#said(short, this.#document);
    const { headers } = short as { readonly headers?: unknown };
    return {
      name: short['name'] as string,
      tags: (short['tags'] as Literal[][] | undefined) ?? [],
      flow: short['flow'] as Flow,
      shape: this.#shape(short['of'], said.origin),
      ...(headers === undefined ? {} : { headers: this.#shape(headers, said.origin) }),
      ...said,
    };
  }

  channel(short: Short): Channel {
    const said = this.#said(short, this.#document);
    return {
      name: short['name'] as string,
      address: short['address'] as string | undefined,
      parameters: (short['parameters'] as Short[]).map((one): Parameter => {
        const told = this.#said(one, said.origin);
        const shape = this.#shape(one['of'], told.origin);
        return { name: one['name'] as string, shape, ...told };
      }),
      messages: (short['messages'] as Short[]).map((one) => ({
        flow: one['flow'] as Flow,
        shape: this.#shape(one['of'], said.origin),
      })),
      ...said,
    };
  }

  operation(short: Short): Operation {
    const said = this.#said(short, this.#document);
    const shapes = (list: unknown): readonly Shape[] =>
      (list as unknown[]).map((one) => this.#shape(one, said.origin));
    const reply = short['reply'] as Short | undefined;
    return {
      name: short['name'] as string,
      channel: short['channel'] as string,
      flow: short['flow'] as Flow,
      messages: shapes(short['messages']),
      reply: reply && {
        channel: reply['channel'] as Reply['channel'],
        messages: shapes(reply['messages']),
      },
      ...said,
    };
  }

  endpoint(short: Short): Endpoint {
    const said = this.#said(short, this.#document);
    return {
      name: short['name'] as string,
      asked: this.#shape(short['asked'], said.origin),
      answered: this.#shape(short['answered'], said.origin),
      ...said,
    };
  }

  #said(short: Short, expected: Origin): { readonly doc: Doc; readonly origin: Origin } {
    return { doc: longDoc(short), origin: this.#origin(own(short, 'at'), expected) };
  }

  #shape(short: unknown, at: Origin): Shape {
    return longShape(short, at, this.#nameOf);
  }

  #origin(short: unknown, expected: Origin): Origin {
    return longOrigin(short, expected, this.#nameOf);
  }
}
