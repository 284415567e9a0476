import type { Finding, Origin } from '../base/finding.ts';
import { own } from '../base/json.ts';
import { NameTable } from '../base/names.ts';
import type { Flow, Message, NamedShape, Sides } from '../model/api.ts';
import { noDoc, unknownShape, type Doc, type Shape } from '../model/shape.ts';
import { avroDoc, readAvro, type AvroContext } from './avro.ts';
import type { Sources } from './document.ts';
import { dynamicRefs } from './dynamic-refs.ts';
import { avroNames, claimTypeName, nameFromPlace, typeNameOf } from './type-name.ts';
import { unwrapSchema, type FormattedSchema, type SchemaFormat } from './payload-format.ts';
import { addressOf, childrenOf, createResolver, type Node, type Resolver } from './resolve.ts';
import { askedName, toDoc } from './keywords.ts';
import { readRefSiblings } from './ref-siblings.ts';
import { toShape, type SchemaContext } from './schema.ts';

/** Gathers the named shapes and messages of one document. */
export interface Builder {
  readonly resolver: Resolver;
  /** Names every schema of a mapping (`components.schemas`), in its order; they come out whether they are used or not. */
  readonly addComponents: (schemas: Node) => void;
  /** Adds a message whose payload is the schema at a node; `undefined` stands for a payload that nobody can type. */
  readonly addMessage: (message: MessageNode) => void;
  /** Adds a shape that is made of several schemas, for a side; gives back its name. */
  readonly addShape: (made: MadeShape) => string;
  readonly finish: () => {
    readonly shapes: readonly NamedShape[];
    readonly messages: readonly Message[];
    /** The names of shapes that are not those of the JSON Schema at their origin. */
    readonly made: ReadonlySet<string>;
  };
}

export interface MessageNode {
  /** The message, with what its traits say of it. */
  readonly node: Node;
  /** The document's key or name for it, from which a type name is made where its payload has none. */
  readonly name: string;
  readonly flow: Flow;
  readonly payload: Node | undefined;
  /** The language of the payload, as far as the message names it. */
  readonly format: SchemaFormat;
  /** The schemas of its headers, its own and those of its traits; each is a condition. */
  readonly headers: readonly Node[];
}

/** A shape that no schema describes as a whole. */
export interface MadeShape {
  readonly name: string;
  readonly side: 'sent' | 'received';
  /** What it is made of. */
  readonly at: Origin;
  readonly read: (toShape: (schema: Node) => Shape) => Shape;
}

interface Entry {
  readonly name: string;
  readonly node: Node;
  readonly doc: Doc;
  readonly read: () => Shape;
  /** What is said of the message whose payload it is, where the payload stands inside the message. */
  prose: Doc;
  shape: Shape | undefined;
}

/** A builder over the files of one document; what it finds is added to `findings`. */
export function createBuilder(sources: Sources, findings: Finding[]): Builder {
  const resolver = createResolver(sources, findings);
  const siblings = readRefSiblings(sources, resolver);
  const names = new NameTable();
  const entries = new Map<string, Entry>();
  const messages: Message[] = [];
  const seen = new Set<string>();
  const made = new Set<string>();

  const enter = (
    given: Node,
    wanted: string,
    qualifiers: readonly string[],
    outer: SchemaFormat = 'schema',
  ): string => {
    const before = entries.get(addressOf(given.at));
    if (before !== undefined) return before.name;
    const { node, format } = unwrapSchema(given, outer, resolver.follow, findings) ?? unread(given);
    const known = entries.get(addressOf(node.at));
    if (known !== undefined) return known.name;
    const name = claimTypeName(
      names,
      askedName(node.value) ?? wanted,
      qualifiers,
      node.at,
      findings,
    );
    const doc = format === 'avro' ? avroDoc(node.value) : toDoc(node.value);
    const read = (): Shape => readAs(format, node, name);
    if (format !== 'schema') made.add(name);
    const entry = { name, node, doc, read, prose: noDoc, shape: undefined };
    entries.set(addressOf(node.at), entry);
    entries.set(addressOf(given.at), entry);
    return name;
  };
  const readAs = (format: SchemaFormat, node: Node, name: string): Shape => {
    if (format === 'avro') return readAvro(node, name, avro);
    return format === 'schema' ? toShape(node, context) : unknownShape;
  };

  /** One definition has one type, in however many schemas it is repeated. */
  const avroTypes = new Map<string, string>();
  const avro: AvroContext = {
    follow: resolver.follow,
    findings,
    define: (node, doc, read) => {
      const definition = JSON.stringify(node.value);
      const known = avroTypes.get(definition);
      const [wanted, space] = avroNames(node.value);
      const name = known ?? claimTypeName(names, wanted, [space, 'Record'], node.at, findings);
      avroTypes.set(definition, name);
      made.add(name);
      const shape = read(name);
      if (known !== undefined) return name;
      const entry: Entry = { name, node, doc, read: () => shape, prose: noDoc, shape };
      entries.set(addressOf(node.at), entry);
      return name;
    },
  };

  const namesOfRefs = new Map<string, string>();
  const nameOf = (ref: string, from: Origin): string | undefined => {
    // Within a schema that has an `$id`, the same text leads elsewhere.
    const around = resolver.ids.around(from)?.node.at.pointer ?? '';
    const key = `${from.file}#${around} ${ref}`;
    const known = namesOfRefs.get(key) ?? nameOfTarget(ref, from);
    if (known !== undefined) namesOfRefs.set(key, known);
    return known;
  };
  const nameOfTarget = (ref: string, from: Origin): string | undefined => {
    const target = resolver.target(ref, from);
    return target === undefined ? undefined : nameOfNode(target);
  };
  const nameOfNode = (target: Node): string | undefined => {
    const end = siblings.follow(target);
    if (end === undefined) return undefined;
    // A whole file has no path within it that would tell it from another one of its name.
    return enter(end, nameFromPlace(end.at), end.at.pointer === '' ? ['Schema', 'Type'] : []);
  };
  const dynamic = dynamicRefs(resolver);
  const context: SchemaContext = {
    nameOf,
    follow: resolver.follow,
    siblings,
    dynamicNames: (node) => dynamic.sureTargets(node).flatMap((one) => nameOfNode(one) ?? []),
    findings,
  };

  const addComponents = (schemas: Node): void => {
    const components = childrenOf(schemas).map((node) => ({ node, end: siblings.follow(node) }));
    const owners = new Map<string, string>();
    // A schema is named by the key that holds it, or else by the first that refers to it.
    for (const own of [true, false]) {
      for (const { node, end } of components) {
        if (end === undefined || (addressOf(end.at) === addressOf(node.at)) !== own) continue;
        const address = addressOf(end.at);
        if (!owners.has(address)) owners.set(address, node.key);
      }
    }
    for (const { node, end } of components) {
      if (end === undefined) continue;
      const owner = owners.get(addressOf(end.at)) === node.key;
      enter(owner ? end : node, typeNameOf(node.key, names), ['Schema', 'Type']);
    }
  };

  const addMessage = ({ node, name, flow, payload, format, headers }: MessageNode): void => {
    const key = `${flow} ${addressOf(node.at)}`;
    if (seen.has(key)) return;
    seen.add(key);
    const end = payload === undefined ? undefined : siblings.follow(payload);
    const wanted = typeNameOf(name, names);
    const schema = end ?? { value: true, at: node.at };
    const shapeName = enter(schema, wanted, ['Message', 'Event', 'Payload'], format);
    if (end === undefined) made.add(shapeName);
    const doc = toDoc(messageProse(node.value));
    const entry = entries.get(addressOf(schema.at));
    const isOwn = `${addressOf(schema.at)}/`.startsWith(`${addressOf(node.at)}/`);
    if (entry !== undefined && isOwn) entry.prose = doc;
    messages.push({
      name,
      tags: [],
      flow,
      shape: { kind: 'ref', name: shapeName },
      headers: headersOf(headers, `${wanted}Headers`),
      doc,
      origin: node.at,
    });
  };

  const headersOf = (nodes: readonly Node[], wanted: string): Shape | undefined => {
    const ends = nodes.flatMap((one) => resolver.follow(one) ?? []);
    const [first] = ends;
    if (first === undefined) return undefined;
    if (ends.length === 1) return { kind: 'ref', name: enter(first, wanted, ['Values']) };
    // Those of a message and of its traits are one object.
    const known = entries.get(`${addressOf(first.at)} headers`);
    const name = known?.name ?? claimTypeName(names, wanted, ['Values'], first.at, findings);
    const parts = (): readonly Shape[] => ends.map((one) => readAs('schema', one, name));
    const read = (): Shape => ({ kind: 'all', parts: parts() });
    const entry = { name, node: first, doc: noDoc, read, prose: noDoc, shape: undefined };
    if (known === undefined) entries.set(`${addressOf(first.at)} headers`, entry);
    made.add(name);
    return { kind: 'ref', name };
  };

  const addShape = ({ name: wanted, side, at, read }: MadeShape): string => {
    const name = claimTypeName(names, wanted, [], at, findings);
    made.add(name);
    const node: Node = { value: { 'x-wireshape': { side } }, at };
    const shape = (): Shape => read((schema) => toShape(schema, context));
    const entry = { name, node, doc: noDoc, read: shape, prose: noDoc, shape: undefined };
    entries.set(`${addressOf(at)} ${wanted}`, entry);
    return name;
  };

  const finish: Builder['finish'] = () => {
    // Reading a shape may name further ones; a Map iterates over what is added meanwhile.
    for (const entry of entries.values()) entry.shape ??= entry.read();
    const shapes = [...new Set(entries.values())].map(
      ({ name, node, doc, prose, shape = unknownShape }): NamedShape => ({
        name,
        param: undefined,
        shape,
        sides: declaredSides(node.value),
        doc: besideProse(doc, prose),
        origin: node.at,
      }),
    );
    return { shapes, messages, made };
  };

  return { resolver, addComponents, addMessage, addShape, finish };
}

/** A schema that leads nowhere has its finding already. */
function unread(node: Node): FormattedSchema {
  return { node, format: 'other' };
}

/** `x-wireshape: { side: sent | received }` on a schema that no message reaches; neither side where nothing is said. */
function declaredSides(schema: unknown): Sides {
  const side = own(own(schema, 'x-wireshape'), 'side');
  return { read: side === 'received', write: side === 'sent' };
}

/** A message's prose: its description, or its summary where it has none. */
function messageProse(message: unknown): unknown {
  const summary = own(message, 'summary');
  return {
    description: own(message, 'description') ?? summary,
    deprecated: own(message, 'deprecated') ?? own(message, 'x-deprecated'),
    examples: payloadExamples(own(message, 'examples')),
  };
}

/** The payloads of a message's examples (AsyncAPI "Message Example Object"). */
function payloadExamples(examples: unknown): readonly unknown[] {
  if (!Array.isArray(examples)) return [];
  return examples.flatMap((one) => {
    const payload = own(one, 'payload');
    return payload === undefined ? [] : [payload];
  });
}

/** A payload that says nothing of itself is described by its message. */
function besideProse(doc: Doc, prose: Doc): Doc {
  return {
    ...doc,
    description: doc.description ?? prose.description,
    deprecated: doc.deprecated || prose.deprecated,
  };
}
