import { own } from '../base/json.ts';
import type { Channel, Flow, Message, Operation, Parameter, Reply } from '../model/api.ts';
import type { Shape } from '../model/shape.ts';
import { toDoc } from './keywords.ts';
import { addressOf, childOf, childrenOf, type Node, type Resolver } from './resolve.ts';

/** Where the messages of an AsyncAPI document travel, and what an application does there. */
export interface Traffic {
  readonly channels: readonly Channel[];
  readonly operations: readonly Operation[];
}

/** Reads the channels and operations of an AsyncAPI document, 2.x or 3.x, over the messages that were read from it. */
export function readTraffic(root: Node, resolver: Resolver, messages: readonly Message[]): Traffic {
  const reading = new TrafficReading(root, resolver, messages);
  const version = own(root.value, 'asyncapi');
  return typeof version === 'string' && version.startsWith('2.')
    ? reading.read2()
    : reading.read3();
}

/** A channel while its messages are gathered. */
interface Entry {
  readonly node: Node;
  readonly name: string;
  readonly address: string | undefined;
  readonly travels: Map<string, Channel['messages'][number]>;
}

class TrafficReading {
  readonly #root: Node;
  readonly #resolver: Resolver;
  readonly #messages: ReadonlyMap<string, Message>;
  readonly #entries = new Map<string, Entry>();

  constructor(root: Node, resolver: Resolver, messages: readonly Message[]) {
    this.#root = root;
    this.#resolver = resolver;
    this.#messages = new Map(messages.map((one) => [addressOf(one.origin), one]));
  }

  /** AsyncAPI 2.x: the key of a channel is its address, and it holds its operations. */
  read2(): Traffic {
    this.#enter((_, key) => key);
    const operations: Operation[] = [];
    const ids = new Set<string>();
    for (const { node, name, travels } of [...this.#entries.values()]) {
      for (const [verb, flow] of verbs) {
        const operation = this.#resolver.follow(childOf(node, verb));
        if (operation?.value === undefined) continue;
        const shapes = this.#shapes(childOf(operation, 'message'));
        addTravels(travels, shapes, flow);
        const id = own(operation.value, 'operationId');
        // An id that two operations have is the name of neither but the first.
        if (typeof id !== 'string' || shapes.length === 0 || ids.has(id)) continue;
        ids.add(id);
        operations.push(operationOf(operation, id, name, flow, shapes, undefined));
      }
    }
    return { channels: this.#channels(), operations };
  }

  /** AsyncAPI 3.x: operations stand beside the channels, and refer to them. */
  read3(): Traffic {
    this.#enter((node) => {
      const address = own(node.value, 'address');
      return typeof address === 'string' ? address : undefined;
    });
    const operations = childrenOf(childOf(this.#root, 'operations')).flatMap((reference) => {
      const node = this.#resolver.follow(reference);
      return node === undefined ? [] : this.#operation(node, reference.key);
    });
    for (const { node, travels } of this.#entries.values()) {
      if (this.#touched.has(addressOf(node.at))) continue;
      // A channel that no operation uses says nothing of the direction.
      const shapes = this.#shapes(childOf(node, 'messages'));
      for (const flow of ['sent', 'received'] as const) addTravels(travels, shapes, flow);
    }
    return { channels: this.#channels(), operations };
  }

  readonly #touched = new Set<string>();

  /** Names the channels: by their address, as long as it tells them apart, or by their key. */
  #enter(addressOfChannel: (node: Node, key: string) => string | undefined): void {
    const found = childrenOf(childOf(this.#root, 'channels')).flatMap((reference) => {
      const node = this.#resolver.follow(reference);
      if (node === undefined) return [];
      return [{ key: reference.key, node, address: addressOfChannel(node, reference.key) }];
    });
    const count = new Map<string, number>();
    for (const { address } of found) {
      if (address !== undefined) count.set(address, (count.get(address) ?? 0) + 1);
    }
    const keys = new Set(found.map(({ key }) => key));
    for (const { key, node, address } of found) {
      const isOwn = address !== undefined && address !== '' && count.get(address) === 1;
      const name = isOwn && (address === key || !keys.has(address)) ? address : key;
      const place = addressOf(node.at);
      if (!this.#entries.has(place)) {
        this.#entries.set(place, { node, name, address, travels: new Map() });
      }
    }
  }

  #operation(node: Node, key: string): readonly Operation[] {
    const channel = this.#entryAt(childOf(node, 'channel'));
    if (channel === undefined) return [];
    const flow: Flow = own(node.value, 'action') === 'send' ? 'sent' : 'received';
    const shapes = this.#listed(node, channel, flow);
    const reply = this.#reply(childOf(node, 'reply'), flow === 'sent' ? 'received' : 'sent');
    return shapes.length === 0 ? [] : [operationOf(node, key, channel.name, flow, shapes, reply)];
  }

  #reply(reference: Node, flow: Flow): Reply | undefined {
    const node = reference.value === undefined ? undefined : this.#resolver.follow(reference);
    if (node === undefined) return undefined;
    const channel = this.#entryAt(childOf(node, 'channel'));
    const messages = this.#listed(node, channel, flow);
    return messages.length === 0 ? undefined : { channel: channel?.name, messages };
  }

  /** The messages that an operation or a reply lists, or else all of its channel; they travel on that channel. */
  #listed(node: Node, channel: Entry | undefined, flow: Flow): readonly Shape[] {
    const listed = childOf(node, 'messages');
    const source = Array.isArray(listed.value)
      ? listed
      : channel && childOf(channel.node, 'messages');
    const shapes = source === undefined ? [] : this.#shapes(source);
    if (channel !== undefined) addTravels(channel.travels, shapes, flow);
    return shapes;
  }

  #entryAt(reference: Node): Entry | undefined {
    if (reference.value === undefined) return undefined;
    const node = this.#resolver.follow(reference);
    if (node === undefined) return undefined;
    this.#touched.add(addressOf(node.at));
    return this.#entries.get(addressOf(node.at));
  }

  /** The payloads of a message, of `oneOf` several, or of a mapping or list of messages, each once. */
  #shapes(reference: Node): readonly Shape[] {
    const found = new Map<string, Shape>();
    const seen = new Set<string>();
    const visit = (one: Node): void => {
      const node = one.value === undefined ? undefined : this.#resolver.follow(one);
      if (node === undefined || seen.has(addressOf(node.at))) return;
      seen.add(addressOf(node.at));
      const message = this.#messages.get(addressOf(node.at));
      if (message !== undefined) {
        found.set(JSON.stringify(message.shape), message.shape);
        return;
      }
      const oneOf = childOf(node, 'oneOf');
      if (Array.isArray(oneOf.value)) itemsOf(oneOf).forEach(visit);
    };
    visit(reference);
    itemsOf(reference).forEach(visit);
    return [...found.values()];
  }

  #channels(): readonly Channel[] {
    return [...this.#entries.values()].flatMap(({ node, name, address, travels }) => {
      if (travels.size === 0) return [];
      const parameters = this.#parameters(childOf(node, 'parameters'), address);
      const messages = [...travels.values()];
      const doc = toDoc(proseOf(node.value));
      return [{ name, address, parameters, messages, doc, origin: node.at }];
    });
  }

  /** A parameter is a text; AsyncAPI 3.0 "Parameter Object" lists its values, 2.x describes it by a schema. */
  #parameters(parameters: Node, address: string | undefined): readonly Parameter[] {
    return parameterNames(address).map((name) => {
      const given = childOf(parameters, name);
      const node = given.value === undefined ? undefined : this.#resolver.follow(given);
      if (node === undefined)
        return { name, shape: text, doc: toDoc(undefined), origin: parameters.at };
      const schema = childOf(node, 'schema');
      const described = schema.value === undefined ? node : (this.#resolver.follow(schema) ?? node);
      const values = own(described.value, 'enum');
      const known = Array.isArray(values) ? values.filter((one) => typeof one === 'string') : [];
      const shape: Shape =
        known.length === 0 ? text : { kind: 'enum', values: [...new Set(known)], open: false };
      const doc = toDoc({ ...asObject(described.value), ...asObject(node.value) });
      return { name, shape, doc, origin: node.at };
    });
  }
}

const verbs = [
  ['publish', 'sent'],
  ['subscribe', 'received'],
] as const;

const text: Shape = { kind: 'scalar', scalar: 'string', format: undefined, limits: undefined };

/** The names between braces, in their order: `user/{id}/{part}` gives `id` and `part`. */
export function parameterNames(address: string | undefined): readonly string[] {
  const found = (address ?? '').matchAll(/\{([^{}]+)\}/g);
  return [...new Set(Array.from(found, ([, name = '']) => name))];
}

function addTravels(travels: Entry['travels'], shapes: readonly Shape[], flow: Flow): void {
  for (const shape of shapes) travels.set(`${flow} ${JSON.stringify(shape)}`, { flow, shape });
}

function operationOf(
  node: Node,
  name: string,
  channel: string,
  flow: Flow,
  messages: readonly Shape[],
  reply: Reply | undefined,
): Operation {
  const doc = toDoc(proseOf(node.value));
  return { name, channel, flow, messages, reply, doc, origin: node.at };
}

/** What is said of a channel or an operation: its description, or else its summary or title. */
function proseOf(value: unknown): unknown {
  const said = ['description', 'summary', 'title'].map((key) => own(value, key));
  return { description: said.find((one) => typeof one === 'string' && one.trim() !== '') };
}

function itemsOf(node: Node): readonly Node[] {
  if (!Array.isArray(node.value)) return childrenOf(node);
  return node.value.map((_, index) => childOf(node, index));
}

function asObject(value: unknown): object {
  return typeof value === 'object' && value !== null ? value : {};
}
