import { finding, type Finding, type Origin } from '../base/finding.ts';
import { NameTable, pascalCase } from '../base/names.ts';
import { pointerSegments } from '../base/pointer.ts';
import type { Flow, Message, NamedShape, Sides } from '../model/api.ts';
import { noDoc, unknownShape, type Doc, type Shape } from '../model/shape.ts';
import { own, type Sources } from './document.ts';
import { addressOf, childrenOf, createResolver, type Node, type Resolver } from './resolve.ts';
import { askedName, toDoc } from './keywords.ts';
import { toShape, type SchemaContext } from './schema.ts';

/** Gathers the named shapes and messages of one document. */
export interface Builder {
  readonly resolver: Resolver;
  /** Names every schema of a mapping (`components.schemas`), in its order; they come out whether they are used or not. */
  readonly addComponents: (schemas: Node) => void;
  /** Adds a message whose payload is the schema at a node; `undefined` stands for a payload that nobody can type. */
  readonly addMessage: (message: MessageNode) => void;
  readonly finish: () => {
    readonly shapes: readonly NamedShape[];
    readonly messages: readonly Message[];
  };
}

export interface MessageNode {
  readonly node: Node;
  /** The document's key or name for it, from which a type name is made where its payload has none. */
  readonly name: string;
  readonly flow: Flow;
  readonly payload: Node | undefined;
}

interface Entry {
  readonly name: string;
  readonly node: Node;
  /** What is said of the message whose payload it is, where the payload stands inside the message. */
  prose: Doc;
  shape: Shape | undefined;
}

/** A builder over the files of one document; what it finds is added to `findings`. */
export function createBuilder(sources: Sources, findings: Finding[]): Builder {
  const resolver = createResolver(sources, findings);
  const names = new NameTable();
  const entries = new Map<string, Entry>();
  const messages: Message[] = [];
  const seen = new Set<string>();

  const enter = (node: Node, wanted: string, qualifiers: readonly string[]): string => {
    const address = addressOf(node.at);
    const known = entries.get(address);
    if (known !== undefined) return known.name;
    const name = claim(names, askedName(node.value) ?? wanted, qualifiers, node.at, findings);
    entries.set(address, { name, node, prose: noDoc, shape: undefined });
    return name;
  };

  const namesOfRefs = new Map<string, string>();
  const nameOf = (ref: string, from: Origin): string | undefined => {
    const key = `${from.file} ${ref}`;
    const known = namesOfRefs.get(key) ?? nameOfTarget(ref, from);
    if (known !== undefined) namesOfRefs.set(key, known);
    return known;
  };
  const nameOfTarget = (ref: string, from: Origin): string | undefined => {
    const target = resolver.target(ref, from);
    const end = target === undefined ? undefined : resolver.follow(target);
    if (end === undefined) return undefined;
    return enter(end, nameFromPlace(end.at), []);
  };
  const context: SchemaContext = { nameOf, findings };

  const addComponents = (schemas: Node): void => {
    const components = childrenOf(schemas).map((node) => ({ node, end: resolver.follow(node) }));
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
      enter(owner ? end : node, pascalCase(node.key), ['Schema', 'Type']);
    }
  };

  const addMessage = ({ node, name, flow, payload }: MessageNode): void => {
    const key = `${flow} ${addressOf(node.at)}`;
    if (seen.has(key)) return;
    seen.add(key);
    const end = payload === undefined ? undefined : resolver.follow(payload);
    const typeName = pascalCase(name);
    const schema = end ?? { value: true, at: node.at };
    const shapeName = enter(schema, typeName, ['Message', 'Event']);
    const doc = toDoc(messageProse(node.value));
    const entry = entries.get(addressOf(schema.at));
    const isOwn = `${addressOf(schema.at)}/`.startsWith(`${addressOf(node.at)}/`);
    if (entry !== undefined && isOwn) entry.prose = doc;
    messages.push({
      name,
      tags: [],
      flow,
      shape: { kind: 'ref', name: shapeName },
      doc,
      origin: node.at,
    });
  };

  const finish = (): { shapes: readonly NamedShape[]; messages: readonly Message[] } => {
    // Reading a shape may name further ones; a Map iterates over what is added meanwhile.
    for (const entry of entries.values()) entry.shape ??= toShape(entry.node, context);
    const shapes = [...entries.values()].map(
      ({ name, node, prose, shape = unknownShape }): NamedShape => ({
        name,
        param: undefined,
        shape,
        sides: declaredSides(node.value),
        doc: besideProse(toDoc(node.value), prose),
        origin: node.at,
      }),
    );
    return { shapes, messages };
  };

  return { resolver, addComponents, addMessage, finish };
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
  };
}

/** A payload that says nothing of itself is described by its message. */
function besideProse(doc: Doc, prose: Doc): Doc {
  return {
    ...doc,
    description: doc.description ?? prose.description,
    deprecated: doc.deprecated || prose.deprecated,
  };
}

/** A type name from the last telling steps of a place: `…/schemas/user` gives `User`, `…/messages/ping/payload` `PingPayload`. */
function nameFromPlace(at: Origin): string {
  const steps = pointerSegments(at.pointer);
  const telling = steps.filter((step) => !structural.has(step) && !/^\d+$/.test(step));
  const last = steps.at(-1) ?? '';
  const base = telling.at(-1) ?? fileStem(at.file);
  if (telling.at(-1) === last || telling.length === 0) return pascalCase(base);
  return pascalCase(`${base} ${/^\d+$/.test(last) ? (steps.at(-2) ?? '') : last}`);
}

const structural = new Set([
  'schemas',
  'components',
  'definitions',
  '$defs',
  'messages',
  'payload',
  'headers',
  'properties',
  'items',
  'schema',
  'allOf',
  'anyOf',
  'oneOf',
  'channels',
  'operations',
  'message',
  'publish',
  'subscribe',
  'additionalProperties',
]);

function fileStem(file: string): string {
  const name = file.slice(file.lastIndexOf('/') + 1);
  const dot = name.indexOf('.');
  return dot > 0 ? name.slice(0, dot) : name;
}

function claim(
  names: NameTable,
  wanted: string,
  qualifiers: readonly string[],
  at: Origin,
  findings: Finding[],
): string {
  const name = names.claim(wanted === '' ? 'Unnamed' : wanted, qualifiers);
  if (wanted === '') {
    findings.push(
      finding(
        'name-unusable',
        'warning',
        at,
        `nothing in this place's name can be part of a type name; the type is called ${name}`,
        'x-wireshape: { name: … } in the schema gives it another one',
      ),
    );
  } else if (name !== wanted) {
    findings.push(
      finding(
        'name-taken',
        'info',
        at,
        `the type name ${wanted} is reserved or already used; this type is called ${name}`,
      ),
    );
  }
  return name;
}
